import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';
import { paths } from '~/lib/paths';

/** One line of the menu beside an invoice. `why` stands there instead where it cannot be done. */
export type InvoiceAction = { label: string; to: string; why: string | null; document?: boolean };

/** What staff may do with an invoice as it stands, and why not. */
export function actionsOn(invoice: VendorInvoice, mayBill: boolean): InvoiceAction[] {
  const { id, issuedAt, voidedAt } = invoice;
  const role = mayBill ? null : 'Your role lets you look';
  const pdf: InvoiceAction = { label: 'Download as PDF', to: paths.vendor.invoicePdf(id), why: null, document: true };
  if (!issuedAt) return [{ label: 'Edit or issue', to: paths.vendor.editInvoice(id), why: role }, pdf];
  return [
    {
      label: 'Change due date or note',
      to: paths.vendor.editInvoice(id),
      why: role ?? (voidedAt ? 'It is void' : null),
    },
    pdf,
  ];
}
