import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { MAX_INVOICES_PER_PAYMENT } from './quote';

/** What a vendor takes of its customers: parts of invoices, the least that one such payment may come to, several at once, and by which ways. */
export type PaymentTerms = {
  partPayments: boolean;
  minimumMinor: bigint | null;
  /** How many invoices one payment may take. */
  limit: number;
  methodKinds: MethodKind[];
};

export async function loadPaymentTerms(vendorId: string, currency: Currency): Promise<PaymentTerms> {
  const [found] = await readRows<{
    partPayments: boolean;
    minimum: string | null;
    massPayment: boolean;
    methodKinds: MethodKind[];
  }>(sql`
    SELECT v.part_payments AS "partPayments", m.minimum_minor::text AS minimum, v.mass_payment AS "massPayment", v.method_kinds AS "methodKinds"
    FROM vendors v LEFT JOIN part_payment_minimums m ON m.vendor_id = v.id AND m.currency = ${currency}
    WHERE v.id = ${vendorId}::uuid`);
  return {
    partPayments: found?.partPayments ?? false,
    minimumMinor: found?.minimum == null ? null : BigInt(found.minimum),
    limit: limitOf(found?.massPayment ?? true),
    methodKinds: found?.methodKinds ?? [],
  };
}

export function limitOf(massPayment: boolean): number {
  return massPayment ? MAX_INVOICES_PER_PAYMENT : 1;
}
