import type { CalendarDate } from '~/lib/dates';
import { isId } from '~/lib/ids';
import { sumMinor, type Currency } from '~/lib/money';

/** What the payer was shown for one invoice, and will be held to: its version and what was due. */
export type QuoteLine = { invoiceId: string; version: number; dueMinor: bigint };

/** The most invoices one payment takes. More is refused in words, never cut short. */
export const MAX_INVOICES_PER_PAYMENT = 1_000;

/** A quote line with what the review page shows of it. */
export type QuotedInvoice = QuoteLine & {
  number: string;
  summary: string;
  dueOn: CalendarDate;
  totalMinor: bigint;
};

export type Quote = { currency: Currency; lines: QuotedInvoice[]; totalMinor: bigint };

/** The quote as one form field: `id:version:due` joined by commas. Not secret and not trusted: startPayment compares it with the rows under lock. */
export function encodeQuote(lines: readonly QuoteLine[]): string {
  return lines.map((line) => `${line.invoiceId}:${line.version}:${line.dueMinor}`).join(',');
}

/** Reads the field back; null if it is not one this page wrote. */
export function decodeQuote(field: string): QuoteLine[] | null {
  const lines: QuoteLine[] = [];
  for (const part of field.split(',')) {
    const match = /^([0-9a-f-]{36}):(\d{1,9}):(\d{1,15})$/.exec(part);
    if (!match || !isId(match[1])) return null;
    lines.push({ invoiceId: match[1], version: Number.parseInt(match[2] ?? '', 10), dueMinor: BigInt(match[3] ?? '') });
  }
  const ids = new Set(lines.map((line) => line.invoiceId));
  return ids.size === lines.length && lines.every((line) => line.dueMinor > 0n) ? lines : null;
}

export function quoteTotal(lines: readonly QuoteLine[]): bigint {
  return sumMinor(lines.map((line) => line.dueMinor));
}
