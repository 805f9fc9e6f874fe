import { inWords } from '~/lib/languages/words';

export const refundLines = inWords({
  refundedOn: {
    en: 'Refunded on {invoices}',
    de: 'Erstattet auf {invoices}',
    fr: 'Remboursé sur {invoices}',
    es: 'Reembolsado de {invoices}',
    ar: 'المسترد ({invoices})',
  },
  fee: { en: 'Fee', de: 'Gebühr', fr: 'Frais', es: 'Comisión', ar: 'الرسوم' },
  offCredit: {
    en: 'Off your credit',
    de: 'Von Ihrem Guthaben',
    fr: 'Sur votre avoir',
    es: 'De su saldo a favor',
    ar: 'من رصيدك الدائن',
  },
  onNoInvoice: {
    en: 'On no invoice',
    de: 'Auf keine Rechnung',
    fr: 'Sur aucune facture',
    es: 'De ninguna factura',
    ar: 'غير مرتبط بفاتورة',
  },
  handedBack: {
    en: 'Handed back directly',
    de: 'Direkt zurückgegeben',
    fr: 'Rendu directement',
    es: 'Devuelto directamente',
    ar: 'تم رده مباشرة',
  },
});
