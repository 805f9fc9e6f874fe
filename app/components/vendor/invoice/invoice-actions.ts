import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

/** One line of the menu beside an invoice. `why` stands there instead where it cannot be done. */
export type InvoiceAction = { label: string; to: string; why: string | null; document?: boolean };

/** What staff may do with an invoice as it stands, and why not. */
export function actionsOn(invoice: VendorInvoice, mayBill: boolean): InvoiceAction[] {
  const { id, issuedAt, voidedAt } = invoice;
  const to = paths.vendor;
  const role = mayBill ? null : 'Your role lets you look';
  const pdf: InvoiceAction = { label: 'Download as PDF', to: to.invoicePdf(id), why: null, document: true };
  if (!issuedAt) return [{ label: 'Edit or issue', to: to.editInvoice(id), why: role }, away(invoice, role), pdf];
  const isVoid = voidedAt ? 'It is void' : null;
  const disputed = invoice.disputedAt !== null || invoice.disputedMinor > 0n;
  const settled = invoice.paidMinor + invoice.creditedMinor + invoice.writtenOffMinor > 0n;
  return [
    { label: 'Charge', to: to.chargeInvoice(id), why: role ?? whyNotPayable(invoice) },
    {
      label: 'Payment link',
      to: `${to.newLink}?invoice=${id}`,
      why: role ?? whyNotPayable(invoice),
    },
    { label: 'Record a payment', to: to.recordPayment(id), why: role ?? whyNotPayable(invoice) },
    { label: 'Write a credit note', to: to.creditInvoice(id), why: role ?? isVoid },
    ...(disputed ? [{ label: 'Resolve the dispute', to: to.resolveDispute(id), why: role }] : []),
    ...refunds(invoice, role),
    { label: 'Change due date or note', to: to.editInvoice(id), why: role ?? isVoid },
    {
      label: 'Void',
      to: to.voidInvoice(id),
      why: role ?? isVoid ?? (settled ? 'A part is paid or credited: write a credit note' : null),
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

/** What was paid goes back payment by payment. */
function refunds({ payments, currency }: VendorInvoice, role: string | null): InvoiceAction[] {
  const paid = payments.filter(({ state }) => state === 'succeeded').slice(-MOST_REFUNDS);
  return paid.map(({ id, amountMinor }) => ({
    label: paid.length === 1 ? 'Refund' : `Refund of ${formatMoney(amountMinor, currency)}`,
    to: paths.vendor.refundPayment(id),
    why: role,
  }));
}

const MOST_REFUNDS = 5;

const WHY_NOT: Record<NonNullable<VendorInvoice['reason']>, string> = {
  paid: 'Nothing is due',
  'in-flight': 'It is being paid just now',
  disputed: 'It is in dispute',
  void: 'It is void',
  gone: 'It is archived',
};

function whyNotPayable({ reason }: VendorInvoice): string | null {
  return reason && WHY_NOT[reason];
}
