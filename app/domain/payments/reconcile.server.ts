import { listBareCharges, type BareCharge } from '~/gateways/stripe-charges.server';
import { countKeyRefusals, listIntents, type IntentView } from '~/gateways/stripe.server';
import { db } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import { cancelOrNull } from './apply-answer.server';
import { timeToAsk } from './ask-pace.server';
import { cancelPayment } from './cancel-payment.server';
import { isFinal, type PaymentState } from './payment-state';
import { syncPayment } from './sync-payment.server';
import { countUndecidedTooLong } from './undecided-too-long.server';

/** A payer who has not authenticated by then has gone: the payment is cancelled at the gateway, then here. */
const ABANDONED_AFTER_MS = 15 * 60_000;
const IN_ONE_RUN = 500;
/** A gateway takes its time for each, so several are asked about side by side; it bears so many from one caller. */
const AT_ONCE = 8;
/** A gateway that does not answer makes every call last; the next run goes on with those asked longest ago. */
const RUN_FOR_MS = 50_000;
const RECONCILER = { kind: 'system', name: 'reconcile' } as const;

/**
 * Asks the gateway about every payment that is not decided, and gives up those whose payer has gone; never one that
 * a bank is working on. Runs every minute, so that no answer is missed when every webhook is; safe beside any
 * number of its like.
 */
export async function reconcileRecent({ now }: { now: Date }): Promise<{ asked: number; decided: number }> {
  // all vendors: the house looks after every vendor's payments.
  const undecided = await db.$queryRaw<{ id: string; abandoned: boolean }[]>`
    SELECT p.id, p.state = 'action_required' AND p.waits_for IS NULL AND p.created_at < ${new Date(now.getTime() - ABANDONED_AFTER_MS)}::timestamptz AS abandoned
    FROM payments p -- all vendors: the house looks after every vendor's payments
    WHERE p.ended_at IS NULL AND ${timeToAsk(now)}
    ORDER BY p.synced_at NULLS FIRST LIMIT ${IN_ONE_RUN}::int`;
  let decided = 0;
  let asked = 0;
  const stopAt = Date.now() + RUN_FOR_MS;
  const refusedBefore = countKeyRefusals();
  const goOn = () => Date.now() < stopAt && countKeyRefusals() === refusedBefore;
  const askNext = async (): Promise<boolean> => {
    const next = goOn() ? undecided.shift() : undefined;
    if (!next) return false;
    asked += 1;
    if (await decide(next, now)) decided += 1;
    return true;
  };
  const work = async () => {
    while (await askNext());
  };
  // One goes ahead: a gateway that refuses our key is asked once a run, not once for every payment there is.
  if (await askNext()) await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (decided > 0) log.info({ asked, decided }, 'reconciled undecided payments');
  await raiseAlarm(now);
  return { asked, decided };
}

async function decide({ id, abandoned }: { id: string; abandoned: boolean }, now: Date): Promise<boolean> {
  try {
    const input = { paymentId: id, cause: 'reconcile-recent' };
    const synced = abandoned
      ? await cancelPayment(RECONCILER, input, now)
      : await syncPayment({ ...input, now, actor: RECONCILER });
    return synced !== null && isFinal(synced.state);
  } catch (error) {
    // One that cannot be followed must not keep the others from being.
    log.error({ paymentId: id, err: error }, 'a payment could not be reconciled');
    return false;
  }
}

/** Somebody's money hangs in the air: a person must look. The metrics quittance_…_undecided count the same. */
async function raiseAlarm(now: Date): Promise<void> {
  const found = await countUndecidedTooLong(now);
  if (found.payments + found.refunds > 0)
    log.error(found, 'payments or refunds are undecided for more than 15 minutes: is the gateway in reach?');
}

export type Difference = {
  kind:
    | 'taken-there-not-settled-here'
    | 'settled-here-not-taken-there'
    | 'amount-differs'
    | 'ended-here-open-there'
    | 'taken-twice'
    | 'no-payment-of-ours'
    | 'charge-without-intent';
  paymentId: string | null;
  /** Of a charge without one, the charge's. */
  intentId: string;
  hereState: PaymentState | null;
  hereMinor: bigint | null;
  thereStatus: string;
  thereMinor: bigint;
  currency: string;
  repaired: boolean;
};

export type Reconciliation = {
  from: Date;
  to: Date;
  comparedThere: number;
  comparedHere: number;
  differences: Difference[];
};

const DAY_MS = 86_400_000;

/**
 * Compares every intent of the gateway with every payment of ours over a period and names each difference, and every
 * charge that has no intent, which is none of ours. Money
 * taken there and not settled here is settled now, and what ended here and is still open there is cancelled there;
 * both are always safe. Everything else is for people.
 */
export async function reconcileDay({ now, days = 2 }: { now: Date; days?: number }): Promise<Reconciliation> {
  const from = new Date(now.getTime() - days * DAY_MS);
  const ours = await readOurs(from);
  const differences: Difference[] = [];
  const seen = new Set<string>();
  let comparedThere = 0;
  // An intent is made moments after its payment, so the intents of a day more hold those of every payment of the
  // period; and ours are read from a day before that, to know every intent among them.
  for await (const intent of listIntents({
    from: new Date(from.getTime() - DAY_MS),
    to: new Date(now.getTime() + DAY_MS),
  })) {
    comparedThere += 1;
    seen.add(intent.id);
    const difference = compare(intent, ours.get(intent.paymentId ?? '') ?? null);
    if (difference) differences.push(await repair(difference, now));
  }
  for await (const charge of listBareCharges({ from, to: now })) differences.push(bare(charge));
  const inPeriod = [...ours].filter(([, our]) => our.createdAt >= from);
  for (const [paymentId, our] of inPeriod) {
    if (our.state === 'succeeded' && !seen.has(our.intentId ?? '')) differences.push(missingThere(paymentId, our));
  }
  for (const { kind, paymentId, intentId, repaired } of differences) {
    // Nobody reads what the nightly run answers, so the log must say it.
    if (!repaired) log.error({ kind, paymentId, intentId }, 'the gateway and the books differ');
  }
  return { from, to: now, comparedThere, comparedHere: inPeriod.length, differences };
}

type Ours = { state: PaymentState; amountMinor: bigint; currency: string; intentId: string | null; createdAt: Date };

async function readOurs(from: Date): Promise<Map<string, Ours>> {
  const rows = await db.$queryRaw<(Ours & { id: string })[]>`
    SELECT id, state, amount_minor AS "amountMinor", currency, gateway_intent_id AS "intentId", created_at AS "createdAt"
    FROM payments -- all vendors: they share the gateway's list; what credit covered is not in it
    WHERE channel <> 'outside' AND amount_minor > 0 AND created_at >= ${new Date(from.getTime() - 2 * DAY_MS)}::timestamptz`;
  return new Map(rows.map((row) => [row.id, row]));
}

function compare(intent: IntentView, our: Ours | null): Difference | null {
  const taken = intent.status === 'succeeded';
  const there = {
    intentId: intent.id,
    thereStatus: intent.status,
    thereMinor: intent.receivedMinor,
    currency: intent.currency,
    repaired: false,
  };
  const here = { paymentId: intent.paymentId, hereState: our?.state ?? null, hereMinor: our?.amountMinor ?? null };
  if (!our) return taken ? { kind: 'no-payment-of-ours', ...here, ...there } : null;
  // A payment has one intent; money taken by another of its name is money taken twice.
  if (our.intentId !== null && our.intentId !== intent.id)
    return taken ? { kind: 'taken-twice', ...here, ...there } : null;
  if (taken && (our.amountMinor !== intent.receivedMinor || our.currency !== intent.currency))
    return { kind: 'amount-differs', ...here, ...there };
  if (taken && our.state !== 'succeeded') return { kind: 'taken-there-not-settled-here', ...here, ...there };
  if (!taken && our.state === 'succeeded') return { kind: 'settled-here-not-taken-there', ...here, ...there };
  // What was released here must not be taken there later.
  const open = !taken && intent.status !== 'canceled' && isFinal(our.state);
  return open ? { kind: 'ended-here-open-there', ...here, ...there } : null;
}

async function repair(difference: Difference, now: Date): Promise<Difference> {
  if (difference.kind === 'ended-here-open-there') {
    // Only now is it sure that nobody will be charged for it; if that came too late, the next run says so.
    const after = await cancelOrNull(difference.intentId);
    return { ...difference, repaired: after?.status === 'canceled' };
  }
  if (
    difference.kind !== 'taken-there-not-settled-here' ||
    !difference.paymentId ||
    !difference.hereState ||
    isFinal(difference.hereState)
  ) {
    return difference;
  }
  const { paymentId, intentId } = difference;
  try {
    const synced = await syncPayment({
      paymentId,
      intentIdHint: intentId,
      cause: 'reconcile-day',
      now,
      actor: RECONCILER,
    });
    return { ...difference, repaired: synced?.state === 'succeeded' };
  } catch (error) {
    log.error({ paymentId, intentId, err: error }, 'a difference could not be repaired');
    return difference;
  }
}

function bare({ id, status, amountMinor, currency }: BareCharge): Difference {
  return {
    kind: 'charge-without-intent',
    paymentId: null,
    intentId: id,
    hereState: null,
    hereMinor: null,
    thereStatus: status,
    thereMinor: amountMinor,
    currency,
    repaired: false,
  };
}

function missingThere(paymentId: string, our: Ours): Difference {
  return {
    kind: 'settled-here-not-taken-there',
    paymentId,
    intentId: our.intentId ?? 'none',
    hereState: our.state,
    hereMinor: our.amountMinor,
    thereStatus: 'missing',
    thereMinor: 0n,
    currency: our.currency,
    repaired: false,
  };
}
