import { inWords } from '~/lib/languages/words';

export const waitingPayment = inWords({
  waitsForYou: {
    en: 'A payment of {amount} waits for you',
    de: 'Eine Zahlung über {amount} wartet auf Sie',
    fr: 'Un paiement de {amount} attend votre confirmation',
    es: 'Un pago de {amount} espera su confirmación',
    ar: 'دفعة بمبلغ {amount} بانتظارك',
  },
  waits: {
    en: 'A payment of {amount} waits to be confirmed',
    de: 'Eine Zahlung über {amount} wartet auf Bestätigung',
    fr: 'Un paiement de {amount} attend d’être confirmé',
    es: 'Un pago de {amount} está pendiente de confirmación',
    ar: 'دفعة بمبلغ {amount} بانتظار التأكيد',
  },
  untilYou: {
    en: 'Nothing is charged until you confirm it with your bank. {count, plural, one {Its invoice is} other {Its # invoices are}} held until then.',
    de: 'Es wird nichts abgebucht, bis Sie sie bei Ihrer Bank bestätigen. {count, plural, one {Die Rechnung bleibt} other {Die # Rechnungen bleiben}} bis dahin vorgemerkt.',
    fr: 'Rien n’est prélevé tant que vous ne l’avez pas confirmé auprès de votre banque. {count, plural, one {Sa facture reste réservée} other {Ses # factures restent réservées}} jusque-là.',
    es: 'No se cobra nada hasta que lo confirme con su banco. {count, plural, one {Su factura queda reservada} other {Sus # facturas quedan reservadas}} hasta entonces.',
    ar: 'لن يُخصم شيء حتى تؤكدها لدى بنكك. {count, plural, zero {لا تُحجز أي فاتورة} one {تبقى فاتورتها محجوزة} two {تبقى فاتورتاها محجوزتين} few {تبقى # فواتير محجوزة لها} many {تبقى # فاتورة محجوزة لها} other {تبقى # فاتورة محجوزة لها}} حتى ذلك الحين.',
  },
  untilColleague: {
    en: 'Nothing is charged until the colleague who started it confirms it. {count, plural, one {Its invoice is} other {Its # invoices are}} held until then.',
    de: 'Es wird nichts abgebucht, bis die Person sie bestätigt, die sie begonnen hat. {count, plural, one {Die Rechnung bleibt} other {Die # Rechnungen bleiben}} bis dahin vorgemerkt.',
    fr: 'Rien n’est prélevé tant que le collègue qui l’a commencé ne l’a pas confirmé. {count, plural, one {Sa facture reste réservée} other {Ses # factures restent réservées}} jusque-là.',
    es: 'No se cobra nada hasta que lo confirme el compañero que lo inició. {count, plural, one {Su factura queda reservada} other {Sus # facturas quedan reservadas}} hasta entonces.',
    ar: 'لن يُخصم شيء حتى يؤكدها الزميل الذي بدأها. {count, plural, zero {لا تُحجز أي فاتورة} one {تبقى فاتورتها محجوزة} two {تبقى فاتورتاها محجوزتين} few {تبقى # فواتير محجوزة لها} many {تبقى # فاتورة محجوزة لها} other {تبقى # فاتورة محجوزة لها}} حتى ذلك الحين.',
  },
  continue: { en: 'Continue', de: 'Fortfahren', fr: 'Continuer', es: 'Continuar', ar: 'متابعة' },
  see: { en: 'See the payment', de: 'Zahlung ansehen', fr: 'Voir le paiement', es: 'Ver el pago', ar: 'عرض الدفعة' },
  cancel: {
    en: 'Cancel this payment',
    de: 'Diese Zahlung abbrechen',
    fr: 'Annuler ce paiement',
    es: 'Cancelar este pago',
    ar: 'إلغاء هذه الدفعة',
  },
  cancelling: { en: 'Cancelling…', de: 'Wird abgebrochen …', fr: 'Annulation…', es: 'Cancelando…', ar: 'جارٍ الإلغاء…' },
});

export const unpayableList = inWords({
  title: {
    en: 'Not payable now',
    de: 'Zurzeit nicht zu bezahlen',
    fr: 'Non payables pour le moment',
    es: 'No se pueden pagar ahora',
    ar: 'غير قابلة للدفع الآن',
  },
  caption: {
    en: 'Invoices that cannot be paid now, and why',
    de: 'Rechnungen, die jetzt nicht bezahlt werden können, und warum',
    fr: 'Factures qui ne peuvent pas être payées maintenant, et pourquoi',
    es: 'Facturas que no se pueden pagar ahora, y por qué',
    ar: 'الفواتير التي لا يمكن دفعها الآن، وسبب ذلك',
  },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura', ar: 'الفاتورة' },
  due: { en: 'Due', de: 'Fällig', fr: 'Échéance', es: 'Vence', ar: 'تاريخ الاستحقاق' },
  why: { en: 'Why', de: 'Warum', fr: 'Pourquoi', es: 'Por qué', ar: 'السبب' },
  total: { en: 'Total', de: 'Gesamt', fr: 'Total', es: 'Total', ar: 'الإجمالي' },
  until: { en: 'until {date}', de: 'bis {date}', fr: 'jusqu’au {date}', es: 'hasta el {date}', ar: 'حتى {date}' },
  partOpen: {
    en: 'The disputed part is open, the rest is paid',
    de: 'Der beanstandete Teil ist offen, der Rest bezahlt',
    fr: 'La partie contestée est ouverte, le reste est payé',
    es: 'La parte reclamada está abierta; el resto, pagado',
    ar: 'الجزء المعترض عليه مفتوح، والباقي مدفوع',
  },
  seePayment: { en: 'See payment', de: 'Zahlung ansehen', fr: 'Voir le paiement', es: 'Ver el pago', ar: 'عرض الدفعة' },
  seePaymentOf: {
    en: 'See the payment of {number}',
    de: 'Zahlung ansehen: {number}',
    fr: 'Voir le paiement de {number}',
    es: 'Ver el pago de {number}',
    ar: 'عرض الدفعة للفاتورة {number}',
  },
  more: {
    en: 'There are more.',
    de: 'Es gibt weitere.',
    fr: 'Il y en a d’autres.',
    es: 'Hay más.',
    ar: 'هناك المزيد.',
  },
  allPayments: {
    en: 'All payments',
    de: 'Alle Zahlungen',
    fr: 'Tous les paiements',
    es: 'Todos los pagos',
    ar: 'كل الدفعات',
  },
});

export const recentlyPaid = inWords({
  title: {
    en: 'Recently paid',
    de: 'Kürzlich bezahlt',
    fr: 'Payées récemment',
    es: 'Pagadas recientemente',
    ar: 'مدفوعة حديثًا',
  },
  paid: {
    en: '{count, plural, one {# invoice paid} other {# invoices paid}}',
    de: '{count, plural, one {# Rechnung bezahlt} other {# Rechnungen bezahlt}}',
    fr: '{count, plural, one {# facture payée} other {# factures payées}}',
    es: '{count, plural, one {# factura pagada} other {# facturas pagadas}}',
    ar: '{count, plural, zero {لا فواتير مدفوعة} one {فاتورة واحدة مدفوعة} two {فاتورتان مدفوعتان} few {# فواتير مدفوعة} many {# فاتورة مدفوعة} other {# فاتورة مدفوعة}}',
  },
  on: { en: 'on {date}', de: 'am {date}', fr: 'le {date}', es: 'el {date}', ar: 'في {date}' },
});
