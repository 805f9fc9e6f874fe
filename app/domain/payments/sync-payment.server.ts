import type { Actor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import { applyAnswer, type Applied } from './apply-answer.server';
import { askGateway } from './ask-gateway.server';
import { readPayment, type PaymentRow } from './payment-row.server';
import { isFinal } from './payment-state';

/** For so long a payment without an answer is left to the request that is making it. */
const BEING_STARTED_MS = 30_000;

export type SyncInput = {
  paymentId: string;
  cause: string;
  now: Date;
  actor?: Actor;
  /** The intent a gateway event named: it may ring before our own call has returned. */
  intentIdHint?: string;
  /** For pages that ask again and again: leave the gateway alone if it was asked more recently than this. */
  atMostEverySeconds?: number;
  /** Whoever was making it is known to have ended. */
  takenOver?: boolean;
};

/**
 * Brings a payment to the state the gateway says, whoever rang: webhook, return page, worker, reconciliation.
 * Safe at any time, in any order, any number of times. Null for an unknown id.
 */
export async function syncPayment(input: SyncInput): Promise<Applied | null> {
  const payment = await readPayment(db, input.paymentId);
  if (!payment) return null;
  if (isFinal(payment.state) || isLeftAlone(payment, input))
    return { state: payment.state, failureCode: payment.failureCode };
  const answer = await askGateway(payment, input.now, { intentIdHint: input.intentIdHint });
  const actor = input.actor ?? { kind: 'system', name: 'sync-payment' };
  return applyAnswer(payment, answer, { actor, cause: input.cause, now: input.now });
}

function isLeftAlone(payment: PaymentRow, input: SyncInput): boolean {
  const age = input.now.getTime() - payment.createdAt.getTime();
  if (payment.state === 'reserved' && !input.intentIdHint && !input.takenOver && age < BEING_STARTED_MS) return true;
  const since = payment.syncedAt ? input.now.getTime() - payment.syncedAt.getTime() : Infinity;
  return input.atMostEverySeconds !== undefined && since < input.atMostEverySeconds * 1000;
}
