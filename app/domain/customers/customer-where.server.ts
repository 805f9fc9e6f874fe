import { payable } from '~/domain/invoices/payable.server';
import type { CalendarDate } from '~/lib/dates';
import { Prisma, sql } from '~/lib/db.server';
import { likeText } from '~/lib/like';
import type { CustomerQuery, Narrowing } from './customer-query';

/** SQL: the customer `c` is this vendor's and passes the filter. Shared by list, count and export, so that they mean the same rows. */
export function customerWhere(
  vendorId: string,
  { search, only }: Pick<CustomerQuery, 'search' | 'only'>,
  today: CalendarDate,
): Prisma.Sql {
  const open = sql`FROM invoices i WHERE i.vendor_id = c.vendor_id AND i.customer_id = c.id AND ${payable}`;
  const passes: Record<Narrowing, Prisma.Sql> = {
    owes: sql`EXISTS (SELECT ${open})`,
    overdue: sql`EXISTS (SELECT ${open} AND i.due_on < ${today}::date)`,
    'no-method': sql`NOT EXISTS (SELECT FROM payment_methods m WHERE m.vendor_id = c.vendor_id AND m.customer_id = c.id AND m.removed_at IS NULL)`,
    autopay: sql`EXISTS (SELECT FROM autopays a WHERE a.vendor_id = c.vendor_id AND a.customer_id = c.id AND a.ended_at IS NULL)`,
  };
  return Prisma.join(
    [
      sql`c.vendor_id = ${vendorId}::uuid`,
      ...(search === '' ? [] : [found(vendorId, search)]),
      ...only.map((each) => passes[each]),
    ],
    ' AND ',
  );
}

/** Every word stands in the number or the name, or all of them in the address of one contact. Either half reads its own index, which takes one word at a time. */
function found(vendorId: string, search: string): Prisma.Sql {
  const words = search.split(/\s+/).map((word) => `%${likeText(word)}%`);
  const holds = (text: Prisma.Sql) =>
    Prisma.join(
      words.map((word) => sql`${text} ILIKE ${word}`),
      ' AND ',
    );
  return sql`c.id IN (
    SELECT s.id FROM customers s WHERE s.vendor_id = ${vendorId}::uuid AND ${holds(sql`(s.number || ' ' || s.name)`)}
    UNION ALL
    SELECT t.customer_id FROM people p JOIN contacts t ON t.person_id = p.id
    WHERE t.vendor_id = ${vendorId}::uuid AND t.removed_at IS NULL AND ${holds(sql`p.email`)})`;
}
