import { toCome } from '~/domain/batch-payments/standing-charges.server';
import { payable } from '~/domain/invoices/payable.server';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import { type Prisma, readRows, sql } from '~/lib/db.server';
import { leftOfLine } from './charge-row.server';
import type { ChargeToCome } from './charge-state';

type Scope = { vendorId: string; customerId: string };

/** As it comes inside JSON: the amount as text. */
export type ChargeToComeRow = Omit<ChargeToCome, 'amountMinor'> & { amountMinor: string };

const SHOWN = 100;

/** SQL: the customer's charges that are to come or under way, the next first, those of batches too. */
export function selectCharges(of: Scope): Prisma.Sql {
  return sql`(${selectScheduled(of)}) UNION ALL (${selectPlanned(of)}) ORDER BY "nextOn", id LIMIT ${SHOWN}::int`;
}

const selectScheduled = ({ vendorId, customerId }: Scope) => sql`
  SELECT c.id::text AS id, c.kind, c.state, c.currency, c.next_on::text AS "nextOn", m.brand AS "methodBrand", m.last4 AS "methodLast4",
    count(*)::int AS "invoiceCount", sum(CASE WHEN c.state = 'running' THEN l.amount_minor ELSE ${leftOfLine} END)::text AS "amountMinor"
  FROM scheduled_charges c JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
  JOIN scheduled_charge_invoices l ON l.vendor_id = c.vendor_id AND l.charge_id = c.id AND l.ended_at IS NULL
  JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
  WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.ended_at IS NULL
  GROUP BY c.id, m.brand, m.last4 ORDER BY c.next_on, c.id LIMIT ${SHOWN}::int`;

/** What one batch charges on one day is one line, however many charges it is; with what would be charged as it stands. */
const selectPlanned = ({ vendorId, customerId }: Scope) => sql`
  SELECT c.id, 'batch', 'scheduled', c.currency, c.run_on::text, m.brand, m.last4, c.count, c.minor::text FROM (
    SELECT c.vendor_id, c.customer_id, c.currency, c.run_on, min(c.payment_id::text) AS id, count(*)::int AS count, sum(least(t.amount_minor, i.due_minor)) AS minor
    FROM batch_charges c JOIN batch_items t ON t.vendor_id = c.vendor_id AND t.payment_id = c.payment_id AND t.outcome = 'waiting'
    JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND ${toCome} AND ${payable}
    GROUP BY c.vendor_id, c.customer_id, c.batch_id, c.currency, c.run_on) c
  CROSS JOIN LATERAL (${methodFor(sql`m.brand, m.last4`)}) m`;

export function readCharges(rows: readonly ChargeToComeRow[]): ChargeToCome[] {
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amountMinor) }));
}

export async function listCharges(scope: Scope): Promise<ChargeToCome[]> {
  return readCharges(await readRows<ChargeToComeRow>(selectCharges(scope)));
}
