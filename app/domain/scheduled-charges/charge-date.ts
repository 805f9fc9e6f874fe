import { addDays, type CalendarDate } from '~/lib/dates';

/** From tomorrow until the earliest due date of what is paid. Later would be late, and today is "pay now". */
export type ChargeDates = { from: CalendarDate; to: CalendarDate };

/** On which dates the invoices may be charged; null where the earliest is due today or before. `today` is the vendor's. */
export function chargeDates(dueOns: readonly CalendarDate[], today: CalendarDate): ChargeDates | null {
  const [to] = [...dueOns].sort();
  const from = addDays(today, 1);
  return to !== undefined && to >= from ? { from, to } : null;
}
