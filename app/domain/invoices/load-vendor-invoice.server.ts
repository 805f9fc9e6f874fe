import { listInvoiceDisputes } from '~/domain/invoice-disputes/list-invoice-disputes.server';
import { plannedMailKeys } from '~/domain/batch-payments/planned-batches.server';
import { listReversals } from '~/domain/refunds/list-reversals.server';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { InvoiceCreditNote, InvoiceLine } from './invoice-detail';
import type { InvoiceReach } from './invoice-reach';
import { linksOf, loadLinks, loadMails, loadViews } from './load-invoice-reach.server';
import { heldByDispute, whyNotPayableSql } from './payable.server';
import type { InvoiceNote, VendorInvoice, VendorInvoiceCharge, VendorInvoicePayment } from './vendor-invoice';

type Scope = { vendorId: string };
type Of = { vendorId: string; customerId: string; invoiceId: string };
type Head = Omit<
  VendorInvoice,
  | 'customer'
  | 'lines'
  | 'payments'
  | 'creditNotes'
  | 'reversals'
  | 'disputes'
  | 'charges'
  | 'notes'
  | keyof InvoiceReach
> & { customerId: string; customerNumber: string; customerName: string };

/** So many payments and notes of one invoice are told; the newest of them. */
const SHOWN = 200;

/** One invoice as the vendor's staff see it: drafts and archived ones too, with everything that ever happened to it. Null for another vendor's. */
export async function loadVendorInvoice({ vendorId }: Scope, invoiceId: unknown): Promise<VendorInvoice | null> {
  const head = isId(invoiceId) ? await loadHead({ vendorId, invoiceId }) : null;
  if (!head) return null;
  const { customerId, customerNumber, customerName, ...invoice } = head;
  const of = { vendorId, customerId, invoiceId: invoice.id };
  const [lines, payments, creditNotes, charges, reversals, disputes, views, named, planned] = await Promise.all([
    db.$queryRaw<InvoiceLine[]>`
      SELECT l.position, l.description, l.quantity_milli AS "quantityMilli", l.unit_price_minor AS "unitPriceMinor", l.tax_rate_bp AS "taxRateBp",
        l.net_minor AS "netMinor", l.tax_minor AS "taxMinor"
      FROM invoice_lines l WHERE l.invoice_id = ${invoice.id}::uuid AND l.vendor_id = ${vendorId}::uuid ORDER BY l.position`,
    loadPayments(of),
    db.$queryRaw<InvoiceCreditNote[]>`
      SELECT n.id, n.number, n.amount_minor AS "amountMinor", n.amount_minor - n.applied_minor AS "keptMinor", n.reason, n.issued_at AS at, d.id IS NOT NULL AS "hasDocument"
      FROM credit_notes n LEFT JOIN credit_note_documents d ON d.vendor_id = n.vendor_id AND d.id = n.id WHERE n.invoice_id = ${invoice.id}::uuid AND n.vendor_id = ${vendorId}::uuid ORDER BY n.sequence`,
    loadInvoiceCharges(of),
    listReversals(of, of),
    listInvoiceDisputes(of, invoice.id),
    loadViews(of),
    linksOf(of),
    plannedMailKeys(of),
  ]);
  const linkIds = [...new Set([...named, ...payments.flatMap(({ linkId }) => linkId ?? [])])];
  const told = [...[invoice, ...payments, ...creditNotes, ...charges, ...reversals].map(({ id }) => id), ...linkIds];
  const documents = [...payments.map(({ receiptId }) => receiptId), ...reversals.map(({ documentId }) => documentId)];
  const [notes, links, mails] = await Promise.all([
    loadNotes(vendorId, told),
    loadLinks(vendorId, linkIds),
    loadMails(vendorId, [...told, ...disputes.map(({ id }) => id), ...documents.filter((id) => id !== null)], planned),
  ]);
  const customer = { id: customerId, number: customerNumber, name: customerName };
  const reach = { views, links, mails };
  return { ...invoice, customer, lines, payments, creditNotes, reversals, disputes, charges, notes, ...reach };
}

async function loadHead({ vendorId, invoiceId }: Omit<Of, 'customerId'>): Promise<Head | null> {
  const [head] = await db.$queryRaw<Head[]>`
    SELECT i.id, i.number, i.version, i.currency, i.summary, i.memo, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.tax_minor AS "taxMinor",
      i.total_minor AS "totalMinor", i.credited_minor AS "creditedMinor", i.written_off_minor AS "writtenOffMinor", i.in_flight_minor AS "inFlightMinor",
      i.paid_minor AS "paidMinor", i.due_minor AS "dueMinor", greatest(${heldByDispute}, 0) AS "disputedMinor", i.created_at AS "createdAt",
      i.issued_at AS "issuedAt", i.voided_at AS "voidedAt", i.void_reason AS "voidReason", i.archived_at AS "archivedAt", i.disputed_at AS "disputedAt",
      i.dispute_reason AS "disputeReason", ${whyNotPayableSql} AS reason, v.time_zone AS "timeZone", c.id AS "customerId", c.number AS "customerNumber", c.name AS "customerName"
    FROM invoices i JOIN customers c ON c.vendor_id = i.vendor_id AND c.id = i.customer_id JOIN vendors v ON v.id = i.vendor_id
    WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ${invoiceId}::uuid`;
  return head ?? null;
}

async function loadPayments({ vendorId, customerId, invoiceId }: Of): Promise<VendorInvoicePayment[]> {
  const payments = await db.$queryRaw<VendorInvoicePayment[]>`
    SELECT p.id, p.state, p.channel, a.amount_minor + a.credit_minor AS "amountMinor", a.credit_minor AS "creditMinor", coalesce(k.amount_minor, 0) AS "keptMinor", p.unapplied_minor AS "beyondMinor",
      p.failure_code AS "failureCode", p.expected_on::text AS "expectedOn", p.created_at AS "startedAt", p.ended_at AS "endedAt", p.method_brand AS "methodBrand",
      p.method_last4 AS "methodLast4", r.id AS "receiptId", r.number AS "receiptNumber", p.payment_link_id AS "linkId", person.name AS "contactName"
    FROM allocations a JOIN payments p ON p.id = a.payment_id AND p.vendor_id = a.vendor_id
    LEFT JOIN receipts r ON r.payment_id = p.id AND r.vendor_id = p.vendor_id
    LEFT JOIN credits k ON k.vendor_id = a.vendor_id AND k.payment_id = p.id AND k.invoice_id = a.invoice_id AND k.source = 'voided_invoice'
    LEFT JOIN contacts c ON c.vendor_id = p.vendor_id AND c.id = p.contact_id LEFT JOIN people person ON person.id = c.person_id
    WHERE a.invoice_id = ${invoiceId}::uuid AND a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${SHOWN}::int`;
  return payments.reverse();
}

async function loadInvoiceCharges({ vendorId, invoiceId }: Of): Promise<VendorInvoiceCharge[]> {
  return db.$queryRaw<VendorInvoiceCharge[]>`
    SELECT c.id, c.kind, c.staff_id IS NOT NULL AS "byStaff", c.state, c.charge_on::text AS "chargeOn", c.next_on::text AS "nextOn", l.amount_minor AS "amountMinor", l.ended_at IS NULL AS standing, c.created_at AS "createdAt",
      c.ended_at AS "endedAt", c.reason, m.brand AS "methodBrand", m.last4 AS "methodLast4"
    FROM scheduled_charge_invoices l JOIN scheduled_charges c ON c.vendor_id = l.vendor_id AND c.id = l.charge_id
    JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
    WHERE l.vendor_id = ${vendorId}::uuid AND l.invoice_id = ${invoiceId}::uuid ORDER BY c.created_at, c.id LIMIT ${SHOWN}::int`;
}

/** Who did it is looked up by what kind of actor it was; the product itself has no name that says much. */
async function loadNotes(vendorId: string, subjectIds: string[]): Promise<InvoiceNote[]> {
  const notes = await db.$queryRaw<InvoiceNote[]>`
    SELECT a.at, a.action, a.subject_id AS "subjectId", a.actor_kind AS "byKind", a.data,
      CASE a.actor_kind
        WHEN 'staff' THEN (SELECT s.name FROM staff s WHERE s.vendor_id = a.vendor_id AND s.id = a.actor_id::uuid)
        WHEN 'contact' THEN (SELECT p.name FROM contacts c JOIN people p ON p.id = c.person_id WHERE c.vendor_id = a.vendor_id AND c.id = a.actor_id::uuid)
      END AS by
    FROM audit_entries a
    WHERE a.vendor_id = ${vendorId}::uuid AND a.subject IN ('invoice', 'payment', 'credit note', 'scheduled_charge', 'refund', 'payment_link') AND a.subject_id = ANY(${subjectIds})
    ORDER BY a.at DESC, a.sequence DESC LIMIT ${SHOWN * 5}::int`;
  return notes.reverse();
}
