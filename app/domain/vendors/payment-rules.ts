import { isCreditUse, type CreditUse } from '~/domain/credits/credit-use';
import { isMethodKind, type MethodKind } from '~/domain/payment-methods/method-kind';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';

/** How a vendor's customers may pay, and from how much on staff are asked twice. */
export type PaymentRules = {
  methodKinds: MethodKind[];
  /** Whether one payment may take several invoices. */
  massPayment: boolean;
  partPayments: boolean;
  creditUse: CreditUse;
  amounts: CurrencyRules[];
};

/** Null: nothing is set. */
export type CurrencyRules = {
  currency: Currency;
  /** The least that one payment in parts may come to. */
  minimumMinor: bigint | null;
  /** More than this at once asks staff for a fresh factor. */
  thresholdMinor: bigint | null;
};

export type TypedRules = {
  methodKinds: string[];
  massPayment: boolean;
  partPayments: boolean;
  creditUse: string;
  amounts: { currency: Currency; minimum: string; threshold: string }[];
};
export type RulesRefusal = { about: string; words: string };

/** What was typed. Refuses what is no amount of its currency, and a portal that nobody can pay in. */
export function readPaymentRules(typed: TypedRules): Result<{ rules: PaymentRules }, RulesRefusal> {
  const methodKinds = typed.methodKinds.filter(isMethodKind);
  if (methodKinds.length === 0)
    return refuse({ about: 'methodKinds', words: 'Tick at least one: nobody could pay otherwise.' });
  if (!isCreditUse(typed.creditUse)) return refuse({ about: 'creditUse', words: 'Choose when credit is used.' });
  const amounts: CurrencyRules[] = [];
  for (const { currency, minimum, threshold } of typed.amounts) {
    const [minimumMinor, thresholdMinor] = [readOptional(minimum, currency), readOptional(threshold, currency)];
    if (minimumMinor === undefined) return refuse(noAmount(`minimum-${currency}`, currency));
    if (thresholdMinor === undefined) return refuse(noAmount(`threshold-${currency}`, currency));
    amounts.push({ currency, minimumMinor, thresholdMinor });
  }
  const { massPayment, partPayments, creditUse } = typed;
  return { ok: true, rules: { methodKinds, massPayment, partPayments, creditUse, amounts } };
}

const noAmount = (about: string, currency: Currency) => ({
  about,
  words: `Type an amount in ${currency}, as in 1000 or 1,000.00, or leave it empty.`,
});

/** Null where nothing was typed; undefined where it is no amount above nought. */
function readOptional(text: string, currency: Currency): bigint | null | undefined {
  if (text.trim() === '') return null;
  const minor = readTypedAmount(text, currency);
  return minor !== null && minor > 0n ? minor : undefined;
}
