import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { payable } from './payable.server';

export type OpenOf = { id: string; number: string; dueOn: CalendarDate; dueMinor: bigint };

const SHOWN = 200;

/** What a customer has open in one currency, the oldest due first, as a payment is spread over it; the first two hundred, and whether there are more. */
export async function listOpenOf(of: {
  vendorId: string;
  customerId: string;
  currency: Currency;
}): Promise<{ rows: OpenOf[]; more: boolean }> {
  const rows = await db.$queryRaw<OpenOf[]>`
    SELECT i.id, i.number, i.due_on::text AS "dueOn", i.due_minor AS "dueMinor" FROM invoices i
    WHERE i.vendor_id = ${of.vendorId}::uuid AND i.customer_id = ${of.customerId}::uuid AND i.currency = ${of.currency} AND ${payable}
    ORDER BY i.due_on, i.id LIMIT ${SHOWN + 1}::int`;
  return { rows: rows.slice(0, SHOWN), more: rows.length > SHOWN };
}
