import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';

/** What an invoice's address says was just done there, as far as the invoice bears it out. */
export function doneWords(done: string | null, invoice: VendorInvoice): { title: string; next: string | null } | null {
  switch (done) {
    case 'drafted':
      return invoice.issuedAt
        ? null
        : { title: 'The draft is saved.', next: 'The customer does not see it until it is issued.' };
    case 'issued':
      return (
        invoice.issuedAt && { title: `${invoice.number} is issued.`, next: 'The customer sees it and can pay it.' }
      );
    case 'changed':
      return { title: 'The invoice is changed.', next: 'Whoever is paying it just now is shown the change first.' };
    default:
      return null;
  }
}
