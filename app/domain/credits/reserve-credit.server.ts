import type { Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { CreditUse } from './credit-use';
import { lotsTotal } from './lots';
import { holdCredit, lockLotsOf, moverOf } from './move-credit.server';
import { planCredit, type ChargeRules } from './plan-credit';

/** The credit is not as the payer saw it. */
export type CreditChange = { kind: 'credit'; wasMinor: bigint; isMinor: bigint };

export type CreditAsked = {
  paymentId: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  /** What the payment settles, in money and credit. */
  totalMinor: bigint;
  /** What the payer was shown: nought where they chose to keep their credit. */
  creditMinor: bigint;
  use: CreditUse;
  rules: ChargeRules;
};

/**
 * Holds the credit that the payer was shown, oldest first, or answers what it is now. The lots are locked, so that of
 * two payments which want the same credit one has it and the other is told. At most two statements; none where no
 * credit is asked for and none must be used.
 */
export async function reserveCredit(tx: Tx, asked: CreditAsked, now: Date): Promise<CreditChange | null> {
  const { creditMinor, use, totalMinor, rules } = asked;
  if (creditMinor === 0n && use !== 'always') return null;
  const lots = use === 'never' ? [] : await lockLotsOf(tx, asked);
  const isMinor = planCredit(totalMinor, lotsTotal(lots), rules);
  if (isMinor !== creditMinor) return { kind: 'credit', wasMinor: creditMinor, isMinor };
  await holdCredit(tx, moverOf('payment', { ...asked, id: asked.paymentId }), { lots, amountMinor: creditMinor }, now);
  return null;
}
