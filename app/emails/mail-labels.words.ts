import { inWords } from '~/lib/languages/words';

/** What stands in several mails. */
export const mailLabels = inWords({
  payment: { en: 'Payment', de: 'Zahlung', fr: 'Paiement', es: 'Pago' },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  invoices: { en: 'Invoices', de: 'Rechnungen', fr: 'Factures', es: 'Facturas' },
  document: { en: 'Document', de: 'Dokument', fr: 'Document', es: 'Documento' },
  reason: { en: 'Reason', de: 'Grund', fr: 'Motif', es: 'Motivo' },
  paidOn: { en: 'Paid on', de: 'Gezahlt am', fr: 'Payé le', es: 'Pagado el' },
  refundedOn: { en: 'Refunded on', de: 'Erstattet am', fr: 'Remboursé le', es: 'Reembolsado el' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total' },
  seeInvoice: { en: 'See the invoice', de: 'Rechnung ansehen', fr: 'Voir la facture', es: 'Ver la factura' },
  seePayment: { en: 'See the payment', de: 'Zahlung ansehen', fr: 'Voir le paiement', es: 'Ver el pago' },
});
