import { inWords } from '~/lib/languages/words';

export const reversals = inWords({
  refund: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso', ar: 'استرداد' },
  refundOnItsWay: {
    en: 'Refund on its way',
    de: 'Erstattung auf dem Weg',
    fr: 'Remboursement en cours',
    es: 'Reembolso en camino',
    ar: 'استرداد في الطريق',
  },
  refundFailed: {
    en: 'Refund did not arrive',
    de: 'Erstattung ist nicht angekommen',
    fr: 'Remboursement non arrivé',
    es: 'El reembolso no ha llegado',
    ar: 'لم يصل المبلغ المسترد',
  },
  bankAsked: {
    en: 'Bank asked about this payment',
    de: 'Die Bank hat nach dieser Zahlung gefragt',
    fr: 'La banque a posé une question sur ce paiement',
    es: 'El banco ha preguntado por este pago',
    ar: 'استفسر البنك عن هذه الدفعة',
  },
  returned: {
    en: 'Returned by the bank',
    de: 'Von der Bank zurückgegeben',
    fr: 'Rejeté par la banque',
    es: 'Devuelto por el banco',
    ar: 'خصم مرتجع من البنك',
  },
  takenBack: {
    en: 'Taken back by the bank',
    de: 'Von der Bank zurückgebucht',
    fr: 'Repris par la banque',
    es: 'Retirado por el banco',
    ar: 'سحب البنك المبلغ',
  },
  givenBack: {
    en: 'Given back by the bank',
    de: 'Von der Bank wieder gutgeschrieben',
    fr: 'Rendu par la banque',
    es: 'Reintegrado por el banco',
    ar: 'أعاد البنك المبلغ',
  },
});
