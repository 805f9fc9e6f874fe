import type { Actor } from '~/auth/actor';
import { readPayment } from '~/domain/payments/payment-row.server';
import { db } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { applyRefundAnswer, type AnsweredRefund } from './apply-refund-answer.server';
import { askForRefund } from './ask-for-refund.server';
import { readRefund, type RefundRow } from './refund-row.server';
import { isOver } from './refund-state';

/** For so long a refund without an answer is left to the request that is making it. */
const BEING_MADE_MS = 30_000;

export type SyncRefundInput = { refundId: string; cause: string; now: Date; actor?: Actor };

/**
 * Brings a refund to the state the gateway says, whoever rang. Safe at any time, in any order, any number of times.
 * One that succeeded is asked about too: it may fail weeks later. Null for an unknown id.
 */
export async function syncRefund(input: SyncRefundInput): Promise<AnsweredRefund | null> {
  const refund = await readRefund(db, input.refundId);
  if (!refund) return null;
  if (refund.channel === 'outside' || isOver(refund.state) || isBeingMade(refund, input.now))
    return { state: refund.state, failureCode: refund.failureCode, known: refund.bookedAt !== null };
  const payment = await readPayment(db, refund.paymentId);
  invariant(payment, `the payment of refund ${refund.id} exists`);
  const answer = await askForRefund(refund, payment, input.now);
  const actor = input.actor ?? { kind: 'system', name: 'sync-refund' };
  return applyRefundAnswer(refund, answer, { actor, cause: input.cause, now: input.now });
}

function isBeingMade(refund: RefundRow, now: Date): boolean {
  return refund.gatewayRefundId === null && now.getTime() - refund.createdAt.getTime() < BEING_MADE_MS;
}
