import { listReversals } from '~/domain/refunds/list-reversals.server';
import { db } from '~/lib/db.server';
import type { InvoiceCreditNote, InvoiceDetail, InvoiceLine, InvoicePayment } from './invoice-detail';
import type { InvoiceScope } from './open-invoice';
import { heldByDispute, whyNotPayableSql } from './payable.server';

/** One invoice as its customer may see it; null for drafts, archived ones, other customers' and none at all, alike. */
export async function loadInvoice(
  { vendorId, customerId }: InvoiceScope,
  invoiceId: string,
): Promise<InvoiceDetail | null> {
  const [[invoice], lines, payments, creditNotes, reversals] = await Promise.all([
    db.$queryRaw<Omit<InvoiceDetail, 'lines' | 'payments' | 'creditNotes' | 'reversals'>[]>`
      SELECT i.id, i.number, i.currency, i.summary, i.memo, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.tax_minor AS "taxMinor",
             i.total_minor AS "totalMinor", i.credited_minor AS "creditedMinor", i.written_off_minor AS "writtenOffMinor",
             i.in_flight_minor AS "inFlightMinor", i.paid_minor AS "paidMinor", i.due_minor AS "dueMinor", i.voided_at AS "voidedAt",
             i.void_reason AS "voidReason", i.disputed_at AS "disputedAt", i.dispute_reason AS "disputeReason", greatest(${heldByDispute}, 0) AS "disputedMinor",
             ${whyNotPayableSql} AS reason
      FROM invoices i
      WHERE i.id = ${invoiceId}::uuid AND i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid
        AND i.issued_at IS NOT NULL AND i.archived_at IS NULL`,
    db.$queryRaw<InvoiceLine[]>`
      SELECT l.position, l.description, l.quantity_milli AS "quantityMilli", l.unit_price_minor AS "unitPriceMinor", l.tax_rate_bp AS "taxRateBp",
             l.net_minor AS "netMinor", l.tax_minor AS "taxMinor"
      FROM invoice_lines l WHERE l.invoice_id = ${invoiceId}::uuid AND l.vendor_id = ${vendorId}::uuid ORDER BY l.position`,
    db.$queryRaw<InvoicePayment[]>`
      SELECT p.id, a.amount_minor + a.credit_minor AS "amountMinor", a.credit_minor AS "creditMinor", coalesce(c.amount_minor, 0) AS "keptMinor", p.state, p.expected_on::text AS "expectedOn", coalesce(p.settled_at, p.created_at) AS at, p.method_brand AS "methodBrand",
             p.method_last4 AS "methodLast4", r.id AS "receiptId", r.number AS "receiptNumber"
      FROM allocations a
      JOIN payments p ON p.id = a.payment_id AND p.vendor_id = a.vendor_id
      LEFT JOIN receipts r ON r.payment_id = p.id AND r.vendor_id = p.vendor_id
      LEFT JOIN credits c ON c.vendor_id = a.vendor_id AND c.payment_id = p.id AND c.invoice_id = a.invoice_id AND c.source = 'voided_invoice'
      WHERE a.invoice_id = ${invoiceId}::uuid AND a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid
        AND p.state NOT IN ('failed', 'cancelled')
      ORDER BY p.created_at`,
    db.$queryRaw<InvoiceCreditNote[]>`
      SELECT n.id, n.number, n.amount_minor AS "amountMinor", n.amount_minor - n.applied_minor AS "keptMinor", n.reason, n.issued_at AS at, d.id IS NOT NULL AS "hasDocument"
      FROM credit_notes n LEFT JOIN credit_note_documents d ON d.vendor_id = n.vendor_id AND d.id = n.id WHERE n.invoice_id = ${invoiceId}::uuid AND n.vendor_id = ${vendorId}::uuid AND n.customer_id = ${customerId}::uuid ORDER BY n.sequence`,
    listReversals({ vendorId, customerId }, { invoiceId }),
  ]);
  return invoice ? { ...invoice, lines, payments, creditNotes, reversals } : null;
}
