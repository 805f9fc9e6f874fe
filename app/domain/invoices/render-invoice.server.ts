import { loadParties } from '~/domain/customers/load-parties.server';
import { drawInvoice } from '~/documents/invoice';
import { writePdf } from '~/gateways/pdf.server';
import { loadInvoice } from './load-invoice.server';
import type { InvoiceScope } from './open-invoice';

/** The invoice as a PDF, as it stands now; null where its customer may not see one of that id. */
export async function renderInvoice(
  scope: InvoiceScope,
  invoiceId: string,
): Promise<{ filename: string; pdf: Buffer } | null> {
  const [invoice, parties] = await Promise.all([loadInvoice(scope, invoiceId), loadParties(scope)]);
  if (!invoice || !parties) return null;
  const info = {
    title: `Invoice ${invoice.number}`,
    author: parties.vendor.name,
    createdAt: new Date(`${invoice.issuedOn}T00:00:00Z`),
  };
  return {
    filename: `${invoice.number}.pdf`,
    pdf: await writePdf(info, (doc) => drawInvoice(doc, { ...invoice, ...parties })),
  };
}
