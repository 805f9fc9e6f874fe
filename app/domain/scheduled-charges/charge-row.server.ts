import type { CalendarDate } from '~/lib/dates';
import { sql, type Tx } from '~/lib/db.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { Currency } from '~/lib/money';
import type { ChargeKind, ChargeState } from './charge-state';

/** A scheduled charge as the verbs of this folder pass it on. */
export type ChargeRow = {
  id: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  kind: ChargeKind;
  /** Null where staff scheduled it. */
  contactId: string | null;
  agreedFeeMinor: bigint;
  methodId: string;
  chargeOn: CalendarDate;
  nextOn: CalendarDate;
  state: ChargeState;
  reason: string | null;
  paymentId: string;
  tries: number;
  timeZone: string;
  methodKind: MethodKind;
  methodGone: boolean;
};

/**
 * Locks the charge's row and says how it stands. Whatever is read after it is as of a moment at which no payment of
 * it is being made: the payment's own transaction holds this row too.
 */
export async function lockCharge(tx: Tx, chargeId: string): Promise<ChargeRow | null> {
  // all vendors: the id comes from a job, or its owner was checked before.
  const [row] = await tx.$queryRaw<ChargeRow[]>`
    SELECT c.id, c.vendor_id AS "vendorId", c.customer_id AS "customerId", c.currency, c.kind, c.contact_id AS "contactId", c.agreed_fee_minor AS "agreedFeeMinor", c.method_id AS "methodId",
      c.charge_on::text AS "chargeOn", c.next_on::text AS "nextOn", c.state, c.reason, c.payment_id AS "paymentId", c.tries,
      v.time_zone AS "timeZone", m.kind AS "methodKind", m.removed_at IS NOT NULL AS "methodGone"
    FROM scheduled_charges c JOIN vendors v ON v.id = c.vendor_id
    JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
    WHERE c.id = ${chargeId}::uuid -- all vendors: as above
    FOR UPDATE OF c`;
  return row ?? null;
}

/** SQL: what is to be charged of the line `l` of its invoice `i` now: what was agreed, or less where less is left. */
export const leftOfLine = sql`least(l.amount_minor, i.due_minor)`;

/**
 * SQL: the invoice `i` of the charge `c` is due after the date of it, so its due date was moved: AutoPay promised to pay what
 * falls due, not before. A date that somebody chose stays chosen, and one that moved nearer is never earlier than was announced. A debit
 * of a US account that came back is sent again as was told: another charge would begin to count anew how often (Nacha).
 */
export const dueLater = sql`(c.kind = 'autopay' AND i.due_on > c.next_on AND NOT (c.tries > 0
  AND EXISTS (SELECT FROM payment_methods d WHERE d.vendor_id = c.vendor_id AND d.id = c.method_id AND d.kind = 'us_bank_account')))`;
