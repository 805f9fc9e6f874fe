/**
 * Instants are Date in UTC. Calendar dates ("due on") are 'YYYY-MM-DD' strings without a zone, judged in the
 * vendor's; a Date at midnight would mean another day somewhere.
 */
export type CalendarDate = string;

const DAY_MS = 86_400_000;

export function isCalendarDate(text: string): boolean {
  // The database knows no year nought.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === text;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date that it is at `now` in an IANA time zone. */
export function dateIn(timeZone: string, now: Date): CalendarDate {
  let format = zoneFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    zoneFormats.set(timeZone, format);
  }
  return format.format(now);
}

/** An instant in the middle of a calendar date of the zone: never the day before or after it. */
export function middayIn(timeZone: string, date: CalendarDate): Date {
  const noon = new Date(`${date}T12:00:00Z`);
  // Zones up to fourteen hours ahead of UTC are in the next day by then.
  return dateIn(timeZone, noon) === date ? noon : new Date(`${date}T00:00:00Z`);
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (midnight(to) - midnight(from)) / DAY_MS;
}

/** The date's beginning in UTC, in milliseconds. Lists ask for it several times a row, so it does not go through Date's own parser. */
function midnight(date: CalendarDate): number {
  return Date.UTC(
    Number.parseInt(date.slice(0, 4), 10),
    Number.parseInt(date.slice(5, 7), 10) - 1,
    Number.parseInt(date.slice(8, 10), 10),
  );
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Three letters each: Intl's British English has "Sept" among them, which makes columns of dates ragged. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "3 Jan 2026". Day before month, so that nobody mistakes one for the other. */
export function formatDate(date: CalendarDate): string {
  const month = MONTHS[Number.parseInt(date.slice(5, 7), 10) - 1];
  return `${Number.parseInt(date.slice(8, 10), 10)} ${month} ${Number.parseInt(date.slice(0, 4), 10)}`;
}

/** "14:05" in the given zone. */
export function timeIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
}

/** "5 March 2026, 14:05 CET" in the given zone. */
export function formatInstant(instant: Date, timeZone: string, locale = 'en-GB'): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(instant);
}

export type DueIn = { when: 'today' | 'tomorrow' | 'ahead' | 'late' | 'yearsLate'; count: number };

/** How far off a due date is, in whole days; two years after it and more, in whole years. */
export function dueIn(dueOn: CalendarDate, today: CalendarDate): DueIn {
  const days = daysBetween(today, dueOn);
  if (days === 0) return { when: 'today', count: 0 };
  if (days > 0) return { when: days === 1 ? 'tomorrow' : 'ahead', count: days };
  const years = wholeYears(dueOn, today);
  return years >= 2 ? { when: 'yearsLate', count: years } : { when: 'late', count: -days };
}

/** "due in 7 days", "due today", "61 days late", from two years on "14 years late". */
export function formatDue(dueOn: CalendarDate, today: CalendarDate): string {
  const { when, count } = dueIn(dueOn, today);
  if (when === 'ahead') return `due in ${count} days`;
  if (when === 'yearsLate') return `${count} years late`;
  return when === 'late' ? `${count} ${count === 1 ? 'day' : 'days'} late` : `due ${when}`;
}

function wholeYears(from: CalendarDate, to: CalendarDate): number {
  const years = Number.parseInt(to.slice(0, 4), 10) - Number.parseInt(from.slice(0, 4), 10);
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
