import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

/** The currencies the customer has movements in, the one with most of them first. */
export async function statementCurrencies({ vendorId, customerId }: InvoiceScope): Promise<Currency[]> {
  const rows = await db.$queryRaw<{ currency: Currency }[]>`
    SELECT l.currency FROM ledger_lines l
    WHERE l.vendor_id = ${vendorId}::uuid AND l.customer_id = ${customerId}::uuid AND l.account = 'receivable'
    GROUP BY l.currency ORDER BY count(*) DESC, l.currency`;
  return rows.map((row) => row.currency);
}
