import { record } from '~/domain/audit/record.server';
import type { Because } from '~/domain/payments/apply-answer.server';
import type { PaymentRow } from '~/domain/payments/payment-row.server';
import { lockRefundedPayment } from '~/domain/refunds/lock-refunded-payment.server';
import { readHoldings, type Holdings } from '~/domain/refunds/payment-holdings.server';
import { decideRefunds, findReversedPayment } from '~/domain/refunds/reversed-payment.server';
import { spreadReversal } from '~/domain/refunds/spread-reversal';
import { isMissing, retrieveDispute, type DisputeView } from '~/gateways/stripe-reversals.server';
import { db, transaction, type Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { log } from '~/lib/log.server';
import { enqueue } from '~/lib/queue.server';
import { insertDispute, readDispute, type DisputeRow } from './dispute-row.server';
import { reinstateFunds, withdrawFunds } from './move-dispute-funds.server';

const NEVER_APPLIED = -1;
type Applied = { kind: 'done' } | { kind: 'decide'; refundIds: readonly string[] } | { kind: 'outdated' };

/**
 * Brings a dispute to what the gateway says, whoever rang: its money is taken off the payment's invoices once, when
 * the bank withdraws it, and put back once, when the bank reinstates it; whether refunds are allowed follows (I16).
 * An answer that was fetched before another one was applied is thrown away and asked for again, so any order of
 * events and any number of them at once end in the same state. An amount that changes is followed until the money is
 * withdrawn; after that the books keep what was withdrawn, and the reconciliation names the difference. False: no
 * payment of ours.
 */
export async function syncDispute(gatewayDisputeId: string, because: Because): Promise<boolean> {
  for (;;) {
    const seen = (await readDispute(db, { gateway: gatewayDisputeId }))?.revision ?? NEVER_APPLIED;
    const view = await retrieveOrNull(gatewayDisputeId);
    if (!view) return false;
    const payment = await findReversedPayment(view, because);
    if (!payment) return false;
    const applied = await applyDispute(payment, view, seen, because);
    if (applied.kind === 'done') return true;
    if (applied.kind === 'decide') await decideRefunds(applied.refundIds, because);
  }
}

async function retrieveOrNull(gatewayDisputeId: string): Promise<DisputeView | null> {
  try {
    return await retrieveDispute(gatewayDisputeId);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function applyDispute(payment: PaymentRow, view: DisputeView, seen: number, because: Because): Promise<Applied> {
  return transaction(async (tx) => {
    await lockRefundedPayment(tx, { paymentId: payment.id, vendorId: payment.vendorId });
    const known = await readDispute(tx, { gateway: view.id });
    if ((known?.revision ?? NEVER_APPLIED) !== seen) return { kind: 'outdated' as const };
    const holdings = await readHoldings(tx, payment);
    const withdraws = view.fundsWithdrawn && !known?.withdrawnAt;
    if (withdraws && holdings.undecided.length > 0) return { kind: 'decide' as const, refundIds: holdings.undecided };
    if (!known) await insertDispute(tx, payment, view, because.now);
    const resized = known !== null && known.amountMinor !== view.amountMinor;
    if (resized) await followAmount(tx, known, view);
    const dispute = await readDispute(tx, { gateway: view.id });
    invariant(dispute, `dispute ${view.id} was written down`);
    invariant(dispute.currency === view.currency, `dispute ${view.id} is in the currency of its charge`);
    const after = await moveFunds(tx, dispute, { view, withdraws, holdings, now: because.now });
    await noteState(tx, dispute, view, because.now);
    if (!known || after.length > 0 || known.state !== view.state || dispute.amountMinor !== known.amountMinor)
      await audit(tx, dispute, { known, view, after }, because);
    if (!known || after.length > 0)
      await enqueue(tx, 'tell-of-dispute', { disputeId: dispute.id }, { key: `tell-of-dispute:${dispute.id}` });
    return { kind: 'done' as const };
  });
}

/** While nothing was taken the dispute is over what the gateway says now; then over what was taken. */
async function followAmount(tx: Tx, known: DisputeRow, view: DisputeView): Promise<void> {
  if (known.withdrawnAt) {
    const [here, there] = [known.amountMinor.toString(), view.amountMinor.toString()];
    return log.error({ disputeId: known.id, here, there }, 'a dispute changed its amount after its money was taken');
  }
  await tx.$executeRaw`
    UPDATE gateway_disputes SET amount_minor = ${view.amountMinor}
    WHERE vendor_id = ${known.vendorId}::uuid AND id = ${known.id}::uuid`;
}

async function moveFunds(
  tx: Tx,
  dispute: DisputeRow,
  at: { view: DisputeView; withdraws: boolean; holdings: Holdings; now: Date },
): Promise<string[]> {
  const moved: string[] = [];
  let current = dispute;
  if (at.withdraws) {
    const reversal = spreadReversal(dispute.amountMinor, at.holdings);
    await withdrawFunds(tx, dispute, { ...reversal, lots: at.holdings.lots }, at.now);
    moved.push('withdrawn');
    current = (await readDispute(tx, { ours: dispute.id }))!;
  }
  if (at.view.fundsReinstated && current.withdrawnAt && !current.reinstatedAt) {
    await reinstateFunds(tx, current, at.now);
    moved.push('reinstated');
  }
  return moved;
}

async function noteState(tx: Tx, dispute: DisputeRow, view: DisputeView, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE gateway_disputes SET state = ${view.state}, reason = ${view.reason}, is_charge_refundable = ${view.isChargeRefundable},
      synced_at = ${now}::timestamptz, revision = revision + 1
    WHERE vendor_id = ${dispute.vendorId}::uuid AND id = ${dispute.id}::uuid`;
}

async function audit(
  tx: Tx,
  dispute: DisputeRow,
  change: { known: DisputeRow | null; view: DisputeView; after: string[] },
  because: Because,
): Promise<void> {
  const last = change.after.at(-1);
  await record(tx, {
    vendorId: dispute.vendorId,
    actor: because.actor,
    cause: because.cause,
    action: last ? `gateway-dispute.${last}` : change.known ? 'gateway-dispute.changed' : 'gateway-dispute.opened',
    subject: 'gateway dispute',
    subjectId: dispute.id,
    data: {
      payment: dispute.paymentId,
      gatewayDispute: change.view.id,
      amountMinor: dispute.amountMinor,
      ...(change.known && change.known.amountMinor !== dispute.amountMinor && { wasMinor: change.known.amountMinor }),
      currency: dispute.currency,
      from: change.known?.state ?? null,
      to: change.view.state,
      reason: change.view.reason,
    },
  });
}
