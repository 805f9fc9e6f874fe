import { inWords } from '~/lib/languages/words';

/** What several documents say alike. */
export const paperWords = inWords({
  customer: {
    en: 'Customer {number}',
    de: 'Kundennummer {number}',
    fr: 'Client n°\u00a0{number}',
    es: 'Cliente n.º\u00a0{number}',
    ar: 'العميل رقم {number}',
  },
  taxId: {
    en: 'Tax ID {number}',
    de: 'Steuernummer {number}',
    fr: 'Identifiant fiscal {number}',
    es: 'Identificación fiscal {number}',
    ar: 'الرقم الضريبي {number}',
  },
  reference: {
    en: 'Reference {reference}',
    de: 'Referenz {reference}',
    fr: 'Référence {reference}',
    es: 'Referencia {reference}',
    ar: 'المرجع {reference}',
  },
  page: {
    en: 'Page {page} of {count}',
    de: 'Seite {page} von {count}',
    fr: 'Page {page} sur {count}',
    es: 'Página {page} de {count}',
    ar: 'صفحة {page} من {count}',
  },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura', ar: 'فاتورة' },
  subject: { en: 'For', de: 'Betreff', fr: 'Objet', es: 'Concepto', ar: 'الموضوع' },
  invoiceTotal: {
    en: 'Invoice total',
    de: 'Rechnungsbetrag',
    fr: 'Total de la facture',
    es: 'Total de la factura',
    ar: 'إجمالي الفاتورة',
  },
  stillOpen: { en: 'Still open', de: 'Noch offen', fr: 'Reste dû', es: 'Pendiente', ar: 'المبلغ المتبقي' },
  amountDue: {
    en: 'Amount due',
    de: 'Offener Betrag',
    fr: 'Montant dû',
    es: 'Importe pendiente',
    ar: 'المبلغ المستحق',
  },
  scan: {
    en: 'Scan the code or open this link',
    de: 'Code scannen oder diesen Link öffnen,',
    fr: 'Scannez le code ou ouvrez ce lien',
    es: 'Escanee el código o abra este enlace',
    ar: 'امسح الرمز أو افتح هذا الرابط',
  },
  toSee: {
    en: 'to see what was issued.',
    de: 'um zu sehen, was ausgestellt wurde.',
    fr: 'pour voir ce qui a été émis.',
    es: 'para ver qué se emitió.',
    ar: 'للاطلاع على ما تم إصداره.',
  },
});
