import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import type { Unpayable } from '~/domain/invoices/payability';
import { payableTotals } from '~/domain/payments/payable-totals.server';
import type { PayableTotal } from '~/domain/payments/payable-total';
import { reviewInvoices, type ReviewedInvoices } from '~/domain/payments/review-invoices.server';
import type { PaymentState } from '~/domain/payments/payment-state';
import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { whyEnded, type LinkCovers } from './payment-link';

/** What a link's page must know of the link. */
export type LinkScope = {
  linkId: string;
  vendorId: string;
  customerId: string;
  covers: LinkCovers;
  invoiceIds: string[];
  expiresAt: Date;
  revokedAt: Date | null;
};

export type LinkAsk = { currency: Currency | null; first: number | undefined };

/** A payment that was made or begun through the link: whoever holds the link may see how it went. */
export type LinkPayment = {
  id: string;
  state: PaymentState;
  currency: Currency;
  amountMinor: bigint;
  receipt: { id: string; number: string } | null;
};

export type LinkReview =
  | (Extract<ReviewedInvoices, { kind: 'ready' }> & { others: PayableTotal[]; payments: LinkPayment[] })
  | (Exclude<ReviewedInvoices, { kind: 'ready' }> & { payments: LinkPayment[] })
  /** Nothing can be paid at this moment. `owed-nothing` is what an account is when all is paid; it may owe again. */
  | { kind: 'idle'; why: 'paid' | 'being-paid' | 'disputed' | 'owed-nothing'; payments: LinkPayment[] }
  /** It takes no payment any more, and shows nothing but what was paid through it. `withdrawn`: its invoices are. */
  | { kind: 'ended'; why: 'revoked' | 'expired' | 'withdrawn'; payments: LinkPayment[] };

/** What whoever opens a link sees: what it is for, priced now, or why there is nothing to pay. Holds nothing, changes nothing. */
export async function reviewLink(link: LinkScope, ask: LinkAsk, now: Date): Promise<LinkReview> {
  const ended = whyEnded(link, now);
  // Who revokes a link wants nobody to see anything through it any more.
  if (ended === 'revoked') return { kind: 'ended', why: ended, payments: [] };
  const [payments, totals] = await Promise.all([paymentsOf(link), payableTotals(link, idsOf(link))]);
  const idle = totals.length === 0 ? await whyIdle(link) : null;
  if (idle === 'withdrawn') return { kind: 'ended', why: idle, payments };
  if (idle === 'paid') return { kind: 'idle', why: idle, payments };
  if (ended) return { kind: 'ended', why: ended, payments };
  if (idle) return { kind: 'idle', why: idle, payments };
  const currency = totals.find((total) => total.currency === ask.currency)?.currency ?? totals[0]?.currency;
  const asked = { invoiceIds: idsOf(link), first: ask.first, shares: null, credit: 'not-theirs' as const };
  const review = currency ? await reviewInvoices(link, { ...asked, currency }) : null;
  // Paid by somebody else between two statements: told the next time the page is looked at.
  if (!review) return { kind: 'idle', why: 'being-paid', payments };
  if (review.kind !== 'ready') return { ...review, payments };
  return { ...review, others: totals.filter((total) => total.currency !== currency), payments };
}

/** What may be paid through the link: the invoices it names, or all. */
export function idsOf({ covers, invoiceIds }: Pick<LinkScope, 'covers' | 'invoiceIds'>): string[] | 'all' {
  return covers === 'account' ? 'all' : invoiceIds;
}

/** The newest that succeeded or are under way; tries that came to nothing are nobody's business any more. */
async function paymentsOf({ vendorId, customerId, linkId }: LinkScope): Promise<LinkPayment[]> {
  type Row = Omit<LinkPayment, 'amountMinor' | 'receipt'> & {
    amount: string;
    receiptId: string | null;
    receiptNumber: string | null;
  };
  const rows = await readRows<Row>(sql`
    SELECT p.id, p.state, p.currency, (p.amount_minor + p.credit_minor)::text AS amount, r.id AS "receiptId", r.number AS "receiptNumber"
    FROM payments p LEFT JOIN receipts r ON r.vendor_id = p.vendor_id AND r.payment_id = p.id
    WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid AND p.payment_link_id = ${linkId}::uuid
      AND p.state NOT IN ('failed', 'cancelled')
    ORDER BY p.created_at DESC, p.id LIMIT 10`);
  return rows.map(({ amount, receiptId, receiptNumber, ...payment }) => ({
    ...payment,
    amountMinor: BigInt(amount),
    receipt: receiptId && receiptNumber ? { id: receiptId, number: receiptNumber } : null,
  }));
}

type Idle = 'paid' | 'being-paid' | 'disputed' | 'owed-nothing' | 'withdrawn';

async function whyIdle({ vendorId, customerId, covers, invoiceIds }: LinkScope): Promise<Idle> {
  if (covers === 'account') {
    const [row] = await readRows<{ busy: boolean }>(sql`
      SELECT EXISTS (SELECT FROM payments p WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid AND p.ended_at IS NULL) AS busy`);
    return row?.busy ? 'being-paid' : 'owed-nothing';
  }
  const rows = await readRows<{ reason: Unpayable | null }>(sql`
    SELECT DISTINCT ${whyNotPayableSql} AS reason FROM invoices i
    WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND i.id = ANY(${invoiceIds}::uuid[])`);
  const reasons = new Set(rows.map((row) => row.reason));
  if (reasons.has('in-flight') || reasons.has(null)) return 'being-paid';
  if (reasons.has('disputed')) return 'disputed';
  return reasons.has('paid') ? 'paid' : 'withdrawn';
}
