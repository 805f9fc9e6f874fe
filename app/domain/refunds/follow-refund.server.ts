import { createHash } from 'node:crypto';
import { record } from '~/domain/audit/record.server';
import type { Because } from '~/domain/payments/apply-answer.server';
import { readPayment, type PaymentRow } from '~/domain/payments/payment-row.server';
import { isMissing, listRefunds, retrieveRefund, type RefundView } from '~/gateways/stripe-reversals.server';
import { db, transaction } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { advanceRefund } from './advance-refund.server';
import { applyRefundAnswer, newsOf } from './apply-refund-answer.server';
import { lockRefundedPayment } from './lock-refunded-payment.server';
import { readHoldings } from './payment-holdings.server';
import { readGatewayRefund, readRefund, type RefundRow } from './refund-row.server';
import { isOver } from './refund-state';
import { decideRefunds, findReversedPayment } from './reversed-payment.server';
import { spreadReversal } from './spread-reversal';
import { writeRefund } from './write-refund.server';

/** Said of what nobody here asked for. */
const FOREIGN_REASON = 'Refunded at the payment gateway';

/** Follows a refund that an event names: read again at the gateway, so order and repeats do not matter. False: none of ours. */
export async function followGatewayRefund(gatewayRefundId: string, because: Because): Promise<boolean> {
  try {
    return await followRefundView(await retrieveRefund(gatewayRefundId), because);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** "Something of this charge was refunded": a hint to look at all of it. */
export async function followChargeRefunds(chargeId: string, because: Because): Promise<boolean> {
  const views = await refundsOf(chargeId);
  let ours = false;
  // Oldest first, as they were made.
  for (const view of views.reverse()) ours = (await followRefundView(view, because)) || ours;
  return ours;
}

async function refundsOf(chargeId: string): Promise<RefundView[]> {
  const views: RefundView[] = [];
  try {
    for await (const view of listRefunds({ chargeId })) views.push(view);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return views;
}

/** Brings our books to what the gateway shows of a refund, whether we asked for it or somebody made it there. */
export async function followRefundView(view: RefundView, because: Because): Promise<boolean> {
  const own = await findOwn(view);
  if (own) {
    await applyRefundAnswer(own, { kind: 'refund', refund: view }, because);
    return true;
  }
  const payment = await findReversedPayment(view, because);
  if (!payment) return false;
  // One that had failed before we heard of it has moved nothing.
  if (isOver(view.state)) return true;
  for (;;) {
    const { undecided, isNew } = await recordForeign(payment, view, because);
    if (isNew) await followGatewayRefund(view.id, because);
    if (undecided.length === 0) return true;
    await decideRefunds(undecided, because);
  }
}

/** By the gateway's id, or by ours in its metadata; the latter anybody may have typed there, so the rest must fit too. */
async function findOwn(view: RefundView): Promise<RefundRow | null> {
  const known = await readGatewayRefund(db, view.id);
  if (known) return known;
  const own = isId(view.refundId) ? await readRefund(db, view.refundId) : null;
  // One that was given up here and is found there after all is told as what it is: made without us.
  if (!own || own.channel === 'outside' || isOver(own.state)) return null;
  if (own.gatewayRefundId !== null || own.amountMinor !== view.amountMinor || own.currency !== view.currency)
    return null;
  const payment = await readPayment(db, own.paymentId);
  return payment && payment.gatewayIntentId === view.intentId ? own : null;
}

/**
 * Answers the refunds of ours that must be decided first; none once it is recorded. A new one is asked about again: that
 * it failed may have been told, and passed over for want of a row, after this answer was fetched.
 */
async function recordForeign(
  payment: PaymentRow,
  view: RefundView,
  because: Because,
): Promise<{ undecided: readonly string[]; isNew: boolean }> {
  return transaction(async (tx) => {
    await lockRefundedPayment(tx, { paymentId: payment.id, vendorId: payment.vendorId });
    const known = await readGatewayRefund(tx, view.id);
    if (known) {
      await advanceRefund(tx, known, newsOf(known, view), because);
      return { undecided: [], isNew: false };
    }
    const holdings = await readHoldings(tx, payment);
    if (holdings.undecided.length > 0) return { undecided: holdings.undecided, isNew: false };
    const id = newId();
    const reversal = spreadReversal(view.amountMinor, holdings);
    await writeRefund(tx, payment, {
      ...reversal,
      lots: holdings.lots,
      id,
      amountMinor: view.amountMinor,
      origin: 'gateway',
      reason: FOREIGN_REASON,
      staffId: null,
      requestHash: createHash('sha256').update(view.id).digest(),
      createdAt: because.now,
    });
    const refund = (await readRefund(tx, id))!;
    await advanceRefund(tx, refund, newsOf(refund, view), because);
    await record(tx, {
      vendorId: payment.vendorId,
      actor: because.actor,
      cause: because.cause,
      action: 'refund.found',
      subject: 'refund',
      subjectId: id,
      data: {
        payment: payment.id,
        gatewayRefund: view.id,
        amountMinor: view.amountMinor,
        currency: view.currency,
        lossMinor: reversal.lossMinor,
      },
    });
    return { undecided: [], isNew: true };
  });
}
