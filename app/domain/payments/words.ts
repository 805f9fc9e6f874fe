import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { tenderWords } from '~/domain/fees/fee-words';
import type { Language } from '~/lib/languages/language';
import { exponentOf, formatMoney, type Currency } from '~/lib/money';
import { waitWords } from '~/lib/wait-words';
import { declineAdvice, declineReasons } from './decline.words';
import type { QuoteChange, StartPaymentRefusal } from './start-payment.types';

/** What is said to a payer when something did not work: what happened, whether money moved, what to do next. */
export type Words = {
  title: string;
  lines: string[];
  /** The field of the form that it is about, by its name. */
  field?: string;
};

/** What stands at a field: the reason, where it is about this one. */
export function errorAt(words: Words | null | undefined, field: string): string | null {
  return words?.field === field ? words.title : null;
}

const NOTHING_CHARGED = 'Nothing was charged.';
const OTHER_METHOD = 'Try another method.';

type DeclineCode = keyof typeof declineReasons.list;

/**
 * The gateway's codes that a payer can act on, and how. Whatever is not here is told without a reason: `lost_card`,
 * `stolen_card`, `fraudulent` and their kind are left out on purpose, so that a thief learns nothing.
 */
const ADVICE: Record<DeclineCode, keyof typeof declineAdvice.list> = {
  no_reason: 'otherOrAskBank',
  insufficient_funds: 'otherMethod',
  expired_card: 'otherMethod',
  incorrect_cvc: 'checkCard',
  incorrect_number: 'checkCard',
  invalid_expiry_month: 'checkCard',
  incorrect_zip: 'checkCard',
  incorrect_address: 'checkCard',
  processing_error: 'soonOrOther',
  card_velocity_exceeded: 'otherMethod',
  amount_too_large: 'otherMethod',
  currency_not_supported: 'otherMethod',
  card_not_supported: 'otherMethod',
  resource_missing: 'otherMethod',
  card_decline_rate_limit_exceeded: 'otherOrTomorrow',
  payment_intent_authentication_failure: 'againOrOther',
  gateway_key_refused: 'notAskedLater',
  payment_method_unactivated: 'notAskedOther',
  account_closed: 'otherAccount',
  no_account: 'otherAccount',
  debit_not_authorized: 'askBankOrOtherAccount',
  bank_account_unusable: 'otherAccount',
  charge_exceeds_source_limit: 'fewerOrCard',
  payment_method_microdeposit_failed: 'checkAccount',
  payment_method_microdeposit_verification_attempts_exceeded: 'otherAccount',
  payment_method_microdeposit_verification_timeout: 'enterCodeOrCard',
};

/** Other names the gateway has for the same thing. */
const SAME_AS = new Map<string, DeclineCode>(
  Object.entries({
    withdrawal_count_limit_exceeded: 'card_velocity_exceeded',
    invalid_cvc: 'incorrect_cvc',
    invalid_number: 'incorrect_number',
    invalid_expiry_year: 'invalid_expiry_month',
    invalid_amount: 'amount_too_large',
    issuer_not_available: 'processing_error',
    reenter_transaction: 'processing_error',
    try_again_later: 'processing_error',
    approve_with_id: 'processing_error',
    transaction_not_allowed: 'card_not_supported',
    service_not_allowed: 'card_not_supported',
    authentication_required: 'payment_intent_authentication_failure',
    authentication_failure: 'payment_intent_authentication_failure',
    bank_account_declined: 'bank_account_unusable',
    payment_method_not_available: 'payment_method_unactivated',
    debit_disputed: 'debit_not_authorized',
    payment_method_customer_decline: 'debit_not_authorized',
    payment_intent_mandate_invalid: 'debit_not_authorized',
    setup_intent_authentication_failure: 'payment_intent_authentication_failure',
  }),
);

function isTold(code: string): code is DeclineCode {
  return Object.hasOwn(ADVICE, code);
}

function reasonOf(failureCode: string | null, language: Language): { what: string; next: string } {
  const code = SAME_AS.get(failureCode ?? '') ?? failureCode ?? '';
  const told = isTold(code) ? code : 'no_reason';
  return { what: declineReasons(language)(told), next: declineAdvice(language)(ADVICE[told]) };
}

/** Why a payment did not go through, and that nothing was charged; what to do next also by itself. */
export function declineWords(failureCode: string | null, language: Language = 'en'): Words & { next: string } {
  const { what, next } = reasonOf(failureCode, language);
  return { title: what, lines: [`${declineAdvice(language)('nothingCharged')} ${next}`], next };
}

/** Why a card or account could not be saved. No money was asked for, so none is spoken of. */
export function saveRefusedWords(failureCode: string | null, of: MethodKind = 'card'): Words {
  const { what, next } = reasonOf(failureCode, 'en');
  return { title: what, lines: [`${of === 'card' ? 'The card' : 'The account'} was not saved. ${next}`] };
}

const NOT_PAYABLE: Record<Extract<QuoteChange, { kind: 'not-payable' }>['reason'], string> = {
  paid: 'was paid',
  'in-flight': 'is in another payment',
  disputed: 'is in dispute',
  void: 'was cancelled by the vendor',
  gone: 'is no longer open',
};
const MAX_CHANGES_TOLD = 5;

/** "INV-1034 changed from $1,620.00 to $1,500.00". */
export function changeWords(change: QuoteChange, currency: Currency): string {
  if (change.kind === 'credit')
    return change.isMinor === 0n
      ? `the credit of ${formatMoney(change.wasMinor, currency)} is used elsewhere`
      : `the credit that is used changed from ${formatMoney(change.wasMinor, currency)} to ${formatMoney(change.isMinor, currency)}`;
  if (change.kind === 'not-payable') return `${change.number} ${NOT_PAYABLE[change.reason]}`;
  if (change.kind === 'fee') return feeChangeWords(change, currency);
  if (change.kind === 'details') return `${change.number} was changed by the vendor, the amount is the same`;
  return `${change.number} changed from ${formatMoney(change.wasMinor, currency)} to ${formatMoney(change.isMinor, currency)}`;
}

/** "paying with a credit card adds a fee of $2.50". */
function feeChangeWords({ of, wasMinor, isMinor }: Extract<QuoteChange, { kind: 'fee' }>, currency: Currency): string {
  const how = of ? `paying with a ${tenderWords(of)}` : 'paying with credit';
  if (isMinor === 0n) return `${how} carries no fee`;
  const fee = formatMoney(isMinor, currency);
  return wasMinor === 0n
    ? `${how} adds a fee of ${fee}`
    : `the fee for ${how} is ${fee}, not ${formatMoney(wasMinor, currency)}`;
}

function changedWords(changes: QuoteChange[], currency: Currency): Words {
  const [only, ...others] = changes;
  const again = 'Look at the new total and pay again.';
  if (only?.kind === 'fee' && others.length === 0)
    return { title: `Nothing was charged yet: ${changeWords(only, currency)}.`, lines: [again] };
  if (only && others.length === 0) {
    return { title: `Nothing was charged: ${changeWords(only, currency)} while you were looking.`, lines: [again] };
  }
  const told = changes.slice(0, MAX_CHANGES_TOLD).map((change) => sentence(changeWords(change, currency)));
  const rest = changes.length - told.length;
  return {
    title: `Nothing was charged: ${countChanges(changes)} changed while you were looking.`,
    lines: [...told, ...(rest > 0 ? [`And ${rest} more.`] : []), again],
  };
}

const sentence = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;

function countChanges(changes: QuoteChange[]): string {
  const beside = (['fee', 'credit'] as const).filter((kind) => changes.some((change) => change.kind === kind));
  const invoices = changes.length - beside.length;
  const told = [...(invoices > 0 ? [invoiceCount(invoices)] : []), ...beside.map((kind) => `the ${kind}`)];
  return told.join(' and ');
}

/** Why nothing was even tried. */
export function refusalWords(refusal: StartPaymentRefusal, currency: Currency): Words {
  switch (refusal.kind) {
    case 'changed':
      return changedWords(refusal.changes, currency);
    case 'too-many':
      return {
        title:
          refusal.limit === 1
            ? `Invoices are paid one at a time here; this payment had ${countText(refusal.count)}.`
            : `One payment takes up to ${countText(refusal.limit)} invoices; this one had ${countText(refusal.count)}.`,
        lines: [`${NOTHING_CHARGED} Pay them ${refusal.limit === 1 ? 'one by one' : 'in parts'}.`],
      };
    case 'amount-out-of-range': {
      const [least, most] = [
        formatMoney(refusal.minMinor, refusal.currency),
        formatMoney(refusal.maxMinor, refusal.currency),
      ];
      return {
        title: `One payment can be ${least} to ${most}.`,
        lines: [`${NOTHING_CHARGED} ${rangeAdvice(refusal.currency)}`],
      };
    }
    case 'parts-not-allowed':
      return {
        title: 'This vendor takes invoices in full only.',
        lines: [`${NOTHING_CHARGED} Pay each invoice in full, or choose fewer.`],
      };
    case 'below-minimum':
      return {
        title: `The least you can pay of these invoices is ${formatMoney(refusal.minimumMinor, refusal.currency)}.`,
        lines: [`${NOTHING_CHARGED} Pay a little more, or an invoice in full.`],
      };
    case 'method-gone':
      return { title: 'That payment method is no longer on file.', lines: [`${NOTHING_CHARGED} ${OTHER_METHOD}`] };
    case 'method-not-read':
      return {
        title: 'The new card or account could not be read.',
        lines: [`${NOTHING_CHARGED} Fill it in again, or try another method.`],
      };
    case 'gateway-silent':
      return {
        title: 'The payment provider does not answer just now.',
        lines: ['This try charged nothing. Try again in a moment.'],
      };
    case 'method-not-for-currency':
      return {
        title: 'That bank account pays in another currency.',
        lines: [`${NOTHING_CHARGED} ${OTHER_METHOD}`],
      };
    case 'method-not-taken':
      return {
        title: 'That kind of payment method is not taken here any more.',
        lines: [`${NOTHING_CHARGED} ${OTHER_METHOD}`],
      };
    case 'viewer':
      return {
        title: 'You can look at invoices, but not pay them.',
        lines: [`${NOTHING_CHARGED} Ask a colleague who may pay.`],
      };
    case 'nothing-selected':
      return { title: 'No invoice is selected.', lines: [NOTHING_CHARGED] };
    case 'link-ended':
      return {
        title: 'This payment link works no more.',
        lines: [`${NOTHING_CHARGED} A fresh one can be mailed to the address on file.`],
      };
    case 'other-request':
      return {
        title: 'This page was used for another payment already.',
        lines: ['Nothing more was charged. Look at the amount below and press the button again if it is right.'],
      };
    case 'too-many-declines':
      return {
        title: 'Too many payments were refused in a short time.',
        lines: [`${NOTHING_CHARGED} Try again in ${waitWords(refusal.retryAfterSeconds)}.`],
      };
  }
}

/** How the answer is said to a program: the status of the page that carries the words. */
export function refusalStatus(refusal: StartPaymentRefusal): number {
  switch (refusal.kind) {
    case 'viewer':
      return 403;
    case 'too-many-declines':
      return 429;
    case 'amount-out-of-range':
    case 'below-minimum':
    case 'parts-not-allowed':
    case 'method-not-for-currency':
    case 'method-not-taken':
    case 'too-many':
    case 'nothing-selected':
      return 422;
    case 'changed':
    case 'method-gone':
    case 'method-not-read':
    case 'other-request':
      return 409;
    case 'link-ended':
      return 410;
    case 'gateway-silent':
      return 503;
  }
}

function rangeAdvice(currency: Currency): string {
  return exponentOf(currency) === 3
    ? 'Pay fewer or more invoices at once; the amount must end in 0.'
    : 'Pay fewer or more invoices at once.';
}
