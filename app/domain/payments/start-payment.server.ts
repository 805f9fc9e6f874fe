import { refuse, type Result } from '~/lib/result';
import { applyAnswer } from './apply-answer.server';
import { askGateway } from './ask-gateway.server';
import { hashRequest, holdPayments } from './hold-payments.server';
import { loadAction } from './load-action.server';
import { actorOf, isThere, type Payer } from './payer';
import { readStart } from './read-start.server';
import type { StartedPayment, StartPaymentInput, StartPaymentRefusal } from './start-payment.types';

/**
 * Pays N invoices of one customer in one currency with one charge, and with the credit the payer was shown. Either all of them are held exactly as the
 * payer saw them and the gateway is asked once, under the payment's id, or nothing happens and the refusal says
 * why. The same id answers the same again: a double click, a reload or a repeated call never charges twice. A
 * lost answer leaves the payment `checking`, which is neither paid nor failed; syncPayment finds out. What credit
 * covers wholly is paid at once, and the gateway is not asked.
 */
export async function startPayment(
  payer: Payer,
  input: StartPaymentInput,
  now: Date,
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  const hour = runningFrom(now);
  const [outcome] = await holdPayments([{ payer, input }], now);
  if (outcome?.status !== 'fulfilled') throw outcome?.reason;
  const held = outcome.value;
  if (held.kind === 'refused') return refuse(held.refusal);
  if (held.kind === 'seen') return answerAgain(payer, input, now);
  const { paymentId: id } = input;
  const paid = { id, state: 'succeeded' as const, failureCode: null, clientSecret: null, redirectUrl: null };
  if (held.kind === 'paid') return { ok: true, payment: paid };

  // Giving up older tries may have taken long, and a process may be suspended: the call is made only while the
  // payment is young by the real hour, or a reconciliation could have looked it up and released it meanwhile.
  const answer = await askGateway(held.payment, hour(), { first: true });
  const applied = await applyAnswer(held.payment, answer, { actor: actorOf(payer), cause: input.cause, now: hour() });
  const waiting = applied.state === 'action_required' && answer.kind === 'intent' ? answer.intent : null;
  const { clientSecret = null, redirectUrl = null } = waiting && !waiting.verification ? waiting : {};
  return { ok: true, payment: { id, ...applied, clientSecret, redirectUrl } };
}

/** The caller's clock, going on. */
function runningFrom(now: Date): () => Date {
  const began = performance.now();
  return () => new Date(now.getTime() + performance.now() - began);
}

/** The same question gets the same answer; another question under a used id gets none. */
async function answerAgain(
  payer: Payer,
  input: StartPaymentInput,
  now: Date,
): Promise<Result<{ payment: StartedPayment }, StartPaymentRefusal>> {
  const { seen } = await readStart(payer, input, now);
  if (!seen || !hashRequest(payer, input).equals(seen.requestHash)) return refuse({ kind: 'other-request' });
  const action = isThere(payer) && seen.state === 'action_required' ? await loadAction(payer, input.paymentId) : null;
  const { clientSecret = null, redirectUrl = null } = action ?? {};
  return {
    ok: true,
    payment: { id: input.paymentId, state: seen.state, failureCode: seen.failureCode, clientSecret, redirectUrl },
  };
}
