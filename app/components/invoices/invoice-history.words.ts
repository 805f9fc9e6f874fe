import { inWords } from '~/lib/languages/words';

export const invoiceHistory = inWords({
  title: { en: 'History', de: 'Verlauf', fr: 'Historique', es: 'Historial' },
  issued: {
    en: 'Issued, due {date}',
    de: 'Ausgestellt, fällig am {date}',
    fr: 'Émise, échéance le {date}',
    es: 'Emitida, vence el {date}',
  },
  disputedFor: {
    en: 'Disputed: {reason}',
    de: 'Beanstandet: {reason}',
    fr: 'Contestée\u00a0: {reason}',
    es: 'Reclamada: {reason}',
  },
  voidFor: { en: 'Void: {reason}', de: 'Storniert: {reason}', fr: 'Annulée\u00a0: {reason}', es: 'Anulada: {reason}' },
  question: { en: 'Question', de: 'Frage', fr: 'Question', es: 'Pregunta' },
  partDisputed: {
    en: '{amount} disputed: {reason}',
    de: '{amount} beanstandet: {reason}',
    fr: '{amount} contestés\u00a0: {reason}',
    es: '{amount} reclamados: {reason}',
  },
  allDisputed: {
    en: '{amount} disputed, all that was due: {reason}',
    de: '{amount} beanstandet, alles, was offen war: {reason}',
    fr: '{amount} contestés, tout ce qui était dû\u00a0: {reason}',
    es: '{amount} reclamados, todo lo que estaba pendiente: {reason}',
  },
  said: { en: '{by}: {message}', de: '{by}: {message}', fr: '{by}\u00a0: {message}', es: '{by}: {message}' },
  withdrawn: {
    en: 'Dispute withdrawn',
    de: 'Beanstandung zurückgezogen',
    fr: 'Contestation retirée',
    es: 'Reclamación retirada',
  },
  resolved: {
    en: 'Dispute resolved',
    de: 'Beanstandung geklärt',
    fr: 'Contestation réglée',
    es: 'Reclamación resuelta',
  },
  creditNote: {
    en: 'Credit note {number}',
    de: 'Gutschrift {number}',
    fr: 'Note de crédit {number}',
    es: 'Nota de crédito {number}',
  },
  creditedFor: { en: '{note}: {reason}', de: '{note}: {reason}', fr: '{note}\u00a0: {reason}', es: '{note}: {reason}' },
  kept: {
    en: '{amount} of it is credit on your account.',
    de: '{amount} davon sind Guthaben auf Ihrem Konto.',
    fr: 'Dont {amount} d’avoir sur votre compte.',
    es: 'De ello, {amount} son saldo a favor en su cuenta.',
  },
});

/** What a payment did to the invoice. */
export const invoicePaid = inWords({
  paid: { en: 'Paid', de: 'Bezahlt', fr: 'Payée', es: 'Pagada' },
  checking: {
    en: 'Payment checking',
    de: 'Zahlung wird geprüft',
    fr: 'Paiement en cours de vérification',
    es: 'Pago en comprobación',
  },
  action_required: {
    en: 'Payment waits for you',
    de: 'Zahlung wartet auf Sie',
    fr: 'Paiement en attente de votre confirmation',
    es: 'Pago pendiente de usted',
  },
  processing: {
    en: 'Payment at the bank',
    de: 'Zahlung bei der Bank',
    fr: 'Paiement à la banque',
    es: 'Pago en el banco',
  },
  underWay: { en: 'Payment under way', de: 'Laufende Zahlung', fr: 'Paiement en cours', es: 'Pago en curso' },
  with: {
    en: '{payment} with {method}',
    de: '{payment} mit {method}',
    fr: '{payment} avec {method}',
    es: '{payment} con {method}',
  },
  expected: {
    en: '{payment}, expected by {date}: not paid yet',
    de: '{payment}, erwartet bis {date}: noch nicht bezahlt',
    fr: '{payment}, attendu d’ici le {date}\u00a0: pas encore payée',
    es: '{payment}, previsto hasta el {date}: aún sin pagar',
  },
  receipt: { en: 'Receipt {number}', de: 'Beleg {number}', fr: 'Reçu {number}', es: 'Recibo {number}' },
  withCredit: {
    en: '{amount} of it with your credit',
    de: '{amount} davon mit Ihrem Guthaben',
    fr: 'Dont {amount} avec votre avoir',
    es: 'De ello, {amount} con su saldo a favor',
  },
  whenVoid: {
    en: '{amount} came when the invoice was void: it is credit on your account.',
    de: '{amount} kamen, als die Rechnung storniert war: Sie sind Guthaben auf Ihrem Konto.',
    fr: '{amount} sont arrivés alors que la facture était annulée\u00a0: c’est un avoir sur votre compte.',
    es: '{amount} llegaron cuando la factura estaba anulada: son saldo a favor en su cuenta.',
  },
});
