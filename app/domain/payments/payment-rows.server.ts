import { Prisma, sql } from '~/lib/db.server';
import type { PaymentFilter } from './vendor-payment-list';

/** SQL: where rows of the list of payments come from. Each belongs to a payment `p`; `at` is when it counts. */
export type RowSource = {
  from: Prisma.Sql;
  where: Prisma.Sql;
  id: Prisma.Sql;
  at: Prisma.Sql;
  minor: Prisma.Sql;
  /** What went back of the payment, not the payment. */
  back: Prisma.Sql;
};

/** A payment whose outcome nobody knows for this long wants a look. */
const UNDECIDED_AFTER_MS = 15 * 60_000;

/** SQL: the payments `p` of a filter, by the day on which they were begun. */
const begun = (where: Prisma.Sql): RowSource => ({
  from: sql`payments p`,
  where,
  id: sql`p.id`,
  at: sql`p.created_at`,
  minor: sql`p.amount_minor + p.credit_minor`,
  back: sql`false`,
});
/** The same, by the day on which they ended. */
const ended = (where: Prisma.Sql): RowSource => ({ ...begun(where), at: sql`p.ended_at` });

/** Money that came in and, taken off, what went back, each on its own day. Credit on account moves no money. */
const COLLECTED: readonly RowSource[] = [
  { ...ended(sql`p.state = 'succeeded' AND p.amount_minor > 0`), minor: sql`p.amount_minor` },
  {
    from: sql`refunds r JOIN payments p ON p.vendor_id = r.vendor_id AND p.id = r.payment_id`,
    where: sql`r.booked_at IS NOT NULL AND r.failed_at IS NULL`,
    id: sql`r.id`,
    at: sql`r.booked_at`,
    minor: sql`-r.amount_minor`,
    back: sql`true`,
  },
];

/**
 * SQL: the rows of a filter. The overview counts by the same, so that each of its figures opens exactly what it counts.
 * Payments in flight are few, and have an index of their own.
 */
export function paymentRows(state: PaymentFilter, now: Date): readonly RowSource[] {
  switch (state) {
    case 'all':
      return [begun(sql`true`)];
    case 'collected':
      return COLLECTED;
    case 'paid':
      return [ended(sql`p.state = 'succeeded'`)];
    case 'open':
      return [begun(sql`p.ended_at IS NULL`)];
    case 'undecided': {
      const before = new Date(now.getTime() - UNDECIDED_AFTER_MS);
      return [
        begun(
          sql`p.ended_at IS NULL AND p.state IN ('reserved', 'checking') AND p.created_at < ${before}::timestamptz`,
        ),
      ];
    }
    case 'failed':
      return [ended(sql`p.state = 'failed'`)];
    case 'cancelled':
      return [ended(sql`p.state = 'cancelled'`)];
    case 'refunded':
      return [
        begun(
          sql`p.id IN (SELECT r.payment_id FROM refunds r WHERE r.vendor_id = p.vendor_id AND r.booked_at IS NOT NULL)`,
        ),
      ];
    case 'disputed':
      return [begun(sql`p.id IN (SELECT d.payment_id FROM gateway_disputes d WHERE d.vendor_id = p.vendor_id)`)];
    case 'to-answer':
      return [
        begun(
          sql`p.id IN (SELECT d.payment_id FROM gateway_disputes d WHERE d.vendor_id = p.vendor_id AND d.state IN ('needs_response', 'warning_needs_response'))`,
        ),
      ];
    // What came when its invoice was void, and is still the customer's credit.
    case 'for-void':
      return [
        begun(
          sql`p.id IN (SELECT k.payment_id FROM credits k WHERE k.vendor_id = p.vendor_id AND k.source = 'voided_invoice' AND k.remaining_minor > 0)`,
        ),
      ];
  }
}

/** SQL: all rows of a filter with their currency and amount, from an instant on where one is given. */
export function rowsSince(
  vendorId: string,
  { state, now, since }: { state: PaymentFilter; now: Date; since?: Prisma.Sql },
): Prisma.Sql {
  const parts = paymentRows(state, now).map(
    ({ from, where, at, minor, back }) => sql`
      SELECT p.currency, ${minor} AS minor, ${at} AS at, ${back} AS back, p.failure_code FROM ${from}
      WHERE p.vendor_id = ${vendorId}::uuid AND ${where} ${since ? sql`AND ${at} >= ${since}` : Prisma.empty}`,
  );
  return Prisma.join(parts, ' UNION ALL ');
}
