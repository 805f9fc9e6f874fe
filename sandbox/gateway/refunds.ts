import type Stripe from 'stripe';
import { badParam, noSuch } from '../wire/api-error';
import { ignored, integer, oneOf, text } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, pagingByTime } from '../wire/paging';
import { route } from '../wire/route';
import { findCharge } from './find';
import { cancelRefund, refundCharge } from './refund-charge';
import { unexpectedState } from './unexpected-state';
import type { Work } from './work';

const create = route('POST', '/v1/refunds', {
  params: {
    charge: text,
    payment_intent: text,
    amount: integer,
    reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
    metadata,
    instructions_email: ignored,
  },
  check(p) {
    if (!p.charge && !p.payment_intent)
      throw badParam(
        'One of the following params should be provided for this request: payment_intent or charge.',
        undefined,
        'charge',
      );
    if (p.amount !== undefined && p.amount < 1)
      throw badParam('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  },
  run({ work, params: p }) {
    const charge = p.charge ? findCharge(work, p.charge) : chargeOf(work, p.payment_intent!);
    return refundCharge(work, charge, {
      amount: p.amount,
      reason: p.reason,
      metadata: mergeMetadata(null, p.metadata),
    });
  },
});

const retrieve = route('GET', '/v1/refunds/:id', { params: {}, run: ({ work, id }) => findRefund(work, id) });

const update = route('POST', '/v1/refunds/:id', {
  params: { metadata },
  run({ work, id, params: p }) {
    const refund = findRefund(work, id);
    const next = work.put('refund', { ...refund, metadata: mergeMetadata(refund.metadata, p.metadata) });
    work.emit('refund.updated', next);
    return next;
  },
});

const cancel = route('POST', '/v1/refunds/:id/cancel', {
  params: {},
  run: ({ work, id }) => cancelRefund(work, findRefund(work, id)),
});

const list = route('GET', '/v1/refunds', {
  params: { ...pagingByTime, charge: text, payment_intent: text },
  run: ({ work, params: p, path }) =>
    page(work.books.refund, path, p, p.charge ? ['charge', p.charge] : ['payment_intent', p.payment_intent]),
});

function findRefund(work: Work, id: string): Stripe.Refund {
  const row = work.books.refund.get(id);
  if (!row) throw noSuch('refund', id);
  return row;
}

function chargeOf(work: Work, intentId: string): Stripe.Charge {
  const intent = work.books.payment_intent.get(intentId);
  if (!intent) throw noSuch('payment_intent', intentId, 'payment_intent', 400);
  if (intent.status !== 'succeeded')
    throw unexpectedState(intent, `This PaymentIntent (${intentId}) does not have a successful charge to refund.`);
  return findCharge(work, intent.latest_charge as string);
}

export const refundRoutes = [create, list, retrieve, update, cancel];
