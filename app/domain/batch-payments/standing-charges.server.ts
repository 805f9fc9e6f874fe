import type { CalendarDate } from '~/lib/dates';
import { sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

/** A charge to come in which an invoice stands: the one made first, if there are several. */
export type StandingCharge = {
  number: string;
  on: CalendarDate;
  /** Null: it is charged by itself. */
  batchId: string | null;
  /** So much of what is due is charged then; null: all of it. */
  partMinor: bigint | null;
  currency: Currency;
};

/** As it comes inside JSON: as text. */
export const readMinor = (text: string | null) => (text === null ? null : BigInt(text));

/**
 * SQL: the charge `c` of a batch is on a day to come, or on one that has begun and it is not its turn yet. Word for word the
 * condition of the index batch_charges_to_come_of_customer, or PostgreSQL would not use it.
 */
export const toCome = sql`c.run_on IS NOT NULL AND c.state IN ('planned', 'ready')`;

/** SQL: the days on which batches are to charge the invoice `i`, which batches, and how much of it. */
export const standingInBatch = sql`
    SELECT c.run_on, t.batch_id, t.amount_minor FROM batch_items t
    CROSS JOIN LATERAL (SELECT h.run_on, h.state FROM batch_charges h WHERE h.vendor_id = t.vendor_id AND h.payment_id = t.payment_id OFFSET 0) c
    WHERE t.vendor_id = i.vendor_id AND t.invoice_id = i.id AND t.outcome = 'waiting' AND ${toCome}`;

/** SQL: the charge to come in which the invoice `i` stands: its day, the batch that makes it, and how much, if not all that is due. Each is looked up by itself, as plannedSql says why. */
export const standing = sql`
  SELECT s.day, s.batch_id, CASE WHEN s.minor < i.due_minor THEN s.minor END AS part_minor FROM (
    SELECT h.next_on AS day, NULL::uuid AS batch_id, l.amount_minor AS minor FROM scheduled_charge_invoices l
    CROSS JOIN LATERAL (SELECT c.next_on FROM scheduled_charges c WHERE c.vendor_id = l.vendor_id AND c.id = l.charge_id OFFSET 0) h
    WHERE l.vendor_id = i.vendor_id AND l.invoice_id = i.id AND l.ended_at IS NULL
    UNION ALL
    ${standingInBatch}) s
  ORDER BY s.day, s.batch_id LIMIT 1`;

/** SQL: the charge in which the invoice of the item `t` stood when it was skipped for that, as JSON, with the day that it has by now. */
export const stoodIn = sql`
  SELECT json_build_object('on', s.day, 'batchId', s.batch_id, 'partMinor', CASE WHEN s.minor < t.amount_minor THEN s.minor::text END) FROM (
    SELECT h.next_on AS day, NULL::uuid AS batch_id, l.amount_minor AS minor FROM scheduled_charge_invoices l
    CROSS JOIN LATERAL (SELECT c.next_on, c.created_at FROM scheduled_charges c WHERE c.vendor_id = l.vendor_id AND c.id = l.charge_id OFFSET 0) h
    WHERE l.vendor_id = t.vendor_id AND l.invoice_id = t.invoice_id AND (l.ended_at IS NULL OR l.ended_at >= t.ended_at) AND h.created_at <= t.ended_at
    UNION ALL
    SELECT h.run_on, o.batch_id, o.amount_minor FROM batch_items o
    CROSS JOIN LATERAL (SELECT c.run_on FROM batch_charges c WHERE c.vendor_id = o.vendor_id AND c.payment_id = o.payment_id OFFSET 0) h
    WHERE o.vendor_id = t.vendor_id AND o.invoice_id = t.invoice_id AND (o.ended_at IS NULL OR o.ended_at >= t.ended_at) AND o.batch_id <> t.batch_id AND h.run_on IS NOT NULL
      AND (SELECT b.created_at FROM batch_payments b WHERE b.vendor_id = o.vendor_id AND b.id = o.batch_id) <= t.ended_at) s
  ORDER BY s.day, s.batch_id LIMIT 1`;
