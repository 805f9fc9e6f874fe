import type { StaffActor } from '~/auth/actor';
import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import { currencyOfKind, METHOD_KINDS } from '~/domain/payment-methods/method-kind';
import { db, Prisma, sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { CurrencyTotal, SkipReason } from './batch-payment';
import type { SelectedInvoice } from './plan-charges';

/** What the confirm page says of a selection. */
export type BatchPlan = {
  /** How many of the selected there are. */
  selected: number;
  chargeable: number;
  customers: number;
  totals: CurrencyTotal[];
  /** Some fell due already; charged on their due dates these are charged at once. */
  overdue: number;
  skipped: { reason: SkipReason; count: number; numbers: string[] }[];
  /** Customers who have no payment method on file, those who owe most invoices first. */
  withoutMethod: { customerId: string; name: string; currency: Currency; count: number; amountMinor: bigint }[];
  withoutMethodCount: number;
};

const LISTED = 20;
/** So many numbers of skipped invoices are named. */
const NAMED = 5;

/** SQL: the method that a charge of `c` (vendor_id, customer_id, currency) is made with: the default one if it takes the currency, else the newest. */
export const methodFor = sql`
  SELECT m.id, m.kind FROM payment_methods m
  WHERE m.vendor_id = c.vendor_id AND m.customer_id = c.customer_id AND m.removed_at IS NULL
    AND (${Prisma.join(
      METHOD_KINDS.map((kind) => {
        const only = currencyOfKind(kind);
        return only === null ? sql`m.kind = ${kind}` : sql`(m.kind = ${kind} AND c.currency = ${only})`;
      }),
      ' OR ',
    )})
  ORDER BY m.default_since DESC NULLS LAST, m.created_at DESC, m.id DESC LIMIT 1`;

/** SQL: why staff cannot charge the invoice `i`; unlike a payer they are told of drafts and of what is archived. */
export const whyNotChargeable = sql`
  CASE WHEN i.issued_at IS NULL THEN 'draft' WHEN i.archived_at IS NOT NULL THEN 'archived' ELSE ${whyNotPayableSql} END`;

/** A debit of a US account, and the two times that it may be sent again (docs/decisions/0017). */
const US_DEBITS_PER_INVOICE = 3;

/** SQL: whether the method `m` must not be asked for the invoice `i` again, having returned it so often. */
export const returnedTooOften = sql`
  CASE WHEN m.kind = 'us_bank_account' THEN (
    SELECT count(*) FROM allocations a JOIN payments f ON f.vendor_id = a.vendor_id AND f.id = a.payment_id
    WHERE a.vendor_id = i.vendor_id AND a.invoice_id = i.id AND f.method_id = m.id AND f.state = 'failed') >= ${US_DEBITS_PER_INVOICE}::int
  ELSE false END`;

/**
 * SQL: `planned`, the vendor's own invoices among these ids and why each is skipped, if it is. The ids are read first,
 * for the reason that heldBy gives.
 */
const plannedSql = (vendorId: string, invoiceIds: readonly string[]) => sql`
  picked AS MATERIALIZED (SELECT DISTINCT id, ${vendorId}::uuid AS vendor_id FROM unnest(${[...invoiceIds]}::uuid[]) AS ids (id)),
  chosen AS MATERIALIZED (
    SELECT i.id, i.vendor_id, i.customer_id, i.currency, i.due_on, i.due_minor, i.number, ${whyNotChargeable} AS reason
    FROM picked p JOIN invoices i ON i.vendor_id = p.vendor_id AND i.id = p.id),
  payers AS MATERIALIZED (
    SELECT c.customer_id, c.currency, m.id, m.kind
    FROM (SELECT DISTINCT vendor_id, customer_id, currency FROM chosen) c LEFT JOIN LATERAL (${methodFor}) m ON true),
  planned AS MATERIALIZED (
    SELECT i.*, coalesce(i.reason, CASE WHEN m.id IS NULL THEN 'no-method' WHEN ${returnedTooOften} THEN 'debit-returned' END) AS skip
    FROM chosen i JOIN payers m ON m.customer_id = i.customer_id AND m.currency = i.currency)`;

/** What would happen to these invoices now. One statement; changes nothing. Ids that are not the vendor's are not counted. */
export async function planBatch(
  { vendorId }: Pick<StaffActor, 'vendorId'>,
  invoiceIds: readonly string[],
  today: string,
): Promise<BatchPlan> {
  type Row = Omit<BatchPlan, 'totals' | 'withoutMethod'> & {
    totals: { currency: Currency; count: number; amountMinor: string }[];
    withoutMethod: { customerId: string; name: string; currency: Currency; count: number; amountMinor: string }[];
  };
  const [row] = await db.$queryRaw<[Row]>`
    WITH ${plannedSql(vendorId, invoiceIds)},
    totals AS (SELECT currency, count(*)::int AS count, sum(due_minor)::text AS "amountMinor" FROM planned WHERE skip IS NULL GROUP BY currency ORDER BY 2 DESC, 1),
    skipped AS (
      SELECT skip AS reason, count(*)::int AS count, to_json((array_agg(number ORDER BY due_on, id))[:${NAMED}::int]) AS numbers
      FROM planned WHERE skip IS NOT NULL GROUP BY skip ORDER BY 2 DESC, 1),
    without AS (
      SELECT p.customer_id AS "customerId", cu.name, p.currency, count(*)::int AS count, sum(p.due_minor)::text AS "amountMinor"
      FROM planned p JOIN customers cu ON cu.vendor_id = p.vendor_id AND cu.id = p.customer_id WHERE p.skip = 'no-method'
      GROUP BY p.customer_id, cu.name, p.currency ORDER BY 4 DESC, 2, 3)
    SELECT count(*)::int AS selected, count(*) FILTER (WHERE skip IS NULL)::int AS chargeable,
      count(DISTINCT customer_id) FILTER (WHERE skip IS NULL)::int AS customers,
      count(*) FILTER (WHERE skip IS NULL AND due_on <= ${today}::date)::int AS overdue,
      (SELECT coalesce(json_agg(t), '[]') FROM totals t) AS totals, (SELECT coalesce(json_agg(s), '[]') FROM skipped s) AS skipped,
      (SELECT coalesce(json_agg(w), '[]') FROM (SELECT * FROM without LIMIT ${LISTED}::int) w) AS "withoutMethod",
      (SELECT count(DISTINCT "customerId")::int FROM without) AS "withoutMethodCount"
    FROM planned`;
  return {
    ...row,
    totals: row.totals.map((total) => ({ ...total, amountMinor: BigInt(total.amountMinor) })),
    withoutMethod: row.withoutMethod.map((each) => ({ ...each, amountMinor: BigInt(each.amountMinor) })),
  };
}

/** The same, invoice by invoice, those due first coming first. */
export function readSelected(tx: Tx, vendorId: string, invoiceIds: readonly string[]): Promise<SelectedInvoice[]> {
  return tx.$queryRaw<SelectedInvoice[]>`
    WITH ${plannedSql(vendorId, invoiceIds)}
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
