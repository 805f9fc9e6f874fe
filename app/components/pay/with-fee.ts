import { feeBy, ruleFor, type Tender } from '~/domain/fees/fee';
import { feeRuleWords, tenderWords } from '~/domain/fees/fee-words';
import { gatewayAmountOf } from './describe-review';
import type { PayReview } from './pay-page.types';

/** The review with what the chosen method carries on top; `chargeMinor`, which the button names, holds it too. */
export type FeeReview = PayReview & { fee: { label: string; amountMinor: bigint } | null; feeBaseMinor: bigint };

/**
 * Works out the fee as the server does with what this page knows of the method, and posts what it shows: the server
 * knows better where the card is new, and then asks again instead of charging another total.
 */
export function withFee(review: PayReview, tender: Tender): FeeReview {
  const { currency, rules, chargeMinor: feeBaseMinor } = review;
  const rule = ruleFor(review.fees, tender);
  const amountMinor = feeBy(rule, feeBaseMinor, currency);
  if (rule === null || amountMinor === 0n) return { ...review, fee: null, feeBaseMinor };
  const name = tenderWords(rule.creditOnly ? tender : { ...tender, funding: 'unknown' });
  const label = `${name.slice(0, 1).toUpperCase()}${name.slice(1)} fee (${feeRuleWords(rule, currency)})`;
  const chargeMinor = feeBaseMinor + amountMinor;
  return {
    ...review,
    fee: { label, amountMinor },
    feeBaseMinor,
    chargeMinor,
    gatewayAmount: gatewayAmountOf(chargeMinor, rules),
  };
}
