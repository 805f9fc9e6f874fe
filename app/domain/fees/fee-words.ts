import { formatMoney, type Currency } from '~/lib/money';
import type { FeeRule, Tender } from './fee';

/** "2.5% + $0.30, at most $20.00". */
export function feeRuleWords({ flatMinor, basisPoints, capMinor }: FeeRule, currency: Currency): string {
  const parts = [basisPoints > 0 && percentWords(basisPoints), flatMinor > 0n && formatMoney(flatMinor, currency)];
  const most = capMinor === null ? '' : `, at most ${formatMoney(capMinor, currency)}`;
  return parts.filter(Boolean).join(' + ') + most;
}

/** "2.5%": never "2.50%". */
export function percentWords(basisPoints: number): string {
  const hundredths = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(basisPoints / 100)}${hundredths && `.${hundredths}`}%`;
}

/** What is paid with, as a fee distinguishes it: "credit card", "debit card", "card", "bank account". */
export function tenderWords({ kind, funding }: Tender): string {
  if (kind !== 'card') return 'bank account';
  return funding === 'credit' || funding === 'debit' || funding === 'prepaid' ? `${funding} card` : 'card';
}

/** Beside a method that is still to be typed: "Credit cards carry a fee of 2.5%." */
export function feeNotice(rules: readonly FeeRule[], currency: Currency): string[] {
  return rules.map((rule) => {
    const who = rule.method !== 'card' ? 'Bank accounts' : rule.creditOnly ? 'Credit cards' : 'Cards';
    return `${who} carry a fee of ${feeRuleWords(rule, currency)}.`;
  });
}
