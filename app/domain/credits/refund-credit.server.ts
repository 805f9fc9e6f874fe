import type { VendorActor } from '~/auth/actor';
import { readRefund } from '~/domain/refunds/refund-row.server';
import { requestRefund } from '~/domain/refunds/request-refund.server';
import type { RequestedRefund, RequestRefundRefusal } from '~/domain/refunds/request-refund.types';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { payOutCredit } from './pay-out-credit.server';

export type RefundCreditInput = {
  /** Made beforehand: the same id asks the same thing again, never twice. */
  refundId: string;
  vendorId: string;
  creditId: string;
  /** Null: all that is left of the lot. */
  amountMinor: bigint | null;
  /** Handed back by cheque, wire or cash, even where it could go back the way it came. */
  outside: boolean;
  reason: string;
  cause: string;
};

export type RefundedCredit =
  | { kind: 'refund'; refund: RequestedRefund; paymentId: string }
  | { kind: 'outside'; id: string; amountMinor: bigint; currency: Currency };

/**
 * Gives credit back to the customer. What a payment brought goes back the way it came, as a refund of that payment;
 * what none brought, or what cannot go that way, was handed back outside and is recorded. Never more than is left of
 * the lot: two at once, or one beside a payment that uses it, cannot both have it.
 */
export async function refundCredit(
  actor: VendorActor,
  input: RefundCreditInput,
  now: Date,
): Promise<Result<{ refunded: RefundedCredit }, RequestRefundRefusal>> {
  const { vendorId, creditId, refundId, reason, cause } = input;
  if (actor.kind === 'staff' && (actor.role === 'viewer' || actor.vendorId !== vendorId))
    return refuse({ kind: 'not-allowed' });
  if (reason.trim() === '') return refuse({ kind: 'no-reason' });
  const lot = isId(creditId) ? await readLot(vendorId, creditId) : null;
  if (!lot) return refuse({ kind: 'no-credit' });
  if (lot.paymentId === null || input.outside) {
    const paid = await payOutCredit(actor, { ...input, reason: reason.trim() }, now);
    return paid.ok ? { ok: true, refunded: { kind: 'outside', ...paid.payout } } : paid;
  }
  // Asked for all of it once before: the lot has less now, the refund has not.
  const seen = input.amountMinor === null && isId(refundId) ? await readRefund(db, refundId) : null;
  const amountMinor = input.amountMinor ?? seen?.amountMinor ?? lot.remainingMinor;
  const what = { kind: 'credit' as const, creditId, amountMinor };
  const asked = await requestRefund(actor, { refundId, paymentId: lot.paymentId, what, reason, cause }, now);
  return asked.ok ? { ok: true, refunded: { kind: 'refund', refund: asked.refund, paymentId: lot.paymentId } } : asked;
}

async function readLot(
  vendorId: string,
  creditId: string,
): Promise<{ paymentId: string | null; remainingMinor: bigint } | null> {
  const [lot] = await db.$queryRaw<{ paymentId: string | null; remainingMinor: bigint }[]>`
    SELECT c.payment_id AS "paymentId", c.remaining_minor AS "remainingMinor" FROM credits c
    WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${creditId}::uuid`;
  return lot ?? null;
}
