import { inWords } from '~/lib/languages/words';

export const unpayableTags = inWords({
  'in-flight': {
    en: 'in payment',
    de: 'in laufender Zahlung',
    fr: 'en cours de paiement',
    es: 'en curso de pago',
    ar: 'قيد الدفع',
  },
  disputed: { en: 'disputed', de: 'beanstandet', fr: 'contestée', es: 'reclamada', ar: 'معترض عليها' },
  gone: { en: 'not available', de: 'nicht verfügbar', fr: 'non disponible', es: 'no disponible', ar: 'غير متاحة' },
  paid: { en: 'paid', de: 'bezahlt', fr: 'payée', es: 'pagada', ar: 'مدفوعة' },
  paidOn: {
    en: 'paid {date}',
    de: 'bezahlt am {date}',
    fr: 'payée le {date}',
    es: 'pagada el {date}',
    ar: 'دُفعت في {date}',
  },
  void: { en: 'void', de: 'storniert', fr: 'annulée', es: 'anulada', ar: 'ملغاة' },
  voidOn: {
    en: 'void {date}',
    de: 'storniert am {date}',
    fr: 'annulée le {date}',
    es: 'anulada el {date}',
    ar: 'أُلغيت في {date}',
  },
});
