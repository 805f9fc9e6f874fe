import type { Decline } from './declines';

/** When the bank wants the payer to prove who they are. */
type Authentication =
  | 'never'
  /** Every charge and every setup, the payer present or not. */
  | 'always'
  /** On-session always; off-session only if it was not set up before. */
  | 'unless-set-up'
  /** On-session always; off-session never, as if set up long ago. */
  | 'on-session';

export type TestCard = {
  name: string;
  number: string;
  brand: 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay';
  funding: 'credit' | 'debit' | 'prepaid';
  country: string;
  authentication: Authentication;
  /** What the bank says to a charge (after authentication, where that is asked). */
  charge: Decline | null;
  /** What the bank says when the card is to be kept for later. */
  attach: Decline | null;
  dispute?: { reason: string; inquiry?: boolean };
  fraudWarning?: boolean;
  refund?: 'pending' | 'fails';
  token: string;
};

type Extra = Partial<Omit<TestCard, 'name' | 'number' | 'token'>>;

function card(number: string, token: string, extra: Extra = {}): TestCard {
  return {
    brand: 'visa',
    funding: 'credit',
    country: 'US',
    authentication: 'never',
    charge: null,
    attach: null,
    ...extra,
    name: token.replace('pm_card_', ''),
    number,
    token,
  };
}

/** A decline that also keeps the card from being attached. */
const declining = (decline: Decline): Extra => ({ charge: decline, attach: decline });

const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'pm_card_visa'),
  card('4000056655665556', 'pm_card_visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'pm_card_mastercard', { brand: 'mastercard' }),
  card('2223003122003222', 'pm_card_mastercard_2series', { brand: 'mastercard' }),
  card('5200828282828210', 'pm_card_mastercard_debit', { brand: 'mastercard', funding: 'debit' }),
  card('5105105105105100', 'pm_card_mastercard_prepaid', { brand: 'mastercard', funding: 'prepaid' }),
  card('378282246310005', 'pm_card_amex', { brand: 'amex' }),
  card('371449635398431', 'pm_card_amex_second', { brand: 'amex' }),
  card('6011111111111117', 'pm_card_discover', { brand: 'discover' }),
  card('3056930009020004', 'pm_card_diners', { brand: 'diners' }),
  card('3566002020360505', 'pm_card_jcb', { brand: 'jcb' }),
  card('6200000000000005', 'pm_card_unionpay', { brand: 'unionpay' }),
  card('4000000000000077', 'pm_card_bypassPending'),

  card('4000000000000002', 'pm_card_chargeDeclined', declining('generic_decline')),
  card('4000000000009995', 'pm_card_chargeDeclinedInsufficientFunds', declining('insufficient_funds')),
  card('4000000000009987', 'pm_card_chargeDeclinedLostCard', declining('lost_card')),
  card('4000000000009979', 'pm_card_chargeDeclinedStolenCard', declining('stolen_card')),
  card('4000000000000069', 'pm_card_chargeDeclinedExpiredCard', declining('expired_card')),
  card('4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc', declining('incorrect_cvc')),
  card('4000000000000119', 'pm_card_chargeDeclinedProcessingError', declining('processing_error')),
  card('4000000000006975', 'pm_card_chargeDeclinedVelocityLimitExceeded', declining('card_velocity_exceeded')),
  card('4000000000000341', 'pm_card_chargeCustomerFail', { charge: 'generic_decline' }),
  card('4100000000000019', 'pm_card_radarBlock', { charge: 'fraudulent' }),

  card('4000002500003155', 'pm_card_authenticationRequiredOnSetup', { authentication: 'unless-set-up' }),
  card('4000002760003184', 'pm_card_authenticationRequired', { authentication: 'always' }),
  card('4000003800000446', 'pm_card_authenticationRequiredSetupForOffSession', { authentication: 'on-session' }),
  card('4000008260003178', 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', {
    authentication: 'always',
    charge: 'insufficient_funds',
  }),
  card('4000000000003220', 'pm_card_threeDSecure2Required', { authentication: 'always' }),
  card('4000000000003063', 'pm_card_threeDSecureRequired', { authentication: 'always' }),
  card('4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined', {
    authentication: 'always',
    charge: 'generic_decline',
  }),
  card('4000000000003055', 'pm_card_threeDSecureOptional'),

  card('4000000000000259', 'pm_card_createDispute', { dispute: { reason: 'fraudulent' } }),
  card('4000000000002685', 'pm_card_createDisputeProductNotReceived', { dispute: { reason: 'product_not_received' } }),
  card('4000000000001976', 'pm_card_createDisputeInquiry', { dispute: { reason: 'fraudulent', inquiry: true } }),
  card('4000000000005423', 'pm_card_createIssuerFraudRecord', { fraudWarning: true }),
  card('4000000000007726', 'pm_card_pendingRefund', { refund: 'pending' }),
  card('4000000000005126', 'pm_card_refundFail', { refund: 'fails' }),
];

const byNumber = new Map(TEST_CARDS.map((each) => [each.number, each]));
const byName = new Map(TEST_CARDS.map((each) => [each.name, each]));
const byToken = new Map(TEST_CARDS.map((each) => [each.token, each]));
/** Older spellings that the vendor's documentation still uses. */
const ALIASES: Record<string, string> = {
  pm_card_us: 'pm_card_visa',
  pm_card_visa_chargeDeclined: 'pm_card_chargeDeclined',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'pm_card_chargeDeclinedInsufficientFunds',
  pm_card_visa_chargeDeclinedLostCard: 'pm_card_chargeDeclinedLostCard',
  pm_card_visa_chargeDeclinedStolenCard: 'pm_card_chargeDeclinedStolenCard',
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: 'pm_card_chargeDeclinedVelocityLimitExceeded',
};

/** Any real-looking number that is no test card behaves as this one: refused, as in the vendor's test mode. */
const liveCard = (number: string): TestCard => ({
  ...card(number, 'pm_card_live', declining('live_mode_test_card')),
  brand: brandOf(number),
});

export function cardByNumber(number: string): TestCard {
  return byNumber.get(number) ?? liveCard(number);
}

export function cardByName(name: string): TestCard {
  return byName.get(name) ?? liveCard('');
}

export function cardByToken(token: string): TestCard | undefined {
  return byToken.get(ALIASES[token] ?? token);
}

export function brandOf(number: string): TestCard['brand'] {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  if (/^(6011|64[4-9]|65)/.test(number)) return 'discover';
  if (/^(30|36|38|39)/.test(number)) return 'diners';
  if (/^35/.test(number)) return 'jcb';
  if (/^(62|81)/.test(number)) return 'unionpay';
  return 'visa';
}
