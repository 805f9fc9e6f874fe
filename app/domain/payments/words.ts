import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { tenderName } from '~/domain/fees/fee-words';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { listed } from '~/lib/languages/listed';
import { exponentOf, type Currency } from '~/lib/money';
import { waitWords } from '~/lib/wait-words';
import { declineAdvice, declineReasons } from './decline.words';
import { changedTitles, quoteChanges, refusalAdvice, refusalTitles } from './refusal.words';
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
export function saveRefusedWords(
  failureCode: string | null,
  of: MethodKind = 'card',
  language: Language = 'en',
): Words {
  const { what, next } = reasonOf(failureCode, language);
  const notSaved = declineAdvice(language)(of === 'card' ? 'cardNotSaved' : 'accountNotSaved');
  return { title: what, lines: [`${notSaved} ${next}`] };
}

const MAX_CHANGES_TOLD = 5;

/** "INV-1034 changed from $1,620.00 to $1,500.00". */
export function changeWords(change: QuoteChange, currency: Currency, language: Language = 'en'): string {
  const say = quoteChanges(language);
  const { money } = formatsOf(language);
  if (change.kind === 'not-payable') return say(change.reason, { number: change.number });
  if (change.kind === 'details') return say('details', { number: change.number });
  const was = money(change.wasMinor, currency);
  const is = money(change.isMinor, currency);
  if (change.kind === 'amount') return say('amount', { number: change.number, was, is });
  if (change.kind === 'credit') return change.isMinor === 0n ? say('creditGone', { was }) : say('credit', { was, is });
  const tender = change.of ? tenderName(change.of) : 'balance';
  if (change.isMinor === 0n) return say('noFee', { tender });
  return change.wasMinor === 0n ? say('addsFee', { tender, fee: is }) : say('otherFee', { tender, fee: is, was });
}

/** That nothing was charged, or scheduled, since something changed meanwhile. */
export function changedWords(
  changes: QuoteChange[],
  currency: Currency,
  nothing: 'Charged' | 'Scheduled',
  language: Language = 'en',
): Words {
  const say = changedTitles(language);
  const [only, ...others] = changes;
  const again = say('lookAgain');
  if (only && others.length === 0) {
    const change = changeWords(only, currency, language);
    return { title: say(`${only.kind === 'fee' ? 'fee' : 'one'}${nothing}`, { change }), lines: [again] };
  }
  const told = changes.slice(0, MAX_CHANGES_TOLD).map((change) => sentence(changeWords(change, currency, language)));
  const rest = changes.length - told.length;
  return {
    title: say(`many${nothing}`, { changes: countChanges(changes, language) }),
    lines: [...told, ...(rest > 0 ? [say('more', { count: rest })] : []), again],
  };
}

const sentence = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;

function countChanges(changes: QuoteChange[], language: Language): string {
  const say = changedTitles(language);
  const beside = (['fee', 'credit'] as const).filter((kind) => changes.some((change) => change.kind === kind));
  const invoices = changes.length - beside.length;
  return listed(
    [...(invoices > 0 ? [invoiceCount(invoices, language)] : []), ...beside.map((kind) => say(kind))],
    language,
  );
}

/** Why nothing was even tried. */
export function refusalWords(refusal: StartPaymentRefusal, currency: Currency, language: Language = 'en'): Words {
  const say = refusalTitles(language);
  const advise = refusalAdvice(language);
  const { money } = formatsOf(language);
  switch (refusal.kind) {
    case 'changed':
      return changedWords(refusal.changes, currency, 'Charged', language);
    case 'too-many': {
      const { limit, count } = refusal;
      return limit === 1
        ? { title: say('oneAtATime', { count }), lines: [advise('oneByOne')] }
        : { title: say('too-many', { limit, count }), lines: [advise('inParts')] };
    }
    case 'amount-out-of-range': {
      const [least, most] = [refusal.minMinor, refusal.maxMinor].map((minor) => money(minor, refusal.currency)) as [
        string,
        string,
      ];
      const inTens = exponentOf(refusal.currency) === 3;
      return { title: say(refusal.kind, { least, most }), lines: [advise(inTens ? 'endsInNought' : 'fewerOrMore')] };
    }
    case 'parts-not-allowed':
      return { title: say(refusal.kind), lines: [advise('inFull')] };
    case 'below-minimum': {
      const least = money(refusal.minimumMinor, refusal.currency);
      return { title: say(refusal.kind, { least }), lines: [advise('littleMore')] };
    }
    case 'method-gone':
    case 'method-not-for-currency':
    case 'method-not-taken':
      return { title: say(refusal.kind), lines: [advise('otherMethod')] };
    case 'method-not-read':
      return { title: say(refusal.kind), lines: [advise('fillInAgain')] };
    case 'gateway-silent':
      return { title: say(refusal.kind), lines: [advise('thisTry')] };
    case 'viewer':
      return { title: say(refusal.kind), lines: [advise('colleague')] };
    case 'nothing-selected':
      return { title: say(refusal.kind), lines: [advise('nothingCharged')] };
    case 'link-ended':
      return { title: say(refusal.kind), lines: [advise('freshLink')] };
    case 'other-request':
      return { title: say(refusal.kind), lines: [advise('nothingMore')] };
    case 'too-many-declines': {
      const wait = waitWords(refusal.retryAfterSeconds, language);
      return { title: say(refusal.kind), lines: [advise('wait', { wait })] };
    }
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
