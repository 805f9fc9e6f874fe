import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { addDays, type CalendarDate } from '~/lib/dates';

/**
 * How many business days the money takes at the most: up to four by ACH, six by SEPA, where what is asked for after
 * the morning's cut-off counts from the next day.
 */
const BUSINESS_DAYS: Record<Exclude<MethodKind, 'card'>, number> = { us_bank_account: 4, sepa_debit: 7 };

/** The date by which a debit is usually through. Monday to Friday: banks' holidays may add a day. */
export function expectedOn(kind: Exclude<MethodKind, 'card'>, from: CalendarDate): CalendarDate {
  let date = from;
  for (let left = BUSINESS_DAYS[kind]; left > 0;) {
    date = addDays(date, 1);
    const day = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (day !== 0 && day !== 6) left -= 1;
  }
  return date;
}
