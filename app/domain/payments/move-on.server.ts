import { record } from '~/domain/audit/record.server';
import { kindOfBrand } from '~/domain/payment-methods/method-kind';
import type { IntentView } from '~/gateways/stripe.server';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';
import type { Applied, Because } from './apply-answer.server';
import { expectedOn } from './expected-on';
import { lockPayment } from './lock-payment.server';
import type { PaymentRow } from './payment-row.server';
import { isFinal, type PaymentState } from './payment-state';

/**
 * Notes a state that is not the end, or with null that nothing is known: a payment without any answer is then
 * `checking`. The invoices stay held, for days where a bank is asked. Who pays by bank debit is told by mail,
 * once, that it is on its way or that the account must be verified.
 */
export async function moveOn(
  payment: PaymentRow,
  to: { state: PaymentState | null; intent: IntentView | null },
  because: Because,
): Promise<Applied> {
  return transaction(async (tx) => {
    const current = await lockPayment(tx, payment);
    if (isFinal(current.state)) return { state: current.state, failureCode: current.failureCode };
    const state = to.state ?? (current.state === 'reserved' ? 'checking' : current.state);
    const { intent } = to;
    const isNews = current.state !== state;
    const waitsFor = state === 'action_required' && intent?.verification ? 'microdeposits' : null;
    const expected = state === 'processing' && isNews ? await expectedDate(tx, payment, intent, because.now) : null;
    await tx.$executeRaw`
      UPDATE payments SET state = ${state}, synced_at = ${because.now}::timestamptz,
        gateway_intent_id = coalesce(gateway_intent_id, ${intent?.id ?? null}),
        waits_for = CASE WHEN ${intent === null} THEN waits_for ELSE ${waitsFor} END,
        expected_on = coalesce(expected_on, ${expected}::date),
        method_brand = coalesce(${intent?.method?.brand ?? null}, method_brand), method_last4 = coalesce(${intent?.method?.last4 ?? null}, method_last4)
      WHERE vendor_id = ${payment.vendorId}::uuid AND id = ${payment.id}::uuid`;
    if (isNews && expected) await enqueue(tx, 'send-debit-mail', { paymentId: payment.id, about: 'on-its-way' });
    if (isNews && waitsFor) await enqueue(tx, 'send-debit-mail', { paymentId: payment.id, about: 'verify' });
    if (isNews) {
      await record(tx, {
        vendorId: payment.vendorId,
        actor: because.actor,
        cause: because.cause,
        action: `payment.${state}`,
        subject: 'payment',
        subjectId: payment.id,
        data: { from: current.state, to: state },
      });
    }
    return { state, failureCode: null };
  });
}

/** By when a debit is usually through, by the vendor's calendar; null for what is no debit. */
async function expectedDate(
  tx: Tx,
  payment: PaymentRow,
  intent: IntentView | null,
  now: Date,
): Promise<CalendarDate | null> {
  const kind = intent?.method ? kindOfBrand(intent.method.brand) : 'card';
  if (kind === 'card') return null;
  const vendor = await tx.vendor.findUniqueOrThrow({ where: { id: payment.vendorId }, select: { timeZone: true } });
  return expectedOn(kind, dateIn(vendor.timeZone, now));
}
