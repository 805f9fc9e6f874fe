import { inWords } from '~/lib/languages/words';

export const linkInvoiceWords = inWords({
  title: { en: 'Invoice {number}', de: 'Rechnung {number}', fr: 'Facture {number}', es: 'Factura {number}' },
  noSuchPage: { en: 'No such page', de: 'Keine solche Seite', fr: 'Page introuvable', es: 'No existe esa página' },
  subtitle: {
    en: '{summary} · issued {date}',
    de: '{summary} · ausgestellt am {date}',
    fr: '{summary} · émise le {date}',
    es: '{summary} · emitida el {date}',
  },
  owed: { en: 'What is owed', de: 'Was offen ist', fr: 'Ce qui est dû', es: 'Lo que se debe' },
  note: { en: 'Note', de: 'Hinweis', fr: 'Remarque', es: 'Nota' },
  amountDue: { en: 'Amount due', de: 'Offener Betrag', fr: 'Montant dû', es: 'Importe pendiente' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total' },
  credited: { en: 'Credited', de: 'Gutgeschrieben', fr: 'Crédité', es: 'Abonado' },
  writtenOff: { en: 'Written off', de: 'Ausgebucht', fr: 'Passé en perte', es: 'Dado de baja' },
  paid: { en: 'Paid', de: 'Gezahlt', fr: 'Payé', es: 'Pagado' },
  inPayment: { en: 'In payment', de: 'In Zahlung', fr: 'En cours de paiement', es: 'En pago' },
  disputed: { en: 'In dispute', de: 'Beanstandet', fr: 'Contesté', es: 'En reclamación' },
  back: { en: 'Back', de: 'Zurück', fr: 'Retour', es: 'Volver' },
  backToPaying: { en: 'Back to paying', de: 'Zurück zur Zahlung', fr: 'Retour au paiement', es: 'Volver al pago' },
  download: {
    en: 'Download invoice (PDF)',
    de: 'Rechnung herunterladen (PDF)',
    fr: 'Télécharger la facture (PDF)',
    es: 'Descargar la factura (PDF)',
  },
});
