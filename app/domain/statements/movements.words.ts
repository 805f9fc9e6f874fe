import { inWords } from '~/lib/languages/words';

/** What the entries of each kind are called. */
export const movementNames = inWords({
  invoice_issued: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura', ar: 'فاتورة' },
  invoice_voided: {
    en: 'Void of invoice',
    de: 'Stornierung einer Rechnung',
    fr: 'Annulation d’une facture',
    es: 'Anulación de una factura',
    ar: 'إلغاء فاتورة',
  },
  payment_settled: { en: 'Payment', de: 'Zahlung', fr: 'Paiement', es: 'Pago', ar: 'دفعة' },
  refund_issued: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso', ar: 'استرداد' },
  refund_failed: {
    en: 'Refund that did not arrive',
    de: 'Erstattung, die nicht angekommen ist',
    fr: 'Remboursement qui n’est pas arrivé',
    es: 'Reembolso que no llegó',
    ar: 'استرداد لم يصل',
  },
  dispute_withdrawn: {
    en: 'Payment disputed at the bank',
    de: 'Rückbelastung einer Zahlung',
    fr: 'Contestation bancaire d’un paiement',
    es: 'Contracargo de un pago',
    ar: 'دفعة معترض عليها لدى البنك',
  },
  dispute_reinstated: {
    en: 'Disputed payment, paid back',
    de: 'Rückbelastung aufgehoben',
    fr: 'Contestation bancaire annulée',
    es: 'Contracargo anulado',
    ar: 'دفعة معترض عليها أُعيدت',
  },
  credit_note_issued: {
    en: 'Credit note',
    de: 'Gutschrift',
    fr: 'Note de crédit',
    es: 'Nota de crédito',
    ar: 'إشعار دائن',
  },
});

export const movementTexts = inWords({
  ofInvoice: {
    en: '{name}, invoice {invoice}',
    de: '{name}, Rechnung {invoice}',
    fr: '{name}, facture {invoice}',
    es: '{name}, factura {invoice}',
    ar: '{name}، الفاتورة {invoice}',
  },
  noteOfInvoice: {
    en: '{name} {note}, invoice {invoice}',
    de: '{name} {note}, Rechnung {invoice}',
    fr: '{name} {note}, facture {invoice}',
    es: '{name} {note}, factura {invoice}',
    ar: '{name} {note}، الفاتورة {invoice}',
  },
  invoice: {
    en: 'Invoice {invoice}',
    de: 'Rechnung {invoice}',
    fr: 'Facture {invoice}',
    es: 'Factura {invoice}',
    ar: 'فاتورة {invoice}',
  },
  void: {
    en: 'Invoice {invoice} void',
    de: 'Rechnung {invoice} storniert',
    fr: 'Facture {invoice} annulée',
    es: 'Factura {invoice} anulada',
    ar: 'الفاتورة {invoice} ملغاة',
  },
  due: {
    en: 'due {date}',
    de: 'fällig am {date}',
    fr: 'échéance le {date}',
    es: 'vence el {date}',
    ar: 'مستحقة في {date}',
  },
  outside: {
    en: 'Payment outside the portal',
    de: 'Zahlung außerhalb des Portals',
    fr: 'Paiement hors du portail',
    es: 'Pago fuera del portal',
    ar: 'دفعة خارج البوابة',
  },
  credit: {
    en: '{amount} of it credit',
    de: 'davon {amount} Guthaben',
    fr: 'dont {amount} d’avoir',
    es: 'de ello, {amount} de saldo a favor',
    ar: 'منها {amount} رصيد دائن',
  },
  receipt: {
    en: 'receipt {number}',
    de: 'Beleg {number}',
    fr: 'reçu {number}',
    es: 'recibo {number}',
    ar: 'إيصال {number}',
  },
  plusFee: {
    en: 'plus a fee of {amount}',
    de: 'zuzüglich {amount} Gebühr',
    fr: 'plus {amount} de frais',
    es: 'más {amount} de comisión',
    ar: 'بالإضافة إلى رسوم قدرها {amount}',
  },
  withFee: {
    en: 'with {amount} of the fee',
    de: 'mit {amount} der Gebühr',
    fr: 'avec {amount} des frais',
    es: 'con {amount} de la comisión',
    ar: 'مع {amount} من الرسوم',
  },
});
