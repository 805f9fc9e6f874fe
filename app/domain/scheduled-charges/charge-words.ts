import { unpayableWords } from '~/domain/invoices/payability';
import { countText } from '~/domain/invoices/invoice-count';
import { declineWords, refusalStatus, refusalWords, type Words } from '~/domain/payments/words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { afterDecline } from './after-decline';
import { afterFailure, cancelReasons, chargeFailures, dropReasons } from './charge-outcome.words';
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

/** Why a charge was cancelled, in a sentence. */
export function cancelWords(reason: string | null, language: Language = 'en'): string {
  const told = reason !== null && isCancelReason(reason) ? reason : 'customer';
  return cancelReasons(language)(told);
}

function isCancelReason(reason: string): reason is CancelReason {
  return Object.hasOwn(cancelReasons.list, reason);
}

/** The same for those at the desk, where who cancelled it is named. */
export function staffCancelWords(reason: string | null): string {
  if (reason === 'staff') return cancelWords('customer');
  return cancelWords(reason).replace('your AutoPay cap', 'the customer’s AutoPay cap');
}

/** "INV-7 was paid.", "INV-8 is due later now, on 10 Dec 2026: AutoPay pays it then, and tells you before." */
export function dropWords(
  { number, dropReason, dueOn }: { number: string; dropReason: DropReason; dueOn: CalendarDate },
  language: Language,
): string {
  const say = dropReasons(language);
  if (dropReason === 'due-later') return say(dropReason, { number, on: formatsOf(language).date(dueOn) });
  return say(dropReason, { number });
}

export function dropTag(reason: DropReason): string {
  if (reason === 'due-later') return 'due later';
  return unpayableWords(reason, {});
}

/** Why a charge was not made, and what follows: `retryOn` where it is tried again. */
export function chargeFailedWords(
  reason: string | null,
  retryOn: CalendarDate | null,
  language: Language = 'en',
): { what: string; next: string; finish: boolean } {
  const say = afterFailure(language);
  const what =
    reason !== null && isNotTheBank(reason) ? chargeFailures(language)(reason) : declineWords(reason, language).title;
  const finish = afterDecline({ failureCode: reason, adviceCode: null }) === 'authenticate';
  if (retryOn) return { what, next: say('again', { on: formatsOf(language).date(retryOn) }), finish };
  return { what, next: say(finish ? 'confirm' : 'notAgain'), finish };
}

function isNotTheBank(reason: string): reason is keyof typeof chargeFailures.list {
  return Object.hasOwn(chargeFailures.list, reason);
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
