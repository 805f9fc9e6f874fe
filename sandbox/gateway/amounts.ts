import { badParam } from '../wire/api-error';

/** Least amounts of a charge, in minor units, where they are not those of the dollar. */
const LEAST: Record<string, number> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};
const MOST = 99_999_999;
const WITHOUT_MINOR = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMALS = new Set('bhd jod kwd omr tnd'.split(' '));

export function money(amount: number, currency: string): string {
  const decimals = WITHOUT_MINOR.has(currency) ? 0 : THREE_DECIMALS.has(currency) ? 3 : 2;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}

export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) throw badParam('Invalid positive integer', 'parameter_invalid_integer', 'amount');
  const least = LEAST[currency] ?? 50;
  if (amount < least)
    throw badParam(`Amount must be at least ${money(least, currency)} ${currency}`, 'amount_too_small', 'amount');
  if (amount > MOST)
    throw badParam(`Amount must be no more than ${money(MOST, currency)}`, 'amount_too_large', 'amount');
  if (THREE_DECIMALS.has(currency) && amount % 10 !== 0)
    throw badParam(`Invalid amount: three-decimal amounts in ${currency} must end in 0`, undefined, 'amount');
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

export function checkCurrency(currency: string): string {
  const lower = currency.toLowerCase();
  if (!CURRENCIES.has(lower)) throw badParam(`Invalid currency: ${lower}`, undefined, 'currency');
  return lower;
}
