import { inWords } from '~/lib/languages/words';

export const creditNoteMail = inWords({
  subject: {
    en: 'Credit note {number}: {total} from {vendor}',
    de: 'Gutschrift {number}: {total} von {vendor}',
    fr: 'Note de crédit {number} : {total} par {vendor}',
    es: 'Nota de crédito {number}: {total} de {vendor}',
  },
  preview: {
    en: '{total} credited, credit note {number}.',
    de: '{total} gutgeschrieben, Gutschrift {number}.',
    fr: 'Crédit de {total}, note de crédit {number}.',
    es: 'Abono de {total}, nota de crédito {number}.',
  },
  heading: {
    en: '{vendor} credited {customer} {total}',
    de: '{vendor} hat {customer} {total} gutgeschrieben',
    fr: '{vendor} a crédité {customer} de {total}',
    es: '{vendor} ha abonado {total} a {customer}',
  },
  footer: {
    en: '{vendor} sends this mail once for every credit note. The document can be downloaded again at any time.',
    de: '{vendor} sendet diese E-Mail einmal für jede Gutschrift. Das Dokument kann jederzeit erneut heruntergeladen werden.',
    fr: '{vendor} envoie ce message une fois pour chaque note de crédit. Le document peut être téléchargé de nouveau à tout moment.',
    es: '{vendor} envía este mensaje una vez por cada nota de crédito. El documento puede descargarse de nuevo en cualquier momento.',
  },
  lowered: {
    en: 'Invoice {invoice} is lowered by {amount}.',
    de: 'Rechnung {invoice} verringert sich um {amount}.',
    fr: 'La facture {invoice} est réduite de {amount}.',
    es: 'La factura {invoice} se reduce en {amount}.',
  },
  kept: {
    en: '{kept} is credit on your account, for your next invoices.',
    de: 'Ihrem Konto sind {kept} als Guthaben gutgeschrieben, für Ihre nächsten Rechnungen.',
    fr: '{kept} sont portés en avoir sur votre compte, pour vos prochaines factures.',
    es: '{kept} quedan como saldo a favor en su cuenta, para sus próximas facturas.',
  },
  keptOfIt: {
    en: '{kept} of it is credit on your account, for your next invoices.',
    de: 'Vom Gesamtbetrag sind Ihrem Konto {kept} als Guthaben gutgeschrieben, für Ihre nächsten Rechnungen.',
    fr: 'Sur le total, {kept} sont portés en avoir sur votre compte, pour vos prochaines factures.',
    es: 'Del total, {kept} quedan como saldo a favor en su cuenta, para sus próximas facturas.',
  },
  attached: {
    en: 'Nothing was paid out. Credit note {number} is attached as a PDF.',
    de: 'Es wurde nichts ausgezahlt. Die Gutschrift {number} liegt als PDF bei.',
    fr: 'Rien n’a été versé. La note de crédit {number} est jointe en PDF.',
    es: 'No se ha desembolsado nada. La nota de crédito {number} va adjunta en PDF.',
  },
  creditNote: { en: 'Credit note', de: 'Gutschrift', fr: 'Note de crédit', es: 'Nota de crédito' },
  issuedOn: { en: 'Issued on', de: 'Ausgestellt am', fr: 'Émise le', es: 'Emitida el' },
  forInvoice: { en: 'For invoice', de: 'Zu Rechnung', fr: 'Pour la facture', es: 'Para la factura' },
  stillOpen: {
    en: 'Still open on {invoice}',
    de: 'Noch offen auf {invoice}',
    fr: 'Reste dû sur {invoice}',
    es: 'Aún pendiente en {invoice}',
  },
  credited: { en: 'Credited', de: 'Gutgeschrieben', fr: 'Crédité', es: 'Abonado' },
  download: {
    en: 'Download the credit note',
    de: 'Gutschrift herunterladen',
    fr: 'Télécharger la note de crédit',
    es: 'Descargar la nota de crédito',
  },
});
