import { languageOf } from '~/domain/customers/language-of.server';
import { loadParties } from '~/domain/customers/load-parties.server';
import { drawInvoice, type InvoicePaper } from '~/documents/invoice';
import { invoiceWords } from '~/documents/invoice.words';
import { paperWords } from '~/documents/paper.words';
import { writePdf } from '~/gateways/pdf.server';
import type { Language } from '~/lib/languages/language';
import { isDraftNumber, type WrittenInvoice } from './invoice-form';
import { loadInvoice } from './load-invoice.server';
import { loadVendorInvoice } from './load-vendor-invoice.server';
import { invoiceTax, invoiceTotal } from './new-invoice';
import type { InvoiceScope } from './open-invoice';

type Printed = { filename: string; pdf: Buffer };

/** The invoice as a PDF, as it stands now, in its customer's language; null where that customer may not see one of that id. */
export async function renderInvoice(scope: InvoiceScope, invoiceId: string): Promise<Printed | null> {
  const [invoice, parties] = await Promise.all([loadInvoice(scope, invoiceId), loadParties(scope)]);
  if (!invoice || !parties) return null;
  const language = await languageOf(scope);
  return print({ ...invoice, ...parties }, titleOf(invoice.number, language), language);
}

/** The same for staff, who see drafts and archived ones too. */
export async function renderVendorInvoice(scope: { vendorId: string }, invoiceId: unknown): Promise<Printed | null> {
  const invoice = await loadVendorInvoice(scope, invoiceId);
  if (!invoice) return null;
  const whose = { ...scope, customerId: invoice.customer.id };
  const parties = await loadParties(whose);
  if (!parties) return null;
  const language = await languageOf(whose);
  const number = isDraftNumber(invoice.number) ? null : invoice.number;
  const title = invoice.issuedAt === null ? draftTitleOf(number, language) : titleOf(invoice.number, language);
  return print({ ...invoice, ...parties, number }, title, language);
}

/** What a customer would get of an invoice that is only being written: nothing of it is kept. */
export async function renderPreview(scope: InvoiceScope, invoice: WrittenInvoice): Promise<Printed | null> {
  const parties = await loadParties(scope);
  if (!parties) return null;
  const language = await languageOf(scope);
  const totalMinor = invoiceTotal(invoice.lines);
  const nothing = { creditedMinor: 0n, writtenOffMinor: 0n, inFlightMinor: 0n, disputedMinor: 0n, paidMinor: 0n };
  const money = { taxMinor: invoiceTax(invoice.lines), totalMinor, dueMinor: totalMinor, ...nothing };
  const paper = { ...invoice, ...parties, ...money, voidReason: null };
  return print(paper, invoiceWords(language)('preview'), language);
}

const titleOf = (number: string, language: Language) => `${paperWords(language)('invoice')} ${number}`;

function draftTitleOf(number: string | null, language: Language): string {
  const say = invoiceWords(language);
  return number === null ? say('draft') : say('namedDraft', { number });
}

/** A draft that has no number yet says so in its stead. */
async function print(
  { number, ...invoice }: Omit<InvoicePaper, 'number'> & { number: string | null },
  title: string,
  language: Language,
): Promise<Printed> {
  const paper = { ...invoice, number: number ?? invoiceWords(language)('noNumber') };
  const createdAt = new Date(`${paper.issuedOn}T00:00:00Z`);
  const info = { title, author: paper.vendor.name, createdAt, language };
  return {
    filename: `${number ?? 'draft'}.pdf`,
    pdf: await writePdf(info, (doc) => drawInvoice(doc, paper, language)),
  };
}
