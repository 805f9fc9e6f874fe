import { inWords } from '~/lib/languages/words';

/** The state of a payment in a word or two, the same wherever it stands. */
export const paymentStates = inWords({
  reserved: {
    en: 'checking',
    de: 'wird geprüft',
    fr: 'en cours de vérification',
    es: 'en comprobación',
    ar: 'قيد التحقق',
  },
  checking: {
    en: 'checking',
    de: 'wird geprüft',
    fr: 'en cours de vérification',
    es: 'en comprobación',
    ar: 'قيد التحقق',
  },
  action_required: {
    en: 'waits for you',
    de: 'wartet auf Sie',
    fr: 'attend votre confirmation',
    es: 'pendiente de usted',
    ar: 'بانتظارك',
  },
  processing: { en: 'at the bank', de: 'bei der Bank', fr: 'à la banque', es: 'en el banco', ar: 'لدى البنك' },
  succeeded: { en: 'paid', de: 'bezahlt', fr: 'payé', es: 'pagado', ar: 'مدفوعة' },
  failed: { en: 'not paid', de: 'nicht bezahlt', fr: 'non payé', es: 'no pagado', ar: 'غير مدفوعة' },
  cancelled: { en: 'cancelled', de: 'abgebrochen', fr: 'annulé', es: 'cancelado', ar: 'ملغاة' },
});
