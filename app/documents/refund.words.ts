import { inWords } from '~/lib/languages/words';

export const refundWords = inWords({
  kind: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso', ar: 'استرداد' },
  issued: {
    en: 'Issued {date}',
    de: 'Ausgestellt am {date}',
    fr: 'Émis le {date}',
    es: 'Emitido el {date}',
    ar: 'صدر في {date}',
  },
  refunded: { en: 'Refunded', de: 'Erstattet', fr: 'Remboursé', es: 'Reembolsado', ar: 'المبلغ المسترد' },
  on: { en: 'on {date}', de: 'am {date}', fr: 'le {date}', es: 'el {date}', ar: 'في {date}' },
  onOfReceipt: {
    en: 'on {date} · of receipt {receipt}',
    de: 'am {date} · zu Beleg {receipt}',
    fr: 'le {date} · pour le reçu {receipt}',
    es: 'el {date} · del recibo {receipt}',
    ar: 'في {date} · من الإيصال {receipt}',
  },
  refundedTo: { en: 'Refunded to', de: 'Erstattet an', fr: 'Remboursé à', es: 'Reembolsado a', ar: 'رد المبلغ إلى' },
  reason: { en: 'Reason', de: 'Grund', fr: 'Motif', es: 'Motivo', ar: 'السبب' },
  outside: {
    en: 'Handed back directly',
    de: 'Direkt zurückgegeben',
    fr: 'Rendu directement',
    es: 'Devuelto directamente',
    ar: 'تم رده مباشرة',
  },
  openAgain: {
    en: 'Open again',
    de: 'Wieder offen',
    fr: 'À nouveau dû',
    es: 'De nuevo pendiente',
    ar: 'مستحق من جديد',
  },
  total: {
    en: 'Total refunded',
    de: 'Insgesamt erstattet',
    fr: 'Total remboursé',
    es: 'Total reembolsado',
    ar: 'إجمالي المسترد',
  },
  genuine: {
    en: 'Is this refund document genuine?',
    de: 'Ist dieser Erstattungsbeleg echt?',
    fr: 'Ce document est-il authentique\u00a0?',
    es: '¿Es auténtico este documento?',
    ar: 'هل مستند الاسترداد هذا أصلي؟',
  },
  code: {
    en: 'QR code: check that refund document {number} is genuine',
    de: 'QR-Code: prüfen, ob der Erstattungsbeleg {number} echt ist',
    fr: 'Code QR\u00a0: vérifier que le document de remboursement {number} est authentique',
    es: 'Código QR: comprobar que el documento de reembolso {number} es auténtico',
    ar: 'رمز QR: تحقق من أن مستند الاسترداد {number} أصلي',
  },
});
