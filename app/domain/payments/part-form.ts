import { formText } from '~/lib/form-text';
import type { Language } from '~/lib/languages/language';
import { typedNumberField } from '~/lib/languages/typed-number';
import { isCurrency } from '~/lib/money';
import { amountField, readAmounts, spreadAmounts, typedAmount, type TypedAmounts } from './part-amounts';
import { payFormWords } from './pay-form.words';
import { decodeQuote, encodeQuote } from './quote';
import { isSpreadRule, type SpreadRule } from './spread';
import type { Words } from './words';

export type WorkedOut = { words: Words | null; amounts: TypedAmounts; sum: string; rule: SpreadRule };

/**
 * The fields of the amounts, where the page has them and what it says it pays is not what they say: without scripts
 * a button asks for the sum to be spread or the total to be worked out, and who pays at once is shown the new total
 * first. Null when the form may be paid as it is. The language is that of the page, which says how figures are typed.
 */
export function workOutAmounts(form: FormData, language: Language): WorkedOut | null {
  const whole = decodeQuote(formText(form, 'whole'));
  const currency = formText(form, 'currency');
  if (!whole || !isCurrency(currency)) return null;
  const typing = { currency, language };
  const say = payFormWords(language);
  const sum = typedNumberField(form, 'sum', language);
  const [ruleTyped, intent] = [formText(form, 'rule'), formText(form, 'intent')];
  const rule = isSpreadRule(ruleTyped) ? ruleTyped : 'oldest';
  const typed = Object.fromEntries(
    whole.map(({ invoiceId }) => [invoiceId, typedNumberField(form, amountField(invoiceId), language).slice(0, 30)]),
  );
  if (intent === 'spread') {
    const shares = spreadAmounts(whole, sum, rule, typing);
    if (shares) return { words: null, amounts: shares, sum, rule };
    const words = { title: say('noSum'), lines: [say('writeLike', { example: typedAmount(125_000n, typing) })] };
    return { words, amounts: typed, sum: sum.slice(0, 30), rule };
  }
  const read = readAmounts(whole, typed, typing, 1n);
  if (intent === 'amounts') return { words: null, amounts: typed, sum: '', rule };
  const asShown = read.problem === null && encodeQuote(read.lines) === formText(form, 'quote');
  if (asShown) return null;
  return { words: { title: say('changed'), lines: [say('lookAgain')] }, amounts: typed, sum: '', rule };
}
