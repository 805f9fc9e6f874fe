/** Throws when something that cannot happen has happened: a bug of ours, never a person's mistake. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new InvariantError(why);
}

export class InvariantError extends Error {
  override name = 'InvariantError';
}
