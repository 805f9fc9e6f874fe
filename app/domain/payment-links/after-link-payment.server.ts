import type { AfterPayment } from '~/domain/payments/after-payment.server';
import { payableTotals } from '~/domain/payments/payable-totals.server';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { whyEnded } from './payment-link';
import { idsOf, type LinkScope } from './review-link.server';

/** What is still owed on the invoices of a payment through a link, and what else the link is for that could be paid next. */
export async function afterLinkPayment(
  link: LinkScope,
  payment: { id: string; currency: Currency },
  now: Date,
): Promise<AfterPayment> {
  const [[owed], open] = await Promise.all([
    db.$queryRaw<[{ owedMinor: bigint }]>`
      SELECT coalesce(sum(i.due_minor + i.in_flight_minor), 0)::bigint AS "owedMinor"
      FROM allocations a JOIN invoices i ON i.vendor_id = a.vendor_id AND i.id = a.invoice_id
      WHERE a.vendor_id = ${link.vendorId}::uuid AND a.customer_id = ${link.customerId}::uuid AND a.payment_id = ${payment.id}::uuid
        AND i.voided_at IS NULL`,
    whyEnded(link, now) ? [] : payableTotals(link, idsOf(link)),
  ]);
  const next = open.find((total) => total.currency !== payment.currency);
  return {
    stillOwedMinor: owed.owedMinor,
    otherOpenCount: open.reduce((count, total) => count + total.count, 0),
    next: next ? { ...next, all: false } : null,
  };
}
