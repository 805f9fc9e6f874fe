import { westernDigits } from '~/lib/languages/digits';
import { withoutMarks } from '~/lib/languages/isolate';

/** Six digits, however they were pasted or typed ("123 456", "123-456", "١٢٣٤٥٦"), or null. */
export function typedCode(text: unknown): string | null {
  const digits = typeof text === 'string' ? westernDigits(withoutMarks(text)).replace(/[\s-]/g, '') : '';
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** What was typed, to be shown again beside what is wrong with it. A file in a text field is nothing. */
export function typedText(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value.slice(0, 254) : '';
}
