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

const MOST_KEPT_DATES = 5_000;
const dayFormats = new Map<string, { format: Intl.DateTimeFormat; kept: Map<CalendarDate, string> }>();

/** "3 Jan 2026". Day before month, so that nobody mistakes one for the other. A list says the same few dates again and again; they are kept. */
export function formatDate(date: CalendarDate, locale = 'en-GB'): string {
  let day = dayFormats.get(locale);
  if (!day) {
    day = {
      format: new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }),
      kept: new Map(),
    };
    dayFormats.set(locale, day);
  }
  let words = day.kept.get(date);
  if (words === undefined) {
    if (day.kept.size >= MOST_KEPT_DATES) day.kept.clear();
    words = day.format.format(midnight(date));
    day.kept.set(date, words);
  }
  return words;
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

/** "due in 7 days", "due today", "61 days late". */
export function formatDue(dueOn: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, dueOn);
  if (days === 0) return 'due today';
  if (days === 1) return 'due tomorrow';
  if (days > 1) return `due in ${days} days`;
  return days === -1 ? '1 day late' : `${-days} days late`;
}
