import { inWords } from '~/lib/languages/words';

export const refundMail = inWords({
  subject: {
    en: 'Refund {number}: {total} from {vendor}',
    de: 'Erstattung {number}: {total} von {vendor}',
    fr: 'Remboursement {number} : {total} par {vendor}',
    es: 'Reembolso {number}: {total} de {vendor}',
  },
  preview: {
    en: '{total} refunded, document {number}.',
    de: '{total} erstattet, Dokument {number}.',
    fr: 'Remboursement de {total}, document {number}.',
    es: 'Reembolso de {total}, documento {number}.',
  },
  heading: {
    en: '{vendor} refunded {total}',
    de: '{vendor} hat {total} erstattet',
    fr: '{vendor} a remboursé {total}',
    es: '{vendor} ha reembolsado {total}',
  },
  footer: {
    en: '{vendor} sends this mail once for every refund. The document can be downloaded again at any time.',
    de: '{vendor} sendet diese E-Mail einmal für jede Erstattung. Das Dokument kann jederzeit erneut heruntergeladen werden.',
    fr: '{vendor} envoie ce message une fois pour chaque remboursement. Le document peut être téléchargé de nouveau à tout moment.',
    es: '{vendor} envía este mensaje una vez por cada reembolso. El documento puede descargarse de nuevo en cualquier momento.',
  },
  onItsWay: {
    en: '{total} is on its way to the account it came from. Banks take up to ten business days to show it. Refund document {number} is attached as a PDF.',
    de: 'Der Betrag von {total} ist auf dem Weg zu dem Konto, von dem er kam. Banken brauchen bis zu zehn Werktage, um ihn anzuzeigen. Der Erstattungsbeleg {number} liegt als PDF bei.',
    fr: 'Le montant de {total} est en route vers le compte dont il provient. Les banques mettent jusqu’à dix jours ouvrés à l’afficher. Le document de remboursement {number} est joint en PDF.',
    es: 'El importe de {total} va camino de la cuenta de la que procede. Los bancos tardan hasta diez días hábiles en mostrarlo. El documento de reembolso {number} va adjunto en PDF.',
  },
  handedBack: {
    en: '{vendor} recorded that it gave {total} back to you directly. Refund document {number} is attached as a PDF.',
    de: '{vendor} hat vermerkt, Ihnen {total} direkt zurückgegeben zu haben. Der Erstattungsbeleg {number} liegt als PDF bei.',
    fr: '{vendor} a noté vous avoir rendu {total} directement. Le document de remboursement {number} est joint en PDF.',
    es: '{vendor} ha anotado que le devolvió {total} directamente. El documento de reembolso {number} va adjunto en PDF.',
  },
  refund: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso' },
  to: { en: 'To', de: 'An', fr: 'Vers', es: 'A' },
  ofReceipt: { en: 'Of receipt', de: 'Zum Zahlungsbeleg', fr: 'Du reçu', es: 'Del recibo' },
  refunded: { en: 'Refunded', de: 'Erstattet', fr: 'Remboursé', es: 'Reembolsado' },
  onDocument: { en: 'on the document', de: 'auf dem Dokument', fr: 'sur le document', es: 'en el documento' },
  openAgain: {
    en: 'What was refunded is open again on {count, plural, one {this invoice} other {these invoices}}.',
    de: 'Was erstattet wurde, ist auf {count, plural, one {dieser Rechnung} other {diesen Rechnungen}} wieder offen.',
    fr: 'Ce qui a été remboursé est de nouveau dû sur {count, plural, one {cette facture} other {ces factures}}.',
    es: 'Lo reembolsado vuelve a estar pendiente en {count, plural, one {esta factura} other {estas facturas}}.',
  },
  seeRefund: { en: 'See the refund', de: 'Erstattung ansehen', fr: 'Voir le remboursement', es: 'Ver el reembolso' },
});
