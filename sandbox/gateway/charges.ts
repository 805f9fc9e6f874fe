import type Stripe from 'stripe';
import { newId, randomText } from '../state/ids';
import { DECLINES, type Decline } from './declines';
import { testCardOf } from './payment-method-data';
import type { Work } from './work';

const CAPTURE_WINDOW_SECONDS = 7 * 24 * 3600;
export type Circumstances = { authenticated: boolean; offSession: boolean };
/** What a charge is made for; an older program asks for one without an intent. */
type Asked = { id: string | null } & Pick<
  Stripe.PaymentIntent,
  | 'amount'
  | 'capture_method'
  | 'currency'
  | 'customer'
  | 'description'
  | 'metadata'
  | 'receipt_email'
  | 'shipping'
  | 'statement_descriptor'
  | 'statement_descriptor_suffix'
  | 'transfer_group'
>;

/** What every charge starts from, whoever is asked for the money: nothing is paid, nothing has failed. */
export function baseCharge(work: Work, intent: Asked, method: Stripe.PaymentMethod) {
  return {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'QUITTANCE SANDBOX',
    captured: false,
    created: work.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome(null),
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: null,
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  } satisfies Stripe.Charge;
}

/** One try at a card's bank. A refused one leaves a failed charge, as the gateway's books do. */
export function makeCharge(
  work: Work,
  intent: Asked,
  method: Stripe.PaymentMethod,
  decline: Decline | null,
  how: Circumstances,
): Stripe.Charge {
  const base = baseCharge(work, intent, method);
  const held = intent.capture_method === 'manual';
  const words = decline && DECLINES[decline];
  const captured = !decline && !held;
  return {
    ...base,
    amount_captured: captured ? intent.amount : 0,
    captured,
    failure_code: words?.code ?? null,
    failure_message: words?.message ?? null,
    outcome: outcome(decline),
    paid: !decline,
    payment_method_details: { type: 'card', card: cardDetails(work, intent, method, decline, how) },
    receipt_url: decline ? null : `${work.url}/receipts/${base.id}`,
    status: decline ? 'failed' : 'succeeded',
  };
}

function outcome(decline: Decline | null): Stripe.Charge.Outcome {
  const blocked = decline === 'fraudulent';
  const words = decline && DECLINES[decline];
  return {
    advice_code: words?.adviceCode ?? null,
    network_advice_code: null,
    network_decline_code: decline && !blocked ? '05' : null,
    network_status: blocked ? 'not_sent_to_network' : decline ? 'declined_by_network' : 'approved_by_network',
    reason: blocked ? 'highest_risk_level' : (words?.declineCode ?? null),
    risk_level: blocked ? 'highest' : 'normal',
    risk_score: blocked ? 87 : 12,
    seller_message: blocked
      ? 'Stripe blocked this payment as too risky.'
      : decline
        ? 'The bank did not return any further details with this decline.'
        : 'Payment complete.',
    type: blocked ? 'blocked' : decline ? 'issuer_declined' : 'authorized',
  };
}

function cardDetails(
  work: Work,
  intent: Asked,
  method: Stripe.PaymentMethod,
  decline: Decline | null,
  how: Circumstances,
): Stripe.Charge.PaymentMethodDetails.Card {
  const card = method.card!;
  const network = testCardOf(work, method.id).brand;
  const held = intent.capture_method === 'manual' && !decline;
  return {
    amount_authorized: decline ? null : intent.amount,
    authorization_code: decline ? null : randomText(6).toUpperCase(),
    brand: card.brand,
    ...(held && { capture_before: work.now + CAPTURE_WINDOW_SECONDS }),
    checks: {
      address_line1_check: null,
      address_postal_code_check: method.billing_details.address?.postal_code ? 'pass' : null,
      cvc_check: decline === 'incorrect_cvc' ? 'fail' : card.checks?.cvc_check ? 'pass' : null,
    },
    country: card.country,
    electronic_commerce_indicator: how.authenticated ? '05' : null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network,
    network_transaction_id: decline ? null : randomText(15),
    regulated_status: card.regulated_status,
    three_d_secure: how.authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: randomText(20),
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}
