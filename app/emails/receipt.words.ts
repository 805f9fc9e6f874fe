import { inWords } from '~/lib/languages/words';

export const receiptMail = inWords({
  // What was paid, as it stands in the sentences below.
  withCredit: {
    en: '{total} and {credit} credit',
    de: '{total} und {credit} Guthaben',
    fr: '{total} et {credit} d’avoir',
    es: '{total} y {credit} de saldo a favor',
    ar: '{total} و{credit} من الرصيد الدائن',
  },
  creditAlone: {
    en: '{credit} credit',
    de: '{credit} Guthaben',
    fr: '{credit} d’avoir',
    es: '{credit} de saldo a favor',
    ar: '{credit} من الرصيد الدائن',
  },
  subject: {
    en: 'Receipt {number}: {paid} paid to {vendor}',
    de: 'Zahlungsbeleg {number}: {paid} an {vendor} gezahlt',
    fr: 'Reçu {number} : paiement de {paid} à {vendor}',
    es: 'Recibo {number}: pago de {paid} a {vendor}',
    ar: 'إيصال {number}: دفع {paid} إلى {vendor}',
  },
  preview: {
    en: '{paid} for {invoices}, receipt {number}.',
    de: '{paid} für {invoices}, Zahlungsbeleg {number}.',
    fr: '{paid} pour {invoices}, reçu {number}.',
    es: '{paid} por {invoices}, recibo {number}.',
    ar: '{paid} ({invoices})، الإيصال {number}.',
  },
  heading: {
    en: '{customer} paid {paid}',
    de: '{customer} hat {paid} gezahlt',
    fr: '{customer} a payé {paid}',
    es: '{customer} ha pagado {paid}',
    ar: '{customer}: تم دفع {paid}',
  },
  footer: {
    en: '{vendor} sends this mail once for every payment. Keep it, or download the receipt again at any time.',
    de: '{vendor} sendet diese E-Mail einmal für jede Zahlung. Bewahren Sie sie auf, oder laden Sie den Beleg jederzeit erneut herunter.',
    fr: '{vendor} envoie ce message une fois pour chaque paiement. Conservez-le, ou téléchargez de nouveau le reçu à tout moment.',
    es: '{vendor} envía este mensaje una vez por cada pago. Consérvelo, o descargue de nuevo el recibo cuando quiera.',
    ar: 'ترسل {vendor} هذه الرسالة مرة واحدة عن كل دفعة. احتفظ بها، أو نزّل الإيصال مجددًا في أي وقت.',
  },
  received: {
    en: '{vendor} received {paid} for {invoices}. Receipt {number} is attached as a PDF.',
    de: '{vendor} hat {paid} für {invoices} erhalten. Der Zahlungsbeleg {number} liegt als PDF bei.',
    fr: '{vendor} a reçu {paid} pour {invoices}. Le reçu {number} est joint en PDF.',
    es: '{vendor} ha recibido {paid} por {invoices}. El recibo {number} va adjunto en PDF.',
    ar: 'استلمت {vendor} مبلغ {paid} ({invoices}). الإيصال {number} مرفق بصيغة PDF.',
  },
  coveredByCredit: {
    en: '{credit} of your credit with {vendor} paid {invoices}; nothing was charged. Receipt {number} is attached as a PDF.',
    de: 'Sie haben {invoices} mit {credit} Ihres Guthabens bei {vendor} beglichen; es wurde nichts abgebucht. Der Zahlungsbeleg {number} liegt als PDF bei.',
    fr: 'Vous avez réglé {invoices} avec {credit} de votre avoir chez {vendor} ; rien n’a été prélevé. Le reçu {number} est joint en PDF.',
    es: 'Ha pagado {invoices} con {credit} de su saldo a favor en {vendor}; no se ha cobrado nada. El recibo {number} va adjunto en PDF.',
    ar: 'سُدّد مبلغ {credit} من رصيدك الدائن لدى {vendor} ({invoices})؛ ولم يُخصم أي مبلغ. الإيصال {number} مرفق بصيغة PDF.',
  },
  receipt: { en: 'Receipt', de: 'Zahlungsbeleg', fr: 'Reçu', es: 'Recibo', ar: 'الإيصال' },
  method: { en: 'Payment method', de: 'Zahlungsart', fr: 'Moyen de paiement', es: 'Forma de pago', ar: 'طريقة الدفع' },
  paidNow: { en: 'Paid now', de: 'Jetzt gezahlt', fr: 'Payé maintenant', es: 'Pagado ahora', ar: 'المدفوع الآن' },
  onReceipt: { en: 'on the receipt', de: 'auf dem Beleg', fr: 'sur le reçu', es: 'en el recibo', ar: 'في الإيصال' },
  seeReceipt: {
    en: 'See the receipt',
    de: 'Beleg ansehen',
    fr: 'Voir le reçu',
    es: 'Ver el recibo',
    ar: 'اعرض الإيصال',
  },
});
