import { formatDate, formatInstant, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { directionOf, localeOf, type Language } from './language';

/** How figures and dates are written in a language. */
export type Formats = {
  /** "$1,234.56", "1.234,56 €", in Spanish too: exactly the currency's decimals. Between Arabic words it is read from the figures to the sign. */
  money: (amountMinor: bigint, currency: Currency) => string;
  /** "−$1,234.56", "+1.234,56 €": what goes off a sum, or comes to it. With a minus sign, which a hyphen only resembles. */
  signed: (sign: '−' | '+', amountMinor: bigint, currency: Currency) => string;
  /** "3 Jan 2026", "3. Jan. 2026", "1er janv. 2026". */
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
  const rightToLeft = directionOf(language) === 'rtl';
  // French counts the first of a month as no other day, which Intl does not know.
  const first = (date: string) => (language === 'fr' ? date.replace(/^1(?=\s)/, '1er') : date);
  const money: Formats['money'] = (amountMinor, currency) => {
    const written = formatMoney(amountMinor, currency, locale);
    return rightToLeft ? figuresThenSign(written) : written;
  };
  return {
    money,
    // Between Arabic words a sign must be made to stay on the left of its figures.
    signed: (sign, amountMinor, currency) =>
      rightToLeft ? `\u200f\u200e${sign}${money(amountMinor, currency).slice(1)}` : sign + money(amountMinor, currency),
    date: (date) => (language === 'en' ? formatDate(date) : first(dates.format(new Date(`${date}T00:00:00Z`)))),
    instant: (instant, timeZone) => first(formatInstant(instant, timeZone, language === 'en' ? 'en-GB' : locale)),
    count: (count) => count.toLocaleString(locale, { useGrouping: 'always' }),
  };
}

/**
 * From right to left: the figures, then the currency's sign. Left alone, "US$" is shown as "$US", and a sum below nought as
 * "$-1.00 US": marks say where the figures and where the letters of the sign end.
 */
function figuresThenSign(money: string): string {
  return money.replace(/\u00a0(\P{Script=Arabic}+)$/u, '\u200f\u00a0$1\u200e');
}
