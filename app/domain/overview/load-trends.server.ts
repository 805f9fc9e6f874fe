import type { StaffActor } from '~/auth/actor';
import { readPlannedTotals, type PlannedTotal } from '~/domain/batch-payments/planned-batches.server';
import { AGE_BUCKETS, dueRange, type AgeBucket } from '~/domain/invoices/ageing';
import { rowsSince } from '~/domain/payments/payment-rows.server';
import { leftOfLine } from '~/domain/scheduled-charges/charge-row.server';
import { addDays, dateIn, type CalendarDate } from '~/lib/dates';
import { Prisma, readTogether, sql, type Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { mondayOf } from './load-overview.server';
import { salesDays } from './sales-days';

export type AgePart = { bucket: AgeBucket; count: number; amountMinor: bigint };
/** What came in in the week that begins there, with what went back taken off. */
export type Week = { from: CalendarDate; amountMinor: bigint; count: number };

/** How a vendor's money in one currency moves. */
export type CurrencyTrend = {
  currency: Currency;
  /** All five parts, what is not due yet first. */
  ages: AgePart[];
  /** The last twelve, the oldest first; the last one is under way. */
  weeks: Week[];
  /** Days sales outstanding; null where nothing was billed in the last ninety days. */
  salesDays: bigint | null;
};

/** Payments that failed for one reason. */
export type Failure = { code: string | null; count: number };

/** A charge by itself whose date is to come. */
export type Upcoming = {
  id: string;
  customerId: string;
  customerName: string;
  nextOn: CalendarDate;
  currency: Currency;
  amountMinor: bigint;
};
export type UpcomingTotal = { currency: Currency; count: number; amountMinor: bigint };

export type Trends = {
  trends: CurrencyTrend[];
  failures: Failure[];
  failuresFrom: CalendarDate;
  /** Charges by themselves, and what batch payments charge on days to come. */
  upcoming: { totals: UpcomingTotal[]; next: Upcoming[]; planned: PlannedTotal[] };
};

const WEEKS = 12;
const BILLED_DAYS = 90;
const FAILURE_DAYS = 30;
const NEXT_CHARGES = 5;

type Zoned = { timeZone: string; now: Date };

/** What a vendor's receivables are made of and how they change, as of one instant. */
export async function loadTrends({ vendorId }: StaffActor, { timeZone, now }: Zoned): Promise<Trends> {
  const today = dateIn(timeZone, now);
  const since = addDays(mondayOf(today), -7 * (WEEKS - 1));
  const failuresFrom = addDays(today, -FAILURE_DAYS);
  return readTogether(async (tx) => {
    const ages = await readAges(tx, vendorId, today);
    const weeks = await readWeeks(tx, vendorId, { from: since, timeZone, now });
    const owed = await readOwed(tx, vendorId, addDays(today, -BILLED_DAYS));
    const currencies = [...new Set([...owed, ...weeks].map(({ currency }) => currency))];
    return {
      trends: currencies.map((currency) => ({
        currency,
        ages: inParts(ages.filter((part) => part.currency === currency)),
        weeks: inWeeks(
          weeks.filter((week) => week.currency === currency),
          since,
        ),
        salesDays: salesDays(
          owed.find((each) => each.currency === currency),
          BILLED_DAYS,
        ),
      })),
      failures: await readFailures(tx, vendorId, { from: failuresFrom, timeZone, now }),
      failuresFrom,
      upcoming: await readUpcoming(tx, vendorId),
    };
  });
}

function readAges(tx: Tx, vendorId: string, today: CalendarDate): Promise<(AgePart & { currency: Currency })[]> {
  const parts = AGE_BUCKETS.map((bucket) => {
    const { from, to } = dueRange(bucket, today);
    return sql`SELECT ${bucket} AS bucket, ${from}::date AS from_on, ${to}::date AS to_on`;
  });
  return tx.$queryRaw`
    SELECT n.currency, part.bucket, sum(n.invoices)::int AS count, sum(n.amount_minor)::bigint AS "amountMinor"
    FROM invoice_tallies n JOIN (${Prisma.join(parts, ' UNION ALL ')}) part
      ON (part.from_on IS NULL OR n.due_on >= part.from_on) AND (part.to_on IS NULL OR n.due_on <= part.to_on)
    WHERE n.vendor_id = ${vendorId}::uuid AND n.desk_state = 'open'
    GROUP BY n.currency, part.bucket`;
}

function inParts(found: readonly AgePart[]): AgePart[] {
  return AGE_BUCKETS.map((bucket) => {
    const { count = 0, amountMinor = 0n } = found.find((part) => part.bucket === bucket) ?? {};
    return { bucket, count, amountMinor };
  });
}

function readWeeks(
  tx: Tx,
  vendorId: string,
  { from, timeZone, now }: Zoned & { from: CalendarDate },
): Promise<(Week & { currency: Currency })[]> {
  const since = sql`(${from}::timestamp AT TIME ZONE ${timeZone})`;
  return tx.$queryRaw`
    SELECT m.currency, date_trunc('week', m.at AT TIME ZONE ${timeZone})::date::text AS from, sum(m.minor)::bigint AS "amountMinor",
      count(*) FILTER (WHERE NOT m.back)::int AS count
    FROM (${rowsSince(vendorId, { state: 'collected', now, since })}) m GROUP BY 1, 2 -- vendor_id is part of it`;
}

function inWeeks(found: readonly Week[], since: CalendarDate): Week[] {
  return Array.from({ length: WEEKS }, (_, index) => {
    const from = addDays(since, 7 * index);
    const { amountMinor = 0n, count = 0 } = found.find((week) => week.from === from) ?? {};
    return { from, amountMinor, count };
  });
}

/** Per currency what customers owe (due or on its way; what they dispute is left out) and what they were billed since. */
function readOwed(
  tx: Tx,
  vendorId: string,
  since: CalendarDate,
): Promise<{ currency: Currency; owedMinor: bigint; billedMinor: bigint }[]> {
  return tx.$queryRaw`
    SELECT o.currency, sum(o.owed)::bigint AS "owedMinor", sum(o.billed)::bigint AS "billedMinor"
    FROM (
      SELECT n.currency, n.amount_minor AS owed, 0 AS billed FROM invoice_tallies n
      WHERE n.vendor_id = ${vendorId}::uuid AND n.desk_state = 'open'
      UNION ALL
      SELECT p.currency, p.amount_minor + p.credit_minor - p.fee_minor - p.unapplied_minor, 0 FROM payments p
      WHERE p.vendor_id = ${vendorId}::uuid AND p.ended_at IS NULL
      UNION ALL
      SELECT i.currency, 0, i.total_minor FROM invoices i
      WHERE i.vendor_id = ${vendorId}::uuid AND i.desk_state IN ('open', 'processing', 'disputed', 'paid', 'archived')
        AND i.issued_on > ${since}::date AND i.issued_at IS NOT NULL AND i.voided_at IS NULL
    ) o GROUP BY o.currency HAVING sum(o.owed) <> 0 OR sum(o.billed) <> 0 ORDER BY sum(o.owed) DESC, o.currency`;
}

function readFailures(
  tx: Tx,
  vendorId: string,
  { from, timeZone, now }: Zoned & { from: CalendarDate },
): Promise<Failure[]> {
  const since = sql`${from}::timestamp AT TIME ZONE ${timeZone}`;
  return tx.$queryRaw`
    SELECT m.failure_code AS code, count(*)::int AS count FROM (${rowsSince(vendorId, { state: 'failed', now, since })}) m -- vendor_id is part of it
    GROUP BY m.failure_code ORDER BY count DESC, code`;
}

/** Charges whose date is to come, with the next few of them by name. */
async function readUpcoming(tx: Tx, vendorId: string): Promise<Trends['upcoming']> {
  const charges = sql`
    SELECT c.id, c.customer_id, c.next_on, c.currency, sum(${leftOfLine}) AS minor
    FROM scheduled_charges c JOIN scheduled_charge_invoices l ON l.vendor_id = c.vendor_id AND l.charge_id = c.id AND l.ended_at IS NULL
    JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.ended_at IS NULL AND c.state <> 'running'
    GROUP BY c.id`;
  const totals = await tx.$queryRaw<UpcomingTotal[]>`
    SELECT u.currency, count(*)::int AS count, sum(u.minor)::bigint AS "amountMinor" FROM (${charges}) u -- vendor_id is part of charges
    GROUP BY u.currency ORDER BY count DESC, u.currency`;
  const next = await tx.$queryRaw<Upcoming[]>`
    SELECT u.id, u.customer_id AS "customerId", k.name AS "customerName", u.next_on::text AS "nextOn", u.currency, u.minor::bigint AS "amountMinor"
    FROM (${charges} ORDER BY c.next_on, c.id LIMIT ${NEXT_CHARGES}::int) u JOIN customers k ON k.vendor_id = ${vendorId}::uuid AND k.id = u.customer_id
    ORDER BY u.next_on, u.id`;
  return { totals, next, planned: await readPlannedTotals({ vendorId }, tx) };
}
