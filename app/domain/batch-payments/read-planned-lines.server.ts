import { methodFor } from '~/domain/payment-methods/method-for.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { CalendarDate } from '~/lib/dates';
import { sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { whyNotChargeable } from './plan-batch.server';

/** An invoice that a batch charges on a day to come, or was to charge. */
export type PlannedLine = {
  invoiceId: string;
  number: string;
  currency: Currency;
  /** No more than is left of it. */
  amountMinor: bigint;
  runOn: CalendarDate;
  /** The one that would be charged now; null where none is on file any more, and what is planned has one. */
  method: { kind: MethodKind; brand: string; last4: string } | null;
};

type Of = { vendorId: string; batchId: string; customerId: string };

/** SQL: what is told of the item `t` of the invoice `i`: what is in a payment just now is open again if that fails. */
export const toldMinor = sql`CASE WHEN i.due_minor > 0 THEN least(i.due_minor, t.amount_minor) ELSE t.amount_minor END`;

/** SQL: whether the invoice `i` can be charged on a day to come, as it stands. */
export const mayBeCharged = sql`coalesce(${whyNotChargeable}, 'in-flight') = 'in-flight'`;

/** What a batch has planned for a customer and can still charge, those charged first coming first; or what of it was cancelled and is still owed. */
export function readPlannedLines(
  tx: Tx,
  { vendorId, batchId, customerId }: Of,
  about: 'planned' | 'cancelled',
): Promise<PlannedLine[]> {
  const stands =
    about === 'planned'
      ? sql`c.state = 'planned' AND t.outcome = 'waiting'`
      : sql`t.outcome = 'skipped' AND t.reason = 'batch-cancelled'`;
  return tx.$queryRaw<PlannedLine[]>`
    WITH lines AS MATERIALIZED (
      SELECT i.id, i.number, i.due_on, c.vendor_id, c.customer_id, c.currency, c.run_on, ${toldMinor} AS minor
      FROM batch_charges c JOIN batch_items t ON t.vendor_id = c.vendor_id AND t.payment_id = c.payment_id
      JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id
      WHERE c.vendor_id = ${vendorId}::uuid AND c.batch_id = ${batchId}::uuid AND c.customer_id = ${customerId}::uuid AND c.run_on IS NOT NULL AND ${stands}
        AND ${mayBeCharged}),
    methods AS MATERIALIZED (
      SELECT c.currency, json_build_object('kind', m.kind, 'brand', m.brand, 'last4', m.last4) AS method
      FROM (SELECT DISTINCT vendor_id, customer_id, currency FROM lines) c, LATERAL (${methodFor(sql`m.kind, m.brand, m.last4`)}) m)
    SELECT l.id AS "invoiceId", l.number, l.currency, l.minor AS "amountMinor", l.run_on::text AS "runOn", m.method
    FROM lines l LEFT JOIN methods m ON m.currency = l.currency ${about === 'planned' ? sql`WHERE m.method IS NOT NULL` : sql``}
    ORDER BY l.run_on, l.due_on, l.id`;
}
