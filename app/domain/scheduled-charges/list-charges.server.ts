import { type Prisma, readRows, sql } from '~/lib/db.server';
import { leftOfLine } from './charge-row.server';
import type { ListedCharge } from './charge-state';

type Scope = { vendorId: string; customerId: string };

/** As it comes inside JSON: the amount as text. */
export type ListedChargeRow = Omit<ListedCharge, 'amountMinor'> & { amountMinor: string };

const SHOWN = 100;

/** SQL: the customer's charges that are to come or under way, the next first. */
export function selectCharges({ vendorId, customerId }: Scope): Prisma.Sql {
  return sql`
    SELECT c.id, c.kind, c.state, c.currency, c.next_on::text AS "nextOn", m.brand AS "methodBrand", m.last4 AS "methodLast4",
      count(*)::int AS "invoiceCount", sum(CASE WHEN c.state = 'running' THEN l.amount_minor ELSE ${leftOfLine} END)::text AS "amountMinor"
    FROM scheduled_charges c JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
    JOIN scheduled_charge_invoices l ON l.vendor_id = c.vendor_id AND l.charge_id = c.id AND l.ended_at IS NULL
    JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.ended_at IS NULL
    GROUP BY c.id, m.brand, m.last4 ORDER BY c.next_on, c.id LIMIT ${SHOWN}::int`;
}

export function readCharges(rows: readonly ListedChargeRow[]): ListedCharge[] {
  return rows.map((row) => ({ ...row, amountMinor: BigInt(row.amountMinor) }));
}

export async function listCharges(scope: Scope): Promise<ListedCharge[]> {
  return readCharges(await readRows<ListedChargeRow>(selectCharges(scope)));
}
