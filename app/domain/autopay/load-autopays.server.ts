import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { AutopayTerms } from './autopay';

/** The agreements in force, and the currencies in which the customer has invoices, which are where there could be one. */
export async function loadAutopays({
  vendorId,
  customerId,
}: InvoiceScope): Promise<{ agreed: AutopayTerms[]; currencies: Currency[] }> {
  const [agreed, invoiced] = await Promise.all([
    db.$queryRaw<AutopayTerms[]>`
      SELECT a.id, a.currency, a.method_id AS "methodId", m.brand AS "methodBrand", m.last4 AS "methodLast4", a.cap_minor AS "capMinor",
        a.notice_days AS "noticeDays", a.started_at AS "startedAt", coalesce(c.name, p.name) AS "agreedBy"
      FROM autopays a JOIN payment_methods m ON m.vendor_id = a.vendor_id AND m.id = a.method_id
      JOIN contacts c ON c.vendor_id = a.vendor_id AND c.id = a.contact_id JOIN people p ON p.id = c.person_id
      WHERE a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid AND a.ended_at IS NULL`,
    db.$queryRaw<{ currency: Currency }[]>`
      SELECT currency FROM invoices WHERE vendor_id = ${vendorId}::uuid AND customer_id = ${customerId}::uuid AND issued_at IS NOT NULL
      GROUP BY currency ORDER BY count(*) DESC, currency`,
  ]);
  const currencies = new Set([...invoiced.map((row) => row.currency), ...agreed.map((terms) => terms.currency)]);
  return { agreed, currencies: [...currencies] };
}
