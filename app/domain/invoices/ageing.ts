import { addDays, daysBetween, type CalendarDate } from '~/lib/dates';
import type { Language } from '~/lib/languages/language';
import { ageLabels, ages } from './ageing.words';

/** How late an invoice is, in the five parts accountants use. Named as the address bar and the file say them. */
export const AGE_BUCKETS = ['not-due', '1-30', '31-60', '61-90', 'over-90'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** The last day late of each part but the last; day 0, the due date itself, is not late. */
const LAST_DAY_LATE = [0, 30, 60, 90] as const;

/** A part as it stands beside the others: "31–60". */
export function ageLabel(age: AgeBucket, language: Language = 'en'): string {
  return ageLabels(language)(age);
}

/** The same where it stands alone: "31–60 days late". */
export function ageWords(age: AgeBucket | 'overdue', language: Language = 'en'): string {
  return ages(language)(age);
}

export function ageBucket(dueOn: CalendarDate, today: CalendarDate): AgeBucket {
  const daysLate = daysBetween(dueOn, today);
  const index = LAST_DAY_LATE.findIndex((last) => daysLate <= last);
  return AGE_BUCKETS[index === -1 ? 4 : index]!;
}

/** The due dates a part stands for, both ends included; null where it is open. */
export function dueRange(
  bucket: AgeBucket | 'overdue',
  today: CalendarDate,
): { from: CalendarDate | null; to: CalendarDate | null } {
  if (bucket === 'overdue') return { from: null, to: addDays(today, -1) };
  const index = AGE_BUCKETS.indexOf(bucket);
  const last = LAST_DAY_LATE[index];
  const first = index === 0 ? undefined : LAST_DAY_LATE[index - 1]! + 1;
  return {
    from: last === undefined ? null : addDays(today, -last),
    to: first === undefined ? null : addDays(today, -first),
  };
}

/** Up to 30 days late is amber, more is red, in time is neutral. */
export function lateness(dueOn: CalendarDate, today: CalendarDate): 'neutral' | 'amber' | 'red' {
  const daysLate = daysBetween(dueOn, today);
  return daysLate > 30 ? 'red' : daysLate > 0 ? 'amber' : 'neutral';
}
