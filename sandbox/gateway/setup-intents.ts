import type Stripe from 'stripe';
import { newClientSecret, newId } from '../state/ids';
import { badParam } from '../wire/api-error';
import { clearable, flag, hash, ignored, list as listOf, oneOf, text } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, pagingByTime } from '../wire/paging';
import { route } from '../wire/route';
import { chosenMethod } from './chosen-method';
import { checkClientSecret, forCaller } from './client-secret';
import { confirmSetup } from './confirm-setup';
import { checkUsable, findCustomer, findMethod, findSetup } from './find';
import { confirming, offeredTypes } from './intent-params';
import { requireReturnUrl } from './return-url';
import { unexpectedSetupState, wrongStatus } from './unexpected-state';

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
const { confirmation_token, payment_method, payment_method_data, return_url, use_stripe_sdk, mandate_data } =
  confirming;
const choosing = {
  confirmation_token,
  payment_method,
  payment_method_data,
  return_url,
  use_stripe_sdk,
  mandate_data,
  payment_method_options: ignored,
};

const create = route('POST', '/v1/setup_intents', {
  params: {
    ...choosing,
    allowed_payment_method_types: listOf(text),
    automatic_payment_methods: hash({ enabled: flag, allow_redirects: oneOf('always', 'never') }),
    confirm: flag,
    customer: text,
    description: clearable,
    metadata,
    excluded_payment_method_types: ignored,
    flow_directions: ignored,
    usage: oneOf('off_session', 'on_session'),
  },
  check(p) {
    if (p.confirm && !p.confirmation_token && !p.payment_method && !p.payment_method_data) {
      throw badParam(
        "You cannot confirm this SetupIntent because it's missing a payment method. Provide one, or a ConfirmationToken.",
        'parameter_missing',
        'payment_method',
      );
    }
    offeredTypes(p.allowed_payment_method_types);
    for (const name of ['confirmation_token', 'return_url', 'mandate_data'] as const) {
      if (p[name] !== undefined && !p.confirm)
        throw badParam(`The parameter \`${name}\` can only be passed when \`confirm\` is \`true\`.`, undefined, name);
    }
  },
  run({ work, params: p }) {
    const id = newId('seti');
    const customer = p.customer ? findCustomer(work, p.customer).id : null;
    const chosen = chosenMethod(work, p, { setup_intent: id }, customer);
    const automatic = {
      enabled: true,
      allow_redirects: p.automatic_payment_methods?.allow_redirects ?? 'always',
    } as const;
    const allowed = p.allowed_payment_method_types ?? null;
    if (p.confirm)
      requireReturnUrl(
        'SetupIntent',
        { automatic_payment_methods: automatic, allowed_payment_method_types: allowed },
        chosen.returnUrl,
      );
    if (chosen.method) checkUsable(work, chosen.method, customer);
    const setup = work.put('setup_intent', {
      id,
      object: 'setup_intent',
      allowed_payment_method_types: allowed,
      application: null,
      automatic_payment_methods: automatic,
      cancellation_reason: null,
      client_secret: newClientSecret(id),
      created: work.now,
      customer,
      customer_account: null,
      description: p.description || null,
      excluded_payment_method_types: null,
      flow_directions: null,
      last_setup_error: null,
      latest_attempt: null,
      livemode: false,
      mandate: null,
      metadata: mergeMetadata(null, p.metadata),
      next_action: null,
      on_behalf_of: null,
      payment_method: chosen.method?.id ?? null,
      payment_method_configuration_details: null,
      payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
      payment_method_types: offeredTypes(p.allowed_payment_method_types),
      single_use_mandate: null,
      status: chosen.method ? 'requires_confirmation' : 'requires_payment_method',
      usage: p.usage ?? 'off_session',
    } satisfies Stripe.SetupIntent);
    work.emit('setup_intent.created', setup);
    if (!p.confirm || !chosen.method) return setup;
    return confirmSetup(work, setup, { ...chosen, method: chosen.method });
  },
});

const retrieve = route('GET', '/v1/setup_intents/:id', {
  publishable: true,
  params: { client_secret: text },
  run({ work, id, params: p, publishable }) {
    const setup = findSetup(work, id);
    checkClientSecret(setup, p.client_secret, publishable);
    return forCaller(setup, publishable);
  },
});

const list = route('GET', '/v1/setup_intents', {
  params: { ...pagingByTime, customer: text, payment_method: text },
  run: ({ work, params: p, path }) =>
    page(
      work.books.setup_intent,
      path,
      p,
      p.customer ? ['customer', p.customer] : ['payment_method', p.payment_method],
      (row) => !p.payment_method || row.payment_method === p.payment_method,
    ),
});

const confirm = route('POST', '/v1/setup_intents/:id/confirm', {
  publishable: true,
  params: { ...choosing, client_secret: text },
  run({ work, id, params: p, publishable }) {
    const setup = findSetup(work, id);
    checkClientSecret(setup, p.client_secret, publishable);
    if (!OPEN.includes(setup.status))
      throw unexpectedSetupState(setup, wrongStatus('SetupIntent', 'confirm', 'confirmed', setup.status, OPEN));
    const chosen = chosenMethod(work, p, { setup_intent: id }, setup.customer as string | null);
    const method = chosen.method ?? (setup.payment_method ? findMethod(work, setup.payment_method as string) : null);
    if (!method)
      throw unexpectedSetupState(
        setup,
        "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
      );
    return forCaller(confirmSetup(work, setup, { ...chosen, method }), publishable);
  },
});

const cancel = route('POST', '/v1/setup_intents/:id/cancel', {
  params: { cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer') },
  run({ work, id, params: p }) {
    const setup = findSetup(work, id);
    if (!OPEN.includes(setup.status))
      throw unexpectedSetupState(setup, wrongStatus('SetupIntent', 'cancel', 'canceled', setup.status, OPEN));
    work.state.delete(work.books, 'challenge', id);
    const next = work.put('setup_intent', {
      ...setup,
      cancellation_reason: p.cancellation_reason ?? null,
      next_action: null,
      status: 'canceled',
    });
    work.emit('setup_intent.canceled', next);
    return next;
  },
});

export const setupIntentRoutes = [create, list, retrieve, confirm, cancel];
