import { ignored, integer, oneOf, text } from '../wire/params';
import { mergeMetadata } from '../wire/metadata';
import { page, pagingByTime } from '../wire/paging';
import { route } from '../wire/route';
import { checkAmount, checkCurrency } from './amounts';
import { chosenMethod } from './chosen-method';
import { checkClientSecret, forCaller } from './client-secret';
import { confirmPayment } from './confirm-payment';
import { createPaymentIntent } from './create-payment-intent';
import { checkUsable, findCustomer, findIntent, findMethod } from './find';
import { confirming, describing, isOffSession, offeredTypes } from './intent-params';
import { cancelRoute, captureRoute } from './close-payment-intent';
import { unexpectedState, wrongStatus } from './unexpected-state';

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action'] as const;
const isOpen = (status: string) => (OPEN as readonly string[]).includes(status);

const retrieve = route('GET', '/v1/payment_intents/:id', {
  publishable: true,
  params: { client_secret: text },
  run({ work, id, params: p, publishable }) {
    const intent = findIntent(work, id);
    checkClientSecret(intent, p.client_secret, publishable);
    return forCaller(intent, publishable);
  },
});

const list = route('GET', '/v1/payment_intents', {
  params: { ...pagingByTime, customer: text },
  run: ({ work, params: p, path }) => page(work.books.payment_intent, path, p, ['customer', p.customer]),
});

const update = route('POST', '/v1/payment_intents/:id', {
  params: {
    ...describing,
    amount: integer,
    currency: text,
    payment_method: text,
    capture_method: oneOf('automatic', 'automatic_async', 'manual'),
    application_fee_amount: integer,
  },
  run({ work, id, params: p }) {
    const intent = findIntent(work, id);
    const onlyMetadata = Object.keys(p).every((name) => ['metadata', 'description', 'expand'].includes(name));
    if (!isOpen(intent.status) && !onlyMetadata)
      throw unexpectedState(intent, wrongStatus('PaymentIntent', 'update', 'updated', intent.status, OPEN));
    const currency = p.currency ? checkCurrency(p.currency) : intent.currency;
    if (p.amount !== undefined) checkAmount(p.amount, currency);
    const customer = p.customer ? findCustomer(work, p.customer).id : intent.customer;
    const method = p.payment_method === undefined ? null : findMethod(work, p.payment_method);
    if (method) checkUsable(work, method, customer as string | null);
    return work.put('payment_intent', {
      ...intent,
      allowed_payment_method_types: p.allowed_payment_method_types ?? intent.allowed_payment_method_types,
      amount: p.amount ?? intent.amount,
      application_fee_amount: p.application_fee_amount ?? intent.application_fee_amount,
      capture_method: p.capture_method ?? intent.capture_method,
      currency,
      customer,
      description: p.description === undefined ? intent.description : p.description || null,
      metadata: mergeMetadata(intent.metadata, p.metadata),
      payment_method: method?.id ?? intent.payment_method,
      payment_method_types: p.allowed_payment_method_types
        ? offeredTypes(p.allowed_payment_method_types, currency)
        : intent.payment_method_types,
      receipt_email: p.receipt_email === undefined ? intent.receipt_email : p.receipt_email || null,
      setup_future_usage: p.setup_future_usage ?? intent.setup_future_usage,
      status: method && intent.status === 'requires_payment_method' ? 'requires_confirmation' : intent.status,
    });
  },
});

const confirm = route('POST', '/v1/payment_intents/:id/confirm', {
  publishable: true,
  params: {
    ...confirming,
    client_secret: text,
    setup_future_usage: describing.setup_future_usage,
    // Taken for the vendor's sake; here they change nothing about a confirmation.
    receipt_email: ignored,
    shipping: ignored,
    payment_method_options: ignored,
    amount_details: ignored,
    payment_details: ignored,
    allowed_payment_method_types: ignored,
    excluded_payment_method_types: ignored,
  },
  run({ work, id, params: p, publishable }) {
    const found = findIntent(work, id);
    checkClientSecret(found, p.client_secret, publishable);
    if (found.status === 'succeeded')
      throw unexpectedState(
        found,
        'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      );
    if (!isOpen(found.status))
      throw unexpectedState(
        found,
        wrongStatus('PaymentIntent', 'confirm', 'confirmed', found.status, [
          'requires_confirmation',
          'requires_action',
        ]),
      );
    const chosen = chosenMethod(work, p, { payment_intent: id }, found.customer as string | null);
    const method = chosen.method ?? (found.payment_method ? findMethod(work, found.payment_method as string) : null);
    if (!method)
      throw unexpectedState(
        found,
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      );
    const intent = {
      ...found,
      setup_future_usage: p.setup_future_usage ?? chosen.setupFutureUsage ?? found.setup_future_usage,
    };
    const next = confirmPayment(work, intent, {
      method,
      offSession: isOffSession(p.off_session),
      errorOnAction: p.error_on_requires_action ?? false,
      returnUrl: chosen.returnUrl,
      useSdk: chosen.useSdk,
      mandate: chosen.mandate,
    });
    return forCaller(next, publishable);
  },
});

export const paymentIntentRoutes = [createPaymentIntent, list, retrieve, update, confirm, captureRoute, cancelRoute];
