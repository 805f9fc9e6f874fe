import { METHOD_KINDS, kindTakes, type MethodKind } from '~/domain/payment-methods/method-kind';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { toDecimal, type Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import type { FeeRule } from './fee';
import { percentWords } from './fee-words';

/** What one kind of method carries, as it is typed: blank where there is none. */
export type TypedFee = { method: MethodKind; percent: string; flat: string; cap: string; creditOnly: boolean };
export type FeeRefusal = { about: string; words: string };

/** "2.5" or "2.5%" → 250 hundredths of one per cent; null beyond hundredths, or for what is no number. */
export function readPercent(text: string): number | null {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim()) ?? [];
  return whole === undefined ? null : Number.parseInt(whole + part.padEnd(2, '0'), 10);
}

/** The rules of one currency as they were typed; a kind with neither a per cent nor an amount carries no fee. */
export function readFees(typed: readonly TypedFee[], currency: Currency): Result<{ rules: FeeRule[] }, FeeRefusal> {
  const rules: FeeRule[] = [];
  for (const { method, percent, flat, cap, creditOnly } of typed) {
    const basisPoints = percent.trim() === '' ? 0 : readPercent(percent);
    if (basisPoints === null)
      return refuse({ about: `percent-${method}`, words: 'Type a per cent, as in 2.5, or leave it empty.' });
    const [flatMinor, capMinor] = [flat, cap].map((text) =>
      text.trim() === '' ? null : (readTypedAmount(text, currency) ?? undefined),
    );
    const words = `Type an amount in ${currency}, as in ${toDecimal(30n, currency)}, or leave it empty.`;
    if (flatMinor === undefined) return refuse({ about: `flat-${method}`, words });
    if (capMinor === undefined || capMinor === 0n) return refuse({ about: `cap-${method}`, words });
    if (basisPoints === 0 && !flatMinor) {
      if (capMinor !== null)
        return refuse({ about: `percent-${method}`, words: 'A most without a fee: type a per cent or an amount.' });
      continue;
    }
    rules.push({
      method,
      creditOnly: method === 'card' && creditOnly,
      basisPoints,
      flatMinor: flatMinor ?? 0n,
      capMinor,
    });
  }
  return { ok: true, rules };
}

/** What is set, as it would be typed: every kind that pays in this currency. */
export function typedFees(rules: readonly FeeRule[], currency: Currency): TypedFee[] {
  return METHOD_KINDS.filter((kind) => kindTakes(kind, currency)).map((method) => {
    const rule = rules.find((each) => each.method === method);
    const money = (minor: bigint | null | undefined) => (minor ? toDecimal(minor, currency) : '');
    return {
      method,
      percent: rule && rule.basisPoints > 0 ? percentWords(rule.basisPoints).replace('%', '') : '',
      flat: money(rule?.flatMinor),
      cap: money(rule?.capMinor),
      creditOnly: rule?.creditOnly ?? true,
    };
  });
}
