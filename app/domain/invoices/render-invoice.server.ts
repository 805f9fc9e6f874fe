import { loadParties } from '~/domain/customers/load-parties.server';
import { drawInvoice, type InvoicePaper } from '~/documents/invoice';
import { writePdf } from '~/gateways/pdf.server';
import { invoiceName, isDraftNumber, type WrittenInvoice } from './invoice-form';
import { loadInvoice } from './load-invoice.server';
import { loadVendorInvoice } from './load-vendor-invoice.server';
import { invoiceTax, invoiceTotal } from './new-invoice';
import type { InvoiceScope } from './open-invoice';

type Printed = { filename: string; pdf: Buffer };

/** The invoice as a PDF, as it stands now; null where its customer may not see one of that id. */
export async function renderInvoice(scope: InvoiceScope, invoiceId: string): Promise<Printed | null> {
  const [invoice, parties] = await Promise.all([loadInvoice(scope, invoiceId), loadParties(scope)]);
  if (!invoice || !parties) return null;
  return print({ ...invoice, ...parties }, `Invoice ${invoice.number}`);
}

/** The same for staff, who see drafts and archived ones too. */
export async function renderVendorInvoice(scope: { vendorId: string }, invoiceId: unknown): Promise<Printed | null> {
  const invoice = await loadVendorInvoice(scope, invoiceId);
  const parties = invoice && (await loadParties({ ...scope, customerId: invoice.customer.id }));
  if (!invoice || !parties) return null;
  return print({ ...invoice, ...parties, number: shownNumber(invoice.number) }, invoiceName(invoice));
}

/** What a customer would get of an invoice that is only being written: nothing of it is kept. */
export async function renderPreview(scope: InvoiceScope, invoice: WrittenInvoice): Promise<Printed | null> {
  const parties = await loadParties(scope);
  if (!parties) return null;
  const totalMinor = invoiceTotal(invoice.lines);
  const nothing = { creditedMinor: 0n, writtenOffMinor: 0n, inFlightMinor: 0n, disputedMinor: 0n, paidMinor: 0n };
  const money = { taxMinor: invoiceTax(invoice.lines), totalMinor, dueMinor: totalMinor, ...nothing };
  const paper = { ...invoice, ...parties, ...money, number: invoice.number ?? DRAFT, voidReason: null };
  return print(paper, 'Preview of an invoice');
}

const DRAFT = 'draft';
const shownNumber = (number: string) => (isDraftNumber(number) ? DRAFT : number);

async function print(paper: InvoicePaper, title: string): Promise<Printed> {
  const info = { title, author: paper.vendor.name, createdAt: new Date(`${paper.issuedOn}T00:00:00Z`) };
  return { filename: `${paper.number}.pdf`, pdf: await writePdf(info, (doc) => drawInvoice(doc, paper)) };
}
