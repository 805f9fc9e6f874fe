import { isCalendarDate, type CalendarDate } from '~/lib/dates';

/** What comes first where both could: 2/3/2026. Dates that start with the year, or have dots, say it themselves. */
export type DateOrder = 'day-first' | 'month-first';

export const DATE_FORMATS: Record<string, DateOrder | 'any'> = {
  'YYYY-MM-DD': 'any',
  'D.M.YYYY': 'any',
  'M/D/YYYY': 'month-first',
  'M-D-YYYY': 'month-first',
  'D/M/YYYY': 'day-first',
  'D-M-YYYY': 'day-first',
};

const SIGNED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/;

/** What one value proves about the order: a part above 12 is no month. Null: nothing. */
export function provesOrder(text: string): DateOrder | null {
  const match = SIGNED.exec(text.trim());
  if (!match) return null;
  const [first, second] = [match[1] ?? '', match[3] ?? ''].map((part) => part.padStart(2, '0'));
  if (first !== undefined && first > '12') return 'day-first';
  return second !== undefined && second > '12' ? 'month-first' : null;
}

/** Whether the value needs the order to be known at all. 3/3/2026 is the same either way. */
export function needsOrder(text: string): boolean {
  const match = SIGNED.exec(text.trim());
  return match !== null && match[1]?.padStart(2, '0') !== match[3]?.padStart(2, '0');
}

/** The calendar date, or null if it is none (30 February, two-digit years, words). */
export function readDate(text: string, order: DateOrder | null): CalendarDate | null {
  const value = text.trim();
  const yearFirst = YEAR_FIRST.exec(value);
  if (yearFirst) return real(yearFirst[1], yearFirst[3], yearFirst[4]);
  const dotted = DOTTED.exec(value);
  if (dotted) return real(dotted[3], dotted[2], dotted[1]);
  const signed = SIGNED.exec(value);
  if (!signed) return null;
  return order === 'day-first' ? real(signed[4], signed[3], signed[1]) : real(signed[4], signed[1], signed[3]);
}

function real(year = '', month = '', day = ''): CalendarDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year >= '1900' && isCalendarDate(date) ? date : null;
}
