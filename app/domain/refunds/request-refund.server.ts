import { createHash } from 'node:crypto';
import type { VendorActor } from '~/auth/actor';
import { readPayment, type PaymentRow } from '~/domain/payments/payment-row.server';
import { toGatewayAmount } from '~/gateways/gateway-amount';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import { refuse, type Result } from '~/lib/result';
import { applyRefundAnswer } from './apply-refund-answer.server';
import { askForRefund } from './ask-for-refund.server';
import { readRefund, type RefundRow } from './refund-row.server';
import type { RequestedRefund, RequestRefundInput, RequestRefundRefusal } from './request-refund.types';
import { reserveRefund } from './reserve-refund.server';

/**
 * Gives money of a settled payment back, in full or in part, off the invoices that are named or by the default rule.
 * It is written down before the gateway is asked, under the refund's own id: the same id answers the same again, a
 * lost answer leaves it pending and syncRefund finds out, and no two requests together give back more than is left.
 * The invoices are open again as soon as the gateway has it. Money received outside is given back outside: that is
 * recorded, and no gateway is asked.
 */
export async function requestRefund(
  actor: VendorActor,
  input: RequestRefundInput,
  now: Date,
): Promise<Result<{ refund: RequestedRefund }, RequestRefundRefusal>> {
  if (actor.kind === 'staff' && actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  if (input.reason.trim() === '') return refuse({ kind: 'no-reason' });
  const payment = isId(input.paymentId) ? await readPayment(db, input.paymentId) : null;
  if (!payment || (actor.kind === 'staff' && payment.vendorId !== actor.vendorId))
    return refuse({ kind: 'no-payment' });

  const requestHash = hashRequest(payment, input);
  const seen = await readRefund(db, input.refundId);
  if (seen) return answerAgain(seen, requestHash);
  if (payment.state !== 'succeeded') return refuse({ kind: 'not-settled' });
  const reserved = await reserveRefund(actor, payment, { ...input, requestHash, chargeable }, now);
  if (!reserved.ok) {
    if (reserved.refusal.kind !== 'seen') return refuse(reserved.refusal);
    const first = await readRefund(db, input.refundId);
    invariant(first, `refund ${input.refundId} was seen`);
    return answerAgain(first, requestHash);
  }
  const refund = await readRefund(db, input.refundId);
  invariant(refund, `refund ${input.refundId} was written down`);
  if (refund.channel === 'outside') return answered(refund, { ...refund, known: true });
  const answer = await askForRefund(refund, payment, now, { first: true });
  return answered(refund, await applyRefundAnswer(refund, answer, { actor, cause: input.cause, now }));
}

/** Whether the gateway can move exactly this much; outside payments know no such limit. */
function chargeable(payment: PaymentRow, amountMinor: bigint): boolean {
  return payment.channel === 'outside' || toGatewayAmount(amountMinor, payment.currency) !== null;
}

function answerAgain(
  refund: RefundRow,
  requestHash: Buffer,
): Result<{ refund: RequestedRefund }, RequestRefundRefusal> {
  if (!requestHash.equals(refund.requestHash)) return refuse({ kind: 'other-request' });
  return answered(refund, { ...refund, known: refund.bookedAt !== null || refund.state !== 'pending' });
}

function answered(refund: RefundRow, outcome: Pick<RequestedRefund, 'state' | 'failureCode' | 'known'>) {
  const { id, amountMinor, currency } = refund;
  const { state, failureCode, known } = outcome;
  return { ok: true as const, refund: { id, state, failureCode, known, amountMinor, currency } };
}

function hashRequest(payment: PaymentRow, { what, reason }: RequestRefundInput): Buffer {
  const asked =
    what.kind === 'parts'
      ? what.parts.map((part) => `${part.invoiceId}:${part.amountMinor}`).sort()
      : what.kind === 'all'
        ? 'all'
        : what.kind === 'credit'
          ? `${what.creditId}:${what.amountMinor}`
          : what.amountMinor.toString();
  return createHash('sha256')
    .update(JSON.stringify([payment.id, what.kind, asked, reason.trim()]))
    .digest();
}
