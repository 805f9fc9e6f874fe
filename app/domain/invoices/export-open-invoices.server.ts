import type { CalendarDate } from '~/lib/dates';
import { db, Prisma, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { ListFilter } from './list-query';
import type { InvoiceScope, OpenInvoice } from './open-invoice';
import { openWhere } from './open-where.server';

const BATCH_ROWS = 2_000;

export type ExportedInvoice = Omit<OpenInvoice, 'ticked'> & { creditedMinor: bigint };

/** Every open invoice that passes the filter, by due date, a batch at a time: memory stays flat however many there are. */
export async function* exportOpenInvoices(
  scope: InvoiceScope,
  currency: Currency,
  filter: ListFilter,
  today: CalendarDate,
): AsyncGenerator<ExportedInvoice[]> {
  let last: ExportedInvoice | undefined;
  do {
    const beyond: Prisma.Sql = last
      ? sql`AND (i.due_on, i.id) > (${last.dueOn}::date, ${last.id}::uuid)`
      : Prisma.empty;
    const batch: ExportedInvoice[] = await db.$queryRaw`
      SELECT i.id, i.number, i.summary, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.total_minor AS "totalMinor",
             i.credited_minor + i.written_off_minor AS "creditedMinor", i.paid_minor AS "paidMinor", i.in_flight_minor AS "inFlightMinor",
             i.due_minor AS "dueMinor"
      FROM invoices i -- vendor_id is part of openWhere
      WHERE ${openWhere(scope, currency, filter, today)} ${beyond}
      ORDER BY i.due_on, i.id LIMIT ${BATCH_ROWS}`;
    if (batch.length > 0) yield batch;
    last = batch.length === BATCH_ROWS ? batch.at(-1) : undefined;
  } while (last);
}
