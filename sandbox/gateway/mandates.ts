import type Stripe from 'stripe';
import { newId, randomText } from '../state/ids';
import { invalid, noSuch } from '../wire/api-error';
import { flag, hash, ignored, integer, oneOf, required, text, type Params } from '../wire/params';
import { route } from '../wire/route';
import type { Work } from './work';

export const mandateData = hash({
  customer_acceptance: required(
    hash({
      accepted_at: integer,
      type: required(oneOf('online', 'offline')),
      online: hash({ ip_address: text, user_agent: text, infer_from_client: flag }),
      offline: ignored,
    }),
  ),
});
export type Acceptance = NonNullable<Params<{ mandate: typeof mandateData }>['mandate']>['customer_acceptance'];

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/**
 * The payer's permission to debit: given now, or once before for this account. Without one the bank is never asked.
 * It serves again later where the account is being set up for that.
 */
export function mandateFor(
  work: Work,
  intent: Intent,
  method: Stripe.PaymentMethod,
  acceptance: Acceptance | null,
  status: 'active' | 'pending',
): Stripe.Mandate {
  const instrument = work.books.instrument.get(method.id)!;
  const known = instrument.mandate === undefined ? undefined : work.books.mandate.get(instrument.mandate);
  if (!acceptance && known?.status === 'active') return known;
  if (!acceptance) {
    const name = intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent';
    throw invalid(
      `This ${name} requires a mandate, but no existing mandate was found. Collect mandate acceptance from the customer and try again, providing acceptance data in the mandate_data parameter.`,
      `${intent.object}_mandate_invalid`,
      'mandate_data',
    );
  }
  const online = acceptance.online;
  if (acceptance.type === 'online' && !online?.infer_from_client && !(online?.ip_address && online.user_agent))
    throw invalid(
      'Missing required param: mandate_data[customer_acceptance][online][ip_address].',
      'parameter_missing',
      'mandate_data[customer_acceptance][online][ip_address]',
    );
  const again = intent.object === 'setup_intent' || intent.setup_future_usage === 'off_session';
  const id = newId('mandate');
  const mandate = work.put('mandate', {
    id,
    object: 'mandate',
    customer_acceptance: {
      accepted_at: acceptance.accepted_at ?? work.now,
      type: acceptance.type,
      ...(acceptance.type === 'offline'
        ? { offline: {} }
        : { online: { ip_address: online?.ip_address ?? null, user_agent: online?.user_agent ?? null } }),
    },
    livemode: false,
    ...(intent.object === 'setup_intent' || intent.setup_future_usage === 'off_session'
      ? { multi_use: {} }
      : { single_use: { amount: intent.amount, currency: intent.currency } }),
    payment_method: method.id,
    payment_method_details:
      method.type === 'sepa_debit'
        ? {
            type: 'sepa_debit',
            sepa_debit: { reference: `SBX${randomText(13).toUpperCase()}`, url: `${work.url}/mandates/${id}` },
          }
        : { type: 'us_bank_account', us_bank_account: {} },
    status,
    type: again ? 'multi_use' : 'single_use',
  } satisfies Stripe.Mandate);
  if (again) work.put('instrument', { ...instrument, mandate: id });
  return mandate;
}

export function activate(work: Work, id: string): Stripe.Mandate {
  const mandate = work.books.mandate.get(id)!;
  if (mandate.status === 'active') return mandate;
  const active = work.put('mandate', { ...mandate, status: 'active' });
  work.emit('mandate.updated', active);
  return active;
}

export const mandateRoutes = [
  route('GET', '/v1/mandates/:id', {
    params: {},
    run({ work, id }) {
      const mandate = work.books.mandate.get(id);
      if (!mandate) throw noSuch('mandate', id);
      return mandate;
    },
  }),
];
