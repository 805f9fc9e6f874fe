import { loadStaffSelection } from '~/domain/staff-selections/load-staff-selection.server';
import type { CalendarDate } from '~/lib/dates';
import { Prisma, readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { deskWhere, type DeskScope } from './desk-where.server';
import { statesOf, type DeskState } from './list-tabs';

const BATCH_ROWS = 2_000;

/** As the driver gives it: amounts as texts. */
export type ExportedDeskInvoice = {
  id: string;
  number: string;
  customerNumber: string;
  customerName: string;
  summary: string;
  state: DeskState;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  currency: Currency;
  totalMinor: string;
  creditedMinor: string;
  paidMinor: string;
  inFlightMinor: string;
  dueMinor: string;
};

/** Every invoice of the list, by due date, a batch at a time: memory stays flat however many there are. */
export async function* exportMatching(scope: DeskScope): AsyncGenerator<ExportedDeskInvoice[]> {
  let last: ExportedDeskInvoice | undefined;
  do {
    const beyond: Prisma.Sql = last ? sql`(i.due_on, i.id) > (${last.dueOn}::date, ${last.id}::uuid)` : sql`true`;
    const branches = statesOf(scope.view.tab).map(
      (state) => sql`(
        SELECT i.id, i.due_on FROM invoices i -- vendor_id is part of deskWhere
        WHERE ${deskWhere(scope, [state])} AND ${beyond} ORDER BY i.due_on, i.id LIMIT ${BATCH_ROWS})`,
    );
    const ids = sql`SELECT i.id FROM (${Prisma.join(branches, ' UNION ALL ')}) i ORDER BY i.due_on, i.id LIMIT ${BATCH_ROWS}`;
    const batch = await rowsOf(scope.vendorId, ids);
    if (batch.length > 0) yield batch;
    last = batch.length === BATCH_ROWS ? batch.at(-1) : undefined;
  } while (last);
}

/** Every invoice that somebody has selected, by due date, a batch at a time. */
export async function* exportSelected(staff: {
  vendorId: string;
  staffId: string;
}): AsyncGenerator<ExportedDeskInvoice[]> {
  const { vendorId } = staff;
  const selected = await loadStaffSelection(staff);
  const sorted = await readRows<{ id: string }>(sql`
    SELECT i.id FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ANY (${selected}::uuid[]) ORDER BY i.due_on, i.id`);
  for (let at = 0; at < sorted.length; at += BATCH_ROWS) {
    const ids = sorted.slice(at, at + BATCH_ROWS).map(({ id }) => id);
    yield await rowsOf(vendorId, sql`SELECT unnest(${ids}::uuid[]) AS id`);
  }
}

function rowsOf(vendorId: string, ids: Prisma.Sql): Promise<ExportedDeskInvoice[]> {
  return readRows<ExportedDeskInvoice>(sql`
    SELECT i.id, i.number, c.number AS "customerNumber", c.name AS "customerName", i.summary, i.desk_state AS state,
      i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.currency, i.total_minor::text AS "totalMinor",
      (i.credited_minor + i.written_off_minor)::text AS "creditedMinor", i.paid_minor::text AS "paidMinor",
      i.in_flight_minor::text AS "inFlightMinor", CASE WHEN i.desk_state = 'open' THEN i.due_minor ELSE 0 END::text AS "dueMinor"
    FROM (${ids}) page JOIN invoices i ON i.vendor_id = ${vendorId}::uuid AND i.id = page.id
    JOIN customers c ON c.vendor_id = i.vendor_id AND c.id = i.customer_id
    ORDER BY i.due_on, i.id`);
}
