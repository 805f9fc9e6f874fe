/** What somebody typed, so that SQL's LIKE takes every sign of it as it stands. */
export function likeText(typed: string): string {
  return typed.replace(/[\\%_]/g, '\\$&');
}
