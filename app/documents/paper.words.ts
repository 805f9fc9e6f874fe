import { inWords } from '~/lib/languages/words';

/** What several documents say alike. */
export const paperWords = inWords({
  customer: {
    en: 'Customer {number}',
    de: 'Kundennummer {number}',
    fr: 'Client n°\u00a0{number}',
    es: 'Cliente n.º\u00a0{number}',
  },
  taxId: {
    en: 'Tax ID {number}',
    de: 'Steuernummer {number}',
    fr: 'Identifiant fiscal {number}',
    es: 'Identificación fiscal {number}',
  },
  reference: {
    en: 'Reference {reference}',
    de: 'Referenz {reference}',
    fr: 'Référence {reference}',
    es: 'Referencia {reference}',
  },
  page: {
    en: 'Page {page} of {count}',
    de: 'Seite {page} von {count}',
    fr: 'Page {page} sur {count}',
    es: 'Página {page} de {count}',
  },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  subject: { en: 'For', de: 'Betreff', fr: 'Objet', es: 'Concepto' },
  invoiceTotal: { en: 'Invoice total', de: 'Rechnungsbetrag', fr: 'Total de la facture', es: 'Total de la factura' },
  stillOpen: { en: 'Still open', de: 'Noch offen', fr: 'Reste dû', es: 'Pendiente' },
  amountDue: { en: 'Amount due', de: 'Offener Betrag', fr: 'Montant dû', es: 'Importe pendiente' },
  scan: {
    en: 'Scan the code or open this link',
    de: 'Code scannen oder diesen Link öffnen,',
    fr: 'Scannez le code ou ouvrez ce lien',
    es: 'Escanee el código o abra este enlace',
  },
  toSee: {
    en: 'to see what was issued.',
    de: 'um zu sehen, was ausgestellt wurde.',
    fr: 'pour voir ce qui a été émis.',
    es: 'para ver qué se emitió.',
  },
});
