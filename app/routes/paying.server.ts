import { data, redirect } from '@remix-run/node';
import type { PayAnswer, ReadMethod } from '~/components/pay/pay-page.types';
import type { PayForm } from '~/domain/payments/pay-form';
import type { WorkedOut } from '~/domain/payments/part-form';
import type { StartedPayment, StartPaymentRefusal } from '~/domain/payments/start-payment.types';
import { declineWords, refusalStatus, refusalWords, type Words } from '~/domain/payments/words';
import type { Language } from '~/lib/languages/language';
import type { Result } from '~/lib/result';

/** The answer to a payment is the page itself when the payer must look again; the status is for programs. */
export function stay(
  { read = null, ...said }: { words: Words; tone: 'red' | 'amber'; method: string; read?: ReadMethod | null },
  init: { status: number; headers?: HeadersInit | undefined },
) {
  return data({ kind: 'refused', read, ...said } satisfies PayAnswer as PayAnswer, init);
}

/** The amounts as they are worked out without scripts; nothing was paid. */
export function showAmounts(method: string, worked: WorkedOut) {
  return data({ kind: 'amounts', method, ...worked } satisfies PayAnswer as PayAnswer, {
    status: worked.words ? 409 : 200,
  });
}

/** How a payment that was started, or refused, goes on: where it is followed, in the bank's dialog, or on the page itself. */
export function answerPayment(
  result: Result<{ payment: StartedPayment }, StartPaymentRefusal>,
  { input, method, next, language }: { input: PayForm; method: string; next: string; language: Language },
) {
  if (!result.ok) {
    const { refusal } = result;
    const headers =
      refusal.kind === 'too-many-declines' ? { 'retry-after': String(refusal.retryAfterSeconds) } : undefined;
    const words = refusalWords(refusal, input.currency, language);
    const tone = refusal.kind === 'changed' ? 'amber' : 'red';
    const read = readMethod(input, refusal);
    return stay({ words, tone, method, read }, { status: refusalStatus(refusal), headers });
  }
  const { state, failureCode, clientSecret } = result.payment;
  if (state === 'failed')
    return stay({ words: declineWords(failureCode, language), tone: 'red', method }, { status: 402 });
  if (state === 'action_required' && input.inPlace && clientSecret) {
    return data({ kind: 'authenticate', clientSecret, next } satisfies PayAnswer as PayAnswer);
  }
  return redirect(next, 303);
}

/** The new card or account that the gateway told us of before anything was charged. */
function readMethod({ method }: PayForm, refusal: StartPaymentRefusal): ReadMethod | null {
  const typed = refusal.kind === 'changed' ? refusal.typed : null;
  return typed && method.kind === 'new' ? { token: method.confirmationTokenId, ...typed } : null;
}
