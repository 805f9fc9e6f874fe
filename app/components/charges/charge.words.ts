import { inWords } from '~/lib/languages/words';

/** Charges to come, in a list. */
export const chargeListWords = inWords({
  title: { en: 'To be charged', de: 'Geplante Abbuchungen', fr: 'Prélèvements prévus', es: 'Cargos previstos' },
  all: {
    en: 'All {count, number}',
    de: 'Alle {count, number}',
    fr: 'Tous les {count, number}',
    es: 'Los {count, number}',
  },
  list: {
    en: 'Charges to come',
    de: 'Kommende Abbuchungen',
    fr: 'Prélèvements à venir',
    es: 'Próximos cargos',
  },
  chargeOf: {
    en: ', charge of {amount}',
    de: ', Abbuchung von {amount}',
    fr: ', prélèvement de {amount}',
    es: ', cargo de {amount}',
  },
  invoicesWith: {
    en: '{count, plural, one {# invoice} other {# invoices}} with {method}',
    de: '{count, plural, one {# Rechnung} other {# Rechnungen}} mit {method}',
    fr: '{count, plural, one {# facture} other {# factures}} avec {method}',
    es: '{count, plural, one {# factura} other {# facturas}} con {method}',
  },
  cancel: { en: 'Cancel', de: 'Absagen', fr: 'Annuler', es: 'Cancelar' },
  cancelThis: {
    en: 'Cancel this charge',
    de: 'Diese Abbuchung absagen',
    fr: 'Annuler ce prélèvement',
    es: 'Cancelar este cargo',
  },
  cancelWhich: {
    en: 'the charge of {amount} on {on}',
    de: 'der Abbuchung von {amount} am {on}',
    fr: 'le prélèvement de {amount} le {on}',
    es: 'el cargo de {amount} el {on}',
  },
  cancelling: { en: 'Cancelling…', de: 'Wird abgesagt…', fr: 'Annulation…', es: 'Cancelando…' },
});

/** One charge that was agreed beforehand. */
export const chargeWords = inWords({
  pageTitle: {
    en: 'Scheduled charge · Quittance',
    de: 'Geplante Abbuchung · Quittance',
    fr: 'Prélèvement programmé · Quittance',
    es: 'Cargo programado · Quittance',
  },
  tooLate: {
    en: 'It was too late to cancel: this charge has run.',
    de: 'Zum Absagen war es zu spät: Diese Abbuchung ist gelaufen.',
    fr: 'Il était trop tard pour annuler : ce prélèvement a été exécuté.',
    es: 'Era demasiado tarde para cancelarlo: este cargo ya se ha ejecutado.',
  },
  what: {
    en: '{amount} for {count, plural, one {# invoice} other {# invoices}} with {method}',
    de: '{amount} für {count, plural, one {# Rechnung} other {# Rechnungen}} mit {method}',
    fr: '{amount} pour {count, plural, one {# facture} other {# factures}} avec {method}',
    es: '{amount} por {count, plural, one {# factura} other {# facturas}} con {method}',
  },
  finish: {
    en: 'Finish the payment',
    de: 'Zahlung abschließen',
    fr: 'Terminer le paiement',
    es: 'Terminar el pago',
  },
  payNow: { en: 'Pay now', de: 'Jetzt bezahlen', fr: 'Payer maintenant', es: 'Pagar ahora' },
  seePayment: { en: 'See the payment', de: 'Zahlung ansehen', fr: 'Voir le paiement', es: 'Ver el pago' },
  toInvoices: {
    en: 'Back to invoices',
    de: 'Zurück zu den Rechnungen',
    fr: 'Retour aux factures',
    es: 'Volver a las facturas',
  },
  planned: {
    en: 'Planned on {on} by {autopay}, which {who} turned on.',
    de: 'Am {on} von {autopay} geplant, eingeschaltet von {who}.',
    fr: 'Prévu le {on} par {autopay}, activé par {who}.',
    es: 'Previsto el {on} por {autopay}, que activó {who}.',
  },
  agreed: {
    en: 'Scheduled on {on} by {who}.',
    de: 'Am {on} von {who} geplant.',
    fr: 'Programmé le {on} par {who}.',
    es: 'Programado el {on} por {who}.',
  },
  scheduled: {
    en: 'To be charged on {on}.',
    de: 'Wird am {on} abgebucht.',
    fr: 'Sera prélevé le {on}.',
    es: 'Se cobrará el {on}.',
  },
  running: { en: 'Being charged.', de: 'Wird gerade abgebucht.', fr: 'Prélèvement en cours.', es: 'Se está cobrando.' },
  retrying: {
    en: 'Not charged yet. It is tried again on {on}.',
    de: 'Noch nicht abgebucht. Am {on} wird es erneut versucht.',
    fr: 'Pas encore prélevé. Une nouvelle tentative aura lieu le {on}.',
    es: 'Aún no se ha cobrado. Se volverá a intentar el {on}.',
  },
  succeeded: {
    en: 'Charged on {on}.',
    de: 'Am {on} abgebucht.',
    fr: 'Prélevé le {on}.',
    es: 'Cobrado el {on}.',
  },
  oneStepLeft: {
    en: 'Not charged: one step is left.',
    de: 'Nicht abgebucht: Ein Schritt fehlt noch.',
    fr: 'Non prélevé : il reste une étape.',
    es: 'No se ha cobrado: falta un paso.',
  },
  failed: { en: 'Not charged.', de: 'Nicht abgebucht.', fr: 'Non prélevé.', es: 'No se ha cobrado.' },
  cancelled: {
    en: 'Cancelled. Nothing was charged.',
    de: 'Abgesagt. Es wurde nichts abgebucht.',
    fr: 'Annulé. Rien n’a été prélevé.',
    es: 'Cancelado. No se ha cobrado nada.',
  },
  whenThatDay: {
    en: 'It is charged when that day begins in the vendor’s time zone ({timeZone}), and not before.',
    de: 'Es wird abgebucht, wenn dieser Tag in der Zeitzone des Anbieters beginnt ({timeZone}), und nicht vorher.',
    fr: 'Le prélèvement a lieu quand ce jour commence dans le fuseau horaire du fournisseur ({timeZone}), et pas avant.',
    es: 'Se cobra cuando empieza ese día en la zona horaria del proveedor ({timeZone}), y no antes.',
  },
  paidOtherwise: {
    en: 'What is paid otherwise until then is not charged again.',
    de: 'Was bis dahin anders bezahlt wird, wird nicht noch einmal abgebucht.',
    fr: 'Ce qui est payé autrement d’ici là n’est pas prélevé à nouveau.',
    es: 'Lo que se pague de otra forma hasta entonces no se cobra de nuevo.',
  },
  bankAsked: {
    en: 'The bank has been asked. Nothing is charged twice.',
    de: 'Die Bank ist gefragt. Nichts wird zweimal abgebucht.',
    fr: 'La banque a été sollicitée. Rien n’est prélevé deux fois.',
    es: 'Se ha consultado al banco. Nada se cobra dos veces.',
  },
  payInstead: {
    en: 'Nothing was charged. Pay now, and it is not charged on {on}.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie jetzt, dann wird am {on} nicht abgebucht.',
    fr: 'Rien n’a été prélevé. Payez maintenant, et rien ne sera prélevé le {on}.',
    es: 'No se ha cobrado nada. Pague ahora y no se cobrará el {on}.',
  },
  nothingCharged: {
    en: 'Nothing was charged.',
    de: 'Es wurde nichts abgebucht.',
    fr: 'Rien n’a été prélevé.',
    es: 'No se ha cobrado nada.',
  },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  agreedAmount: { en: 'Agreed', de: 'Vereinbart', fr: 'Convenu', es: 'Acordado' },
  notCharged: { en: 'not charged:', de: 'nicht abgebucht:', fr: 'non prélevé :', es: 'no cobrado:' },
  more: {
    en: 'and {count, plural, one {# invoice} other {# invoices}} more',
    de: 'und {count, plural, one {# weitere Rechnung} other {# weitere Rechnungen}}',
    fr: 'et {count, plural, one {# autre facture} other {# autres factures}}',
    es: 'y {count, plural, one {# factura más} other {# facturas más}}',
  },
  tries: { en: 'Tries', de: 'Versuche', fr: 'Tentatives', es: 'Intentos' },
});
