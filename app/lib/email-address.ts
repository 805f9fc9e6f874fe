import { z } from 'zod';

const schema = z.email().max(254);

/** The address as we keep it (lower case), or null when it is none. */
export function emailAddress(text: unknown): string | null {
  const parsed = schema.safeParse(typeof text === 'string' ? text.trim().toLowerCase() : text);
  return parsed.success ? parsed.data : null;
}
