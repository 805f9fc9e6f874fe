import { formatDate, formatInstant, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { localeOf, type Language } from './language';

/** How figures and dates are written in a language. */
export type Formats = {
  /** "$1,234.56", "1.234,56 €", in Spanish too: exactly the currency's decimals. */
  money: (amountMinor: bigint, currency: Currency) => string;
  /** "3 Jan 2026", "3. Jan. 2026". */
  date: (date: CalendarDate) => string;
  /** "5 March 2026, 14:05 CET", in the given zone. */
  instant: (instant: Date, timeZone: string) => string;
  /** "10,000", "10.000". */
  count: (count: number) => string;
};

export function formatsOf(language: Language): Formats {
  const known = made.get(language) ?? makeFormats(language);
  made.set(language, known);
  return known;
}

/** Lists ask once for every row. */
const made = new Map<Language, Formats>();

function makeFormats(language: Language): Formats {
  const locale = localeOf(language);
  const dates = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  return {
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, locale),
    date: (date) => (language === 'en' ? formatDate(date) : dates.format(new Date(`${date}T00:00:00Z`))),
    instant: (instant, timeZone) => formatInstant(instant, timeZone, language === 'en' ? 'en-GB' : locale),
    count: (count) => count.toLocaleString(locale, { useGrouping: 'always' }),
  };
}
