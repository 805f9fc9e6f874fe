import { postInvoiceIssuedEntries } from '~/domain/ledger/post-invoice-entries.server';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invoiceTax, invoiceTotal, type NewInvoice } from './new-invoice';

/**
 * Inserts invoices with their lines and, for the issued ones, their ledger entries: three statements for any
 * number of them. Totals come from the lines, so they cannot disagree. A number the vendor has already is a
 * unique violation: who may meet one looks first. The audit entry is the caller's, who knows the cause.
 */
export async function issueInvoices(
  tx: Tx,
  batch: { vendorId: string; invoices: readonly NewInvoice[] },
): Promise<void> {
  if (batch.invoices.length === 0) return;
  await insertInvoices(tx, batch.vendorId, batch.invoices);
  await insertInvoiceLines(tx, batch.vendorId, batch.invoices);
  const issued = batch.invoices.filter((invoice) => invoice.issuedAt !== null);
  await postInvoiceIssuedEntries(tx, {
    vendorId: batch.vendorId,
    entries: issued.map((invoice) => ({ id: invoice.entryId ?? newId(), invoiceId: invoice.id })),
  });
}

async function insertInvoices(tx: Tx, vendorId: string, invoices: readonly NewInvoice[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO invoices (vendor_id, id, customer_id, number, currency, issued_on, due_on, summary, memo, issued_at, tax_minor, total_minor, created_at)
    SELECT ${vendorId}::uuid, n.id, n.customer_id, n.number, n.currency, n.issued_on, n.due_on, n.summary, n.memo, n.issued_at,
      n.tax_minor, n.total_minor, coalesce(n.created_at, CURRENT_TIMESTAMP)
    FROM unnest(
      ${invoices.map((invoice) => invoice.id)}::uuid[],
      ${invoices.map((invoice) => invoice.customerId)}::uuid[],
      ${invoices.map((invoice) => invoice.number)}::text[],
      ${invoices.map((invoice) => invoice.currency)}::text[],
      ${invoices.map((invoice) => invoice.issuedOn)}::date[],
      ${invoices.map((invoice) => invoice.dueOn)}::date[],
      ${invoices.map((invoice) => invoice.summary)}::text[],
      ${invoices.map((invoice) => invoice.memo ?? null)}::text[],
      ${invoices.map((invoice) => invoice.issuedAt?.toISOString() ?? null)}::timestamptz[],
      ${invoices.map((invoice) => String(invoiceTax(invoice.lines)))}::bigint[],
      ${invoices.map((invoice) => String(invoiceTotal(invoice.lines)))}::bigint[],
      ${invoices.map((invoice) => invoice.createdAt?.toISOString() ?? null)}::timestamptz[]
    ) AS n (id, customer_id, number, currency, issued_on, due_on, summary, memo, issued_at, tax_minor, total_minor, created_at)`;
}

/** Lines in the order given; also of a draft that is written anew. */
export async function insertInvoiceLines(
  tx: Tx,
  vendorId: string,
  invoices: readonly Pick<NewInvoice, 'id' | 'lines'>[],
): Promise<void> {
  const lines = invoices.flatMap((invoice) =>
    invoice.lines.map((line, index) => ({ ...line, invoiceId: invoice.id, position: index + 1 })),
  );
  await tx.$executeRaw`
    INSERT INTO invoice_lines (vendor_id, invoice_id, position, description, quantity_milli, unit_price_minor, tax_rate_bp, net_minor, tax_minor)
    SELECT ${vendorId}::uuid, n.* FROM unnest(
      ${lines.map((line) => line.invoiceId)}::uuid[],
      ${lines.map((line) => line.position)}::int[],
      ${lines.map((line) => line.description)}::text[],
      ${lines.map((line) => String(line.quantityMilli))}::bigint[],
      ${lines.map((line) => String(line.unitPriceMinor))}::bigint[],
      ${lines.map((line) => line.taxRateBp)}::int[],
      ${lines.map((line) => String(line.netMinor))}::bigint[],
      ${lines.map((line) => String(line.taxMinor))}::bigint[]
    ) AS n`;
}
