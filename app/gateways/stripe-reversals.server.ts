import { invariant } from '~/lib/invariant';
import type { Currency } from '~/lib/money';
import { fromGatewayAmount, toGatewayAmount } from './gateway-amount';
import { proven } from './gateway-call.server';
import { ask, GatewayOutage, GatewayRefusal, idOf, pagesOf, stripe, unixSeconds, wellFormed } from './stripe.server';

/** Refunds and disputes at the gateway, by the two rules of stripe.server.ts. */
type Gateway = ReturnType<typeof stripe>;
type GatewayRefund = Awaited<ReturnType<Gateway['refunds']['list']>>['data'][number];
type GatewayDispute = Awaited<ReturnType<Gateway['disputes']['list']>>['data'][number];

const REFUND_STATES = { pending: 'pending', requires_action: 'pending', succeeded: 'succeeded' } as const;

export type RefundView = {
  id: string;
  /** What we put into its metadata; null for one made in the gateway's own dashboard. */
  refundId: string | null;
  intentId: string | null;
  chargeId: string | null;
  state: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  amountMinor: bigint;
  currency: Currency;
  failureCode: string | null;
  createdAt: Date;
};

export type DisputeView = {
  id: string;
  intentId: string | null;
  chargeId: string;
  state: string;
  reason: string;
  amountMinor: bigint;
  currency: Currency;
  isChargeRefundable: boolean;
  fundsWithdrawn: boolean;
  fundsReinstated: boolean;
  createdAt: Date;
};

/** Asks for a refund. Our refund's id is the idempotency key: repeating it never gives the money back twice. */
export function createRefund(refund: NewRefund): Promise<RefundView> {
  return proven(refund.refundId, () => postRefund(refund));
}

type NewRefund = { refundId: string; intentId: string; amountMinor: bigint; currency: Currency };

async function postRefund(refund: NewRefund): Promise<RefundView> {
  const amount = toGatewayAmount(refund.amountMinor, refund.currency);
  invariant(amount !== null, 'the amount was checked against the gateway’s limits before the refund was written down');
  return ask(async () =>
    viewRefund(
      await stripe().refunds.create(
        { payment_intent: refund.intentId, amount, metadata: { refund_id: refund.refundId } },
        { idempotencyKey: refund.refundId },
      ),
    ),
  );
}

export async function retrieveRefund(gatewayRefundId: string): Promise<RefundView> {
  return ask(async () => viewRefund(await stripe().refunds.retrieve(gatewayRefundId)));
}

export async function retrieveDispute(gatewayDisputeId: string): Promise<DisputeView> {
  return ask(async () => viewDispute(await stripe().disputes.retrieve(gatewayDisputeId)));
}

export type ReversalPeriod = { from: Date; to: Date };

/** Refunds of one charge or intent, or of a period. */
export function listRefunds(
  of: { intentId: string } | { chargeId: string } | ReversalPeriod,
): AsyncGenerator<RefundView> {
  return views(stripe().refunds.list({ limit: 100, ...filter(of) }), viewRefund);
}

export function listDisputes(of: ReversalPeriod): AsyncGenerator<DisputeView> {
  return views(stripe().disputes.list({ limit: 100, ...filter(of) }), viewDispute);
}

/** The gateway knows no such object: not an outage, and nothing to follow. */
export function isMissing(error: unknown): boolean {
  return error instanceof GatewayRefusal && error.code === 'resource_missing';
}

function filter(of: { intentId: string } | { chargeId: string } | ReversalPeriod) {
  if ('intentId' in of) return { payment_intent: of.intentId };
  if ('chargeId' in of) return { charge: of.chargeId };
  return { created: { gte: unixSeconds(of.from), lte: unixSeconds(of.to) } };
}

async function* views<Item, View>(pages: AsyncIterable<Item>, view: (item: Item) => View): AsyncGenerator<View> {
  for await (const item of pagesOf(pages)) yield view(item);
}

function viewRefund(value: GatewayRefund): RefundView {
  const refund = wellFormed(value, 'refund');
  const currency = refund.currency.toUpperCase();
  return {
    id: refund.id,
    refundId: refund.metadata?.['refund_id'] ?? null,
    intentId: idOf(refund.payment_intent),
    chargeId: idOf(refund.charge),
    state: refundState(refund.status),
    amountMinor: fromGatewayAmount(refund.amount, currency),
    currency,
    failureCode: refund.failure_reason ?? null,
    createdAt: new Date(refund.created * 1000),
  };
}

function refundState(status: string | null): RefundView['state'] {
  if (status === 'failed') return 'failed';
  if (status === 'canceled') return 'cancelled';
  const state = REFUND_STATES[status as keyof typeof REFUND_STATES];
  if (!state) throw new GatewayOutage(`a refund of status ${String(status)}`);
  return state;
}

/**
 * Whether the money went and came back is read from the movements on the gateway's balance, never from the dispute's
 * state: some are lost without funds, and a state may be ahead of them.
 */
function viewDispute(value: GatewayDispute): DisputeView {
  const dispute = wellFormed(value, 'dispute');
  const currency = dispute.currency.toUpperCase();
  const chargeId = idOf(dispute.charge);
  if (chargeId === null) throw new GatewayOutage('a dispute without a charge');
  return {
    id: dispute.id,
    intentId: idOf(dispute.payment_intent),
    chargeId,
    state: dispute.status,
    reason: dispute.reason,
    amountMinor: fromGatewayAmount(dispute.amount, currency),
    currency,
    isChargeRefundable: dispute.is_charge_refundable,
    fundsWithdrawn: dispute.balance_transactions.some((movement) => movement.amount < 0),
    fundsReinstated: dispute.balance_transactions.some((movement) => movement.amount > 0),
    createdAt: new Date(dispute.created * 1000),
  };
}
