import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import type { CalendarDate } from '~/lib/dates';
import { Prisma, db } from '~/lib/db.server';
import { decodeInstantCursor, encodeInstantCursor } from '~/lib/instant-cursor';
import type { Currency } from '~/lib/money';
import type { PaymentChannel } from './payer';
import type { PaymentState } from './payment-state';

export type ListedPayment = {
  id: string;
  state: PaymentState;
  channel: PaymentChannel;
  currency: Currency;
  amountMinor: bigint;
  creditMinor: bigint;
  feeMinor: bigint;
  methodBrand: string | null;
  methodLast4: string | null;
  createdAt: Date;
  settledAt: Date | null;
  expectedOn: CalendarDate | null;
  invoiceCount: number;
  receiptId: string | null;
  receiptNumber: string | null;
};

const PAGE_SIZE = 50;

/** The customer's payments, newest first, a page at a time. `cursor` is the `next` of the page before; anything else starts over. */
export async function listPayments(
  actor: InvoiceScope,
  page: { cursor: string | null },
): Promise<{ payments: ListedPayment[]; next: string | null }> {
  const after = decodeInstantCursor(page.cursor);
  const rows = await db.$queryRaw<ListedPayment[]>`
    SELECT p.id, p.state, p.channel, p.currency, p.amount_minor AS "amountMinor", p.credit_minor AS "creditMinor", p.fee_minor AS "feeMinor", p.method_brand AS "methodBrand", p.method_last4 AS "methodLast4",
      p.created_at AS "createdAt", p.settled_at AS "settledAt", p.expected_on::text AS "expectedOn", p.invoice_count AS "invoiceCount", r.id AS "receiptId", r.number AS "receiptNumber"
    FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id AND r.vendor_id = p.vendor_id
    WHERE p.vendor_id = ${actor.vendorId}::uuid AND p.customer_id = ${actor.customerId}::uuid
      ${after ? Prisma.sql`AND (p.created_at < ${after.at}::timestamptz OR (p.created_at = ${after.at}::timestamptz AND p.id > ${after.id}::uuid))` : Prisma.empty}
    ORDER BY p.created_at DESC, p.id LIMIT ${PAGE_SIZE + 1}::int`;
  const payments = rows.slice(0, PAGE_SIZE);
  const last = payments.at(-1);
  return {
    payments,
    next: rows.length > PAGE_SIZE && last ? encodeInstantCursor({ at: last.createdAt, id: last.id }) : null,
  };
}
