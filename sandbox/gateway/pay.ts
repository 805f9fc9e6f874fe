import type Stripe from 'stripe';
import type { ErrorBody } from '../wire/api-error';
import { keep } from './attach';
import { book, processingFee } from './balance';
import { makeCharge, type Circumstances } from './charges';
import { declineBody } from './decline-error';
import type { Decline } from './declines';
import { testCardOf } from './payment-method-data';
import type { Work } from './work';

export type Outcome = { intent: Stripe.PaymentIntent; error: ErrorBody | null };

/** Asks the bank. Either way the intent, the charge and their events are written; a refusal also gives the error. */
export function pay(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  how: Circumstances,
): Outcome {
  const { bankSays } = work.books.instrument.get(method.id)!;
  const decline = bankSays === undefined ? testCardOf(work, method.id).charge : bankSays;
  return decline ? refuse(work, intent, method, decline, how) : accept(work, intent, method, how);
}

function accept(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, how: Circumstances): Outcome {
  const draft = makeCharge(work, intent, method, null, how);
  const held = intent.capture_method === 'manual';
  const charge = work.put(
    'charge',
    held ? draft : { ...draft, balance_transaction: bookCharge(work, draft, draft.amount).id },
  );
  const next = work.put('payment_intent', {
    ...intent,
    amount_capturable: held ? intent.amount : 0,
    amount_received: held ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: held ? 'requires_capture' : 'succeeded',
  });
  keepForLater(work, next, method, how);
  work.emit('charge.succeeded', charge);
  work.emit(held ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', next);
  if (!held) troubleFollows(work, charge);
  return { intent: next, error: null };
}

/** Some test cards make trouble once the money has been taken. */
export function troubleFollows(work: Work, charge: Stripe.Charge): void {
  const card = testCardOf(work, charge.payment_method!);
  if (card.dispute) work.later(0, 'open-dispute', charge.id, JSON.stringify(card.dispute));
  if (card.fraudWarning) work.later(0, 'warn-of-fraud', charge.id);
}

export function refuse(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
  how: Circumstances,
): Outcome {
  const charge = work.put('charge', makeCharge(work, intent, method, decline, how));
  const error = declineBody(decline, { charge: charge.id, payment_method: method });
  work.emit('charge.failed', charge);
  const next = backToStart(work, { ...intent, latest_charge: charge.id }, error);
  return { intent: next, error: { ...error, payment_intent: next } };
}

/** A failed try leaves the intent open for another method. */
export function backToStart(
  work: Work,
  intent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
): Stripe.PaymentIntent {
  const next = work.put('payment_intent', {
    ...intent,
    last_payment_error: error,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  work.emit('payment_intent.payment_failed', next);
  return next;
}

export function bookCharge(work: Work, charge: Stripe.Charge, amount: number): Stripe.BalanceTransaction {
  return book(work, {
    amount,
    currency: charge.currency,
    type: 'charge',
    description: charge.description,
    source: charge.id,
    fee: processingFee(amount),
  });
}

function keepForLater(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  how: Circumstances,
): void {
  const instrument = work.books.instrument.get(method.id)!;
  const customer = typeof intent.customer === 'string' ? intent.customer : null;
  const saving = intent.setup_future_usage !== null && customer !== null;
  if (saving) keep(work, method, customer);
  const setUp =
    instrument.setUpOffSession || (saving && intent.setup_future_usage === 'off_session' && how.authenticated);
  const spent = !saving && method.customer === null;
  if (setUp !== instrument.setUpOffSession || spent)
    work.put('instrument', { ...instrument, setUpOffSession: setUp, spent });
}
