import type { CalendarDate } from '~/lib/dates';
import { isId } from '~/lib/ids';
import { sumMinor, type Currency } from '~/lib/money';

/** What the payer was shown for one invoice, and will be held to: its version, what was due, and how much of that is paid now. */
export type QuoteLine = { invoiceId: string; version: number; dueMinor: bigint; payMinor: bigint };

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

/**
 * The quote as one form field: `id:version:due`, or `id:version:due:pay` where only a part is paid, joined by
 * commas. Not secret and not trusted: startPayment compares it with the rows under lock.
 */
export function encodeQuote(lines: readonly QuoteLine[]): string {
  return lines
    .map(({ invoiceId, version, dueMinor, payMinor }) =>
      [invoiceId, version, dueMinor, ...(payMinor === dueMinor ? [] : [payMinor])].join(':'),
    )
    .join(',');
}

/** Reads the field back; null if it is not one this page wrote. */
export function decodeQuote(field: string): QuoteLine[] | null {
  const lines: QuoteLine[] = [];
  for (const part of field.split(',')) {
    const match = /^([0-9a-f-]{36}):(\d{1,9}):(\d{1,15})(?::(\d{1,15}))?$/.exec(part);
    if (!match || !isId(match[1])) return null;
    const dueMinor = BigInt(match[3] ?? '');
    const payMinor = match[4] === undefined ? dueMinor : BigInt(match[4]);
    lines.push({ invoiceId: match[1], version: Number.parseInt(match[2] ?? '', 10), dueMinor, payMinor });
  }
  const ids = new Set(lines.map((line) => line.invoiceId));
  return ids.size === lines.length && lines.every((line) => line.payMinor > 0n && line.payMinor <= line.dueMinor)
    ? lines
    : null;
}

/** What one payment of the quote comes to. */
export function quoteTotal(lines: readonly Pick<QuoteLine, 'payMinor'>[]): bigint {
  return sumMinor(lines.map((line) => line.payMinor));
}

/** Whether some invoice would stay open in part. */
export function isInParts(lines: readonly QuoteLine[]): boolean {
  return lines.some((line) => line.payMinor < line.dueMinor);
}
