import { invariant } from './invariant';

/**
 * Money is a whole number of minor units (bigint) with its ISO 4217 currency. Exponents come from ISO 4217's
 * own list: Intl's differ for 17 currencies (HUF, for one), so they are never asked of it.
 */
const EXPONENTS: Record<string, number> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((c) => [c, 4])),
  ...Object.fromEntries(
    (
      'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD ' +
      'EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD ' +
      'MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK ' +
      'SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG'
    )
      .split(' ')
      .map((c) => [c, 2]),
  ),
};

export type Currency = string;

export function isCurrency(code: string): boolean {
  return Object.hasOwn(EXPONENTS, code);
}

/** Every currency there is, in order of its code. */
export function currencies(): Currency[] {
  return Object.keys(EXPONENTS).sort();
}

/** How many decimal places the currency has (JPY 0, USD 2, KWD 3). */
export function exponentOf(currency: Currency): number {
  const exponent = EXPONENTS[currency];
  invariant(exponent !== undefined, `${currency} is an ISO 4217 currency`);
  return exponent;
}

/** 123456n USD → "1234.56": exact, with a point, for Intl, files and the gateway's eyes. */
export function toDecimal(amountMinor: bigint, currency: Currency): string {
  const exponent = exponentOf(currency);
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  const sign = amountMinor < 0n ? '-' : '';
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** "1234.5" USD → 123450n. Null for anything but plain digits with at most the currency's decimals: never guesses. */
export function fromDecimal(text: string, currency: Currency): bigint | null {
  const exponent = exponentOf(currency);
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (!match || (match[3]?.length ?? 0) > exponent) return null;
  const minor = BigInt((match[2] ?? '') + (match[3] ?? '').padEnd(exponent, '0'));
  return match[1] ? -minor : minor;
}

const formats = new Map<string, Intl.NumberFormat>();

/** "$1,234.56" in the reader's locale, with exactly the currency's decimals. */
export function formatMoney(amountMinor: bigint, currency: Currency, locale = 'en-US'): string {
  const key = `${locale} ${currency}`;
  let format = formats.get(key);
  if (!format) {
    const fraction = exponentOf(currency);
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
      // Spanish would leave four digits together, which nobody writes on an invoice.
      useGrouping: 'always',
    });
    formats.set(key, format);
  }
  // Intl takes a decimal string exactly; the type of older libs asks for a number.
  return format.format(toDecimal(amountMinor, currency) as Intl.StringNumericLiteral);
}

const currencyNames = new Map<string, string>();

/** "US dollars", "euros", "Japanese yen": the currency as it is spoken of. */
export function currencyName(currency: Currency, locale = 'en-US'): string {
  const key = `${locale} ${currency}`;
  let name = currencyNames.get(key);
  if (name === undefined) {
    const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'name' }).formatToParts(
      2,
    );
    name = parts.find((part) => part.type === 'currency')?.value ?? currency;
    currencyNames.set(key, name);
  }
  return name;
}

/** How a currency is written beside its amounts: "$US", "$", "USD"; the longest first. */
export function currencySigns(currency: Currency, locale: string): string[] {
  const signs = (['symbol', 'narrowSymbol', 'code'] as const).map((currencyDisplay) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .find((part) => part.type === 'currency'),
  );
  return [...new Set(signs.flatMap((sign) => sign?.value ?? []))].sort((a, b) => b.length - a.length);
}

export function sumMinor(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
