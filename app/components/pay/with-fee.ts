import { feeBy, ruleFor, type Tender } from '~/domain/fees/fee';
import { feeLabel } from '~/domain/fees/fee-words';
import type { Language } from '~/lib/languages/language';
import { gatewayAmountOf } from './describe-review';
import type { PayReview } from './pay-page.types';

/** The review with what the chosen method carries on top; `chargeMinor`, which the button names, holds it too. */
export type FeeReview = PayReview & { fee: { label: string; amountMinor: bigint } | null; feeBaseMinor: bigint };

/**
 * Works out the fee as the server does with what this page knows of the method, and posts what it shows: the server
 * knows better where the card is new, and then asks again instead of charging another total.
 */
export function withFee(review: PayReview, tender: Tender, language: Language): FeeReview {
  const { currency, rules, chargeMinor: feeBaseMinor } = review;
  const rule = ruleFor(review.fees, tender);
  const amountMinor = feeBy(rule, feeBaseMinor, currency);
  if (rule === null || amountMinor === 0n) return { ...review, fee: null, feeBaseMinor };
  const label = feeLabel(rule, tender, currency, language);
  const chargeMinor = feeBaseMinor + amountMinor;
  return {
    ...review,
    fee: { label, amountMinor },
    feeBaseMinor,
    chargeMinor,
    gatewayAmount: gatewayAmountOf(chargeMinor, rules),
  };
}
