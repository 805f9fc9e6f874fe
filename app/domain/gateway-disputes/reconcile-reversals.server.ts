import type { Because } from '~/domain/payments/apply-answer.server';
import { followRefundView } from '~/domain/refunds/follow-refund.server';
import {
  isMissing,
  listDisputes,
  listRefunds,
  retrieveDispute,
  retrieveRefund,
  type DisputeView,
  type RefundView,
} from '~/gateways/stripe-reversals.server';
import { db } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import { formatMoney, type Currency } from '~/lib/money';
import { syncDispute } from './sync-dispute.server';

export type ReversalDifference = {
  kind:
    | 'refund-there-not-here'
    | 'refund-here-not-there'
    | 'refund-state-differs'
    | 'refund-amount-differs'
    | 'refund-of-no-payment-of-ours'
    | 'dispute-there-not-here'
    | 'dispute-here-not-there'
    | 'dispute-state-differs'
    | 'dispute-amount-differs'
    | 'dispute-of-no-payment-of-ours';
  gatewayId: string;
  /** Our refund or dispute, where there is one. */
  ourId: string | null;
  there: string;
  here: string;
  amountMinor: bigint;
  currency: Currency;
  repaired: boolean;
};

export type ReversalsCompared = {
  from: Date;
  to: Date;
  refundsThere: number;
  refundsHere: number;
  disputesThere: number;
  disputesHere: number;
  differences: ReversalDifference[];
};

const DAY_MS = 86_400_000;
/** A refund may fail a month after it succeeded, and the lists know when it was made. */
const REFUNDS_MAY_FAIL_WITHIN_DAYS = 35;

type Ours = {
  id: string;
  gatewayId: string;
  state: string;
  amountMinor: bigint;
  currency: Currency;
  inPeriod: boolean;
};

/**
 * Compares every refund and dispute of the gateway with ours over a period and names each difference. What happened
 * there and is not known here is followed, which is always safe; what stands here and not there is for people.
 */
export async function reconcileReversals({
  now,
  days = REFUNDS_MAY_FAIL_WITHIN_DAYS,
}: {
  now: Date;
  days?: number;
}): Promise<ReversalsCompared> {
  const from = new Date(now.getTime() - days * DAY_MS);
  // A day more there, for clocks that are off; ours are known whatever their age.
  const period = { from: new Date(from.getTime() - DAY_MS), to: new Date(now.getTime() + DAY_MS) };
  const because: Because = { actor: { kind: 'system', name: 'reconcile' }, cause: 'reconcile-reversals', now };
  const refunds: RefundView[] = [];
  for await (const view of listRefunds(period)) refunds.push(view);
  const disputes: DisputeView[] = [];
  for await (const view of listDisputes(period)) disputes.push(view);

  const differences: ReversalDifference[] = [];
  const ourRefunds = await readRefunds(refunds, from);
  // Oldest first, as they were made.
  for (const view of refunds.reverse()) {
    const found = compareRefund(view, ourRefunds.get(view.id) ?? null);
    const again = async () => compareRefund(view, (await readRefunds([view], now)).get(view.id) ?? null) === null;
    if (found) differences.push(await repair(found, () => followRefundView(view, because), again));
  }
  const ourDisputes = await readDisputes(disputes, from);
  for (const view of disputes.reverse()) {
    const found = compareDispute(view, ourDisputes.get(view.id) ?? null);
    const again = async () => compareDispute(view, (await readDisputes([view], now)).get(view.id) ?? null) === null;
    if (found) differences.push(await repair(found, () => syncDispute(view.id, because), again));
  }
  differences.push(...(await missing('refund-here-not-there', unseen(ourRefunds, refunds), retrieveRefund)));
  differences.push(...(await missing('dispute-here-not-there', unseen(ourDisputes, disputes), retrieveDispute)));
  for (const { kind, gatewayId, ourId, repaired } of differences) {
    // Nobody reads what the nightly run answers, so the log must say it.
    if (!repaired) log.error({ kind, gatewayId, ourId }, 'the gateway and the books differ');
  }
  const inPeriod = (ours: Map<string, Ours>) => [...ours.values()].filter((our) => our.inPeriod).length;
  return {
    from,
    to: now,
    refundsThere: refunds.length,
    refundsHere: inPeriod(ourRefunds),
    disputesThere: disputes.length,
    disputesHere: inPeriod(ourDisputes),
    differences,
  };
}

async function readRefunds(seen: readonly RefundView[], from: Date): Promise<Map<string, Ours>> {
  const rows = await db.$queryRaw<Ours[]>`
    SELECT id, gateway_refund_id AS "gatewayId", state, amount_minor AS "amountMinor", currency, created_at >= ${from}::timestamptz AS "inPeriod"
    FROM refunds -- all vendors: they share the gateway's list
    WHERE gateway_refund_id IS NOT NULL AND (created_at >= ${from}::timestamptz OR gateway_refund_id = ANY (${seen.map((view) => view.id)}::text[]))`;
  return new Map(rows.map((row) => [row.gatewayId, row]));
}

/** A dispute's state here is the gateway's, with what its money did behind it. */
async function readDisputes(seen: readonly DisputeView[], from: Date): Promise<Map<string, Ours>> {
  const rows = await db.$queryRaw<Ours[]>`
    SELECT id, gateway_dispute_id AS "gatewayId", amount_minor AS "amountMinor", currency, opened_at >= ${from}::timestamptz AS "inPeriod",
      state || CASE WHEN withdrawn_at IS NOT NULL THEN ' withdrawn' ELSE '' END || CASE WHEN reinstated_at IS NOT NULL THEN ' reinstated' ELSE '' END AS state
    FROM gateway_disputes -- all vendors: they share the gateway's list
    WHERE opened_at >= ${from}::timestamptz OR gateway_dispute_id = ANY (${seen.map((view) => view.id)}::text[])`;
  return new Map(rows.map((row) => [row.gatewayId, row]));
}

function compareRefund(view: RefundView, our: Ours | null): ReversalDifference | null {
  const there = { gatewayId: view.id, there: view.state, amountMinor: view.amountMinor, currency: view.currency };
  const over = view.state === 'failed' || view.state === 'cancelled';
  if (!our)
    return over ? null : { kind: 'refund-there-not-here', ...there, ourId: null, here: 'none', repaired: false };
  const here = { ourId: our.id, here: our.state, repaired: false };
  if (our.amountMinor !== view.amountMinor || our.currency !== view.currency)
    return { kind: 'refund-amount-differs', ...there, ...here };
  const agrees = over ? our.state === 'failed' || our.state === 'cancelled' : our.state === view.state;
  return agrees ? null : { kind: 'refund-state-differs', ...there, ...here };
}

function compareDispute(view: DisputeView, our: Ours | null): ReversalDifference | null {
  const state = [view.state, view.fundsWithdrawn && 'withdrawn', view.fundsReinstated && 'reinstated']
    .filter(Boolean)
    .join(' ');
  const there = { gatewayId: view.id, there: state, amountMinor: view.amountMinor, currency: view.currency };
  if (!our) return { kind: 'dispute-there-not-here', ...there, ourId: null, here: 'none', repaired: false };
  if (our.amountMinor !== view.amountMinor) {
    const here = `${our.state}, over ${formatMoney(our.amountMinor, our.currency)}`;
    return { kind: 'dispute-amount-differs', ...there, ourId: our.id, here, repaired: false };
  }
  if (our.state === state) return null;
  return { kind: 'dispute-state-differs', ...there, ourId: our.id, here: our.state, repaired: false };
}

async function repair(
  found: ReversalDifference,
  follow: () => Promise<boolean>,
  agreesNow: () => Promise<boolean>,
): Promise<ReversalDifference> {
  if (found.kind === 'refund-amount-differs') return found;
  try {
    if (await follow()) return { ...found, repaired: await agreesNow() };
    if (found.kind === 'refund-there-not-here') return { ...found, kind: 'refund-of-no-payment-of-ours' };
    return found.kind === 'dispute-there-not-here' ? { ...found, kind: 'dispute-of-no-payment-of-ours' } : found;
  } catch (error) {
    log.error({ gatewayId: found.gatewayId, err: error }, 'a difference could not be repaired');
    return found;
  }
}

function unseen(ours: Map<string, Ours>, there: readonly { id: string }[]): Ours[] {
  const seen = new Set(there.map((view) => view.id));
  return [...ours.values()].filter((our) => our.inPeriod && !seen.has(our.gatewayId));
}

/**
 * What is ours alone. The gateway's list goes by the day on which it was made there, and ours may have been written down
 * days later, when it was found; so each is asked for by its name before it is said to be missing.
 */
async function missing(
  kind: 'refund-here-not-there' | 'dispute-here-not-there',
  ours: readonly Ours[],
  retrieve: (gatewayId: string) => Promise<object>,
): Promise<ReversalDifference[]> {
  const differences: ReversalDifference[] = [];
  for (const { id, gatewayId, state, amountMinor, currency } of ours) {
    if (!(await isAbsent(gatewayId, retrieve))) continue;
    const there = { gatewayId, there: 'missing', amountMinor, currency };
    differences.push({ kind, ...there, ourId: id, here: state, repaired: false });
  }
  return differences;
}

async function isAbsent(gatewayId: string, retrieve: (gatewayId: string) => Promise<object>): Promise<boolean> {
  try {
    await retrieve(gatewayId);
    return false;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}
