import { inWords } from '~/lib/languages/words';

export const invoicePage = inWords({
  title: { en: 'Invoice {number}', de: 'Rechnung {number}', fr: 'Facture {number}', es: 'Factura {number}' },
  noPage: { en: 'No such page', de: 'Keine solche Seite', fr: 'Page introuvable', es: 'No existe esta página' },
  openInvoices: { en: 'Open invoices', de: 'Offene Rechnungen', fr: 'Factures ouvertes', es: 'Facturas abiertas' },
  issued: {
    en: '{summary} · issued {date}',
    de: '{summary} · ausgestellt am {date}',
    fr: '{summary} · émise le {date}',
    es: '{summary} · emitida el {date}',
  },
  amountDue: { en: 'Amount due', de: 'Offener Betrag', fr: 'Montant dû', es: 'Importe pendiente' },
  files: { en: 'Files', de: 'Dateien', fr: 'Fichiers', es: 'Archivos' },
  note: { en: 'Note', de: 'Hinweis', fr: 'Remarque', es: 'Nota' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total' },
  credited: { en: 'Credited', de: 'Gutgeschrieben', fr: 'Crédité', es: 'Abonado' },
  writtenOff: { en: 'Written off', de: 'Ausgebucht', fr: 'Passé en perte', es: 'Dado de baja' },
  paid: { en: 'Paid', de: 'Bezahlt', fr: 'Payé', es: 'Pagado' },
  inPayment: { en: 'In payment', de: 'In laufender Zahlung', fr: 'En cours de paiement', es: 'En curso de pago' },
  inDispute: { en: 'In dispute', de: 'Beanstandet', fr: 'Contesté', es: 'Reclamado' },
  pay: { en: 'Pay {amount}', de: '{amount} bezahlen', fr: 'Payer {amount}', es: 'Pagar {amount}' },
  download: {
    en: 'Download invoice (PDF)',
    de: 'Rechnung herunterladen (PDF)',
    fr: 'Télécharger la facture (PDF)',
    es: 'Descargar la factura (PDF)',
  },
  charge: {
    en: '{amount} is to be charged on {date}',
    de: '{amount} werden am {date} abgebucht',
    fr: '{amount} seront prélevés le {date}',
    es: 'Se cobrarán {amount} el {date}',
  },
  chargeAndPay: {
    en: '{charge}. What you pay before is not charged again.',
    de: '{charge}. Was Sie vorher bezahlen, wird nicht noch einmal abgebucht.',
    fr: '{charge}. Ce que vous payez avant ne sera pas prélevé de nouveau.',
    es: '{charge}. Lo que pague antes no se cobra de nuevo.',
  },
  until: { en: 'until {date}', de: 'bis {date}', fr: 'jusqu’au {date}', es: 'hasta el {date}' },
});

export const whyNotPayable = inWords({
  disputed: {
    en: 'Under discussion: {reason}. It is not asked for until that is settled.',
    de: 'In Klärung: {reason}. Bis dahin wird nichts eingefordert.',
    fr: 'En discussion\u00a0: {reason}. Rien n’est demandé tant que ce n’est pas réglé.',
    es: 'En discusión: {reason}. No se reclama nada hasta que se resuelva.',
  },
  void: {
    en: 'Void: {reason}. Nothing is owed on it.',
    de: 'Storniert: {reason}. Darauf ist nichts offen.',
    fr: 'Annulée\u00a0: {reason}. Rien n’est dû.',
    es: 'Anulada: {reason}. No se debe nada.',
  },
  atBank: {
    en: 'A bank has been asked for the money. The invoice is not paid until it has arrived, and cannot be paid twice.',
    de: 'Das Geld ist bei einer Bank angefordert. Die Rechnung ist erst bezahlt, wenn es eingegangen ist, und kann nicht doppelt bezahlt werden.',
    fr: 'L’argent a été demandé à une banque. La facture n’est payée qu’à son arrivée et ne peut pas être payée deux fois.',
    es: 'Se ha pedido el dinero a un banco. La factura no está pagada hasta que llegue, y no se puede pagar dos veces.',
  },
  underWay: {
    en: 'A payment for all of it is under way. It cannot be paid twice.',
    de: 'Eine Zahlung über alles läuft bereits. Doppelt bezahlt werden kann sie nicht.',
    fr: 'Un paiement de la totalité est en cours. Elle ne peut pas être payée deux fois.',
    es: 'Hay un pago de la totalidad en curso. No se puede pagar dos veces.',
  },
  paid: {
    en: 'Nothing is owed on this invoice any more.',
    de: 'Auf dieser Rechnung ist nichts mehr offen.',
    fr: 'Plus rien n’est dû sur cette facture.',
    es: 'Ya no se debe nada de esta factura.',
  },
});
