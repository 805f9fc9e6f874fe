import type { ContactActor } from '~/auth/actor';
import type { Quote } from '~/domain/payments/quote';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { chargeDates, type ChargeDates } from './charge-date';
import { findCharges } from './load-charge.server';

/** Whether the invoices of a quote may be charged on a date, and on which; or why not. */
export type DateOffer =
  | ({ kind: 'dates' } & ChargeDates)
  | { kind: 'due-already' }
  | { kind: 'scheduled'; invoices: { number: string; on: CalendarDate; chargeId: string | null }[]; count: number };

const TOLD = 5;

export async function offerDates(
  actor: ContactActor,
  quote: Quote,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<DateOffer> {
  const standing = await findCharges(
    actor,
    quote.lines.map((line) => line.invoiceId),
  );
  if (standing.length > 0) return { kind: 'scheduled', invoices: standing.slice(0, TOLD), count: standing.length };
  const dates = chargeDates(
    quote.lines.map((line) => line.dueOn),
    dateIn(timeZone, now),
  );
  return dates ? { kind: 'dates', ...dates } : { kind: 'due-already' };
}
