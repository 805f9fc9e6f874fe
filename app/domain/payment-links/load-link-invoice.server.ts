import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import { loadInvoice } from '~/domain/invoices/load-invoice.server';
import { isId } from '~/lib/ids';
import type { LinkScope } from './review-link.server';

/** An invoice as whoever holds a link may see it: what stands on it and what is still due, never who paid what of it. */
export type LinkInvoice = Omit<
  InvoiceDetail,
  'payments' | 'creditNotes' | 'reversals' | 'disputeReason' | 'disputedAt' | 'voidedAt' | 'voidReason'
>;

/**
 * One invoice that a link is for. A link for the account shows those that are open or being paid: what else its customer
 * was ever billed is not what it is for. Null for any other, and for what was withdrawn.
 */
export async function loadLinkInvoice(link: LinkScope, invoiceId: string): Promise<LinkInvoice | null> {
  const named = link.covers === 'account' || link.invoiceIds.includes(invoiceId);
  const invoice = named && isId(invoiceId) ? await loadInvoice(link, invoiceId) : null;
  if (!invoice || invoice.reason === 'void') return null;
  if (link.covers === 'account' && invoice.reason === 'paid') return null;
  const { id, number, currency, summary, memo, issuedOn, dueOn, taxMinor, totalMinor, lines, reason } = invoice;
  const { creditedMinor, writtenOffMinor, inFlightMinor, paidMinor, dueMinor, disputedMinor } = invoice;
  const sums = { creditedMinor, writtenOffMinor, inFlightMinor, paidMinor, dueMinor, disputedMinor };
  return { id, number, currency, summary, memo, issuedOn, dueOn, taxMinor, totalMinor, ...sums, lines, reason };
}
