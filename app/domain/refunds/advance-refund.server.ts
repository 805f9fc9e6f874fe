import { record } from '~/domain/audit/record.server';
import type { Because } from '~/domain/payments/apply-answer.server';
import { transaction, type Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { enqueue } from '~/lib/queue.server';
import { bookRefund, freeRefund, restoreRefund } from './book-refund.server';
import { issueRefundDocument } from './issue-refund-document.server';
import { lockRefundedPayment } from './lock-refunded-payment.server';
import { lockRefund, type RefundRow } from './refund-row.server';
import { isOver, type RefundState } from './refund-state';

/** What is known of a refund now. Without a gateway id: it was never made there, or is recorded as handed back outside. */
export type RefundNews = { state: RefundState; gatewayRefundId: string | null; failureCode: string | null };
export type AppliedRefund = { state: RefundState; failureCode: string | null };

/** advanceRefund in a transaction of its own. */
export async function applyRefundNews(refund: RefundRow, news: RefundNews, because: Because): Promise<AppliedRefund> {
  return transaction(async (tx) => {
    await lockRefundedPayment(tx, refund);
    return advanceRefund(tx, refund, news, because);
  });
}

/**
 * Brings a refund to what is known of it, in the caller's transaction, who has locked the payment. Booked when the
 * gateway has it, proven by a document when it succeeded, taken back (and told of) when it failed: each once, whatever the order
 * and however often (I4, I7). News that is older than what we know changes nothing.
 */
export async function advanceRefund(
  tx: Tx,
  { id, vendorId }: RefundRow,
  news: RefundNews,
  because: Because,
): Promise<AppliedRefund> {
  const refund = await lockRefund(tx, { id, vendorId });
  invariant(refund, `refund ${id} exists`);
  const to = nextState(refund, news);
  const books =
    refund.bookedAt === null && !isOver(to) && (news.gatewayRefundId !== null || refund.channel === 'outside');
  // "There is none" was answered before somebody else found it.
  const stale = isOver(news.state) && news.gatewayRefundId === null && refund.gatewayRefundId !== null;
  if (isOver(refund.state) || stale || (to === refund.state && !books)) {
    await touch(tx, refund, because.now);
    return { state: refund.state, failureCode: refund.failureCode };
  }
  const { now } = because;
  const failureCode = isOver(to) ? news.failureCode : null;
  // Processes' clocks differ; what comes later is never written as earlier.
  await tx.$executeRaw`
    UPDATE refunds SET state = ${to}, failure_code = ${failureCode}, synced_at = ${now}::timestamptz,
      gateway_refund_id = coalesce(gateway_refund_id, ${news.gatewayRefundId}),
      booked_at = coalesce(booked_at, CASE WHEN ${books} THEN greatest(${now}::timestamptz, created_at) END),
      succeeded_at = coalesce(succeeded_at, CASE WHEN ${to === 'succeeded'} THEN greatest(${now}::timestamptz, created_at, booked_at) END),
      failed_at = CASE WHEN ${isOver(to)} THEN greatest(${now}::timestamptz, created_at, booked_at, succeeded_at) END
    WHERE vendor_id = ${vendorId}::uuid AND id = ${id}::uuid`;
  if (books) await bookRefund(tx, refund, now);
  if (isOver(to)) await (refund.bookedAt === null ? freeRefund(tx, refund, now) : restoreRefund(tx, refund, now));
  if (to === 'succeeded') await issueRefundDocument(tx, { refundId: id, vendorId, now });
  // They were told that it was on its way; one that failed before that is no news.
  if (refund.state === 'succeeded' && isOver(to))
    await enqueue(tx, 'tell-of-failed-refund', { refundId: id }, { key: `tell-of-failed-refund:${id}` });
  await record(tx, {
    vendorId,
    actor: because.actor,
    cause: because.cause,
    action: `refund.${to}`,
    subject: 'refund',
    subjectId: id,
    data: {
      from: refund.state,
      to,
      payment: refund.paymentId,
      amountMinor: refund.amountMinor,
      currency: refund.currency,
      gatewayRefund: news.gatewayRefundId ?? refund.gatewayRefundId,
      ...(failureCode ? { code: failureCode } : {}),
    },
  });
  return { state: to, failureCode };
}

/** Forward along the graph or where it stands. A cancellation after it had succeeded is a failure: the money is back. */
function nextState(refund: RefundRow, news: RefundNews): RefundState {
  if (refund.state === 'pending') return news.state;
  if (refund.state === 'succeeded' && isOver(news.state)) return 'failed';
  return refund.state;
}

async function touch(tx: Tx, refund: RefundRow, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE refunds SET synced_at = ${now}::timestamptz WHERE vendor_id = ${refund.vendorId}::uuid AND id = ${refund.id}::uuid`;
}
