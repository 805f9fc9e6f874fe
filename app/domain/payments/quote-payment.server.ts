import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { payable } from '~/domain/invoices/payable.server';
import { Prisma, db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { MAX_INVOICES_PER_PAYMENT, quoteTotal, type Quote, type QuotedInvoice } from './quote';

export type QuoteRefusal =
  { kind: 'nothing-payable' } | { kind: 'too-many'; count: number; limit: number; firstMinor: bigint };

export type QuoteInput = {
  currency: Currency;
  /** What the payer ticked, or all that can be paid. */
  invoiceIds: readonly string[] | 'all';
  /** The way out of too many: only so many, those due first. Said to the payer before, never cut silently. */
  first?: number;
  /** How many the vendor takes in one payment; the most there may be, unless said. */
  limit?: number;
};

/**
 * What the review page shows and the payer will be held to: every chosen invoice in this currency that can be
 * paid now, overdue first. Reads only; startPayment compares it again under lock.
 */
export async function quotePayment(
  scope: InvoiceScope,
  input: QuoteInput,
): Promise<Result<{ quote: Quote }, QuoteRefusal>> {
  const chosen = Prisma.sql`i.vendor_id = ${scope.vendorId}::uuid AND i.customer_id = ${scope.customerId}::uuid
    AND i.currency = ${input.currency} AND ${payable}
    ${input.invoiceIds === 'all' ? Prisma.empty : Prisma.sql`AND i.id = ANY(${[...input.invoiceIds]}::uuid[])`}`;
  const { limit = MAX_INVOICES_PER_PAYMENT } = input;
  const most = Math.min(input.first ?? limit + 1, limit + 1);
  const lines = await db.$queryRaw<QuotedInvoice[]>`
    SELECT i.id AS "invoiceId", i.version, i.due_minor AS "dueMinor", i.due_minor AS "payMinor", i.number, i.summary, i.due_on::text AS "dueOn", i.total_minor AS "totalMinor"
    FROM invoices i WHERE ${chosen} -- vendor_id is part of what is chosen
    ORDER BY i.due_on, i.id LIMIT ${most}::int`;
  if (lines.length === 0) return refuse({ kind: 'nothing-payable' });
  if (lines.length > limit) {
    const [{ count }] = await db.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM invoices i WHERE ${chosen} -- vendor_id is part of what is chosen`;
    const firstMinor = quoteTotal(lines.slice(0, limit));
    return refuse({ kind: 'too-many', count, limit, firstMinor });
  }
  return { ok: true, quote: { currency: input.currency, lines, totalMinor: quoteTotal(lines) } };
}
