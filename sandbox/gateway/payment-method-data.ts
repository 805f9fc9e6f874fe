import type Stripe from 'stripe';
import { newId, randomText } from '../state/ids';
import { badParam } from '../wire/api-error';
import { metadata } from '../wire/metadata';
import { clearable, hash, ignored, integer, oneOf, required, text, type Params } from '../wire/params';
import { bankShape, readIban, readUsAccount, sepaDebit, usBankAccount } from './bank-data';
import { checkCardData } from './card-data';
import { bankByName, type TestBank } from './test-banks';
import { cardByName, cardByNumber, type TestCard } from './test-cards';
import type { Work } from './work';

const addressParams = {
  city: clearable,
  country: clearable,
  line1: clearable,
  line2: clearable,
  postal_code: clearable,
  state: clearable,
};
export const address = hash(addressParams);
export const billingDetails = hash({ address, email: clearable, name: clearable, phone: clearable, tax_id: clearable });

export const paymentMethodData = {
  type: required(oneOf('card', 'us_bank_account', 'sepa_debit')),
  card: hash({
    number: required(text),
    exp_month: required(integer),
    exp_year: required(integer),
    cvc: text,
    networks: ignored,
  }),
  us_bank_account: usBankAccount,
  sepa_debit: sepaDebit,
  billing_details: billingDetails,
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
  metadata,
  radar_options: ignored,
};
export type PaymentMethodData = Params<typeof paymentMethodData>;
type BillingParams = PaymentMethodData['billing_details'];

type Shape =
  | { type: 'card'; card: Stripe.PaymentMethod.Card }
  | { type: 'us_bank_account'; us_bank_account: Stripe.PaymentMethod.UsBankAccount }
  | { type: 'sepa_debit'; sepa_debit: Stripe.PaymentMethod.SepaDebit };

/** Everything of a payment method that exists before it is one: what a confirmation token previews. */
export type MethodDraft = {
  instrument: { card: string; bank?: string; verified?: boolean };
  body: Pick<Stripe.PaymentMethod, 'billing_details' | 'allow_redisplay'> & Shape;
};

export function draftMethod(data: PaymentMethodData, now: number): MethodDraft {
  const common = {
    allow_redisplay: data.allow_redisplay ?? 'unspecified',
    billing_details: billing(data.billing_details, null),
  } as const;
  if (data.type !== 'card') {
    const { bank, verified } = draftBank(data);
    return {
      instrument: { card: '', bank: bank.name, verified },
      body: { ...common, ...bankShape(bank, verified, data.us_bank_account?.account_holder_type) },
    };
  }
  if (!data.card) throw badParam('Missing required param: card.', 'parameter_missing', 'card');
  const clean = checkCardData(data.card, now);
  const card = cardByNumber(clean.number);
  return {
    instrument: { card: card.name },
    body: {
      ...common,
      type: 'card',
      card: cardDetails(card, clean, data.card.cvc !== undefined, clean.number.slice(-4)),
    },
  };
}

/** The bank wants to know whose account it is; the gateway asks for the name, and for an address to write to. */
function draftBank(data: PaymentMethodData) {
  const missing = (name: string) => badParam(`Missing required param: ${name}.`, 'parameter_missing', name);
  if (!data.billing_details?.name) throw missing('billing_details[name]');
  if (data.type === 'us_bank_account') {
    if (!data.us_bank_account) throw missing('us_bank_account');
    return readUsAccount(data.us_bank_account);
  }
  if (!data.billing_details.email) throw missing('billing_details[email]');
  if (!data.sepa_debit) throw missing('sepa_debit');
  return readIban(data.sepa_debit.iban);
}

/** What `pm_usBankAccount_success` and its like stand for: an account that was verified at its bank. */
export function draftFromTestBank(bank: TestBank): MethodDraft {
  const verified = !bank.depositsFail;
  const person = { name: 'Jenny Rosen', email: 'jenny@example.com' };
  return {
    instrument: { card: '', bank: bank.name, verified },
    body: { allow_redisplay: 'unspecified', billing_details: billing(person, null), ...bankShape(bank, verified) },
  };
}

/** What `pm_card_visa` and its like stand for: valid until three years from now. */
export function draftFromTestCard(card: TestCard, now: number): MethodDraft {
  const year = new Date(now * 1000).getUTCFullYear() + 3;
  return {
    instrument: { card: card.name },
    body: {
      type: 'card',
      allow_redisplay: 'unspecified',
      billing_details: billing(undefined, null),
      card: cardDetails(card, { exp_month: 12, exp_year: year }, false, card.number.slice(-4)),
    },
  };
}

export function createMethod(
  work: Work,
  draft: MethodDraft,
  meta?: Record<string, string> | null,
): Stripe.PaymentMethod {
  const id = newId('pm');
  work.put('instrument', { id, ...draft.instrument, setUpOffSession: false, spent: false });
  return work.put('payment_method', {
    id,
    object: 'payment_method',
    ...draft.body,
    created: work.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: meta ?? {},
  } satisfies Stripe.PaymentMethod);
}

export function testCardOf(work: Work, id: string): TestCard {
  return cardByName(work.books.instrument.get(id)?.card ?? '');
}

export function testBankOf(work: Work, id: string): TestBank {
  return bankByName(work.books.instrument.get(id)?.bank ?? '')!;
}

export function billing(
  change: BillingParams,
  before: Stripe.PaymentMethod.BillingDetails | null,
): Stripe.PaymentMethod.BillingDetails {
  const keep = (now: string | undefined, was: string | null | undefined) =>
    now === undefined ? (was ?? null) : now || null;
  const was = before?.address;
  const now: Params<typeof addressParams> = change?.address ?? {};
  return {
    address: {
      city: keep(now.city, was?.city),
      country: keep(now.country, was?.country),
      line1: keep(now.line1, was?.line1),
      line2: keep(now.line2, was?.line2),
      postal_code: keep(now.postal_code, was?.postal_code),
      state: keep(now.state, was?.state),
    },
    email: keep(change?.email, before?.email),
    name: keep(change?.name, before?.name),
    phone: keep(change?.phone, before?.phone),
    tax_id: keep(change?.tax_id, before?.tax_id),
  };
}

const FINGERPRINTS = new Map<string, string>();

function cardDetails(
  card: TestCard,
  expiry: { exp_month: number; exp_year: number },
  cvcGiven: boolean,
  last4: string,
): Stripe.PaymentMethod.Card {
  const networks = [card.brand];
  // One fingerprint per number for as long as the process lives: it must not tell the number.
  const fingerprint = FINGERPRINTS.get(card.number) ?? randomText(16);
  FINGERPRINTS.set(card.number, fingerprint);
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcGiven ? 'unchecked' : null },
    country: card.country,
    display_brand: card.brand === 'amex' ? 'american_express' : card.brand,
    exp_month: expiry.exp_month,
    exp_year: expiry.exp_year,
    fingerprint,
    funding: card.funding,
    generated_from: null,
    last4,
    networks: { available: networks, preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: card.brand !== 'amex' },
    wallet: null,
  };
}
