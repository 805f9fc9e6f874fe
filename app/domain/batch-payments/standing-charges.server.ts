import type { CalendarDate } from '~/lib/dates';
import { sql } from '~/lib/db.server';

/** A charge to come in which an invoice stands: the one made first, if there are several. */
export type StandingCharge = {
  number: string;
  on: CalendarDate;
  /** Null: it is charged by itself. */
  batchId: string | null;
};

/** SQL: the days on which batches are to charge the invoice `i`, and which batches. */
export const standingInBatch = sql`
    SELECT h.run_on, t.batch_id FROM batch_items t
    CROSS JOIN LATERAL (SELECT c.run_on, c.state FROM batch_charges c WHERE c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id OFFSET 0) h
    WHERE t.vendor_id = i.vendor_id AND t.invoice_id = i.id AND t.outcome = 'waiting' AND h.run_on IS NOT NULL AND h.state IN ('planned', 'ready')`;

/** SQL: the charge to come in which the invoice `i` stands: its day, and the batch that makes it. Each is looked up by itself, as plannedSql says why. */
export const standing = sql`
  SELECT s.day, s.batch_id FROM (
    SELECT h.next_on AS day, NULL::uuid AS batch_id FROM scheduled_charge_invoices l
    CROSS JOIN LATERAL (SELECT c.next_on FROM scheduled_charges c WHERE c.vendor_id = l.vendor_id AND c.id = l.charge_id OFFSET 0) h
    WHERE l.vendor_id = i.vendor_id AND l.invoice_id = i.id AND l.ended_at IS NULL
    UNION ALL
    ${standingInBatch}) s
  ORDER BY s.day, s.batch_id LIMIT 1`;

/** SQL: the charge in which the invoice of the item `t` stood when it was skipped for that, as JSON, with the day that it has by now. */
export const stoodIn = sql`
  SELECT json_build_object('on', s.day, 'batchId', s.batch_id) FROM (
    SELECT h.next_on AS day, NULL::uuid AS batch_id FROM scheduled_charge_invoices l
    CROSS JOIN LATERAL (SELECT c.next_on, c.created_at FROM scheduled_charges c WHERE c.vendor_id = l.vendor_id AND c.id = l.charge_id OFFSET 0) h
    WHERE l.vendor_id = t.vendor_id AND l.invoice_id = t.invoice_id AND (l.ended_at IS NULL OR l.ended_at >= t.ended_at) AND h.created_at <= t.ended_at
    UNION ALL
    SELECT h.run_on, o.batch_id FROM batch_items o
    CROSS JOIN LATERAL (SELECT c.run_on FROM batch_charges c WHERE c.vendor_id = o.vendor_id AND c.payment_id = o.payment_id OFFSET 0) h
    WHERE o.vendor_id = t.vendor_id AND o.invoice_id = t.invoice_id AND (o.ended_at IS NULL OR o.ended_at >= t.ended_at) AND o.batch_id <> t.batch_id AND h.run_on IS NOT NULL
      AND (SELECT b.created_at FROM batch_payments b WHERE b.vendor_id = o.vendor_id AND b.id = o.batch_id) <= t.ended_at) s
  ORDER BY s.day, s.batch_id LIMIT 1`;
