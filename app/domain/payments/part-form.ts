import { formText } from '~/lib/form-text';
import { isCurrency } from '~/lib/money';
import { amountField, readAmounts, spreadAmounts, type TypedAmounts } from './part-amounts';
import { decodeQuote, encodeQuote } from './quote';
import { isSpreadRule, type SpreadRule } from './spread';
import type { Words } from './words';

export type WorkedOut = { words: Words | null; amounts: TypedAmounts; sum: string; rule: SpreadRule };

/**
 * The fields of the amounts, where the page has them and what it says it pays is not what they say: without scripts
 * a button asks for the sum to be spread or the total to be worked out, and who pays at once is shown the new total
 * first. Null when the form may be paid as it is.
 */
export function workOutAmounts(form: FormData): WorkedOut | null {
  const whole = decodeQuote(formText(form, 'whole'));
  const currency = formText(form, 'currency');
  if (!whole || !isCurrency(currency)) return null;
  const [sum, ruleTyped, intent] = [formText(form, 'sum'), formText(form, 'rule'), formText(form, 'intent')];
  const rule = isSpreadRule(ruleTyped) ? ruleTyped : 'oldest';
  const typed = Object.fromEntries(
    whole.map(({ invoiceId }) => [invoiceId, formText(form, amountField(invoiceId)).slice(0, 30)]),
  );
  if (intent === 'spread') {
    const shares = spreadAmounts(whole, sum, rule, currency);
    return shares
      ? { words: null, amounts: shares, sum, rule }
      : { words: NO_SUM, amounts: typed, sum: sum.slice(0, 30), rule };
  }
  const read = readAmounts(whole, typed, currency, 1n);
  if (intent === 'amounts') return { words: null, amounts: typed, sum: '', rule };
  const asShown = read.problem === null && encodeQuote(read.lines) === formText(form, 'quote');
  return asShown ? null : { words: LOOK_AGAIN, amounts: typed, sum: '', rule };
}

const NO_SUM: Words = {
  title: 'The sum could not be read.',
  lines: ['Nothing was charged. Write it like 1250.00 and press the button again.'],
};
const LOOK_AGAIN: Words = {
  title: 'The amounts have changed.',
  lines: ['Nothing was charged. Look at the new total and pay again.'],
};
