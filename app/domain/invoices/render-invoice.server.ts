import { drawInvoice, type InvoicePaper } from '~/documents/invoice';
import { writePdf } from '~/gateways/pdf.server';
import { db } from '~/lib/db.server';
import { loadInvoice } from './load-invoice.server';
import type { InvoiceScope } from './open-invoice';

type Parties = Pick<InvoicePaper, 'vendor' | 'customer'>;

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

async function loadParties({ vendorId, customerId }: InvoiceScope): Promise<Parties | undefined> {
  const [parties] = await db.$queryRaw<Parties[]>`
    SELECT json_build_object('name', v.name, 'legalName', v.legal_name, 'addressLines', coalesce(v.address_lines, '{}'), 'taxId', v.tax_id,
             'brandColor', v.brand_color) AS vendor,
           json_build_object('name', c.name, 'number', c.number, 'addressLines', coalesce(c.address_lines, '{}'), 'taxId', c.tax_id) AS customer
    FROM customers c JOIN vendors v ON v.id = c.vendor_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${customerId}::uuid`;
  return parties;
}
