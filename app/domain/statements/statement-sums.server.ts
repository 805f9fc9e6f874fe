import { sql, type Prisma, type Tx } from '~/lib/db.server';
import { beginningOf, endOf, movementsOf, type BooksScope } from './books-of.server';
import type { Period } from './statement-query';
import type { Standing, StatementSums } from './statement';

/** The figures of a period, folded from the books alone (I9), in one statement. */
export async function statementSums(tx: Tx, scope: BooksScope, period: Period): Promise<StatementSums> {
  const [beginning, end] = [beginningOf(period, scope), endOf(period, scope)];
  const inside = sql`m.occurred_at >= ${beginning} AND m.occurred_at < ${end}`;
  const [sums] = await tx.$queryRaw<[Omit<StatementSums, 'closingMinor'>]>`
    SELECT ${sumWhere(sql`m.occurred_at < ${beginning}`)} AS "openingMinor", ${sumWhere(sql`${inside} AND m.amount > 0`)} AS "chargedMinor",
      ${sumWhere(sql`${inside} AND m.amount < 0`)} AS "settledMinor", ${sumWhere(sql`m.occurred_at >= ${end}`)} AS "laterMinor",
      (count(*) FILTER (WHERE ${inside}))::int AS movements,
      (SELECT coalesce(-sum(l.amount_minor), 0)::bigint FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id AND e.vendor_id = l.vendor_id
       WHERE l.vendor_id = ${scope.vendorId}::uuid AND l.customer_id = ${scope.customerId}::uuid AND l.currency = ${scope.currency}
         AND l.account = 'customer_credit' AND e.occurred_at < ${end}) AS "creditMinor"
    FROM (${movementsOf(scope, sql`true`)}) m`;
  return { ...sums, closingMinor: sums.openingMinor + sums.chargedMinor + sums.settledMinor };
}

function sumWhere(condition: Prisma.Sql): Prisma.Sql {
  return sql`coalesce(sum(m.amount) FILTER (WHERE ${condition}), 0)::bigint`;
}

/**
 * Where what is owed stands in the portal now, from the invoices as its pages show them: payable (the portal's
 * total), in a payment under way, disputed, archived. That it comes to the books' balance is what I9 promises.
 */
export async function standingNow(tx: Tx, { vendorId, customerId, currency }: BooksScope): Promise<Standing> {
  const [{ owedMinor, ...parts }] = await tx.$queryRaw<[Omit<Standing, 'disputedMinor'> & { owedMinor: bigint }]>`
    SELECT coalesce(sum(i.due_minor) FILTER (WHERE shown AND i.disputed_at IS NULL), 0)::bigint AS "payableMinor",
      coalesce(sum(i.in_flight_minor) FILTER (WHERE shown), 0)::bigint AS "inFlightMinor",
      coalesce(sum(owed) FILTER (WHERE NOT shown), 0)::bigint AS "archivedMinor",
      coalesce(sum(owed) FILTER (WHERE shown), 0)::bigint AS "owedMinor"
    FROM invoices i, LATERAL (SELECT i.archived_at IS NULL AS shown, i.total_minor - i.credited_minor - i.written_off_minor - i.paid_minor AS owed) o
    WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND i.currency = ${currency}
      AND i.issued_at IS NOT NULL AND i.voided_at IS NULL`;
  return { ...parts, disputedMinor: owedMinor - parts.payableMinor - parts.inFlightMinor };
}
