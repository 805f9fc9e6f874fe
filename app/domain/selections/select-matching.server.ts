import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { ListFilter } from '../invoices/list-query';
import { openWhere } from '../invoices/open-where.server';
import type { ContactScope } from './contact-scope';

/**
 * Adds every open invoice that passes the filter to the contact's selection, however many there are: one
 * statement, no ids cross the wire. Repeating it changes nothing; never refuses.
 */
export async function selectMatching(
  scope: ContactScope,
  currency: Currency,
  filter: ListFilter,
  today: CalendarDate,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO selections AS s (contact_id, vendor_id, invoice_ids, updated_at)
    VALUES (${scope.contactId}::uuid, ${scope.vendorId}::uuid, ARRAY(
      SELECT i.id FROM invoices i -- vendor_id is part of openWhere
      WHERE ${openWhere(scope, currency, filter, today)}), ${now})
    ON CONFLICT (contact_id) DO UPDATE SET updated_at = excluded.updated_at,
      invoice_ids = ARRAY(SELECT unnest(excluded.invoice_ids) UNION SELECT unnest(s.invoice_ids))`;
}
