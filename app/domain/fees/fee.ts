import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { gatewayStep } from '~/gateways/gateway-amount';
import type { Currency } from '~/lib/money';

/** What a vendor passes on for one kind of method in one currency: an amount, a share of what is charged, or both. */
export type FeeRule = {
  method: MethodKind;
  /** Cards alone: never debit or prepaid ones, nor those of which nobody knows. */
  creditOnly: boolean;
  flatMinor: bigint;
  /** Hundredths of one per cent. */
  basisPoints: number;
  /** The most that the whole fee comes to. */
  capMinor: bigint | null;
};

/** What somebody pays with, as far as a fee may ask. `funding` is the gateway's: credit, debit, prepaid, unknown. */
export type Tender = { kind: MethodKind; funding: string };

const WHOLE = 10_000n;

/** The rule that holds for what is paid with. Null: it carries no fee. */
export function ruleFor(rules: readonly FeeRule[], { kind, funding }: Tender): FeeRule | null {
  return rules.find((rule) => rule.method === kind && (!rule.creditOnly || funding === 'credit')) ?? null;
}

/**
 * The fee on what is charged. Rounded down to a whole minor unit, so that it never exceeds its per cent, and in the
 * few currencies where the gateway counts in larger steps down to such a step, so that the total can be charged.
 */
export function feeBy(rule: FeeRule | null, chargedMinor: bigint, currency: Currency): bigint {
  if (rule === null || chargedMinor <= 0n) return 0n;
  const full = rule.flatMinor + (chargedMinor * BigInt(rule.basisPoints)) / WHOLE;
  const fee = rule.capMinor !== null && rule.capMinor < full ? rule.capMinor : full;
  return fee - (fee % gatewayStep(currency));
}

export function feeOn(rules: readonly FeeRule[], tender: Tender, chargedMinor: bigint, currency: Currency): bigint {
  return feeBy(ruleFor(rules, tender), chargedMinor, currency);
}

/** In the United States card networks allow at most this much, and on credit cards only. */
export const MOST_BASIS_POINTS_ON_CARDS = 300;

/**
 * Whether card networks or the law may refuse the rule: more than 3 % of a card payment (also by an amount, which is
 * much of a small payment), or a fee on debit cards in US dollars.
 */
export function isBeyondCardRules(rule: FeeRule, currency: Currency): boolean {
  if (rule.method !== 'card') return false;
  return (
    rule.basisPoints > MOST_BASIS_POINTS_ON_CARDS || rule.flatMinor > 0n || (currency === 'USD' && !rule.creditOnly)
  );
}
