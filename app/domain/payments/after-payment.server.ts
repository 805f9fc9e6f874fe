import type { ContactActor } from '~/auth/actor';
import { loadSelection } from '~/domain/selections/load-selection.server';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { PayableTotal } from './payable-total';
import { payableTotals } from './payable-totals.server';

export type AfterPayment = {
  /** Still owed on the invoices of this payment, in its currency. */
  stillOwedMinor: bigint;
  /** Open invoices of any currency. */
  otherOpenCount: number;
  /** What the payer meant to pay too, in another currency. */
  next: (PayableTotal & { all: boolean }) | null;
};

/**
 * Where a payer stands once a payment is in: what of its invoices is still owed, what else is open, and which
 * payment in another currency comes next when they set out to make several (`flow` says from what).
 */
export async function afterPayment(
  actor: ContactActor,
  payment: { id: string; currency: Currency },
  flow: 'selection' | 'all' | null,
): Promise<AfterPayment> {
  const [owed, open, selected] = await Promise.all([
    db.$queryRaw<[{ owedMinor: bigint }]>`
      SELECT coalesce(sum(i.due_minor + i.in_flight_minor), 0)::bigint AS "owedMinor"
      FROM allocations a JOIN invoices i ON i.vendor_id = a.vendor_id AND i.id = a.invoice_id
      WHERE a.vendor_id = ${actor.vendorId}::uuid AND a.customer_id = ${actor.customerId}::uuid AND a.payment_id = ${payment.id}::uuid
        AND i.voided_at IS NULL`,
    payableTotals(actor, 'all'),
    flow === 'selection' ? loadSelection(actor).then((ids) => payableTotals(actor, ids)) : [],
  ]);
  const elsewhere = (totals: PayableTotal[]) => totals.find((total) => total.currency !== payment.currency);
  const lastOfCurrency = !open.some((total) => total.currency === payment.currency);
  const ticked = elsewhere(selected);
  const other = flow !== null && (flow === 'all' || lastOfCurrency) ? elsewhere(open) : undefined;
  return {
    stillOwedMinor: owed[0].owedMinor,
    otherOpenCount: open.reduce((count, total) => count + total.count, 0),
    next: ticked ? { ...ticked, all: false } : other ? { ...other, all: true } : null,
  };
}
