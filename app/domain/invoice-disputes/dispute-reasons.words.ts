import { inWords } from '~/lib/languages/words';

export const disputeReasons = inWords({
  'wrong-amount': {
    en: 'the amount is wrong',
    de: 'der Betrag stimmt nicht',
    fr: 'le montant est incorrect',
    es: 'el importe es incorrecto',
    ar: 'المبلغ غير صحيح',
  },
  'not-ordered': { en: 'not ordered', de: 'nicht bestellt', fr: 'non commandé', es: 'no pedido', ar: 'لم يتم الطلب' },
  'already-paid': { en: 'already paid', de: 'bereits bezahlt', fr: 'déjà payé', es: 'ya pagado', ar: 'مدفوعة من قبل' },
  'not-delivered': {
    en: 'not delivered',
    de: 'nicht geliefert',
    fr: 'non livré',
    es: 'no entregado',
    ar: 'لم يتم التسليم',
  },
  other: { en: 'another reason', de: 'ein anderer Grund', fr: 'un autre motif', es: 'otro motivo', ar: 'سبب آخر' },
});
