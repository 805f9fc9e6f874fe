import { applyAnswers, type Answered } from '~/domain/payments/apply-answer.server';
import { askGateway } from '~/domain/payments/ask-gateway.server';
import { actorOf, type StaffPayer } from '~/domain/payments/payer';
import { isFinal, type PaymentState } from '~/domain/payments/payment-state';
import { syncPayment } from '~/domain/payments/sync-payment.server';
import { together } from '~/lib/together';
import { causeOf, type Begun, type Made } from './begin-charges.server';
import type { TakenCharge } from './take-charges.server';

/** So many payments are written as paid in one transaction, which others of the vendor wait for, and so long one waits for others. */
const AT_ONCE = 32;
const GATHER_MS = 20;

/**
 * For so long after it was held nobody else can have asked for it: leases last longer. Later on (this process was suspended)
 * a refusal of ours says nothing of what another worker's call may have made.
 */
const OURS_ALONE_MS = 4_000;

type Answer = Answered & { payer: StaffPayer; batchId: string };

/**
 * Brings charges that were begun to their end, each when its turn has come: asks the gateway and writes down what it says.
 * What is answered while others are being written is written together. Never throws for what a bank says.
 */
export function chargeMaker(clock: () => Date): (taken: TakenCharge, begun: Begun) => Promise<Made> {
  const write = together((answers: readonly Answer[]) => writeAnswers(answers, clock()), {
    atMost: AT_ONCE,
    gatherMs: GATHER_MS,
  });
  return async ({ paymentId, batchId }, begun) => {
    if ('made' in begun) return begun.made;
    if ('began' in begun) return followUp(paymentId, begun.began, causeOf(batchId), clock());
    const { ask: payment, payer, heldAt } = begun;
    const first = performance.now() - heldAt < OURS_ALONE_MS;
    const answer = await askGateway(payment, clock(), { first });
    const written = await write({ payment, answer, payer, batchId });
    if (written.status === 'rejected') throw written.reason;
    return madeOf(written.value.state);
  };
}

/** Each batch by itself: it is one vendor's and in the name of one member of staff. */
async function writeAnswers(answers: readonly Answer[], now: Date) {
  const written = new Map<Answer, Awaited<ReturnType<typeof applyAnswers>>[number]>();
  for (const batchId of new Set(answers.map((each) => each.batchId))) {
    const own = answers.filter((each) => each.batchId === batchId);
    const applied = await applyAnswers(own, { actor: actorOf(own[0]!.payer), cause: causeOf(batchId), now });
    own.forEach((each, at) => written.set(each, applied[at]!));
  }
  return answers.map((each) => written.get(each)!);
}

/** Somebody began it before: what the gateway says of it is all that is left to learn. */
async function followUp(paymentId: string, state: PaymentState, cause: string, now: Date): Promise<Made> {
  if (madeOf(state) === 'follow') return 'follow';
  const synced = await syncPayment({ paymentId, cause, now, takenOver: true });
  return synced ? madeOf(synced.state) : 'again';
}

function madeOf(state: PaymentState): Made {
  return isFinal(state) || state === 'processing' ? 'follow' : 'again';
}
