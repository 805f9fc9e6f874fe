import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';
import { paths } from '~/lib/paths';

/** One line of the menu beside an invoice. `why` stands there instead where it cannot be done. */
export type InvoiceAction = { label: string; to: string; why: string | null; document?: boolean };

/** What staff may do with an invoice as it stands, and why not. */
export function actionsOn(invoice: VendorInvoice, mayBill: boolean): InvoiceAction[] {
  const { id, issuedAt, voidedAt } = invoice;
  const role = mayBill ? null : 'Your role lets you look';
  const pdf: InvoiceAction = { label: 'Download as PDF', to: paths.vendor.invoicePdf(id), why: null, document: true };
  if (!issuedAt)
    return [{ label: 'Edit or issue', to: paths.vendor.editInvoice(id), why: role }, away(invoice, role), pdf];
  return [
    {
      label: 'Change due date or note',
      to: paths.vendor.editInvoice(id),
      why: role ?? (voidedAt ? 'It is void' : null),
    },
    away(invoice, role),
    pdf,
  ];
}

/** Putting it away, or bringing it back. */
function away(invoice: VendorInvoice, role: string | null): InvoiceAction {
  const to = paths.vendor.archiveInvoice(invoice.id);
  if (invoice.archivedAt) return { label: 'Unarchive', to, why: role };
  const disputed = !invoice.voidedAt && (invoice.disputedAt !== null || invoice.disputedMinor > 0n);
  const held = invoice.inFlightMinor > 0n ? 'It is being paid just now' : disputed ? 'It is in dispute' : null;
  return { label: 'Archive', to, why: role ?? held };
}
