import type { StaffActor } from '~/auth/actor';
import { decodeCursor, encodeCursor } from '~/domain/invoices/list-cursor';
import { db, Prisma, sql } from '~/lib/db.server';
import { leftOfLine } from './charge-row.server';
import type { ListedCharge } from './charge-state';

export type VendorCharge = ListedCharge & { customerId: string; customerName: string };

const PAGE_SIZE = 50;

/** All charges of a vendor's customers that are to come, the next first, a page at a time. Those under way are payments in flight. */
export async function listVendorCharges(
  { vendorId }: StaffActor,
  cursor: string | null,
): Promise<{ charges: VendorCharge[]; next: string | null }> {
  const after = decodeCursor(cursor, 'due');
  const rows = await db.$queryRaw<VendorCharge[]>`
    SELECT c.id, c.kind, c.state, c.currency, c.next_on::text AS "nextOn", m.brand AS "methodBrand", m.last4 AS "methodLast4",
      k.id AS "customerId", k.name AS "customerName", sums.count AS "invoiceCount", sums.minor AS "amountMinor"
    FROM (
      SELECT * FROM scheduled_charges c
      WHERE c.vendor_id = ${vendorId}::uuid AND c.ended_at IS NULL AND c.state <> 'running'
        ${after ? sql`AND (c.next_on, c.id) > (${after.value}::date, ${after.id}::uuid)` : Prisma.empty}
      ORDER BY c.next_on, c.id LIMIT ${PAGE_SIZE + 1}::int
    ) c JOIN customers k ON k.vendor_id = c.vendor_id AND k.id = c.customer_id
    JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count, coalesce(sum(${leftOfLine}), 0)::bigint AS minor
      FROM scheduled_charge_invoices l JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
      WHERE l.vendor_id = c.vendor_id AND l.charge_id = c.id AND l.ended_at IS NULL
    ) sums
    ORDER BY c.next_on, c.id`;
  const charges = rows.slice(0, PAGE_SIZE);
  const last = charges.at(-1);
  return {
    charges,
    next: rows.length > PAGE_SIZE && last ? encodeCursor({ value: last.nextOn, id: last.id }) : null,
  };
}
