import { createContext, useContext } from 'react';
import { paths } from '~/lib/paths';

/** `label`: the name of its words (payment.words.ts). */
export type Place = { to: string; label: 'toInvoices' | 'toPayments' | 'toOwed' };

/** Where the pages of a payment lead: into the portal, or, for who came by a payment link, to what the link is for. */
export type Places = {
  /** JSON {state} of a payment. */
  paymentState: (paymentId: string) => string;
  payment: (paymentId: string) => string;
  receipt: (receiptId: string) => string;
  receiptPdf: (receiptId: string) => string;
  invoice: (invoiceId: string) => string;
  /** Null: there is no such page for this reader. */
  refund: (documentId: string) => string | null;
  /** What can be paid. */
  invoices: Place;
  /** All payments, above a payment's page and beside it. */
  payments: Place | null;
};

const PORTAL: Places = {
  paymentState: paths.paymentState,
  payment: paths.payment,
  receipt: paths.receipt,
  receiptPdf: paths.receiptPdf,
  invoice: paths.invoice,
  refund: paths.refund,
  invoices: { to: paths.invoices, label: 'toInvoices' },
  payments: { to: paths.payments, label: 'toPayments' },
};

export function linkPlaces(linkId: string): Places {
  return {
    paymentState: (id) => paths.link.paymentState(linkId, id),
    payment: (id) => paths.link.payment(linkId, id),
    receipt: (id) => paths.link.receipt(linkId, id),
    receiptPdf: (id) => paths.link.receiptPdf(linkId, id),
    invoice: (id) => paths.link.invoice(linkId, id),
    refund: () => null,
    invoices: { to: paths.link.pay(linkId), label: 'toOwed' },
    payments: null,
  };
}

const PlacesContext = createContext(PORTAL);
export const PlacesProvider = PlacesContext.Provider;
export const usePlaces = (): Places => useContext(PlacesContext);
