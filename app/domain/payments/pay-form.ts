import { isMethodKind, type MethodKind } from '~/domain/payment-methods/method-kind';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { isCurrency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { decodeQuote } from './quote';
import type { StartPaymentInput } from './start-payment.types';
import type { Words } from './words';

export const NEW_METHOD = 'new';
/** Credit covers all of it. */
export const NO_METHOD = 'none';

export type PayForm = Omit<StartPaymentInput, 'returnUrl' | 'cause' | 'acceptance'>;

const INCOMPLETE: Words = {
  title: 'This page’s form came back incomplete.',
  lines: ['Nothing was charged. Look at the amount again and press the button.'],
};
const NOT_READ: Words = {
  title: 'The new card or account could not be read.',
  lines: ['Nothing was charged. A new one needs JavaScript in your browser; a saved one works without.'],
};

/** Reads the pay page's form. Refuses whatever that page did not write; amounts in it are only what was shown. */
export function readPayForm(form: FormData): Result<{ input: PayForm }, Words> {
  const field = (name: string) => formText(form, name);
  const [paymentId, currency, chosen] = [field('paymentId'), field('currency'), field('method')];
  const quote = decodeQuote(field('quote'));
  const credit = /^\d{0,15}$/.exec(field('credit'));
  const fee = /^\d{0,15}$/.exec(field('fee'));
  if (!isId(paymentId) || !isCurrency(currency) || !quote || !credit || !fee) return refuse(INCOMPLETE);
  const shown = { creditMinor: BigInt(credit[0]), feeMinor: BigInt(fee[0]) };
  const input = { paymentId, currency, quote, ...shown, inPlace: field('inPlace') === '1' };
  if (chosen === NO_METHOD) return { ok: true, input: { ...input, method: { kind: 'none' } } };
  if (chosen !== NEW_METHOD) {
    return isId(chosen)
      ? { ok: true, input: { ...input, method: { kind: 'saved', methodId: chosen } } }
      : refuse(INCOMPLETE);
  }
  const confirmationTokenId = field('confirmationTokenId');
  if (!/^\w{1,255}$/.test(confirmationTokenId)) return refuse(NOT_READ);
  const named = field('newKind');
  const of: MethodKind = isMethodKind(named) ? named : 'card';
  const method = { kind: 'new' as const, confirmationTokenId, save: field('save') === 'on', of };
  return { ok: true, input: { ...input, method } };
}
