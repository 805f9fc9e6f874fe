import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import { loadInvoice } from '~/domain/invoices/load-invoice.server';
import { readRows, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { LinkScope } from './review-link.server';

/** An invoice as whoever holds a link may see it: what stands on it and what is still due, never who paid what of it. */
export type LinkInvoice = Omit<
  InvoiceDetail,
  'payments' | 'creditNotes' | 'reversals' | 'disputeReason' | 'disputedAt' | 'voidedAt' | 'voidReason'
>;

/**
 * One invoice that a link is for. A link for the account shows those that are open or being paid, and what was paid
 * through it: what else its customer was ever billed is not what it is for. Null for any other, and for what was withdrawn.
 */
export async function loadLinkInvoice(link: LinkScope, invoiceId: string): Promise<LinkInvoice | null> {
  const named = link.covers === 'account' || link.invoiceIds.includes(invoiceId);
  const invoice = named && isId(invoiceId) ? await loadInvoice(link, invoiceId) : null;
  if (!invoice || invoice.reason === 'void') return null;
  if (link.covers === 'account' && invoice.reason === 'paid' && !(await wasPaidThrough(link, invoiceId))) return null;
  const { id, number, currency, summary, memo, issuedOn, dueOn, taxMinor, totalMinor, lines, reason } = invoice;
  const { creditedMinor, writtenOffMinor, inFlightMinor, paidMinor, dueMinor, disputedMinor } = invoice;
  const sums = { creditedMinor, writtenOffMinor, inFlightMinor, paidMinor, dueMinor, disputedMinor };
  return { id, number, currency, summary, memo, issuedOn, dueOn, taxMinor, totalMinor, ...sums, lines, reason };
}

async function wasPaidThrough({ vendorId, customerId, linkId }: LinkScope, invoiceId: string): Promise<boolean> {
  const rows = await readRows<object>(sql`
    SELECT FROM allocations a JOIN payments p ON p.vendor_id = a.vendor_id AND p.id = a.payment_id
    WHERE a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid AND a.invoice_id = ${invoiceId}::uuid
      AND p.payment_link_id = ${linkId}::uuid AND p.state = 'succeeded' LIMIT 1`);
  return rows.length > 0;
}
