import type { StaffActor } from '~/auth/actor';
import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import { db, sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { CurrencyTotal, SkipReason } from './batch-payment';
import type { SelectedInvoice } from './plan-charges';
import { readMinor, standing, type StandingCharge } from './standing-charges.server';

/** What the confirm page says of a selection. */
export type BatchPlan = {
  /** How many of the selected there are. */
  selected: number;
  chargeable: number;
  customers: number;
  totals: CurrencyTotal[];
  /** What of the totals fell due already: charged on its due date it is charged at once. */
  overdue: CurrencyTotal[];
  skipped: { reason: SkipReason; count: number; numbers: string[] }[];
  /** Customers who have no payment method on file, those who owe most invoices first. */
  withoutMethod: { customerId: string; name: string; currency: Currency; count: number; amountMinor: bigint }[];
  withoutMethodCount: number;
  /** Who is charged what, and with which method, those with most invoices first. */
  charged: PlannedPayer[];
  /** So many pairs of customer and currency are charged in all. */
  chargedCount: number;
  /** So many of the invoices stand in a charge that was announced for a date, another batch's too: it lets go of what is paid before. None, where they are charged later: those are skipped. */
  announced: number;
  /** In which charges they stand that are skipped for that, as many as are named, those first of which that is only a part. */
  scheduled: StandingCharge[];
  /** So many of the customers have nobody who could be told of it by mail. */
  withoutAddress: number;
};

export type PlannedPayer = {
  customerId: string;
  name: string;
  currency: Currency;
  count: number;
  amountMinor: bigint;
  brand: string;
  last4: string;
};

const LISTED = 20;
const CHARGED_LISTED = 50;
/** So many numbers of skipped invoices are named. */
const NAMED = 5;

/** SQL: why staff cannot charge the invoice `i`; unlike a payer they are told of drafts and of what is archived. */
export const whyNotChargeable = sql`
  CASE WHEN i.issued_at IS NULL THEN 'draft' WHEN i.archived_at IS NOT NULL THEN 'archived' ELSE ${whyNotPayableSql} END`;

/** A debit of a US account, and the two times that it may be sent again (docs/decisions/0017). */
const US_DEBITS_PER_INVOICE = 3;

/** SQL: whether the method `m` must not be asked for the invoice `i` again, having returned it so often. */
export const returnedTooOften = sql`
  CASE WHEN m.kind = 'us_bank_account' THEN (
    SELECT count(*) FROM allocations a WHERE a.vendor_id = i.vendor_id AND a.invoice_id = i.id
      AND (SELECT f.method_id = m.id AND f.state = 'failed' FROM payments f WHERE f.vendor_id = a.vendor_id AND f.id = a.payment_id)) >= ${US_DEBITS_PER_INVOICE}::int
  ELSE false END`;

/** Whether the charges are for days to come. */
type When = { later: boolean };
const NOW: When = { later: false };

/**
 * SQL: `planned`, the vendor's own invoices among these ids and why each is skipped, if it is. The ids are read first,
 * for the reason that heldBy gives. The planner believes that there is one: it joins any list to them row by row, all of it
 * for each (10,000 customers and their methods: 5 s, not 150 ms). So what belongs to an invoice is looked up by the
 * columns of its own row, vendor_id too, as an index has them.
 */
const plannedSql = (vendorId: string, invoiceIds: readonly string[], { later }: When) => sql`
  picked AS MATERIALIZED (SELECT DISTINCT id, ${vendorId}::uuid AS vendor_id FROM unnest(${[...invoiceIds]}::uuid[]) AS ids (id)),
  chosen AS MATERIALIZED (
    SELECT i.id, i.vendor_id, i.customer_id, i.currency, i.due_on, i.due_minor, i.number, ${whyNotChargeable} AS reason
    FROM picked p JOIN invoices i ON i.vendor_id = p.vendor_id AND i.id = p.id),
  planned AS MATERIALIZED (
    SELECT i.*, m.brand, m.last4, s.day, s.batch_id, s.part_minor, coalesce(i.reason, CASE WHEN m.id IS NULL THEN 'no-method' WHEN ${returnedTooOften} THEN 'debit-returned'
      WHEN ${later}::bool AND s.day IS NOT NULL THEN 'scheduled' END) AS skip
    FROM chosen i CROSS JOIN LATERAL (SELECT i.vendor_id, i.customer_id, i.currency) c LEFT JOIN LATERAL (${methodFor(sql`m.id, m.kind, m.brand, m.last4`)}) m ON true
    LEFT JOIN LATERAL (${standing}) s ON true)`;

/** What would happen to these invoices now. One statement; changes nothing. Ids that are not the vendor's are not counted. */
export async function planBatch(
  { vendorId }: Pick<StaffActor, 'vendorId'>,
  invoiceIds: readonly string[],
  today: string,
  when: When = NOW,
): Promise<BatchPlan> {
  type Written<T> = Omit<T, 'amountMinor'> & { amountMinor: string };
  type Row = Omit<BatchPlan, 'totals' | 'overdue' | 'withoutMethod' | 'charged' | 'scheduled'> & {
    totals: Written<CurrencyTotal>[];
    overdue: Written<CurrencyTotal>[];
    withoutMethod: Written<BatchPlan['withoutMethod'][number]>[];
    charged: Written<PlannedPayer>[];
    scheduled: (Omit<StandingCharge, 'partMinor'> & { partMinor: string | null })[];
  };
  const [row] = await db.$queryRaw<[Row]>`
    WITH ${plannedSql(vendorId, invoiceIds, when)},
    totals AS (SELECT currency, count(*)::int AS count, sum(due_minor)::text AS "amountMinor" FROM planned WHERE skip IS NULL GROUP BY currency ORDER BY 2 DESC, 1),
    overdue AS (
      SELECT currency, count(*)::int AS count, sum(due_minor)::text AS "amountMinor" FROM planned WHERE skip IS NULL AND due_on <= ${today}::date
      GROUP BY currency ORDER BY 2 DESC, 1),
    skipped AS (
      SELECT skip AS reason, count(*)::int AS count, to_json((array_agg(number ORDER BY due_on, id))[:${NAMED}::int]) AS numbers
      FROM planned WHERE skip IS NOT NULL GROUP BY skip ORDER BY 2 DESC, 1),
    without AS (
      SELECT p.customer_id AS "customerId", cu.name, p.currency, count(*)::int AS count, sum(p.due_minor)::text AS "amountMinor"
      FROM planned p JOIN customers cu ON cu.vendor_id = p.vendor_id AND cu.id = p.customer_id WHERE p.skip = 'no-method'
      GROUP BY p.customer_id, cu.name, p.currency ORDER BY 4 DESC, 2, 3),
    charged AS MATERIALIZED (
      SELECT vendor_id, customer_id, currency, brand, last4, count(*)::int AS count, sum(due_minor) AS minor FROM planned WHERE skip IS NULL
      GROUP BY vendor_id, customer_id, currency, brand, last4),
    listed AS (
      SELECT p.customer_id AS "customerId", cu.name, p.currency, p.count, p.minor::text AS "amountMinor", p.brand, p.last4
      FROM (SELECT * FROM charged ORDER BY count DESC, minor DESC, customer_id, currency LIMIT ${CHARGED_LISTED}::int) p
      JOIN customers cu ON cu.vendor_id = p.vendor_id AND cu.id = p.customer_id ORDER BY p.count DESC, cu.name, p.currency)
    SELECT count(*)::int AS selected, count(*) FILTER (WHERE skip IS NULL)::int AS chargeable,
      count(DISTINCT customer_id) FILTER (WHERE skip IS NULL)::int AS customers,
      (SELECT coalesce(json_agg(t), '[]') FROM totals t) AS totals, (SELECT coalesce(json_agg(o), '[]') FROM overdue o) AS overdue,
      (SELECT coalesce(json_agg(s), '[]') FROM skipped s) AS skipped,
      (SELECT coalesce(json_agg(w), '[]') FROM (SELECT * FROM without LIMIT ${LISTED}::int) w) AS "withoutMethod",
      (SELECT count(DISTINCT "customerId")::int FROM without) AS "withoutMethodCount",
      (SELECT coalesce(json_agg(l), '[]') FROM listed l) AS charged, (SELECT count(*)::int FROM charged) AS "chargedCount",
      (SELECT count(*)::int FROM planned p WHERE p.skip IS NULL AND p.day IS NOT NULL) AS announced,
      (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT p.number, p.day AS on, p.batch_id AS "batchId", p.part_minor::text AS "partMinor", p.currency FROM planned p
        WHERE p.skip = 'scheduled' ORDER BY p.part_minor IS NULL, p.due_on, p.id LIMIT ${NAMED}::int) s) AS scheduled,
      (SELECT count(*)::int FROM (SELECT DISTINCT vendor_id, customer_id FROM charged) k WHERE NOT EXISTS (SELECT FROM contacts n
        WHERE n.vendor_id = k.vendor_id AND n.customer_id = k.customer_id AND n.removed_at IS NULL AND n.role = 'payer')) AS "withoutAddress"
    FROM planned`;
  return {
    ...row,
    totals: row.totals.map(counted),
    overdue: row.overdue.map(counted),
    withoutMethod: row.withoutMethod.map(counted),
    charged: row.charged.map(counted),
    scheduled: row.scheduled.map((each) => ({ ...each, partMinor: readMinor(each.partMinor) })),
  };
}

const counted = <T extends { amountMinor: string }>(each: T) => ({ ...each, amountMinor: BigInt(each.amountMinor) });

/** The same, invoice by invoice, those due first coming first. */
export function readSelected(
  tx: Tx,
  vendorId: string,
  invoiceIds: readonly string[],
  when: When = NOW,
): Promise<SelectedInvoice[]> {
  return tx.$queryRaw<SelectedInvoice[]>`
    WITH ${plannedSql(vendorId, invoiceIds, when)}
    SELECT id AS "invoiceId", customer_id AS "customerId", currency, due_on::text AS "dueOn", due_minor AS "dueMinor", skip
    FROM planned ORDER BY due_on, id`;
}

/** What the confirm page showed to be charged, as one form field: a confirmation is held to it. */
export function encodeSeen(totals: readonly CurrencyTotal[]): string {
  return totals
    .map(({ currency, count, amountMinor }) => `${currency}:${count}:${amountMinor}`)
    .sort()
    .join(',');
}
