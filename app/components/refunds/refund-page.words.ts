import { inWords } from '~/lib/languages/words';

/** One refund document on the screen. */
export const refundPageWords = inWords({
  title: { en: 'Refund {number}', de: 'Erstattung {number}', fr: 'Remboursement {number}', es: 'Reembolso {number}' },
  issued: {
    en: 'Issued {date} by {vendor}',
    de: 'Ausgestellt am {date} von {vendor}',
    fr: 'Émis le {date} par {vendor}',
    es: 'Emitido el {date} por {vendor}',
  },
  receipt: { en: 'Receipt {number}', de: 'Zahlungsbeleg {number}', fr: 'Reçu {number}', es: 'Recibo {number}' },
  payment: { en: 'Payment', de: 'Zahlung', fr: 'Paiement', es: 'Pago' },
  download: { en: 'Download PDF', de: 'PDF herunterladen', fr: 'Télécharger le PDF', es: 'Descargar PDF' },
  failed: {
    en: 'This refund did not arrive',
    de: 'Diese Erstattung ist nicht angekommen',
    fr: 'Ce remboursement n’est pas arrivé',
    es: 'Este reembolso no ha llegado',
  },
  failedText: {
    en: 'The bank sent the money back to {vendor}. What it had reopened counts as paid again. Ask {vendor} how you will get it another way.',
    de: 'Die Bank hat das Geld an {vendor} zurückgesandt. Was durch die Erstattung wieder offen war, gilt wieder als gezahlt. Fragen Sie {vendor}, wie Sie es auf anderem Weg bekommen.',
    fr: 'La banque a renvoyé l’argent à {vendor}. Ce que le remboursement avait rendu dû compte de nouveau comme payé. Demandez à {vendor} comment vous le recevrez autrement.',
    es: 'El banco ha devuelto el dinero a {vendor}. Lo que había vuelto a quedar pendiente cuenta de nuevo como pagado. Pregunte a {vendor} cómo lo recibirá de otra forma.',
  },
  refunded: { en: 'Refunded', de: 'Erstattet', fr: 'Remboursé', es: 'Reembolsado' },
  refundedOn: {
    en: 'on {date} · {method}',
    de: 'am {date} · {method}',
    fr: 'le {date} · {method}',
    es: 'el {date} · {method}',
  },
  refundedTo: { en: 'Refunded to', de: 'Erstattet an', fr: 'Remboursé à', es: 'Reembolsado a' },
  refundedBy: { en: 'Refunded by', de: 'Erstattet von', fr: 'Remboursé par', es: 'Reembolsado por' },
  customer: {
    en: 'Customer {number}',
    de: 'Kundennummer {number}',
    fr: 'Client n°\u00a0{number}',
    es: 'Cliente n.º\u00a0{number}',
  },
  reason: { en: 'Reason', de: 'Grund', fr: 'Motif', es: 'Motivo' },
  reference: { en: 'Reference', de: 'Referenz', fr: 'Référence', es: 'Referencia' },
  noReference: { en: 'none', de: 'keine', fr: 'aucune', es: 'ninguna' },
  seeReceipt: {
    en: 'See receipt {number}',
    de: 'Beleg {number} ansehen',
    fr: 'Voir le reçu {number}',
    es: 'Ver el recibo {number}',
  },
  seePayment: { en: 'See the payment', de: 'Zahlung ansehen', fr: 'Voir le paiement', es: 'Ver el pago' },
  caption: {
    en: 'What was refunded of each invoice',
    de: 'Was von jeder Rechnung erstattet wurde',
    fr: 'Ce qui a été remboursé de chaque facture',
    es: 'Lo que se ha reembolsado de cada factura',
  },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  invoiceTotal: { en: 'Invoice total', de: 'Rechnungsbetrag', fr: 'Total de la facture', es: 'Total de la factura' },
  openAgain: { en: 'Open again', de: 'Wieder offen', fr: 'À nouveau dû', es: 'De nuevo pendiente' },
  totalRefunded: {
    en: 'Total refunded',
    de: 'Erstatteter Gesamtbetrag',
    fr: 'Total remboursé',
    es: 'Total reembolsado',
  },
  code: {
    en: 'QR code: check refund document {number}',
    de: 'QR-Code: Erstattungsbeleg {number} prüfen',
    fr: 'Code QR\u00a0: vérifier le document de remboursement {number}',
    es: 'Código QR: comprobar el documento de reembolso {number}',
  },
  genuine: {
    en: 'Is this refund document genuine?',
    de: 'Ist dieser Erstattungsbeleg echt?',
    fr: 'Ce document de remboursement est-il authentique\u00a0?',
    es: '¿Es auténtico este documento de reembolso?',
  },
});
