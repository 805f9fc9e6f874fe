import type { DisputeView } from '~/gateways/stripe-reversals.server';
import type { PaymentRow } from '~/domain/payments/payment-row.server';
import { sql, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';

export type DisputeRow = {
  id: string;
  vendorId: string;
  customerId: string;
  paymentId: string;
  currency: Currency;
  amountMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  lossMinor: bigint;
  gatewayDisputeId: string;
  state: string;
  reason: string;
  isChargeRefundable: boolean;
  revision: number;
  withdrawnAt: Date | null;
  reinstatedAt: Date | null;
};

const COLUMNS = sql`
  d.id, d.vendor_id AS "vendorId", d.customer_id AS "customerId", d.payment_id AS "paymentId", d.currency, d.amount_minor AS "amountMinor",
  d.fee_minor AS "feeMinor", d.unapplied_minor AS "unappliedMinor", d.loss_minor AS "lossMinor", d.gateway_dispute_id AS "gatewayDisputeId",
  d.state, d.reason, d.is_charge_refundable AS "isChargeRefundable", d.revision, d.withdrawn_at AS "withdrawnAt", d.reinstated_at AS "reinstatedAt"`;

type Reader = Pick<Tx, '$queryRaw'>;

/** A dispute by the gateway's id, or by ours; these act for every vendor. */
export async function readDispute(tx: Reader, id: { gateway: string } | { ours: string }): Promise<DisputeRow | null> {
  const [row] =
    'gateway' in id
      ? await tx.$queryRaw<DisputeRow[]>`
          SELECT ${COLUMNS} FROM gateway_disputes d WHERE d.gateway_dispute_id = ${id.gateway} -- all vendors: the gateway's own id`
      : await tx.$queryRaw<DisputeRow[]>`
          SELECT ${COLUMNS} FROM gateway_disputes d WHERE d.id = ${id.ours}::uuid -- all vendors: a job names the row`;
  return row ?? null;
}

/** Writes a dispute that was not known, with nothing withdrawn yet. The payment's lock keeps others from doing the same. */
export async function insertDispute(tx: Tx, payment: PaymentRow, view: DisputeView, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO gateway_disputes (id, vendor_id, customer_id, payment_id, currency, amount_minor, gateway_dispute_id, gateway_charge_id, state, reason,
      is_charge_refundable, opened_at, created_at, synced_at)
    VALUES (${newId()}::uuid, ${payment.vendorId}::uuid, ${payment.customerId}::uuid, ${payment.id}::uuid, ${payment.currency}, ${view.amountMinor}, ${view.id},
      ${view.chargeId}, ${view.state}, ${view.reason}, ${view.isChargeRefundable}, ${view.createdAt}::timestamptz, ${now}::timestamptz, ${now}::timestamptz)`;
}
