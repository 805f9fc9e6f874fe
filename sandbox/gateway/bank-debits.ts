import type Stripe from 'stripe';
import { ApiError, invalid, type ErrorBody } from '../wire/api-error';
import { keep } from './attach';
import { book } from './balance';
import { addBusinessDays, dateOf, sepaSettlesAt } from './business-days';
import { baseCharge } from './charges';
import type { Confirmation } from './confirm-payment';
import { mandateFor } from './mandates';
import { startMicrodeposits } from './microdeposits';
import { testBankOf } from './payment-method-data';
import { backToStart } from './pay';
import type { DebitFailure, TestBank } from './test-banks';
import type { Work } from './work';

const ACH_DAYS = 4;
const ACH_RETURN_DAYS = 2;
const SEPA_RETURN_DAYS = 3;
const DELAY_SECONDS = 3 * 60;

const FAILURES: Record<DebitFailure, string> = {
  account_closed: "The customer's bank account has been closed.",
  no_account: "The customer's bank account could not be located.",
  insufficient_funds: "The customer's account has insufficient funds to cover this payment.",
  debit_not_authorized: 'The customer has notified their bank that this payment was unauthorized.',
};
const REFUSALS = {
  charge_exceeds_source_limit:
    'This charge would cause you to exceed your rolling-window processing limit for this source type.',
  payment_method_provider_decline: 'The payment was blocked.',
};

/** Confirms with a bank account: asks for small deposits where it is not verified, else asks the bank, which takes days. */
export function confirmDebit(work: Work, intent: Stripe.PaymentIntent, how: Confirmation): Stripe.PaymentIntent {
  const { method } = how;
  const bank = testBankOf(work, method.id);
  const wanted = bank.type === 'sepa_debit' ? 'eur' : 'usd';
  if (intent.currency !== wanted)
    throw invalid(
      `The currency provided (${intent.currency}) is invalid for the payment method type ${bank.type}: it takes ${wanted}.`,
      'payment_method_currency_mismatch',
      'currency',
    );
  if (bank.course.kind === 'refused') throw refusedAtOnce(work, intent, method, bank.course.code);
  const verified = work.books.instrument.get(method.id)!.verified ?? false;
  const mandate = mandateFor(work, intent, method, how.mandate, verified ? 'active' : 'pending');
  if (verified) return startDebit(work, intent, method, mandate.id);
  return startMicrodeposits(work, intent, method, mandate.id) as Stripe.PaymentIntent;
}

/** The bank is asked. Nothing has been paid yet: the charge is pending until the clock says what became of it. */
export function startDebit(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  mandate: string,
): Stripe.PaymentIntent {
  const bank = testBankOf(work, method.id);
  const charge = work.put('charge', {
    ...baseCharge(work, intent, method),
    captured: true,
    amount_captured: intent.amount,
    payment_method_details: debitDetails(work, bank, method, mandate),
    status: 'pending',
  });
  const next = work.put('payment_intent', {
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    processing: null,
    status: 'processing',
  });
  keepForLater(work, next, method);
  work.emit('charge.pending', charge);
  work.emit('payment_intent.processing', next);
  const { course } = bank;
  if (course.kind === 'settles') work.later(settlesAt(work, bank) - work.now, 'settle-debit', charge.id);
  if (course.kind === 'fails') work.later(failsAt(work, bank) - work.now, 'fail-debit', charge.id, course.code);
  return next;
}

/** The bank answers now what it would have answered after its days; one that never does stays silent. */
export function answerDebit(work: Work, intent: Stripe.PaymentIntent): void {
  const charge = typeof intent.latest_charge === 'string' ? work.books.charge.get(intent.latest_charge) : undefined;
  if (intent.status !== 'processing' || !charge)
    throw invalid(`No bank is working on ${intent.id}.`, undefined, 'paymentIntent');
  const { course } = testBankOf(work, charge.payment_method!);
  if (course.kind === 'settles') settleDebit(work, charge);
  if (course.kind === 'fails') failDebit(work, charge, course.code);
}

export function settleDebit(work: Work, charge: Stripe.Charge): void {
  const intent = work.books.payment_intent.get(charge.payment_intent as string)!;
  if (charge.status !== 'pending' || intent.status !== 'processing') return;
  const entry = book(work, {
    amount: charge.amount,
    currency: charge.currency,
    type: 'payment',
    description: charge.description,
    source: charge.id,
    fee: debitFee(charge),
  });
  const settled = work.put('charge', {
    ...charge,
    balance_transaction: entry.id,
    paid: true,
    receipt_url: `${work.url}/receipts/${charge.id}`,
    status: 'succeeded',
  });
  const next = work.put('payment_intent', { ...intent, amount_received: intent.amount, status: 'succeeded' });
  work.emit('charge.succeeded', settled);
  work.emit('payment_intent.succeeded', next);
  const { dispute } = testBankOf(work, charge.payment_method!);
  if (dispute) work.later(0, 'open-dispute', charge.id, JSON.stringify({ reason: dispute }));
}

export function failDebit(work: Work, charge: Stripe.Charge, code: string): void {
  const intent = work.books.payment_intent.get(charge.payment_intent as string)!;
  if (charge.status !== 'pending' || intent.status !== 'processing') return;
  const message = FAILURES[code as DebitFailure];
  const failed = work.put('charge', {
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: code,
    failure_message: message,
    status: 'failed',
  });
  work.emit('charge.failed', failed);
  const method = work.books.payment_method.get(charge.payment_method!)!;
  backToStart(work, intent, {
    type: 'invalid_request_error',
    code,
    message,
    charge: charge.id,
    payment_method: method,
  });
}

function refusedAtOnce(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  code: keyof typeof REFUSALS,
): ApiError {
  const error: ErrorBody = { type: 'invalid_request_error', code, message: REFUSALS[code], payment_method: method };
  const next = backToStart(work, intent, error);
  return new ApiError({ ...error, payment_intent: next }, { status: 402 });
}

function settlesAt(work: Work, bank: TestBank): number {
  if (bank.course.kind === 'settles' && bank.course.after === 'minutes') return work.now + DELAY_SECONDS;
  return bank.type === 'sepa_debit' ? sepaSettlesAt(work.now) : addBusinessDays(work.now, ACH_DAYS);
}

function failsAt(work: Work, bank: TestBank): number {
  if (bank.course.kind === 'fails' && bank.course.after === 'minutes') return work.now + DELAY_SECONDS;
  return addBusinessDays(work.now, bank.type === 'sepa_debit' ? SEPA_RETURN_DAYS : ACH_RETURN_DAYS);
}

function debitDetails(
  work: Work,
  bank: TestBank,
  method: Stripe.PaymentMethod,
  mandate: string,
): Stripe.Charge.PaymentMethodDetails {
  if (bank.type === 'sepa_debit') {
    const { generated_from: _from, ...sepa } = method.sepa_debit!;
    const expected_debit_date = dateOf(addBusinessDays(work.now, 2));
    return { type: 'sepa_debit', sepa_debit: { ...sepa, expected_debit_date, mandate } };
  }
  const { account_holder_type, account_type, bank_name, fingerprint, last4, routing_number } = method.us_bank_account!;
  return {
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type,
      account_type,
      bank_name,
      expected_debit_date: dateOf(addBusinessDays(work.now, 1)),
      fingerprint,
      last4,
      mandate,
      payment_reference: null,
      routing_number,
    },
  };
}

function keepForLater(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  const customer = typeof intent.customer === 'string' ? intent.customer : null;
  if (intent.setup_future_usage !== null && customer !== null) keep(work, method, customer);
  else if (method.customer === null) work.put('instrument', { ...work.books.instrument.get(method.id)!, spent: true });
}

function debitFee(charge: Stripe.Charge): number {
  return charge.currency === 'eur' ? 35 : Math.min(500, Math.round((charge.amount * 8) / 1000));
}
