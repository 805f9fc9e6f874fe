import { isMethodKind, type MethodKind } from '~/domain/payment-methods/method-kind';
import { formText } from '~/lib/form-text';
import type { Language } from '~/lib/languages/language';
import { isId } from '~/lib/ids';
import { isCurrency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { payFormWords } from './pay-form.words';
import { decodeQuote } from './quote';
import type { StartPaymentInput } from './start-payment.types';
import type { Words } from './words';

export const NEW_METHOD = 'new';
/** Credit covers all of it. */
export const NO_METHOD = 'none';

export type PayForm = Omit<StartPaymentInput, 'returnUrl' | 'cause' | 'acceptance'>;

/** Reads the pay page's form. Refuses whatever that page did not write; amounts in it are only what was shown. */
export function readPayForm(form: FormData, language: Language = 'en'): Result<{ input: PayForm }, Words> {
  const say = payFormWords(language);
  const incomplete: Words = { title: say('incomplete'), lines: [say('pressAgain')] };
  const field = (name: string) => formText(form, name);
  const [paymentId, currency, chosen] = [field('paymentId'), field('currency'), field('method')];
  const quote = decodeQuote(field('quote'));
  const credit = /^\d{0,15}$/.exec(field('credit'));
  const fee = /^\d{0,15}$/.exec(field('fee'));
  if (!isId(paymentId) || !isCurrency(currency) || !quote || !credit || !fee) return refuse(incomplete);
  const shown = { creditMinor: BigInt(credit[0]), feeMinor: BigInt(fee[0]) };
  const input = { paymentId, currency, quote, ...shown, inPlace: field('inPlace') === '1' };
  if (chosen === NO_METHOD) return { ok: true, input: { ...input, method: { kind: 'none' } } };
  if (chosen !== NEW_METHOD) {
    return isId(chosen)
      ? { ok: true, input: { ...input, method: { kind: 'saved', methodId: chosen } } }
      : refuse(incomplete);
  }
  const confirmationTokenId = field('confirmationTokenId');
  if (!/^\w{1,255}$/.test(confirmationTokenId)) return refuse({ title: say('notRead'), lines: [say('needsScript')] });
  const named = field('newKind');
  const of: MethodKind = isMethodKind(named) ? named : 'card';
  const method = { kind: 'new' as const, confirmationTokenId, save: field('save') === 'on', of };
  return { ok: true, input: { ...input, method } };
}
