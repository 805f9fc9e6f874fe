import { record, type AuditNote } from '~/domain/audit/record.server';
import { settleCredit, type SettledCredit, type VoidedShare } from '~/domain/credits/settle-credit.server';
import { postEntries, type LedgerAccount } from '~/domain/ledger/post-entries.server';
import { keepUsedMethod } from '~/domain/payment-methods/keep-used-method.server';
import { issueReceipts } from '~/domain/receipts/issue-receipt.server';
import type { IntentView } from '~/gateways/stripe.server';
import { hurry, transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import type { Applied, Because } from './apply-answer.server';
import { heldBy, lockAllocatedInvoices, lockPayments } from './lock-payment.server';
import type { PaymentRow } from './payment-row.server';
import { isFinal, type PaymentState } from './payment-state';

/** A payment whose money is taken. Without an intent: credit covers all of it, and no gateway was asked. */
export type Settling = { payment: PaymentRow; intent: IntentView | null };

/** Several wait no longer for what somebody else has locked: each is then posted by itself. */
const LOCK_TIMEOUT_MS = 1_000;

/**
 * Posts payments of one vendor whose money the gateway has taken: allocations count as paid, the books, the receipts and
 * their mails follow in the same transaction, so for all of them it happens once or not at all. Repeating it changes
 * nothing. A constant number of statements whatever the number of payments and invoices, but for credit.
 */
export async function settlePayments(settling: readonly Settling[], because: Because): Promise<Applied[]> {
  for (const { payment, intent } of settling)
    invariant(
      intent?.receivedMinor === payment.amountMinor,
      `intent ${intent?.id} received what payment ${payment.id} asked for`,
    );
  return transaction(async (tx) => {
    if (settling.length > 1) await hurry(tx, LOCK_TIMEOUT_MS);
    return settleIn(tx, settling, because);
  });
}

/** The same in the caller's transaction, whose own notes go first into the audit log. */
export async function settleIn(
  tx: Tx,
  settling: readonly Settling[],
  because: Because,
  noted: readonly AuditNote[] = [],
): Promise<Applied[]> {
  const current = await lockPayments(
    tx,
    settling.map(({ payment }) => payment),
  );
  const open = settling
    .map((each, at) => ({ ...each, from: current[at]!.state }))
    .filter(({ from }) => from !== 'succeeded');
  for (const { payment, intent, from } of open) {
    invariant(
      intent !== null || payment.amountMinor === 0n,
      `payment ${payment.id} settles without the gateway only for nought`,
    );
    // Released here and captured there cannot happen: we release only what the gateway has cancelled. Should it
    // ever, somebody must look, and the reconciliation names it.
    invariant(!isFinal(from), `payment ${payment.id} ended as ${from} but the gateway has taken the money`);
  }
  if (open.length > 0) await settleOpen(tx, open, because, noted);
  return settling.map(() => ({ state: 'succeeded', failureCode: null }));
}

async function settleOpen(
  tx: Tx,
  settling: readonly (Settling & { from: PaymentState })[],
  { actor, cause, now }: Because,
  noted: readonly AuditNote[],
): Promise<void> {
  const payments = settling.map(({ payment }) => payment);
  const vendorId = payments[0]!.vendorId;
  await lockAllocatedInvoices(tx, ...payments);
  const voided = await countAsPaid(tx, settling, now);
  const credits: SettledCredit[] = [];
  for (const payment of payments) {
    const own = voided.filter(({ paymentId }) => paymentId === payment.id);
    credits.push(await settleCredit(tx, payment, own, now));
  }
  await postEntries(
    tx,
    payments.map((payment, at) => settledEntry(payment, credits[at]!, now)),
  );
  await issueReceipts(tx, { paymentIds: payments.map(({ id }) => id), vendorId, now });
  for (const each of settling) await keepMethod(tx, each);
  const notes = settling.map(({ payment: { id, amountMinor, creditMinor, currency }, intent, from }, at): AuditNote => {
    const { usedMinor, surplusMinor } = credits[at]!;
    return {
      vendorId,
      actor,
      cause,
      action: 'payment.succeeded',
      subject: 'payment',
      subjectId: id,
      data: {
        from,
        amountMinor,
        currency,
        intent: intent?.id ?? null,
        ...(creditMinor > 0n && { creditMinor: usedMinor }),
        ...(surplusMinor > 0n && { toCreditMinor: surplusMinor }),
      },
    };
  });
  await record(tx, ...noted, ...notes);
}

async function keepMethod(tx: Tx, { payment, intent }: Settling): Promise<void> {
  const { vendorId, customerId, gatewayRequest } = payment;
  if (intent?.methodIsSaved && intent.method && 'save' in gatewayRequest.method && gatewayRequest.method.save)
    await keepUsedMethod(tx, { vendorId, customerId, method: intent.method });
}

type VoidedOf = VoidedShare & { paymentId: string };

/** Answers the shares whose invoice was voided meanwhile: a void invoice takes nothing (I14). */
async function countAsPaid(tx: Tx, settling: readonly Settling[], now: Date): Promise<VoidedOf[]> {
  const payments = settling.map(({ payment }) => payment);
  const voided = await tx.$queryRaw<VoidedOf[]>`
    WITH ${heldBy(...payments)}, counted AS (
      UPDATE invoices i SET in_flight_minor = i.in_flight_minor - held.amount_minor - held.credit_minor,
        paid_minor = i.paid_minor + CASE WHEN i.voided_at IS NULL THEN held.amount_minor ELSE 0 END,
        credited_minor = i.credited_minor + CASE WHEN i.voided_at IS NULL THEN held.credit_minor ELSE 0 END
      FROM held WHERE i.id = held.invoice_id AND i.vendor_id = held.vendor_id
      RETURNING i.id, i.voided_at, held.payment_id, held.amount_minor, held.credit_minor
    )
    SELECT payment_id AS "paymentId", id AS "invoiceId", amount_minor AS "amountMinor", credit_minor AS "creditMinor" FROM counted WHERE voided_at IS NOT NULL`;
  const intents = settling.map(({ intent }) => intent);
  await tx.$executeRaw`
    UPDATE payments p SET state = 'succeeded', settled_at = greatest(${now}::timestamptz, p.created_at), ended_at = greatest(${now}::timestamptz, p.created_at), synced_at = ${now}::timestamptz,
      failure_code = NULL, waits_for = NULL, gateway_intent_id = s.intent_id, gateway_charge_id = s.charge_id,
      method_brand = coalesce(s.brand, p.method_brand), method_last4 = coalesce(s.last4, p.method_last4)
    FROM unnest(${payments.map(({ id }) => id)}::uuid[], ${intents.map((intent) => intent?.id ?? null)}::text[], ${intents.map((intent) => intent?.chargeId ?? null)}::text[],
      ${intents.map((intent) => intent?.method?.brand ?? null)}::text[], ${intents.map((intent) => intent?.method?.last4 ?? null)}::text[]) AS s (id, intent_id, charge_id, brand, last4)
    WHERE p.vendor_id = ${payments[0]!.vendorId}::uuid AND p.id = s.id`;
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
