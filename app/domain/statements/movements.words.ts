import { inWords } from '~/lib/languages/words';

/** What the entries of each kind are called. */
export const movementNames = inWords({
  invoice_issued: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  invoice_voided: {
    en: 'Void of invoice',
    de: 'Stornierung einer Rechnung',
    fr: 'Annulation d’une facture',
    es: 'Anulación de una factura',
  },
  payment_settled: { en: 'Payment', de: 'Zahlung', fr: 'Paiement', es: 'Pago' },
  refund_issued: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso' },
  refund_failed: {
    en: 'Refund that did not arrive',
    de: 'Erstattung, die nicht angekommen ist',
    fr: 'Remboursement qui n’est pas arrivé',
    es: 'Reembolso que no llegó',
  },
  dispute_withdrawn: {
    en: 'Payment disputed at the bank',
    de: 'Rückbelastung einer Zahlung',
    fr: 'Contestation bancaire d’un paiement',
    es: 'Contracargo de un pago',
  },
  dispute_reinstated: {
    en: 'Disputed payment, paid back',
    de: 'Rückbelastung aufgehoben',
    fr: 'Contestation bancaire annulée',
    es: 'Contracargo anulado',
  },
  credit_note_issued: { en: 'Credit note', de: 'Gutschrift', fr: 'Note de crédit', es: 'Nota de crédito' },
});

export const movementTexts = inWords({
  ofInvoice: {
    en: '{name}, invoice {invoice}',
    de: '{name}, Rechnung {invoice}',
    fr: '{name}, facture {invoice}',
    es: '{name}, factura {invoice}',
  },
  noteOfInvoice: {
    en: '{name} {note}, invoice {invoice}',
    de: '{name} {note}, Rechnung {invoice}',
    fr: '{name} {note}, facture {invoice}',
    es: '{name} {note}, factura {invoice}',
  },
  invoice: { en: 'Invoice {invoice}', de: 'Rechnung {invoice}', fr: 'Facture {invoice}', es: 'Factura {invoice}' },
  void: {
    en: 'Invoice {invoice} void',
    de: 'Rechnung {invoice} storniert',
    fr: 'Facture {invoice} annulée',
    es: 'Factura {invoice} anulada',
  },
  due: { en: 'due {date}', de: 'fällig am {date}', fr: 'échéance le {date}', es: 'vence el {date}' },
  outside: {
    en: 'Payment outside the portal',
    de: 'Zahlung außerhalb des Portals',
    fr: 'Paiement hors du portail',
    es: 'Pago fuera del portal',
  },
  credit: {
    en: '{amount} of it credit',
    de: 'davon {amount} Guthaben',
    fr: 'dont {amount} d’avoir',
    es: 'de ello, {amount} de saldo a favor',
  },
  receipt: { en: 'receipt {number}', de: 'Beleg {number}', fr: 'reçu {number}', es: 'recibo {number}' },
  plusFee: {
    en: 'plus a fee of {amount}',
    de: 'zuzüglich {amount} Gebühr',
    fr: 'plus {amount} de frais',
    es: 'más {amount} de comisión',
  },
  withFee: {
    en: 'with {amount} of the fee',
    de: 'mit {amount} der Gebühr',
    fr: 'avec {amount} des frais',
    es: 'con {amount} de la comisión',
  },
});
