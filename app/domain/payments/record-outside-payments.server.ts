import { grantCredits, type NewCredit } from '~/domain/credits/grant-credit.server';
import { postOutsidePaymentEntries } from '~/domain/ledger/post-payment-entries.server';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { sumMinor, type Currency } from '~/lib/money';

export type OutsidePayment = {
  id: string;
  customerId: string;
  currency: Currency;
  settledAt: Date;
  /** The id of its ledger entry, where that must be known beforehand. */
  entryId?: string;
  allocations: readonly { invoiceId: string; amountMinor: bigint }[];
  /** Received beyond what it settles: the customer's credit. */
  unappliedMinor?: bigint;
};

/**
 * Records money that was received without us (cheque, wire, a file's settled invoices): payments, allocations,
 * invoices and ledger in five statements for any number of them, one more where some of it is credit. Nothing can be over-applied: the invoices are
 * locked in id order and their CHECK refuses. An id that exists is a unique violation, so nothing is recorded
 * twice. No receipt: that proves what came through the portal. The audit entry is the caller's.
 */
export async function recordOutsidePayments(
  tx: Tx,
  batch: { vendorId: string; payments: readonly OutsidePayment[] },
): Promise<void> {
  const { vendorId, payments } = batch;
  if (payments.length === 0) return;
  const allocations = payments.flatMap((payment) =>
    payment.allocations.map((allocation) => ({
      ...allocation,
      paymentId: payment.id,
      customerId: payment.customerId,
      currency: payment.currency,
    })),
  );
  const invoiceIds = allocations.map((allocation) => allocation.invoiceId);
  const amounts = allocations.map((allocation) => String(allocation.amountMinor));
  await tx.$executeRaw`
    SELECT FROM invoices WHERE vendor_id = ${vendorId}::uuid AND id = ANY (${invoiceIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  await insertPayments(tx, vendorId, payments);
  await tx.$executeRaw`
    INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
    SELECT ${vendorId}::uuid, n.* FROM unnest(
      ${allocations.map((allocation) => allocation.paymentId)}::uuid[],
      ${invoiceIds}::uuid[],
      ${allocations.map((allocation) => allocation.customerId)}::uuid[],
      ${allocations.map((allocation) => allocation.currency)}::text[],
      ${amounts}::bigint[]
    ) AS n`;
  // Read first and joined on its own vendor_id: lock-payment.server.ts tells why.
  await tx.$executeRaw`
    WITH applied AS MATERIALIZED (
      SELECT ${vendorId}::uuid AS vendor_id, invoice_id, sum(amount_minor) AS amount_minor
      FROM unnest(${invoiceIds}::uuid[], ${amounts}::bigint[]) AS a (invoice_id, amount_minor) GROUP BY invoice_id
    )
    UPDATE invoices i SET paid_minor = i.paid_minor + applied.amount_minor
    FROM applied WHERE i.vendor_id = applied.vendor_id AND i.id = applied.invoice_id`;
  await grantCredits(
    tx,
    payments.flatMap((payment) => overpaymentOf(vendorId, payment)),
  );
  await postOutsidePaymentEntries(tx, {
    vendorId,
    entries: payments.map((payment) => ({ id: payment.entryId ?? newId(), paymentId: payment.id })),
  });
}

function amountOf({ allocations, unappliedMinor = 0n }: OutsidePayment): bigint {
  return sumMinor(allocations.map((allocation) => allocation.amountMinor)) + unappliedMinor;
}

function overpaymentOf(vendorId: string, payment: OutsidePayment): NewCredit[] {
  const { id, customerId, currency, unappliedMinor = 0n } = payment;
  if (unappliedMinor === 0n) return [];
  const where = { sourceId: id, paymentId: id, invoiceId: null, at: payment.settledAt };
  return [{ vendorId, customerId, currency, source: 'overpayment', ...where, amountMinor: unappliedMinor }];
}

/** There is no gateway request to hash: the id itself says what was asked. */
async function insertPayments(tx: Tx, vendorId: string, payments: readonly OutsidePayment[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payments (vendor_id, channel, state, request_hash, id, customer_id, currency, amount_minor, unapplied_minor, invoice_count,
      created_at, settled_at, ended_at)
    SELECT ${vendorId}::uuid, 'outside', 'succeeded', sha256(convert_to(n.id::text, 'UTF8')), n.*, n.settled_at, n.settled_at
    FROM unnest(
      ${payments.map((payment) => payment.id)}::uuid[],
      ${payments.map((payment) => payment.customerId)}::uuid[],
      ${payments.map((payment) => payment.currency)}::text[],
      ${payments.map((payment) => String(amountOf(payment)))}::bigint[],
      ${payments.map((payment) => String(payment.unappliedMinor ?? 0n))}::bigint[],
      ${payments.map((payment) => payment.allocations.length)}::int[],
      ${payments.map((payment) => payment.settledAt.toISOString())}::timestamptz[]
    ) AS n (id, customer_id, currency, amount_minor, unapplied_minor, invoice_count, settled_at)`;
}
