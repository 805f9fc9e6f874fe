import { z } from 'zod';

const schema = z.email().max(254);

/** The address as we keep it (lower case), or null when it is none. */
export function emailAddress(text: unknown): string | null {
  const parsed = schema.safeParse(typeof text === 'string' ? text.trim().toLowerCase() : text);
  return parsed.success ? parsed.data : null;
}

/** Six digits, however they were pasted ("123 456", "123-456"), or null. */
export function typedCode(text: unknown): string | null {
  const digits = typeof text === 'string' ? text.replace(/[\s-]/g, '') : '';
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** What was typed, to be shown again beside what is wrong with it. A file in a text field is nothing. */
export function typedText(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value.slice(0, 254) : '';
}
