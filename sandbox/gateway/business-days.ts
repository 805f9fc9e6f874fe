const DAY_SECONDS = 24 * 3600;
const HOUR_SECONDS = 3600;
/** 10:30 in Frankfurt in winter: what comes later is asked for on the next business day. */
const SEPA_CUT_OFF_SECONDS = 9.5 * HOUR_SECONDS;

/** Monday to Friday; banks' holidays are left out. */
function isBusinessDay(seconds: number): boolean {
  const day = new Date(seconds * 1000).getUTCDay();
  return day !== 0 && day !== 6;
}

/** The same time of day, so many business days later. */
export function addBusinessDays(from: number, days: number): number {
  let at = from;
  for (let left = days; left > 0;) {
    at += DAY_SECONDS;
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
}

/** A SEPA debit settles at midnight UTC that begins its sixth business day; after the cut-off its first day is the next. */
export function sepaSettlesAt(from: number): number {
  const midnight = from - (from % DAY_SECONDS);
  const sameDay = isBusinessDay(from) && from - midnight < SEPA_CUT_OFF_SECONDS;
  return addBusinessDays(sameDay ? midnight : addBusinessDays(midnight, 1), 6);
}

export function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
