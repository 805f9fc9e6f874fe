import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

/** Whether a vendor takes parts of invoices, and the least that one such payment may come to. */
export type PartRules = { partPayments: boolean; minimumMinor: bigint | null };

export async function loadPartRules(vendorId: string, currency: Currency): Promise<PartRules> {
  const [rules] = await readRows<{ partPayments: boolean; minimum: string | null }>(sql`
    SELECT v.part_payments AS "partPayments", m.minimum_minor::text AS minimum
    FROM vendors v LEFT JOIN part_payment_minimums m ON m.vendor_id = v.id AND m.currency = ${currency}
    WHERE v.id = ${vendorId}::uuid`);
  return {
    partPayments: rules?.partPayments ?? false,
    minimumMinor: rules?.minimum == null ? null : BigInt(rules.minimum),
  };
}
