import { sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { RefundState } from './refund-state';

/** A refund as the verbs of this folder pass it on. */
export type RefundRow = {
  id: string;
  vendorId: string;
  customerId: string;
  paymentId: string;
  currency: Currency;
  amountMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  lossMinor: bigint;
  state: RefundState;
  origin: 'ours' | 'gateway';
  channel: 'gateway' | 'outside';
  requestHash: Uint8Array;
  gatewayRefundId: string | null;
  failureCode: string | null;
  createdAt: Date;
  syncedAt: Date | null;
  bookedAt: Date | null;
};

const COLUMNS = sql`
  r.id, r.vendor_id AS "vendorId", r.customer_id AS "customerId", r.payment_id AS "paymentId", r.currency, r.amount_minor AS "amountMinor",
  r.fee_minor AS "feeMinor", r.unapplied_minor AS "unappliedMinor", r.loss_minor AS "lossMinor", r.state, r.origin, r.channel,
  r.request_hash AS "requestHash", r.gateway_refund_id AS "gatewayRefundId", r.failure_code AS "failureCode", r.created_at AS "createdAt",
  r.synced_at AS "syncedAt", r.booked_at AS "bookedAt"`;

type Reader = Pick<Tx, '$queryRaw'>;

/** Reads a refund for the gateway's, a job's or a command's sake: these act for every vendor. */
export async function readRefund(tx: Reader, refundId: string): Promise<RefundRow | null> {
  const [row] = await tx.$queryRaw<RefundRow[]>`
    SELECT ${COLUMNS} FROM refunds r WHERE r.id = ${refundId}::uuid -- all vendors: the id comes from our own rows`;
  return row ?? null;
}

export async function readGatewayRefund(tx: Reader, gatewayRefundId: string): Promise<RefundRow | null> {
  const [row] = await tx.$queryRaw<RefundRow[]>`
    SELECT ${COLUMNS} FROM refunds r WHERE r.gateway_refund_id = ${gatewayRefundId} -- all vendors: the gateway's own id`;
  return row ?? null;
}

/** The refund as it stands now, its row locked. Lock its payment first: everybody does, so that no two can deadlock. */
export async function lockRefund(tx: Tx, refund: { id: string; vendorId: string }): Promise<RefundRow | null> {
  const [row] = await tx.$queryRaw<RefundRow[]>`
    SELECT ${COLUMNS} FROM refunds r WHERE r.vendor_id = ${refund.vendorId}::uuid AND r.id = ${refund.id}::uuid FOR UPDATE`;
  return row ?? null;
}
