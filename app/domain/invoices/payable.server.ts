import { sql } from '~/lib/db.server';

/**
 * SQL: the invoice `i` can be paid. Word for word the condition of the indexes invoices_open*, or PostgreSQL
 * would not use them. Holds exactly where whyNotPayableSql is null: a story compares the two in every case.
 */
export const payable = sql`
  i.issued_at IS NOT NULL AND i.voided_at IS NULL AND i.archived_at IS NULL AND i.disputed_at IS NULL AND i.due_minor > 0`;

/**
 * SQL: how much of the invoice `i` is not asked for because a part of it is disputed. Less than what was disputed
 * once a cheque or a credit note has taken some of it all the same.
 */
export const heldByDispute = sql`
  least(i.disputed_minor, i.total_minor - i.credited_minor - i.written_off_minor - i.in_flight_minor - i.paid_minor)`;

/** SQL: why the invoice `i` cannot be paid, as an Unpayable; null when it can. */
export const whyNotPayableSql = sql`
  CASE WHEN i.issued_at IS NULL OR i.archived_at IS NOT NULL THEN 'gone'
       WHEN i.voided_at IS NOT NULL THEN 'void'
       WHEN i.disputed_at IS NOT NULL THEN 'disputed'
       WHEN i.due_minor > 0 THEN NULL
       WHEN i.in_flight_minor > 0 THEN 'in-flight'
       WHEN ${heldByDispute} > 0 THEN 'disputed'
       ELSE 'paid' END`;
