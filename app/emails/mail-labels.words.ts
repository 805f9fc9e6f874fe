import { inWords } from '~/lib/languages/words';

/** What stands in several mails. */
export const mailLabels = inWords({
  payment: { en: 'Payment', de: 'Zahlung', fr: 'Paiement', es: 'Pago', ar: 'الدفعة' },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura', ar: 'الفاتورة' },
  invoices: { en: 'Invoices', de: 'Rechnungen', fr: 'Factures', es: 'Facturas', ar: 'الفواتير' },
  document: { en: 'Document', de: 'Dokument', fr: 'Document', es: 'Documento', ar: 'المستند' },
  reason: { en: 'Reason', de: 'Grund', fr: 'Motif', es: 'Motivo', ar: 'السبب' },
  paidOn: { en: 'Paid on', de: 'Gezahlt am', fr: 'Payé le', es: 'Pagado el', ar: 'تاريخ الدفع' },
  refundedOn: {
    en: 'Refunded on',
    de: 'Erstattet am',
    fr: 'Remboursé le',
    es: 'Reembolsado el',
    ar: 'تاريخ الاسترداد',
  },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total', ar: 'الإجمالي' },
  seeInvoice: {
    en: 'See the invoice',
    de: 'Rechnung ansehen',
    fr: 'Voir la facture',
    es: 'Ver la factura',
    ar: 'اعرض الفاتورة',
  },
  seePayment: {
    en: 'See the payment',
    de: 'Zahlung ansehen',
    fr: 'Voir le paiement',
    es: 'Ver el pago',
    ar: 'اعرض الدفعة',
  },
});
