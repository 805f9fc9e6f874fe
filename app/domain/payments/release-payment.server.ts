import { record } from '~/domain/audit/record.server';
import { moveCredit, moverOf } from '~/domain/credits/move-credit.server';
import { isBankBrand } from '~/domain/payment-methods/method-kind';
import type { IntentView } from '~/gateways/stripe.server';
import { transaction } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';
import type { Applied, Because } from './apply-answer.server';
import { heldBy, lockAllocatedInvoices, lockPayment } from './lock-payment.server';
import type { PaymentRow } from './payment-row.server';
import { isFinal } from './payment-state';

/**
 * Ends a payment that took no money: it failed or was cancelled, and what it held of its invoices and of the customer's credit is free again.
 * Only for what the gateway can no longer capture. Repeating it changes nothing.
 */
export async function releasePayment(
  payment: PaymentRow,
  end: { state: 'failed' | 'cancelled'; intent: IntentView | null; failureCode: string | null },
  because: Because,
): Promise<Applied> {
  return transaction(async (tx) => {
    const current = await lockPayment(tx, payment);
    if (isFinal(current.state)) return { state: current.state, failureCode: current.failureCode };
    // "There is none" was answered before somebody else found the intent: it may still be captured.
    if (!end.intent && current.gatewayIntentId) return { state: current.state, failureCode: null };
    await lockAllocatedInvoices(tx, payment);
    await tx.$executeRaw`
      WITH ${heldBy(payment)}
      UPDATE invoices i SET in_flight_minor = i.in_flight_minor - held.amount_minor - held.credit_minor
      FROM held WHERE i.id = held.invoice_id AND i.vendor_id = held.vendor_id`;
    if (payment.creditMinor > 0n) await moveCredit(tx, moverOf('payment', payment), 'freed', because.now);
    const [ended] = await tx.$queryRaw<[{ brand: string | null }]>`
      UPDATE payments SET state = ${end.state}, failure_code = ${end.failureCode}, advice_code = ${end.intent?.adviceCode ?? null}, ended_at = greatest(${because.now}::timestamptz, created_at),
        waits_for = NULL, synced_at = ${because.now}::timestamptz, gateway_intent_id = coalesce(gateway_intent_id, ${end.intent?.id ?? null}),
        method_brand = coalesce(${end.intent?.method?.brand ?? null}, method_brand), method_last4 = coalesce(${end.intent?.method?.last4 ?? null}, method_last4)
      WHERE vendor_id = ${payment.vendorId}::uuid AND id = ${payment.id}::uuid RETURNING method_brand AS brand`;
    // The payer of a debit has left long before its bank answers. Whenever it failed, they are told the same way; of
    // a charge that was agreed before its own mail tells, with what follows.
    const hasOwnMail = payment.channel === 'scheduled' || payment.channel === 'autopay';
    if (end.state === 'failed' && !hasOwnMail && isBankBrand(ended.brand))
      await enqueue(tx, 'send-debit-mail', { paymentId: payment.id, about: 'failed' });
    await record(tx, {
      vendorId: payment.vendorId,
      actor: because.actor,
      cause: because.cause,
      action: `payment.${end.state}`,
      subject: 'payment',
      subjectId: payment.id,
      data: { from: current.state, to: end.state, code: end.failureCode },
    });
    return { state: end.state, failureCode: end.failureCode };
  });
}
