import { formatsOf } from '~/lib/languages/formats';
import { localeOf, type Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { feeWords } from './fee.words';
import type { FeeRule, Tender } from './fee';

/** "2.5% + $0.30, at most $20.00". */
export function feeRuleWords(rule: FeeRule, currency: Currency, language: Language = 'en'): string {
  const { flatMinor, basisPoints, capMinor } = rule;
  const { money } = formatsOf(language);
  const parts = [basisPoints > 0 && percentWords(basisPoints, language), flatMinor > 0n && money(flatMinor, currency)];
  const fee = parts.filter(Boolean).join(' + ');
  return capMinor === null ? fee : feeWords(language)('most', { fee, most: money(capMinor, currency) });
}

/** "2.5%": never "2.50%". */
export function percentWords(basisPoints: number, language: Language = 'en'): string {
  const format = new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 2 });
  return format.format(basisPoints / 10_000);
}

/** What is paid with, as far as fees distinguish it and words name it. */
export type TenderName = 'credit' | 'debit' | 'prepaid' | 'card' | 'bank';

export function tenderName({ kind, funding }: Tender): TenderName {
  if (kind !== 'card') return 'bank';
  return funding === 'credit' || funding === 'debit' || funding === 'prepaid' ? funding : 'card';
}

/** Beside a method that is still to be typed: "Credit cards carry a fee of 2.5%." */
export function feeNotice(rules: readonly FeeRule[], currency: Currency, language: Language = 'en'): string[] {
  return rules.map((rule) =>
    feeWords(language)('notice', {
      tender: tenderName({ kind: rule.method, funding: rule.creditOnly ? 'credit' : 'unknown' }),
      fee: feeRuleWords(rule, currency, language),
    }),
  );
}

/** Beside the amount of a fee: "Credit card fee (2.5%)". A card is named as such where all cards carry it. */
export function feeLabel(rule: FeeRule, tender: Tender, currency: Currency, language: Language = 'en'): string {
  return feeWords(language)('label', {
    tender: tenderName(rule.creditOnly ? tender : { ...tender, funding: 'unknown' }),
    fee: feeRuleWords(rule, currency, language),
  });
}
