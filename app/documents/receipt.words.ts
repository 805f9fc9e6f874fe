import { inWords } from '~/lib/languages/words';

export const receiptWords = inWords({
  kind: { en: 'Receipt', de: 'Zahlungsbeleg', fr: 'Reçu', es: 'Recibo', ar: 'إيصال' },
  issued: {
    en: 'Issued {date}',
    de: 'Ausgestellt am {date}',
    fr: 'Émis le {date}',
    es: 'Emitido el {date}',
    ar: 'صدر في {date}',
  },
  paid: { en: 'Paid', de: 'Gezahlt', fr: 'Payé', es: 'Pagado', ar: 'المبلغ المدفوع' },
  paidOn: {
    en: 'on {date} {how}',
    de: 'am {date} {how}',
    fr: 'le {date} {how}',
    es: 'el {date} {how}',
    ar: 'في {date} {how}',
  },
  receivedFrom: { en: 'Received from', de: 'Erhalten von', fr: 'Reçu de', es: 'Recibido de', ar: 'مستلم من' },
  paidBy: { en: 'Paid by', de: 'Gezahlt von', fr: 'Payé par', es: 'Pagado por', ar: 'الدافع' },
  payment: { en: 'Payment', de: 'Zahlung', fr: 'Paiement', es: 'Pago', ar: 'الدفعة' },
  settledBefore: {
    en: 'Settled before',
    de: 'Zuvor beglichen',
    fr: 'Déjà réglé',
    es: 'Saldado antes',
    ar: 'مسدد سابقًا',
  },
  paidNow: { en: 'Paid now', de: 'Jetzt gezahlt', fr: 'Payé maintenant', es: 'Pagado ahora', ar: 'المدفوع الآن' },
  total: { en: 'Total paid', de: 'Insgesamt gezahlt', fr: 'Total payé', es: 'Total pagado', ar: 'إجمالي المدفوع' },
  genuine: {
    en: 'Is this receipt genuine?',
    de: 'Ist dieser Beleg echt?',
    fr: 'Ce reçu est-il authentique\u00a0?',
    es: '¿Es auténtico este recibo?',
    ar: 'هل هذا الإيصال أصلي؟',
  },
  code: {
    en: 'QR code: check that receipt {number} is genuine',
    de: 'QR-Code: prüfen, ob der Beleg {number} echt ist',
    fr: 'Code QR\u00a0: vérifier que le reçu {number} est authentique',
    es: 'Código QR: comprobar que el recibo {number} es auténtico',
    ar: 'رمز QR: تحقق من أن الإيصال {number} أصلي',
  },
});
