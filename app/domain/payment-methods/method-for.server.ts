import { Prisma, sql } from '~/lib/db.server';
import { currencyOfKind, METHOD_KINDS } from './method-kind';

/**
 * SQL: those columns of the method `m` that a charge of `c` (vendor_id, customer_id, currency) is made with: the default
 * one if it takes the currency, else the newest that does.
 */
export const methodFor = (columns: Prisma.Sql): Prisma.Sql => sql`
  SELECT ${columns} FROM payment_methods m
  WHERE m.vendor_id = c.vendor_id AND m.customer_id = c.customer_id AND m.removed_at IS NULL
    AND (${Prisma.join(
      METHOD_KINDS.map((kind) => {
        const only = currencyOfKind(kind);
        return only === null ? sql`m.kind = ${kind}` : sql`(m.kind = ${kind} AND c.currency = ${only})`;
      }),
      ' OR ',
    )})
  ORDER BY m.default_since DESC NULLS LAST, m.created_at DESC, m.id DESC LIMIT 1`;
