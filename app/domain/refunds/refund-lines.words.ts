import { inWords } from '~/lib/languages/words';

export const refundLines = inWords({
  refundedOn: {
    en: 'Refunded on {invoices}',
    de: 'Erstattet auf {invoices}',
    fr: 'Remboursé sur {invoices}',
    es: 'Reembolsado de {invoices}',
  },
  fee: { en: 'Fee', de: 'Gebühr', fr: 'Frais', es: 'Comisión' },
  offCredit: { en: 'Off your credit', de: 'Von Ihrem Guthaben', fr: 'Pris sur votre avoir', es: 'De su saldo a favor' },
  onNone: { en: 'On no invoice', de: 'Auf keine Rechnung', fr: 'Sur aucune facture', es: 'Sin factura' },
});
