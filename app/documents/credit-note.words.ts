import { inWords } from '~/lib/languages/words';

export const creditNoteWords = inWords({
  kind: { en: 'Credit note', de: 'Gutschrift', fr: 'Note de crédit', es: 'Nota de crédito' },
  issued: { en: 'Issued {date}', de: 'Ausgestellt am {date}', fr: 'Émise le {date}', es: 'Emitida el {date}' },
  credited: { en: 'Credited', de: 'Gutgeschrieben', fr: 'Crédité', es: 'Abonado' },
  on: { en: 'on {date}', de: 'am {date}', fr: 'le {date}', es: 'el {date}' },
  to: { en: 'To', de: 'Empfänger', fr: 'Destinataire', es: 'Destinatario' },
  forInvoice: {
    en: 'For invoice {invoice}',
    de: 'Zu Rechnung {invoice}',
    fr: 'Pour la facture {invoice}',
    es: 'Para la factura {invoice}',
  },
  reason: { en: 'Reason', de: 'Grund', fr: 'Motif', es: 'Motivo' },
  off: { en: 'Off {invoice}', de: 'Abzug von {invoice}', fr: 'Déduit de {invoice}', es: 'Descontado de {invoice}' },
  kept: { en: 'Credit on account', de: 'Guthaben', fr: 'Avoir en compte', es: 'Saldo a favor' },
  taxIncluded: { en: 'Tax included', de: 'Enthaltene Steuer', fr: 'Taxe incluse', es: 'Impuesto incluido' },
  loweredBy: { en: 'Lowered by', de: 'Gemindert um', fr: 'Réduite de', es: 'Rebajada en' },
  total: { en: 'Total credited', de: 'Insgesamt gutgeschrieben', fr: 'Total crédité', es: 'Total abonado' },
  genuine: {
    en: 'Is this credit note genuine?',
    de: 'Ist diese Gutschrift echt?',
    fr: 'Cette note est-elle authentique\u00a0?',
    es: '¿Es auténtica esta nota?',
  },
  code: {
    en: 'QR code: check that credit note {number} is genuine',
    de: 'QR-Code: prüfen, ob die Gutschrift {number} echt ist',
    fr: 'Code QR\u00a0: vérifier que la note de crédit {number} est authentique',
    es: 'Código QR: comprobar que la nota de crédito {number} es auténtica',
  },
});
