import type { Language } from '~/lib/languages/language';
import { invoiceCountWords } from './invoice-count.words';

/** "10,000". */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 invoice", "12 invoices". */
export function invoiceCount(count: number, language: Language = 'en'): string {
  return invoiceCountWords(language)('invoices', { count });
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "four invoices", "1,000 invoices", "one invoice". Small numbers are words, as in print; figures in other languages. */
export function invoicesInWords(count: number, language: Language = 'en'): string {
  if (language !== 'en') return invoiceCount(count, language);
  if (count === 1) return 'one invoice';
  return `${WORDS[count] ?? countText(count)} invoices`;
}
