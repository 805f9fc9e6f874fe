import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { PaymentChannel } from './payer';
import type { PaymentState } from './payment-state';

/** `amountMinor` is what goes to the invoice, in money and credit; nought where it was void when the money came. */
export type PaymentInvoice = { invoiceId: string; number: string; summary: string; amountMinor: bigint };

export type LoadedPayment = {
  id: string;
  state: PaymentState;
  channel: PaymentChannel;
  currency: Currency;
  amountMinor: bigint;
  /** In credit besides. */
  creditMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  methodBrand: string | null;
  methodLast4: string | null;
  failureCode: string | null;
  createdAt: Date;
  settledAt: Date | null;
  expectedOn: CalendarDate | null;
  mandateReference: string | null;
  waitsFor: 'microdeposits' | null;
  endedAt: Date | null;
  invoiceCount: number;
  /** The first of them in order of due date; invoiceCount says how many there are. */
  invoices: PaymentInvoice[];
  receipt: { id: string; number: string } | null;
};

type Row = Omit<LoadedPayment, 'invoices' | 'receipt'> & { receiptId: string | null; receiptNumber: string | null };

const SHOWN_INVOICES = 100;

/** A payment of the customer with what it went to. Null for any other id, as if it did not exist. */
export async function loadPayment(scope: InvoiceScope, paymentId: string): Promise<LoadedPayment | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT p.id, p.state, p.channel, p.currency, p.amount_minor AS "amountMinor", CASE WHEN p.state = 'succeeded' THEN
        (SELECT coalesce(sum(m.amount_minor), 0)::bigint FROM credit_moves m WHERE m.vendor_id = p.vendor_id AND m.payment_id = p.id AND m.kind = 'used')
        ELSE p.credit_minor END AS "creditMinor", p.fee_minor AS "feeMinor", (p.unapplied_minor + (SELECT coalesce(sum(c.amount_minor), 0) FROM credits c
        WHERE c.vendor_id = p.vendor_id AND c.payment_id = p.id AND c.source = 'voided_invoice'))::bigint AS "unappliedMinor",
      p.method_brand AS "methodBrand", p.method_last4 AS "methodLast4", p.failure_code AS "failureCode", p.created_at AS "createdAt",
      p.settled_at AS "settledAt", p.expected_on::text AS "expectedOn", p.mandate_reference AS "mandateReference", p.waits_for AS "waitsFor",
       p.ended_at AS "endedAt", p.invoice_count AS "invoiceCount", r.id AS "receiptId", r.number AS "receiptNumber"
    FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id AND r.vendor_id = p.vendor_id
    WHERE p.vendor_id = ${scope.vendorId}::uuid AND p.customer_id = ${scope.customerId}::uuid AND p.id = ${paymentId}::uuid`;
  if (!row) return null;
  const invoices = await db.$queryRaw<PaymentInvoice[]>`
    SELECT i.id AS "invoiceId", i.number, i.summary, CASE WHEN ${row.state === 'succeeded'} AND i.voided_at IS NOT NULL
      THEN a.amount_minor - coalesce(c.amount_minor, 0) ELSE a.amount_minor + a.credit_minor END AS "amountMinor"
    FROM allocations a JOIN invoices i ON i.id = a.invoice_id AND i.vendor_id = a.vendor_id
    LEFT JOIN credits c ON c.vendor_id = a.vendor_id AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id AND c.source = 'voided_invoice'
    WHERE a.vendor_id = ${scope.vendorId}::uuid AND a.payment_id = ${paymentId}::uuid
    ORDER BY i.due_on, i.id LIMIT ${SHOWN_INVOICES}::int`;
  const { receiptId, receiptNumber, ...payment } = row;
  return {
    ...payment,
    invoices,
    receipt: receiptId && receiptNumber ? { id: receiptId, number: receiptNumber } : null,
  };
}
