import type { ContactActor } from '~/auth/actor';
import { toCome } from '~/domain/batch-payments/standing-charges.server';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import type { PaymentState } from '~/domain/payments/payment-state';
import type { CalendarDate } from '~/lib/dates';
import { db, sql, type Tx } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { leftOfLine } from './charge-row.server';
import type { ChargeInvoice, ListedCharge } from './charge-state';

export type ChargeTry = { paymentId: string; state: PaymentState; at: Date; failureCode: string | null };

export type LoadedCharge = ListedCharge & {
  reason: string | null;
  chargeOn: CalendarDate;
  agreedMinor: bigint;
  agreedBy: string;
  createdAt: Date;
  endedAt: Date | null;
  /** The first of them in order of due date; invoiceCount says how many there are. */
  invoices: ChargeInvoice[];
  /** Each try is a payment of its own. */
  tries: ChargeTry[];
};

const SHOWN_INVOICES = 100;

/** A charge of the actor's customer with its invoices and what was tried. Null for any other id, as if it did not exist. */
export async function loadCharge(
  { vendorId, customerId }: ContactActor,
  chargeId: string,
): Promise<LoadedCharge | null> {
  if (!isId(chargeId)) return null;
  const [[charge], invoices, tries] = await Promise.all([
    db.$queryRaw<Omit<LoadedCharge, 'invoices' | 'tries'>[]>`
      SELECT c.id, c.kind, c.state, c.reason, c.currency, c.charge_on::text AS "chargeOn", c.next_on::text AS "nextOn", c.agreed_minor AS "agreedMinor",
        m.brand AS "methodBrand", m.last4 AS "methodLast4", coalesce(p.name, v.name) AS "agreedBy", c.created_at AS "createdAt", c.ended_at AS "endedAt",
        count(*)::int AS "invoiceCount", coalesce(sum(${leftOfLine}) FILTER (WHERE l.ended_at IS NULL), 0)::bigint AS "amountMinor"
      FROM scheduled_charges c JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
      JOIN vendors v ON v.id = c.vendor_id
      LEFT JOIN contacts k ON k.vendor_id = c.vendor_id AND k.id = c.contact_id LEFT JOIN people p ON p.id = k.person_id
      JOIN scheduled_charge_invoices l ON l.vendor_id = c.vendor_id AND l.charge_id = c.id
      JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
      WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.id = ${chargeId}::uuid
      GROUP BY c.id, m.brand, m.last4, p.name, v.name`,
    db.$queryRaw<ChargeInvoice[]>`
      SELECT i.id AS "invoiceId", i.number, i.summary, l.amount_minor AS "amountMinor", l.drop_reason AS "dropReason"
      FROM scheduled_charge_invoices l JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
      WHERE l.vendor_id = ${vendorId}::uuid AND l.customer_id = ${customerId}::uuid AND l.charge_id = ${chargeId}::uuid
      ORDER BY i.due_on, i.id LIMIT ${SHOWN_INVOICES}::int`,
    db.$queryRaw<ChargeTry[]>`
      SELECT p.id AS "paymentId", p.state, p.created_at AS at, p.failure_code AS "failureCode" FROM payments p
      WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid AND p.scheduled_charge_id = ${chargeId}::uuid ORDER BY p.created_at`,
  ]);
  return charge ? { ...charge, invoices, tries } : null;
}

export type StandsIn = {
  /** Null: a batch of the vendor's charges it. */
  chargeId: string | null;
  number: string;
  on: CalendarDate;
  amountMinor: bigint;
  methodBrand: string;
  methodLast4: string;
};

/** In which charge to come each of these invoices stands, or in which batch's; those that stand in none are left out. */
export async function findCharges(
  { vendorId, customerId }: Pick<ContactActor, 'vendorId' | 'customerId'>,
  invoiceIds: readonly string[],
  tx: Pick<Tx, '$queryRaw'> = db,
): Promise<StandsIn[]> {
  return tx.$queryRaw<StandsIn[]>`
    WITH picked AS MATERIALIZED (
      SELECT i.* FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND i.id = ANY(${[...invoiceIds]}::uuid[])),
    charges AS (
      SELECT i.id, i.due_on, l.charge_id AS "chargeId", i.number, c.next_on AS day, ${leftOfLine} AS "amountMinor", m.brand AS "methodBrand", m.last4 AS "methodLast4"
      FROM picked i JOIN scheduled_charge_invoices l ON l.vendor_id = i.vendor_id AND l.invoice_id = i.id AND l.ended_at IS NULL
      JOIN scheduled_charges c ON c.vendor_id = l.vendor_id AND c.id = l.charge_id JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
      UNION ALL
      SELECT i.id, i.due_on, NULL, i.number, c.run_on, least(t.amount_minor, i.due_minor), m.brand, m.last4
      FROM picked i JOIN batch_items t ON t.vendor_id = i.vendor_id AND t.invoice_id = i.id AND t.outcome = 'waiting'
      JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id AND ${toCome}
      CROSS JOIN LATERAL (${methodFor(sql`m.brand, m.last4`)}) m),
    next AS (SELECT DISTINCT ON (id) * FROM charges ORDER BY id, day)
    SELECT "chargeId", number, day::text AS on, "amountMinor", "methodBrand", "methodLast4" FROM next ORDER BY due_on, id`;
}
