import { exponentOf, fromDecimal, type Currency } from '~/lib/money';

/** auto: only what can be read one way; point and comma: what the sender declared. */
export type DecimalStyle = 'auto' | 'point' | 'comma';

export type ReadAmount = { ok: true; amountMinor: bigint } | { ok: false; problem: string; remedy: string };

const UNREADABLE = {
  ok: false,
  problem: 'is not an amount',
  remedy: 'write digits with a decimal point and no currency sign, as in 1234.56',
} as const;

/**
 * Reads an amount as people write it, and refuses what could mean two things: "1.234" is a thousand to some and
 * one and a bit to others. Groups of three may be set apart by a space, an apostrophe, or the other sign.
 */
export function readAmount(text: string, currency: Currency, style: DecimalStyle): ReadAmount {
  const value = text.trim();
  if (/^-|^\(.*\)$/.test(value)) {
    return { ok: false, problem: 'is below zero', remedy: 'leave credit notes out: only invoices can be imported' };
  }
  const readings = (['point', 'comma'] as const)
    .filter((sign) => style === 'auto' || style === sign)
    .map((sign) => plainDecimal(value, sign))
    .filter((reading) => reading !== null);
  if (readings.length === 0) return UNREADABLE;
  // "1234" reads the same either way; "1.234" does not.
  if (new Set(readings).size > 1) {
    return {
      ok: false,
      problem: 'can be read as two amounts',
      remedy: 'say which sign is the decimal one: --mapping decimal=point or decimal=comma',
    };
  }
  const [decimal = ''] = readings;
  const amountMinor = fromDecimal(decimal, currency);
  if (amountMinor === null) {
    return {
      ok: false,
      problem: `has more decimals than ${currency} has`,
      remedy: `use at most ${exponentOf(currency)} decimals`,
    };
  }
  return amountMinor > 0n
    ? { ok: true, amountMinor }
    : { ok: false, problem: 'is zero', remedy: 'leave the row out: there is nothing to pay' };
}

/** "1.234,50" with a comma as the decimal sign → "1234.50"; null if it cannot be read so. */
function plainDecimal(value: string, decimalSign: 'point' | 'comma'): string | null {
  const [decimal, group] = decimalSign === 'point' ? ['\\.', ','] : [',', '\\.'];
  const match = new RegExp(
    `^(\\d+|[1-9]\\d{0,2}(?:([${group} '’\\u00a0\\u202f])\\d{3})(?:\\2\\d{3})*)(?:${decimal}(\\d+))?$`,
  ).exec(value);
  if (!match) return null;
  const whole = (match[1] ?? '').replaceAll(/\D/g, '');
  return match[3] === undefined ? whole : `${whole}.${match[3]}`;
}
