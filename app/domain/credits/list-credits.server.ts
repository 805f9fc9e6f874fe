import { db } from '~/lib/db.server';
import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import type { Currency } from '~/lib/money';
import type { CreditSource } from './grant-credit.server';

export type ListedCredit = {
  id: string;
  currency: Currency;
  source: CreditSource;
  reason: string | null;
  invoiceNumber: string | null;
  /** The payment whose money it is: it can go back the way it came, by hand where it came so. */
  paymentId: string | null;
  byHand: boolean;
  amountMinor: bigint;
  heldMinor: bigint;
  remainingMinor: bigint;
  createdAt: Date;
};

/** The lots of a customer that have something left or held, in the order in which they are used. */
export async function listCredits({ vendorId, customerId }: InvoiceScope): Promise<ListedCredit[]> {
  return db.$queryRaw<ListedCredit[]>`
    SELECT c.id, c.currency, c.source, c.reason, i.number AS "invoiceNumber", c.payment_id AS "paymentId", coalesce(p.channel = 'outside', true) AS "byHand", c.amount_minor AS "amountMinor",
      c.held_minor AS "heldMinor", c.remaining_minor AS "remainingMinor", c.created_at AS "createdAt"
    FROM credits c LEFT JOIN invoices i ON i.vendor_id = c.vendor_id AND i.id = c.invoice_id
    LEFT JOIN payments p ON p.vendor_id = c.vendor_id AND p.id = c.payment_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.remaining_minor + c.held_minor > 0
    ORDER BY c.currency, c.created_at, c.id`;
}

/** One lot, whatever is left of it; null where the customer has none of that id. */
export async function findCredit(
  { vendorId, customerId }: InvoiceScope,
  creditId: string,
): Promise<{ currency: Currency } | null> {
  return db.credit.findFirst({ where: { vendorId, customerId, id: creditId }, select: { currency: true } });
}
