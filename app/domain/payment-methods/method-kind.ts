import type { Currency } from '~/lib/money';

/** What one can pay with, in the gateway's names. */
export const METHOD_KINDS = ['card', 'us_bank_account', 'sepa_debit'] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

/** A bank is asked in its own currency alone; a card takes any. */
const TAKES: Record<MethodKind, Currency | null> = { card: null, us_bank_account: 'USD', sepa_debit: 'EUR' };

export function isMethodKind(text: string): text is MethodKind {
  return (METHOD_KINDS as readonly string[]).includes(text);
}

export function kindTakes(kind: MethodKind, currency: Currency): boolean {
  return TAKES[kind] === null || TAKES[kind] === currency;
}

/** The one currency that it pays in; null for any. */
export function currencyOfKind(kind: MethodKind): Currency | null {
  return TAKES[kind];
}

/** What is offered for a payment in this currency, of what the vendor takes. */
export function kindsFor(currency: Currency, taken: readonly MethodKind[]): MethodKind[] {
  return METHOD_KINDS.filter((kind) => kindTakes(kind, currency) && taken.includes(kind));
}

/**
 * A method's `brand` says who stands behind it: a card's scheme ("visa"), or, for a bank account, its kind and
 * the bank ("us_bank_account:Chase"; just "sepa_debit" where the bank is not named).
 */
export function bankBrand(kind: Exclude<MethodKind, 'card'>, bankName: string | null): string {
  return bankName ? `${kind}:${bankName}` : kind;
}

export function kindOfBrand(brand: string): MethodKind {
  const [kind = ''] = brand.split(':', 1);
  return isMethodKind(kind) ? kind : 'card';
}

export function isBankBrand(brand: string | null): boolean {
  return brand !== null && kindOfBrand(brand) !== 'card';
}

/** The bank's name, where the brand has one. */
export function bankNameOf(brand: string): string | null {
  const at = brand.indexOf(':');
  return isBankBrand(brand) && at > 0 ? brand.slice(at + 1) : null;
}
