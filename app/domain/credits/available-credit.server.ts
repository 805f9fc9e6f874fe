import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import type { AvailableCredit } from './available-credit';
import type { CreditUse } from './credit-use';

/** As it comes inside JSON: the amount as text. */
export type AvailableCreditRow = { currency: Currency; amountMinor: string };

/** SQL: per currency, from the index credits_left alone. */
export const selectAvailableCredit = ({ vendorId, customerId }: InvoiceScope) => sql`
  SELECT c.currency, sum(c.remaining_minor)::text AS "amountMinor" FROM credits c
  WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.remaining_minor > 0
  GROUP BY c.currency ORDER BY c.currency`;

export function readAvailableCredit(rows: readonly AvailableCreditRow[]): AvailableCredit[] {
  return rows.map(({ currency, amountMinor }) => ({ currency, amountMinor: BigInt(amountMinor) }));
}

/** How the vendor wants credit to be used, and how much there is in one currency: what a review is made of. */
export async function loadCreditTerms(
  { vendorId, customerId }: InvoiceScope,
  currency: Currency,
): Promise<{ use: CreditUse; availableMinor: bigint }> {
  const [row] = await readRows<{ use: CreditUse; available: string }>(sql`
    SELECT v.credit_use AS use, (SELECT coalesce(sum(c.remaining_minor), 0)::text FROM credits c
      WHERE c.vendor_id = v.id AND c.customer_id = ${customerId}::uuid AND c.currency = ${currency} AND c.remaining_minor > 0) AS available
    FROM vendors v WHERE v.id = ${vendorId}::uuid`);
  return { use: row?.use ?? 'never', availableMinor: BigInt(row?.available ?? 0) };
}
