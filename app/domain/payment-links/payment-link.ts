import { addDays, dateIn, type CalendarDate } from '~/lib/dates';

/**
 * What a link is for: the invoices it names, whatever its customer owes when it is opened, or, paying nothing, a card or
 * account to be kept.
 */
export type LinkCovers = 'invoices' | 'account' | 'method';

/** A link for invoices names at most as many as one payment takes. */
export const MAX_INVOICES_PER_LINK = 1_000;

const USUAL_DAYS_AFTER_DUE = 30;
const MAX_DAYS = 120;

/** The dates that can be a link's last day: from today on, 120 days with today. */
export function lastDays(today: CalendarDate): { from: CalendarDate; to: CalendarDate } {
  return { from: today, to: addDays(today, MAX_DAYS - 1) };
}

/** The last day of a link for which none was chosen: 30 days after the latest due date, or after today where that is past. */
export function usualLastDay(latestDue: CalendarDate | null, today: CalendarDate): CalendarDate {
  const after = addDays(latestDue !== null && latestDue > today ? latestDue : today, USUAL_DAYS_AFTER_DUE);
  const { to } = lastDays(today);
  return after < to ? after : to;
}

/** The last day on which a link works: it expires when the next one begins. */
export function lastDayOf(expiresAt: Date, timeZone: string): CalendarDate {
  return dateIn(timeZone, new Date(expiresAt.getTime() - 1));
}

/** Why a link takes no payment by itself, whatever its invoices say; null while it works. */
export function whyEnded(
  { revokedAt, expiresAt }: { revokedAt: Date | null; expiresAt: Date },
  now: Date,
): 'revoked' | 'expired' | null {
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : null;
}
