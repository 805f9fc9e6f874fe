import type { Currency } from '~/lib/money';

/** "US dollars": what people call the currency, in the plural. */
export function currencyName(currency: Currency, locale = 'en-US'): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' }).formatToParts(
    2,
  );
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "four invoices", "1,000 invoices", "1 invoice". Small numbers are words, as in print. */
export function invoicesInWords(count: number): string {
  if (count === 1) return 'one invoice';
  return `${WORDS[count] ?? countText(count)} invoices`;
}

export function countText(count: number): string {
  return new Intl.NumberFormat('en-US').format(count);
}

/** "12 invoices". */
export function invoiceCount(count: number): string {
  return `${countText(count)} ${count === 1 ? 'invoice' : 'invoices'}`;
}
