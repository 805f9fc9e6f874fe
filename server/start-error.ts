/** Something that a person can mend: its message is one clear sentence, shown without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The system's code of an error (ENOENT, EADDRINUSE, 28P01 …), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
