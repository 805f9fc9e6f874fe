import { record } from '~/domain/audit/record.server';
import { postEntry } from '~/domain/ledger/post-entries.server';
import { keepUsedMethod } from '~/domain/payment-methods/keep-used-method.server';
import { issueReceipt } from '~/domain/receipts/issue-receipt.server';
import type { IntentView } from '~/gateways/stripe.server';
import { transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import type { Applied, Because } from './apply-answer.server';
import { heldBy, lockAllocatedInvoices, lockPayment } from './lock-payment.server';
import type { PaymentRow } from './payment-row.server';
import { isFinal } from './payment-state';

/**
 * Posts a payment whose money the gateway has taken: allocations count as paid, the books, the receipt and its
 * mail follow in the same transaction, so all of it happens once or not at all. Repeating it changes nothing.
 * A constant number of statements whatever the number of invoices.
 */
export async function settlePayment(payment: PaymentRow, intent: IntentView, because: Because): Promise<Applied> {
  invariant(
    intent.receivedMinor === payment.amountMinor,
    `intent ${intent.id} received what payment ${payment.id} asked for`,
  );
  return transaction(async (tx) => {
    const current = await lockPayment(tx, payment);
    if (current.state === 'succeeded') return { state: current.state, failureCode: null };
    // Released here and captured there cannot happen: we release only what the gateway has cancelled. Should it
    // ever, somebody must look, and the reconciliation names it.
    invariant(
      !isFinal(current.state),
      `payment ${payment.id} ended as ${current.state} but the gateway has taken the money`,
    );
    await lockAllocatedInvoices(tx, payment);
    await countAsPaid(tx, payment, intent, because.now);
    await postEntry(tx, settledEntry(payment, because.now));
    await issueReceipt(tx, { paymentId: payment.id, vendorId: payment.vendorId, now: because.now });
    if (
      'save' in payment.gatewayRequest.method &&
      payment.gatewayRequest.method.save &&
      intent.method &&
      intent.methodIsSaved
    ) {
      await keepUsedMethod(tx, { vendorId: payment.vendorId, customerId: payment.customerId, method: intent.method });
    }
    await record(tx, {
      vendorId: payment.vendorId,
      actor: because.actor,
      cause: because.cause,
      action: 'payment.succeeded',
      subject: 'payment',
      subjectId: payment.id,
      data: { from: current.state, amountMinor: payment.amountMinor, currency: payment.currency, intent: intent.id },
    });
    return { state: 'succeeded', failureCode: null };
  });
}

async function countAsPaid(tx: Tx, payment: PaymentRow, intent: IntentView, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH ${heldBy(payment)}
    UPDATE invoices i SET in_flight_minor = i.in_flight_minor - held.amount_minor, paid_minor = i.paid_minor + held.amount_minor
    FROM held WHERE i.id = held.invoice_id AND i.vendor_id = held.vendor_id`;
  await tx.$executeRaw`
    UPDATE payments SET state = 'succeeded', settled_at = greatest(${now}::timestamptz, created_at), ended_at = greatest(${now}::timestamptz, created_at), synced_at = ${now}::timestamptz,
      failure_code = NULL, waits_for = NULL, gateway_intent_id = ${intent.id}, gateway_charge_id = ${intent.chargeId},
      method_brand = coalesce(${intent.method?.brand ?? null}, method_brand), method_last4 = coalesce(${intent.method?.last4 ?? null}, method_last4)
    WHERE vendor_id = ${payment.vendorId}::uuid AND id = ${payment.id}::uuid`;
}

function settledEntry(payment: PaymentRow, now: Date) {
  const { vendorId, customerId, currency, amountMinor, feeMinor, unappliedMinor } = payment;
  return {
    id: newId(),
    vendorId,
    currency,
    kind: 'payment_settled' as const,
    sourceId: payment.id,
    occurredAt: now,
    lines: [
      { account: 'gateway_clearing' as const, customerId, amountMinor },
      { account: 'receivable' as const, customerId, amountMinor: feeMinor + unappliedMinor - amountMinor },
      { account: 'fees' as const, customerId, amountMinor: -feeMinor },
      { account: 'customer_credit' as const, customerId, amountMinor: -unappliedMinor },
    ],
  };
}
