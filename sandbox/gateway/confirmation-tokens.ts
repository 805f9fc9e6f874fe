import type Stripe from 'stripe';
import { newId } from '../state/ids';
import { badParam, invalid, noSuch } from '../wire/api-error';
import { clearable, flag, hash, ignored, oneOf, text } from '../wire/params';
import { route } from '../wire/route';
import { checkUsable, findMethod } from './find';
import { mandateData } from './mandates';
import { billing, createMethod, draftMethod, paymentMethodData, type MethodDraft } from './payment-method-data';
import type { Work } from './work';

const LIFE_SECONDS = 12 * 3600;

const params = {
  payment_method: text,
  payment_method_data: hash(paymentMethodData),
  payment_method_options: ignored,
  setup_future_usage: oneOf('off_session', 'on_session'),
  return_url: clearable,
  shipping: ignored,
  mandate_data: mandateData,
  use_stripe_sdk: flag,
  client_context: ignored,
};

const create = (path: string, publishable: boolean) =>
  route('POST', path, {
    publishable,
    params,
    run({ work, params: p }) {
      const id = newId('ctoken');
      const existing = p.payment_method === undefined ? null : findMethod(work, p.payment_method);
      if (!existing && !p.payment_method_data)
        throw badParam('Missing required param: payment_method_data.', 'parameter_missing', 'payment_method_data');
      const draft = existing ? draftOf(work, existing) : draftMethod(p.payment_method_data!, work.now);
      work.put('instrument', {
        id,
        ...draft.instrument,
        setUpOffSession: false,
        spent: false,
        ...(existing && { standsFor: existing.id }),
      });
      return work.put('confirmation_token', {
        id,
        object: 'confirmation_token',
        created: work.now,
        expires_at: work.now + LIFE_SECONDS,
        livemode: false,
        mandate_data: p.mandate_data
          ? {
              customer_acceptance: {
                type: p.mandate_data.customer_acceptance.type,
                online: { ip_address: null, user_agent: null },
              },
            }
          : null,
        metadata: {},
        payment_intent: null,
        payment_method_options: { card: { cvc_token: null } },
        payment_method_preview: { ...draft.body, customer: existing?.customer ?? null, customer_account: null },
        return_url: p.return_url || null,
        setup_future_usage: p.setup_future_usage ?? null,
        setup_intent: null,
        shipping: null,
        use_stripe_sdk: p.use_stripe_sdk ?? true,
      } satisfies Stripe.ConfirmationToken);
    },
  });

export const confirmationTokenRoutes = [
  create('/v1/confirmation_tokens', true),
  // The vendor's own door for servers' tests, which hold no card data.
  create('/v1/test_helpers/confirmation_tokens', false),
  route('GET', '/v1/confirmation_tokens/:id', {
    params: {},
    run: ({ work, id }) => findToken(work, id, 404),
  }),
];

function findToken(work: Work, id: string, status: number): Stripe.ConfirmationToken {
  const token = work.books.confirmation_token.get(id);
  if (!token) throw noSuch('confirmation_token', id, 'confirmation_token', status);
  return token;
}

function draftOf(work: Work, method: Stripe.PaymentMethod): MethodDraft {
  const { allow_redisplay, billing_details, type } = method;
  return {
    instrument: draftedFrom(work.books.instrument.get(method.id)!),
    body: {
      type,
      [type]: method[type as 'card'],
      allow_redisplay: allow_redisplay ?? 'unspecified',
      billing_details: billing(undefined, billing_details),
    } as MethodDraft['body'],
  };
}

function draftedFrom({ card, bank, verified }: { card: string; bank?: string; verified?: boolean }) {
  return { card, ...(bank !== undefined && { bank, verified: verified ?? false }) };
}

export type Redeemed = { method: Stripe.PaymentMethod; token: Stripe.ConfirmationToken };

/** Turns a token into its payment method, once: a second use is refused, also after a decline. */
export function redeemToken(
  work: Work,
  id: string,
  intent: { payment_intent: string } | { setup_intent: string },
  customer: string | null,
): Redeemed {
  const token = findToken(work, id, 400);
  if (token.payment_intent ?? token.setup_intent) {
    throw invalid(
      `The ConfirmationToken ${id} has already been used and cannot be used again. Please create a new ConfirmationToken.`,
      undefined,
      'confirmation_token',
    );
  }
  if (token.expires_at! < work.now)
    throw invalid(
      `The ConfirmationToken ${id} has expired. Please create a new ConfirmationToken.`,
      undefined,
      'confirmation_token',
    );
  const instrument = work.books.instrument.get(id)!;
  const { customer: _customer, customer_account: _account, ...preview } = token.payment_method_preview!;
  const method = instrument.standsFor
    ? findMethod(work, instrument.standsFor)
    : createMethod(work, { instrument: draftedFrom(instrument), body: preview as MethodDraft['body'] });
  checkUsable(work, method, customer);
  return { method, token: work.put('confirmation_token', { ...token, ...intent, expires_at: null }) };
}
