import type { StaffActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import { rowsSince } from '~/domain/payments/payment-rows.server';
import type { PaymentFilter } from '~/domain/payments/vendor-payment-list';
import { addDays, dateIn, daysBetween, type CalendarDate } from '~/lib/dates';
import { readTogether, sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

/** One currency's figures: amounts and how many invoices or payments they are. */
export type OverviewTotals = {
  currency: Currency;
  openMinor: bigint;
  openCount: number;
  overdueMinor: bigint;
  overdueCount: number;
  inFlightMinor: bigint;
  inFlightCount: number;
  collectedMinor: bigint;
  collectedCount: number;
};

/** What somebody should look at, as counts of the rows that it opens; nought where there is nothing. */
export type Attention = { undecided: number; disputes: number; questions: number; forVoid: number; mails: number };

/** A customer and what they are late with in one currency. */
export type LateCustomer = {
  customerId: string;
  name: string;
  number: string;
  currency: Currency;
  lateMinor: bigint;
  lateCount: number;
  oldestDueOn: CalendarDate;
};

export type Overview = {
  totals: OverviewTotals[];
  attention: Attention;
  /** Who owes most that is late: a few of each currency, the largest first. */
  late: LateCustomer[];
  today: CalendarDate;
  weekFrom: CalendarDate;
  /** The first day whose mails are looked at. */
  mailsFrom: CalendarDate;
};

type Zoned = { timeZone: string; now: Date };

const MAILS_OF_DAYS = 7;

/**
 * Where the vendor stands: what is open, overdue, on its way and collected since Monday (in the vendor's zone, with
 * what went back taken off), who is late with most, and what waits for somebody. Three statements as of one instant.
 */
export async function loadOverview(actor: StaffActor, { timeZone, now }: Zoned): Promise<Overview> {
  const today = dateIn(timeZone, now);
  const weekFrom = mondayOf(today);
  const mailsFrom = addDays(today, 1 - MAILS_OF_DAYS);
  return readTogether(async (tx) => ({
    totals: await readTotals(tx, actor, { today, weekFrom, timeZone, now }),
    attention: await readAttention(tx, actor, { mailsFrom, timeZone, now }),
    late: await readLate(tx, actor, today),
    today,
    weekFrom,
    mailsFrom,
  }));
}

const A_MONDAY = '2024-01-01';

export function mondayOf(date: CalendarDate): CalendarDate {
  return addDays(date, -(((daysBetween(A_MONDAY, date) % 7) + 7) % 7));
}

type Week = Zoned & { today: CalendarDate; weekFrom: CalendarDate };

function readTotals(
  tx: Tx,
  { vendorId }: StaffActor,
  { today, weekFrom, timeZone, now }: Week,
): Promise<OverviewTotals[]> {
  const since = sql`${weekFrom}::timestamp AT TIME ZONE ${timeZone}`;
  return tx.$queryRaw<OverviewTotals[]>`
    WITH open AS (
      SELECT i.currency, sum(i.due_minor) AS minor, count(*) AS n,
        sum(i.due_minor) FILTER (WHERE i.due_on < ${today}::date) AS late_minor, count(*) FILTER (WHERE i.due_on < ${today}::date) AS late
      FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND ${payable} GROUP BY i.currency
    ), in_flight AS (
      SELECT m.currency, sum(m.minor) AS minor, count(*) AS n FROM (${rowsSince(vendorId, { state: 'open', now })}) m GROUP BY m.currency -- vendor_id is part of it
    ), collected AS (
      SELECT m.currency, sum(m.minor) AS minor, count(*) FILTER (WHERE NOT m.back) AS n
      FROM (${rowsSince(vendorId, { state: 'collected', now, since })}) m GROUP BY m.currency -- vendor_id is part of it
    ), known AS (
      SELECT currency FROM open UNION SELECT currency FROM in_flight UNION SELECT currency FROM collected
    )
    SELECT k.currency,
      coalesce(o.minor, 0)::bigint AS "openMinor", coalesce(o.n, 0)::int AS "openCount",
      coalesce(o.late_minor, 0)::bigint AS "overdueMinor", coalesce(o.late, 0)::int AS "overdueCount",
      coalesce(f.minor, 0)::bigint AS "inFlightMinor", coalesce(f.n, 0)::int AS "inFlightCount",
      coalesce(c.minor, 0)::bigint AS "collectedMinor", coalesce(c.n, 0)::int AS "collectedCount"
    FROM known k LEFT JOIN open o USING (currency) LEFT JOIN in_flight f USING (currency)
      LEFT JOIN collected c USING (currency)
    ORDER BY coalesce(o.n, 0) DESC, k.currency`;
}

const LATE_CUSTOMERS = 5;

function readLate(tx: Tx, { vendorId }: StaffActor, today: CalendarDate): Promise<LateCustomer[]> {
  return tx.$queryRaw<LateCustomer[]>`
    SELECT c.id AS "customerId", c.name, c.number, l.currency, l."lateMinor", l."lateCount", l."oldestDueOn"
    FROM (
      SELECT i.customer_id, i.currency, sum(i.due_minor)::bigint AS "lateMinor", count(*)::int AS "lateCount", min(i.due_on)::text AS "oldestDueOn",
        row_number() OVER (PARTITION BY i.currency ORDER BY sum(i.due_minor) DESC, i.customer_id) AS place,
        sum(count(*)) OVER (PARTITION BY i.currency) AS invoices
      FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND ${payable} AND i.due_on < ${today}::date
      GROUP BY i.customer_id, i.currency
    ) l JOIN customers c ON c.vendor_id = ${vendorId}::uuid AND c.id = l.customer_id
    WHERE l.place <= ${LATE_CUSTOMERS} ORDER BY l.invoices DESC, l.currency, l.place`;
}

type Look = Zoned & { mailsFrom: CalendarDate };

async function readAttention(tx: Tx, { vendorId }: StaffActor, { mailsFrom, timeZone, now }: Look): Promise<Attention> {
  const payments = (state: PaymentFilter) => sql`SELECT count(*)::int FROM (${rowsSince(vendorId, { state, now })}) m`;
  const [row] = await tx.$queryRaw<Attention[]>`
    SELECT (${payments('undecided')}) AS undecided, (${payments('to-answer')}) AS disputes, (${payments('for-void')}) AS "forVoid",
      (SELECT count(*)::int FROM invoice_disputes q WHERE q.vendor_id = ${vendorId}::uuid AND q.kind = 'dispute' AND q.ended_at IS NULL) AS questions,
      (SELECT count(*)::int FROM outgoing_mails m WHERE m.vendor_id = ${vendorId}::uuid AND m.state <> 'sent' AND m.state = 'failed'
        AND m.created_at >= ${mailsFrom}::timestamp AT TIME ZONE ${timeZone}) AS mails`;
  return row ?? { undecided: 0, disputes: 0, questions: 0, forVoid: 0, mails: 0 };
}
