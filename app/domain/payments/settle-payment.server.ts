import { record } from '~/domain/audit/record.server';
import { settleCredit, type SettledCredit, type VoidedShare } from '~/domain/credits/settle-credit.server';
import { postEntry, type LedgerAccount } from '~/domain/ledger/post-entries.server';
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
  return transaction((tx) => settleIn(tx, payment, intent, because));
}

/** The same in the caller's transaction. Without an intent: credit covers all of it, and no gateway was asked. */
export async function settleIn(
  tx: Tx,
  payment: PaymentRow,
  intent: IntentView | null,
  because: Because,
): Promise<Applied> {
  const { vendorId, customerId, amountMinor, creditMinor, currency } = payment;
  invariant(intent !== null || amountMinor === 0n, `payment ${payment.id} settles without the gateway only for nought`);
  const current = await lockPayment(tx, payment);
  if (current.state === 'succeeded') return { state: current.state, failureCode: null };
  // Released here and captured there cannot happen: we release only what the gateway has cancelled. Should it
  // ever, somebody must look, and the reconciliation names it.
  invariant(
    !isFinal(current.state),
    `payment ${payment.id} ended as ${current.state} but the gateway has taken the money`,
  );
  await lockAllocatedInvoices(tx, payment);
  const voided = await countAsPaid(tx, payment, intent, because.now);
  const settled = await settleCredit(tx, payment, voided, because.now);
  await postEntry(tx, settledEntry(payment, settled, because.now));
  await issueReceipt(tx, { paymentId: payment.id, vendorId, now: because.now });
  if (
    intent?.methodIsSaved &&
    intent.method &&
    'save' in payment.gatewayRequest.method &&
    payment.gatewayRequest.method.save
  ) {
    await keepUsedMethod(tx, { vendorId, customerId, method: intent.method });
  }
  await record(tx, {
    vendorId,
    actor: because.actor,
    cause: because.cause,
    action: 'payment.succeeded',
    subject: 'payment',
    subjectId: payment.id,
    data: {
      from: current.state,
      amountMinor,
      currency,
      intent: intent?.id ?? null,
      ...(creditMinor > 0n && { creditMinor: settled.usedMinor }),
      ...(settled.surplusMinor > 0n && { toCreditMinor: settled.surplusMinor }),
    },
  });
  return { state: 'succeeded', failureCode: null };
}

/** Answers the shares whose invoice was voided meanwhile: a void invoice takes nothing (I14). */
async function countAsPaid(tx: Tx, payment: PaymentRow, intent: IntentView | null, now: Date): Promise<VoidedShare[]> {
  const voided = await tx.$queryRaw<VoidedShare[]>`
    WITH ${heldBy(payment)}, counted AS (
      UPDATE invoices i SET in_flight_minor = i.in_flight_minor - held.amount_minor - held.credit_minor,
        paid_minor = i.paid_minor + CASE WHEN i.voided_at IS NULL THEN held.amount_minor ELSE 0 END,
        credited_minor = i.credited_minor + CASE WHEN i.voided_at IS NULL THEN held.credit_minor ELSE 0 END
      FROM held WHERE i.id = held.invoice_id AND i.vendor_id = held.vendor_id
      RETURNING i.id, i.voided_at, held.amount_minor, held.credit_minor
    )
    SELECT id AS "invoiceId", amount_minor AS "amountMinor", credit_minor AS "creditMinor" FROM counted WHERE voided_at IS NOT NULL`;
  await tx.$executeRaw`
    UPDATE payments SET state = 'succeeded', settled_at = greatest(${now}::timestamptz, created_at), ended_at = greatest(${now}::timestamptz, created_at), synced_at = ${now}::timestamptz,
      failure_code = NULL, waits_for = NULL, gateway_intent_id = ${intent?.id ?? null}, gateway_charge_id = ${intent?.chargeId ?? null},
      method_brand = coalesce(${intent?.method?.brand ?? null}, method_brand), method_last4 = coalesce(${intent?.method?.last4 ?? null}, method_last4)
    WHERE vendor_id = ${payment.vendorId}::uuid AND id = ${payment.id}::uuid`;
  return voided;
}

function settledEntry(payment: PaymentRow, { usedMinor, surplusMinor }: SettledCredit, now: Date) {
  const { vendorId, customerId, currency, amountMinor, feeMinor, unappliedMinor } = payment;
  const line = (account: LedgerAccount, minor: bigint) => ({ account, customerId, amountMinor: minor });
  return {
    id: newId(),
    vendorId,
    currency,
    kind: 'payment_settled' as const,
    sourceId: payment.id,
    occurredAt: now,
    lines: [
      line('gateway_clearing', amountMinor),
      line('receivable', feeMinor + unappliedMinor + surplusMinor - amountMinor - usedMinor),
      line('fees', -feeMinor),
      line('customer_credit', usedMinor),
      line('customer_credit', -unappliedMinor - surplusMinor),
    ],
  };
}
