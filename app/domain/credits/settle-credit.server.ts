import type { Tx } from '~/lib/db.server';
import { sumMinor } from '~/lib/money';
import { grantCredits } from './grant-credit.server';
import { endHeldCredit, moverOf, type Mover } from './move-credit.server';

/** The share of a settling payment whose invoice was voided while the payment was under way. */
export type VoidedShare = { invoiceId: string; amountMinor: bigint; creditMinor: bigint };
export type SettledCredit = {
  /** Credit that settled invoices. */
  usedMinor: bigint;
  /** Money that has become credit, since its invoice is void. */
  surplusMinor: bigint;
};

type Settling = Omit<Mover, 'by'> & { creditMinor: bigint; unappliedMinor: bigint };

/**
 * The credit side of a payment that settles: what it held is used, but for shares of void invoices, which are free
 * again; and money that came for a void invoice is the customer's credit, to be seen and used, never kept and never
 * sent back unasked (I14); the overview tells staff of it until it is used or given back. No statement where no credit is touched.
 */
export async function settleCredit(
  tx: Tx,
  payment: Settling,
  voided: readonly VoidedShare[],
  now: Date,
): Promise<SettledCredit> {
  const { vendorId, customerId, currency, id } = payment;
  const of = { vendorId, customerId, currency, sourceId: id, paymentId: id, at: now };
  const usedMinor = payment.creditMinor - sumMinor(voided.map((share) => share.creditMinor));
  const surplusMinor = sumMinor(voided.map((share) => share.amountMinor));
  if (payment.creditMinor > 0n) await endHeldCredit(tx, moverOf('payment', payment), usedMinor, now);
  const kept = voided
    .filter((share) => share.amountMinor > 0n)
    .map(({ invoiceId, amountMinor }) => ({ ...of, source: 'voided_invoice' as const, invoiceId, amountMinor }));
  const over = { ...of, source: 'overpayment' as const, invoiceId: null, amountMinor: payment.unappliedMinor };
  await grantCredits(tx, payment.unappliedMinor > 0n ? [...kept, over] : kept);
  return { usedMinor, surplusMinor };
}
