import { inWords } from '~/lib/languages/words';

export const refundWords = inWords({
  kind: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso' },
  issued: { en: 'Issued {date}', de: 'Ausgestellt am {date}', fr: 'Émis le {date}', es: 'Emitido el {date}' },
  refunded: { en: 'Refunded', de: 'Erstattet', fr: 'Remboursé', es: 'Reembolsado' },
  on: { en: 'on {date}', de: 'am {date}', fr: 'le {date}', es: 'el {date}' },
  onOfReceipt: {
    en: 'on {date} · of receipt {receipt}',
    de: 'am {date} · zu Beleg {receipt}',
    fr: 'le {date} · pour le reçu {receipt}',
    es: 'el {date} · del recibo {receipt}',
  },
  refundedTo: { en: 'Refunded to', de: 'Erstattet an', fr: 'Remboursé à', es: 'Reembolsado a' },
  reason: { en: 'Reason', de: 'Grund', fr: 'Motif', es: 'Motivo' },
  outside: {
    en: 'Handed back directly',
    de: 'Direkt zurückgegeben',
    fr: 'Rendu directement',
    es: 'Devuelto directamente',
  },
  openAgain: { en: 'Open again', de: 'Wieder offen', fr: 'À nouveau dû', es: 'De nuevo pendiente' },
  total: { en: 'Total refunded', de: 'Insgesamt erstattet', fr: 'Total remboursé', es: 'Total reembolsado' },
  genuine: {
    en: 'Is this refund document genuine?',
    de: 'Ist dieser Erstattungsbeleg echt?',
    fr: 'Ce document est-il authentique\u00a0?',
    es: '¿Es auténtico este documento?',
  },
  code: {
    en: 'QR code: check that refund document {number} is genuine',
    de: 'QR-Code: prüfen, ob der Erstattungsbeleg {number} echt ist',
    fr: 'Code QR\u00a0: vérifier que le document de remboursement {number} est authentique',
    es: 'Código QR: comprobar que el documento de reembolso {number} es auténtico',
  },
});
