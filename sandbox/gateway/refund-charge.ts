import type Stripe from 'stripe';
import { newId, randomText } from '../state/ids';
import { invalid } from '../wire/api-error';
import { money } from './amounts';
import { book } from './balance';
import { testCardOf } from './payment-method-data';
import type { Work } from './work';

/** How long the bank takes for the two cards whose refunds change their mind. */
export const REFUND_SETTLES_AFTER_SECONDS = 5;
type Asked = {
  amount?: number | undefined;
  reason?: Stripe.Refund.Reason | undefined;
  metadata?: Record<string, string>;
};

export function refundCharge(work: Work, charge: Stripe.Charge, asked: Asked): Stripe.Refund {
  const left = charge.amount_captured - refundedOf(work, charge.id);
  if (charge.status !== 'succeeded' || !charge.captured)
    throw invalid(
      `Charge ${charge.id} has not been captured; nothing can be refunded.`,
      'charge_not_refundable',
      'charge',
    );
  if (left <= 0) throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  // Over all disputes of the charge: an inquiry leaves it refundable, a chargeback does not.
  if (work.books.dispute.where('charge', charge.id).some((dispute) => !dispute.is_charge_refundable)) {
    throw invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  }
  const amount = asked.amount ?? left;
  if (amount < 1) throw invalid('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  if (amount > left) {
    throw invalid(
      `Refund amount (${money(amount, charge.currency)}) is greater than unrefunded amount on charge (${money(left, charge.currency)})`,
      'amount_too_large',
      'amount',
    );
  }

  const behaviour = testCardOf(work, charge.payment_method!).refund;
  const id = newId('re');
  const entry = book(work, {
    amount: -amount,
    currency: charge.currency,
    type: 'refund',
    description: null,
    source: id,
  });
  const refund = work.put('refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: entry.id,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(charge.payment_method_details?.type === 'card' && {
      destination_details: {
        type: 'card',
        card: {
          reference: randomText(12),
          reference_status: 'available',
          reference_type: 'acquirer_reference_number',
          type: 'refund',
        },
      },
    }),
    metadata: asked.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: asked.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: behaviour === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  } satisfies Stripe.Refund);
  work.emit('refund.created', refund);
  work.emit('charge.refunded', restate(work, charge));
  if (behaviour)
    work.later(REFUND_SETTLES_AFTER_SECONDS, behaviour === 'pending' ? 'settle-refund' : 'fail-refund', id);
  return refund;
}

/** Pending becomes succeeded. */
export function settleRefund(work: Work, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') return;
  work.emit('refund.updated', work.put('refund', { ...refund, status: 'succeeded' }));
}

/** The bank sends the money back, possibly long after the refund had succeeded. */
export function failRefund(work: Work, refund: Stripe.Refund): Stripe.Refund {
  return undo(work, refund, 'failed', { failure_reason: 'expired_or_canceled_card' }, [
    'refund.updated',
    'refund.failed',
  ]);
}

export function cancelRefund(work: Work, refund: Stripe.Refund): Stripe.Refund {
  if (refund.status !== 'pending')
    throw invalid(
      `You cannot cancel this refund because it has a status of ${refund.status}. Only a refund with one of the following statuses may be canceled: pending, requires_action.`,
      undefined,
      'refund',
    );
  return undo(work, refund, 'canceled', {}, ['refund.updated']);
}

function undo(
  work: Work,
  refund: Stripe.Refund,
  status: string,
  why: Partial<Stripe.Refund>,
  events: Stripe.Event.Type[],
): Stripe.Refund {
  if (refund.status === 'failed' || refund.status === 'canceled') return refund;
  const entry = book(work, {
    amount: refund.amount,
    currency: refund.currency,
    type: 'refund_failure',
    description: null,
    source: refund.id,
  });
  const next = work.put('refund', { ...refund, ...why, failure_balance_transaction: entry.id, status });
  restate(work, work.books.charge.get(refund.charge as string)!);
  for (const event of events) work.emit(event, next);
  return next;
}

export function refundedOf(work: Work, charge: string): number {
  return work.books.refund
    .where('charge', charge)
    .filter((refund) => refund.status !== 'failed' && refund.status !== 'canceled')
    .reduce((sum, refund) => sum + refund.amount, 0);
}

function restate(work: Work, charge: Stripe.Charge): Stripe.Charge {
  const refunded = refundedOf(work, charge.id);
  const released = charge.amount - charge.amount_captured;
  return work.put('charge', {
    ...charge,
    amount_refunded: refunded + released,
    refunded: refunded + released >= charge.amount,
  });
}
