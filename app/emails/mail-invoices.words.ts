import { inWords } from '~/lib/languages/words';

export const mailInvoices = inWords({
  invoices: { en: 'Invoices', de: 'Rechnungen', fr: 'Factures', es: 'Facturas', ar: 'الفواتير' },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura', ar: 'الفاتورة' },
  inThePortal: {
    en: 'in the customer portal',
    de: 'im Kundenportal',
    fr: 'sur le portail client',
    es: 'en el portal de clientes',
    ar: 'في بوابة العملاء',
  },
});
