import { useMemo, useState } from 'react';
import { useLanguage } from '~/components/language';
import { planCredit } from '~/domain/credits/plan-credit';
import { quotedAmounts, readAmounts, spreadAmounts, type TypedAmounts } from '~/domain/payments/part-amounts';
import { decodeQuote, encodeQuote } from '~/domain/payments/quote';
import type { SpreadRule } from '~/domain/payments/spread';
import { gatewayAmountOf } from './describe-review';
import type { PayAnswer, PayReview } from './pay-page.types';

/** The fields in which a payer chooses how much of each invoice to pay. */
export type Parts = {
  amounts: TypedAmounts;
  problems: Record<string, string>;
  problem: string | null;
  sum: string;
  sumIsWrong: boolean;
  rule: SpreadRule;
  setAmount(invoiceId: string, text: string): void;
  setSum(sum: string): void;
  setRule(rule: SpreadRule): void;
};

/**
 * The review as it is with the amounts that are in the fields at this moment: what is shown is what is posted. The
 * server reads the same fields by the same rules and never takes this page's word for an amount.
 */
export function useParts(
  review: PayReview,
  answer: PayAnswer | undefined,
): { review: PayReview; parts: Parts | null; quoted: string } {
  const { currency, quote, parts } = review;
  const typing = { currency, language: useLanguage() };
  const quoted = useMemo(() => (parts?.choosing ? (decodeQuote(quote) ?? []) : []), [parts?.choosing, quote]);
  const worked = answer?.kind === 'amounts' ? answer : null;
  const [typed, setTyped] = useState<TypedAmounts | null>(worked?.amounts ?? null);
  const [sum, setSum] = useState(worked?.sum ?? '');
  const [rule, setRule] = useState<SpreadRule>(worked?.rule ?? 'oldest');
  if (!parts?.choosing) return { review, parts: null, quoted: '' };

  const amounts = { ...quotedAmounts(quoted, typing), ...typed };
  const read = readAmounts(quoted, amounts, typing, parts.minimumMinor);
  const spreadOut = (text: string, by: SpreadRule) => {
    setSum(text);
    setRule(by);
    const shares = spreadAmounts(quoted, text, by, typing);
    if (shares) setTyped(shares);
  };
  return {
    quoted: quote,
    review: {
      ...review,
      quote: encodeQuote(read.lines),
      count: read.lines.length,
      ...withCredit(read.totalMinor, review),
    },
    parts: {
      amounts,
      problems: read.problems,
      problem: read.problem,
      sum,
      sumIsWrong: sum.trim() !== '' && spreadAmounts(quoted, sum, rule, typing) === null,
      rule,
      setAmount: (invoiceId, text) => {
        setSum('');
        setTyped({ ...amounts, [invoiceId]: text });
      },
      setSum: (text) => spreadOut(text, rule),
      setRule: (by) => (sum.trim() === '' ? setRule(by) : spreadOut(sum, by)),
    },
  };
}

/** The credit follows the amounts by the server's own rule, which compares what is posted. */
function withCredit(
  totalMinor: bigint,
  { credit, rules }: PayReview,
): Pick<PayReview, 'totalMinor' | 'creditMinor' | 'chargeMinor' | 'gatewayAmount'> {
  const creditMinor = credit && !credit.kept ? planCredit(totalMinor, credit.availableMinor, rules) : 0n;
  const chargeMinor = totalMinor - creditMinor;
  return { totalMinor, creditMinor, chargeMinor, gatewayAmount: gatewayAmountOf(chargeMinor, rules) };
}
