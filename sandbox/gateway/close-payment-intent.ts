import { invalid } from '../wire/api-error';
import { clearable, flag, integer, oneOf } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { route } from '../wire/route';
import { findIntent } from './find';
import { bookCharge, troubleFollows } from './pay';
import { unexpectedState, wrongStatus } from './unexpected-state';

const CANCELABLE = [
  'requires_payment_method',
  'requires_capture',
  'requires_reauthorization',
  'requires_confirmation',
  'requires_action',
  // A debit that its bank has been asked for cannot be called back; the vendor's "rare" exceptions do not occur here.
];

export const captureRoute = route('POST', '/v1/payment_intents/:id/capture', {
  params: {
    amount_to_capture: integer,
    final_capture: flag,
    metadata,
    statement_descriptor: clearable,
    statement_descriptor_suffix: clearable,
  },
  run({ work, id, params: p }) {
    const intent = findIntent(work, id);
    if (intent.status !== 'requires_capture') {
      throw unexpectedState(
        intent,
        intent.status === 'succeeded'
          ? 'This PaymentIntent could not be captured because it has already been captured.'
          : `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      );
    }
    const amount = p.amount_to_capture ?? intent.amount_capturable;
    if (amount < 1 || amount > intent.amount_capturable) {
      throw invalid(
        `The amount to capture (${amount}) must be between 1 and the amount capturable (${intent.amount_capturable}).`,
        'amount_too_large',
        'amount_to_capture',
      );
    }
    const charge = work.books.charge.get(intent.latest_charge as string)!;
    const captured = work.put('charge', {
      ...charge,
      amount_captured: amount,
      amount_refunded: charge.amount - amount,
      balance_transaction: bookCharge(work, charge, amount).id,
      captured: true,
    });
    const next = work.put('payment_intent', {
      ...intent,
      amount_capturable: 0,
      amount_received: amount,
      metadata: mergeMetadata(intent.metadata, p.metadata),
      status: 'succeeded',
    });
    work.emit('charge.captured', captured);
    troubleFollows(work, captured);
    work.emit('payment_intent.succeeded', next);
    return next;
  },
});

export const cancelRoute = route('POST', '/v1/payment_intents/:id/cancel', {
  params: { cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') },
  run({ work, id, params: p }) {
    const intent = findIntent(work, id);
    if (!CANCELABLE.includes(intent.status))
      throw unexpectedState(intent, wrongStatus('PaymentIntent', 'cancel', 'canceled', intent.status, CANCELABLE));
    if (intent.status === 'requires_capture') {
      const charge = work.books.charge.get(intent.latest_charge as string)!;
      // An authorisation that is let go counts as refunded although no money ever moved.
      const released = work.put('charge', { ...charge, amount_refunded: charge.amount, refunded: true });
      work.emit('charge.refunded', released);
    }
    work.state.delete(work.books, 'challenge', id);
    const next = work.put('payment_intent', {
      ...intent,
      amount_capturable: 0,
      canceled_at: work.now,
      cancellation_reason: p.cancellation_reason ?? null,
      next_action: null,
      status: 'canceled',
    });
    work.emit('payment_intent.canceled', next);
    return next;
  },
});
