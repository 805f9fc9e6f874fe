import type Stripe from 'stripe';
import { newClientSecret, newId } from '../state/ids';
import { badParam } from '../wire/api-error';
import { flag, hash, ignored, integer, list, oneOf, required, text } from '../wire/params';
import { mergeMetadata } from '../wire/metadata';
import { route } from '../wire/route';
import { checkAmount, checkCurrency } from './amounts';
import { chosenMethod } from './chosen-method';
import { confirmPayment } from './confirm-payment';
import { checkUsable, findCustomer } from './find';
import { requireReturnUrl } from './return-url';
import { confirming, describing, isOffSession, offeredTypes } from './intent-params';

export const createPaymentIntent = route('POST', '/v1/payment_intents', {
  params: {
    ...describing,
    ...confirming,
    amount: required(integer),
    currency: required(text),
    automatic_payment_methods: hash({ enabled: required(flag), allow_redirects: oneOf('always', 'never') }),
    capture_method: oneOf('automatic', 'automatic_async', 'manual'),
    confirm: flag,
    confirmation_method: oneOf('automatic', 'manual'),
    allowed_payment_method_types: list(text),
    application_fee_amount: integer,
    on_behalf_of: text,
    payment_method_configuration: ignored,
    transfer_data: ignored,
  },
  check(p) {
    checkAmount(p.amount, checkCurrency(p.currency));
    for (const name of [
      'confirmation_token',
      'off_session',
      'error_on_requires_action',
      'return_url',
      'mandate_data',
    ] as const) {
      if (p[name] !== undefined && !p.confirm)
        throw badParam(`The parameter \`${name}\` can only be passed when \`confirm\` is \`true\`.`, undefined, name);
    }
    if (p.confirm && !p.confirmation_token && !p.payment_method && !p.payment_method_data) {
      throw badParam(
        "You cannot confirm this PaymentIntent because it's missing a payment method. Provide one, or a ConfirmationToken.",
        'parameter_missing',
        'payment_method',
      );
    }
    offeredTypes(p.allowed_payment_method_types, p.currency);
  },
  run({ work, params: p }) {
    const id = newId('pi');
    const customer = p.customer ? findCustomer(work, p.customer).id : null;
    const automatic = {
      enabled: p.automatic_payment_methods?.enabled ?? true,
      allow_redirects: p.automatic_payment_methods?.allow_redirects ?? 'always',
    } as const;
    const allowed = p.allowed_payment_method_types ?? null;
    const chosen = chosenMethod(work, p, { payment_intent: id }, customer);
    if (p.confirm)
      requireReturnUrl(
        'PaymentIntent',
        { automatic_payment_methods: automatic, allowed_payment_method_types: allowed },
        chosen.returnUrl,
      );
    if (chosen.method) checkUsable(work, chosen.method, customer);

    const intent = work.put('payment_intent', {
      id,
      object: 'payment_intent',
      allowed_payment_method_types: p.allowed_payment_method_types ?? null,
      amount: p.amount,
      amount_capturable: 0,
      amount_details: { tip: {} },
      amount_received: 0,
      application: null,
      application_fee_amount: p.application_fee_amount ?? null,
      automatic_payment_methods: automatic,
      canceled_at: null,
      cancellation_reason: null,
      capture_method: p.capture_method ?? 'automatic_async',
      client_secret: newClientSecret(id),
      confirmation_method: p.confirmation_method ?? 'automatic',
      created: work.now,
      currency: checkCurrency(p.currency),
      customer,
      customer_account: null,
      description: p.description || null,
      excluded_payment_method_types: null,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      managed_payments: null,
      metadata: mergeMetadata(null, p.metadata),
      next_action: null,
      on_behalf_of: p.on_behalf_of ?? null,
      payment_method: chosen.method?.id ?? null,
      payment_method_configuration_details: null,
      payment_method_options: {
        card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
      },
      payment_method_types: offeredTypes(p.allowed_payment_method_types, p.currency),
      payment_record: null,
      processing: null,
      receipt_email: p.receipt_email || null,
      review: null,
      setup_future_usage: p.setup_future_usage ?? chosen.setupFutureUsage,
      shipping: null,
      source: null,
      statement_descriptor: p.statement_descriptor || null,
      statement_descriptor_suffix: p.statement_descriptor_suffix || null,
      status: chosen.method ? 'requires_confirmation' : 'requires_payment_method',
      transfer_data: null,
      transfer_group: p.transfer_group || null,
    } satisfies Stripe.PaymentIntent);
    work.emit('payment_intent.created', intent);
    if (!p.confirm || !chosen.method) return intent;
    return confirmPayment(work, intent, {
      method: chosen.method,
      offSession: isOffSession(p.off_session),
      errorOnAction: p.error_on_requires_action ?? false,
      returnUrl: chosen.returnUrl,
      useSdk: chosen.useSdk,
      mandate: chosen.mandate,
    });
  },
});
