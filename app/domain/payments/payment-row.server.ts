import { sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { PaymentChannel } from './payer';
import type { PaymentState } from './payment-state';

/** What is sent to the gateway for a payment, kept so that the call can be repeated byte for byte. Never sent where credit covers all. */
export type GatewayRequest = {
  gatewayCustomerId: string;
  method: { gatewayMethodId: string } | { confirmationTokenId: string; save: boolean };
  returnUrl: string;
  inPlace: boolean;
  methodTypes?: string[];
  acceptance?: { ip: string; userAgent: string };
  /** Nobody is there: what would need them is refused at once. */
  offSession?: boolean;
};

/** A payment as the verbs of this folder pass it on. */
export type PaymentRow = {
  id: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  /** What the gateway is asked for; nought where credit covers it all, and then no gateway is asked. */
  amountMinor: bigint;
  /** What the customer's credit settles besides. */
  creditMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  state: PaymentState;
  channel: PaymentChannel;
  failureCode: string | null;
  gatewayIntentId: string | null;
  gatewayRequest: GatewayRequest;
  createdAt: Date;
  syncedAt: Date | null;
};

export const PAYMENT_COLUMNS = sql`
  p.id, p.vendor_id AS "vendorId", p.customer_id AS "customerId", p.currency, p.amount_minor AS "amountMinor", p.credit_minor AS "creditMinor",
  p.fee_minor AS "feeMinor", p.unapplied_minor AS "unappliedMinor", p.state, p.channel, p.failure_code AS "failureCode",
  p.gateway_intent_id AS "gatewayIntentId", p.gateway_request AS "gatewayRequest", p.created_at AS "createdAt", p.synced_at AS "syncedAt"`;

/** Reads a payment for the gateway's, a job's or a command's sake: these act for every vendor. */
export async function readPayment(tx: Pick<Tx, '$queryRaw'>, paymentId: string): Promise<PaymentRow | null> {
  // all vendors: the id comes from our own rows or from metadata that the gateway signed.
  const [row] = await tx.$queryRaw<PaymentRow[]>`
    SELECT ${PAYMENT_COLUMNS} FROM payments p WHERE p.id = ${paymentId}::uuid -- all vendors: as above`;
  return row ?? null;
}
