import { unpayableWords } from '~/domain/invoices/payability';
import { changedWords, declineWords, refusalStatus, refusalWords, type Words } from '~/domain/payments/words';
import type { CalendarDate } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { afterDecline } from './after-decline';
import { afterFailure, cancelReasons, chargeFailures, dropReasons } from './charge-outcome.words';
import type { CancelReason, ChargeState, DropReason } from './charge-state';
import { chargeStates, dropTags, scheduleRefusals } from './schedule.words';
import type { SchedulePaymentRefusal } from './schedule-payment.types';

/** What a tag says of a charge. */
export function chargeStateWords(state: ChargeState, language: Language = 'en'): string {
  return chargeStates(language)(state);
}

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

export function dropTag(reason: DropReason, language: Language = 'en'): string {
  if (reason === 'due-later') return dropTags(language)(reason);
  return unpayableWords(reason, {}, language);
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
export function scheduleRefusalWords(
  refusal: SchedulePaymentRefusal,
  currency: Currency,
  language: Language = 'en',
): Words {
  const title = scheduleTitle(refusal, language);
  if (title) return { title, lines: [scheduleRefusals(language)('nothing')] };
  if (refusal.kind === 'changed') return changedWords(refusal.changes, currency, 'Scheduled', language);
  return refusalWords(refusal as Parameters<typeof refusalWords>[0], currency, language);
}

const TOLD = 5;

function scheduleTitle(refusal: SchedulePaymentRefusal, language: Language): string | null {
  const say = scheduleRefusals(language);
  const { date } = formatsOf(language);
  switch (refusal.kind) {
    case 'needs-saved-method':
    case 'no-date':
    case 'due-already':
      return say(refusal.kind);
    case 'date-not-offered': {
      const [from, to] = [date(refusal.from), date(refusal.to)];
      return from === to ? say('onlyOn', { on: from }) : say('between', { from, to });
    }
    case 'already-scheduled': {
      const told = refusal.invoices.slice(0, TOLD).map(({ number, on }) => `${number} (${date(on)})`);
      const count = refusal.invoices.length - told.length;
      const invoices = told.join(', ');
      return count > 0 ? say('alreadyAndMore', { invoices, count }) : say(refusal.kind, { invoices });
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
