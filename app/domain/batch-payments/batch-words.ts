import { countText } from '~/domain/invoices/invoice-count';
import { staffDeclineWords } from '~/domain/payments/staff-words';
import { afterDecline } from '~/domain/scheduled-charges/after-decline';
import type { ConfirmBatchRefusal } from './confirm-batch.types';
import type { Batch, BatchState, ItemOutcome, RunWhen, SkipReason } from './batch-payment';
import { formatDate, timeIn, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';

export const STATE_WORDS: Record<BatchState, string> = {
  scheduled: 'Scheduled',
  processing: 'Payments processing',
  completed: 'Completed',
  'completed-with-failures': 'Completed with failures',
  cancelled: 'Cancelled',
};

export const OUTCOME_WORDS: Record<ItemOutcome, string> = {
  waiting: 'waiting',
  'at-bank': 'processing at the bank',
  succeeded: 'succeeded',
  failed: 'failed',
  skipped: 'skipped',
};

/** Of one invoice: what happened, and what staff can do. `ask` goes on from `next`: it is done among the customer's methods. */
type Told = { what: string; next: string; ask?: string };

const SKIPPED: Record<SkipReason, Told> = {
  paid: { what: 'Already paid', next: 'Nothing is left to charge.' },
  'in-flight': { what: 'In another payment', next: 'Charge it again should that payment fail.' },
  disputed: { what: 'In dispute', next: 'Settle the dispute first.' },
  void: { what: 'Void', next: 'A void invoice takes nothing.' },
  draft: { what: 'Not issued yet', next: 'Issue it, then charge it.' },
  archived: { what: 'Archived', next: 'Take it out of the archive to charge it.' },
  gone: { what: 'No longer open', next: 'Nothing is left to charge.' },
  'no-method': { what: 'No payment method on file', next: '', ask: 'Ask the customer for one.' },
  'debit-returned': {
    what: 'Its bank account returned it three times',
    next: 'It may not be debited once more.',
    ask: 'Ask the customer for another method.',
  },
  scheduled: { what: 'Already scheduled', next: 'It is charged then. Charge it now to have it sooner.' },
  'batch-cancelled': { what: 'The batch was cancelled', next: 'The bank was not asked.' },
};

export function isSkipReason(reason: string): reason is SkipReason {
  return Object.hasOwn(SKIPPED, reason);
}

export function skipWords(reason: SkipReason): Told {
  return SKIPPED[reason];
}

/** Ends of a charge that no bank has said. */
const OWN_FAILURES: Record<string, Told> = {
  'amount-out-of-range': {
    what: 'The amount is too small or too large to charge',
    next: 'Charge it together with others.',
  },
  'method-not-for-currency': {
    what: 'The account on file pays in another currency',
    next: '',
    ask: 'Ask the customer for a card.',
  },
  'no-answer': { what: 'The payment provider did not answer', next: 'Nothing was charged. Try again.' },
  gateway_key_refused: {
    what: 'The payment provider refuses our key',
    next: 'Nothing was charged. Mend the key, then try again.',
  },
  payment_method_unactivated: {
    what: 'The payment provider does not take this kind of payment for us',
    next: 'Nothing was charged. Switch it on in the provider’s dashboard, then try again.',
  },
};

const WANTS_CUSTOMER: Told = {
  what: 'The bank wants the customer to confirm',
  next: 'A payment link is mailed to them, so that they can.',
};
/** Nobody was there to be asked by their bank. */
export const AUTHENTICATION_CODES = [
  'authentication_required',
  'payment_intent_authentication_failure',
  'authentication_not_handled',
];

/** Why a charge failed, for those who charged: they cannot try another card, but can ask for one. */
export function failureWords(code: string): Told {
  const own = OWN_FAILURES[code];
  if (own) return own;
  if (AUTHENTICATION_CODES.includes(code)) return WANTS_CUSTOMER;
  const mayPass = afterDecline({ failureCode: code, adviceCode: null }) === 'retry';
  return {
    what: staffDeclineWords(code).title.replace(/\.$/, ''),
    next: mayPass ? 'Try again later, or' : '',
    ask: `${mayPass ? 'ask' : 'Ask'} the customer for another method.`,
  };
}

type Happened = {
  outcome: ItemOutcome;
  reason: string | null;
  currency: Currency;
  stoodIn: { on: CalendarDate; partMinor: bigint | null } | null;
  runOn: CalendarDate | null;
};

/** What happened to one item, in words. */
export function itemWords({ outcome, reason, currency, stoodIn, runOn }: Happened): Told {
  if (outcome === 'waiting' && runOn) return { what: `To be charged on ${formatDate(runOn)}`, next: '' };
  if (reason === 'scheduled' && stoodIn) return { what: scheduledWords(stoodIn, currency), next: '' };
  if (outcome === 'skipped' && reason !== null && isSkipReason(reason)) return skipWords(reason);
  if (outcome === 'failed' && reason !== null) return failureWords(reason);
  const plain: Record<ItemOutcome, Told> = {
    waiting: { what: 'Waiting', next: '' },
    'at-bank': { what: 'Processing at the bank', next: 'A bank takes a few days.' },
    succeeded: { what: 'Paid', next: '' },
    failed: { what: 'Failed', next: '' },
    skipped: { what: 'Skipped', next: '' },
  };
  return plain[outcome];
}

function scheduledWords({ on, partMinor }: NonNullable<Happened['stoodIn']>, currency: Currency): string {
  if (partMinor === null) return `Already scheduled for ${formatDate(on)}`;
  return `${formatMoney(partMinor, currency)} of it is already scheduled for ${formatDate(on)}; the rest is not`;
}

/** "Batch of 5 March, 14:02", in the vendor's zone; another year is named, and so is which it is of several of one minute: "(2)". */
export function batchName(
  { createdAt, nth }: Pick<Batch, 'createdAt' | 'nth'>,
  timeZone: string,
  now = new Date(),
): string {
  const year = (at: Date) => new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' }).format(at);
  const named = year(createdAt) === year(now) ? {} : ({ year: 'numeric' } as const);
  const date = { day: 'numeric', month: 'long', ...named } as const;
  const on = new Intl.DateTimeFormat('en-GB', { timeZone, ...date }).format(createdAt);
  const at = timeIn(timeZone, createdAt);
  return `Batch of ${on}, ${at}${nth > 1 ? ` (${nth})` : ''}`;
}

type Refused = { title: string; text: string; about: 'date' | null };

/** Why nothing was confirmed. */
export function refusalWords(refusal: Exclude<ConfirmBatchRefusal, { kind: 'gone' | 'other-request' }>): Refused {
  switch (refusal.kind) {
    case 'not-allowed':
      return { title: 'You may look, not charge.', text: 'Nothing was charged.', about: null };
    case 'nothing-selected':
      return { title: 'No invoice is selected.', text: 'Nothing was charged.', about: null };
    case 'too-many':
      return {
        title: `One batch takes up to ${countText(refusal.limit)} invoices; this one had ${countText(refusal.count)}.`,
        text: 'Nothing was charged. Select fewer.',
        about: null,
      };
    case 'nothing-to-charge':
      return { title: 'None of these invoices can be charged.', text: 'Nothing was charged.', about: null };
    case 'changed':
      return {
        title: 'Nothing was charged: the invoices changed while you were looking.',
        text: 'Look at the new totals and confirm again.',
        about: null,
      };
    case 'bad-date':
      return {
        title: 'That date cannot be chosen.',
        text: `Choose a day from ${formatDate(refusal.from)} to ${formatDate(refusal.to)}.`,
        about: 'date',
      };
  }
}

export function whenWords(when: RunWhen, runOn: CalendarDate | null): string {
  if (when === 'now') return 'at once';
  return when === 'date' && runOn ? `on ${formatDate(runOn)}` : 'each on its due date';
}
