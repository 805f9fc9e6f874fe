import { unpayableWords } from '~/domain/invoices/payability';
import { countText } from '~/domain/invoices/invoice-count';
import { declineWords, refusalStatus, refusalWords, type Words } from '~/domain/payments/words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { afterDecline } from './after-decline';
import type { CancelReason, ChargeState, DropReason } from './charge-state';
import type { SchedulePaymentRefusal } from './schedule-payment.types';

/** What a tag says of a charge. */
export const CHARGE_STATE_WORDS: Record<ChargeState, string> = {
  scheduled: 'scheduled',
  running: 'being charged',
  retrying: 'declined, will be tried again',
  succeeded: 'charged',
  failed: 'not charged',
  cancelled: 'cancelled',
};

const CANCELLED: Record<CancelReason, string> = {
  customer: 'It was cancelled before it ran.',
  staff: 'The vendor cancelled it before it ran.',
  'nothing-left': 'Nothing is left to charge.',
  'method-removed': 'Its payment method is no longer on file.',
  'above-cap': 'It comes to more than your AutoPay cap.',
  'too-small': 'What is left is less than a card or account can be charged.',
  'autopay-off': 'AutoPay was turned off or changed.',
  'due-later': 'What it was for is due later now.',
};

/** Why a charge was cancelled, in a sentence. */
export function cancelWords(reason: string | null): string {
  return CANCELLED[(reason ?? 'customer') as CancelReason] ?? CANCELLED.customer;
}

/** The same for those at the desk, where who cancelled it is named. */
export function staffCancelWords(reason: string | null): string {
  if (reason === 'staff') return CANCELLED.customer;
  return cancelWords(reason).replace('your AutoPay cap', 'the customer’s AutoPay cap');
}

const DROPPED: Record<DropReason, string> = {
  paid: 'was paid',
  'in-flight': 'is in another payment',
  disputed: 'is in dispute',
  void: 'was cancelled by the vendor',
  gone: 'is no longer open',
  'due-later': 'is due later now',
};

/** "INV-7 was paid", "INV-8 is due later now, on 10 Dec 2026: AutoPay pays it then, and tells you before". */
export function dropWords(invoice: { number: string; dropReason: DropReason; dueOn: CalendarDate }): string {
  const words = `${invoice.number} ${DROPPED[invoice.dropReason]}`;
  if (invoice.dropReason !== 'due-later') return words;
  return `${words}, on ${formatDate(invoice.dueOn)}: AutoPay pays it then, and tells you before`;
}

export function dropTag(reason: DropReason): string {
  if (reason === 'due-later') return 'due later';
  return unpayableWords(reason, {});
}

const NOT_THE_BANK = new Map([
  ['no-answer', 'The payment provider did not answer.'],
  ['gateway_key_refused', 'The vendor could not reach the payment provider.'],
  ['payment_method_unactivated', 'The payment provider does not take this kind of payment for the vendor just now.'],
  ['resource_missing', 'The payment method is no longer known to the payment provider.'],
  ['authentication_required', 'Your bank wants you to confirm this payment.'],
]);

/** Why a charge was not made, and what follows: `retryOn` where it is tried again. */
export function chargeFailedWords(
  reason: string | null,
  retryOn: string | null,
): { what: string; next: string; finish: boolean } {
  const declined = declineWords(reason);
  const what = NOT_THE_BANK.get(reason ?? '') ?? declined.title;
  const finish = afterDecline({ failureCode: reason, adviceCode: null }) === 'authenticate';
  if (retryOn)
    return {
      what,
      next: `It is tried again on ${formatDate(retryOn)}. You need not do anything, or you can pay now.`,
      finish,
    };
  if (finish)
    return { what, next: 'Sign in and pay, and your bank asks you then. It is not tried again without you.', finish };
  return { what, next: 'It is not tried again. Please pay with another method.', finish };
}

/** Why nothing was scheduled. */
export function scheduleRefusalWords(refusal: SchedulePaymentRefusal, currency: Currency): Words {
  const title = scheduleTitle(refusal);
  if (title) return { title, lines: ['Nothing was scheduled, and nothing was charged.'] };
  const words = refusalWords(refusal as Parameters<typeof refusalWords>[0], currency);
  return { title: words.title.replace('Nothing was charged', 'Nothing was scheduled'), lines: words.lines };
}

const TOLD = 5;

function scheduleTitle(refusal: SchedulePaymentRefusal): string | null {
  switch (refusal.kind) {
    case 'needs-saved-method':
      return 'A payment on a date needs a saved card or account: save one first, or pay now.';
    case 'no-date':
      return 'Choose the date on which to pay.';
    case 'date-not-offered':
      return refusal.from === refusal.to
        ? `The date can only be ${formatDate(refusal.from)}.`
        : `The date can be from ${formatDate(refusal.from)} to ${formatDate(refusal.to)}.`;
    case 'due-already':
      return 'One of these invoices is due already, so they can only be paid now.';
    case 'already-scheduled': {
      const told = refusal.invoices.slice(0, TOLD).map(({ number, on }) => `${number} (${formatDate(on)})`);
      const more = refusal.invoices.length - told.length;
      return `Scheduled already: ${told.join(', ')}${more > 0 ? ` and ${countText(more)} more` : ''}.`;
    }
    default:
      return null;
  }
}

export function scheduleRefusalStatus(refusal: SchedulePaymentRefusal): number {
  switch (refusal.kind) {
    case 'needs-saved-method':
    case 'no-date':
    case 'date-not-offered':
    case 'due-already':
      return 422;
    case 'already-scheduled':
      return 409;
    default:
      return refusalStatus(refusal);
  }
}
