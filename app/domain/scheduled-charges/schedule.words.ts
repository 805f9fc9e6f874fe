import { inWords } from '~/lib/languages/words';

/** What a tag says of a charge. */
export const chargeStates = inWords({
  scheduled: { en: 'scheduled', de: 'geplant', fr: 'programmé', es: 'programado' },
  running: { en: 'being charged', de: 'wird abgebucht', fr: 'prélèvement en cours', es: 'cobrándose' },
  retrying: {
    en: 'declined, will be tried again',
    de: 'abgelehnt, wird erneut versucht',
    fr: 'refusé, nouvelle tentative prévue',
    es: 'rechazado, se volverá a intentar',
  },
  succeeded: { en: 'charged', de: 'abgebucht', fr: 'prélevé', es: 'cobrado' },
  failed: { en: 'not charged', de: 'nicht abgebucht', fr: 'non prélevé', es: 'no cobrado' },
  cancelled: { en: 'cancelled', de: 'abgesagt', fr: 'annulé', es: 'cancelado' },
});

/** Why nothing was scheduled. */
export const scheduleRefusals = inWords({
  'needs-saved-method': {
    en: 'A payment on a date needs a saved card or account: save one first, or pay now.',
    de: 'Eine Zahlung an einem Datum braucht eine gespeicherte Karte oder ein gespeichertes Konto: Speichern Sie zuerst eines, oder zahlen Sie jetzt.',
    fr: 'Un paiement à une date donnée nécessite une carte ou un compte enregistré : enregistrez-en un d’abord, ou payez maintenant.',
    es: 'Un pago en una fecha necesita una tarjeta o cuenta guardada: guarde una antes o pague ahora.',
  },
  'no-date': {
    en: 'Choose the date on which to pay.',
    de: 'Wählen Sie das Datum, an dem bezahlt werden soll.',
    fr: 'Choisissez la date du paiement.',
    es: 'Elija la fecha del pago.',
  },
  onlyOn: {
    en: 'The date can only be {on}.',
    de: 'Das Datum kann nur der {on} sein.',
    fr: 'La date ne peut être que le {on}.',
    es: 'La fecha solo puede ser el {on}.',
  },
  between: {
    en: 'The date can be from {from} to {to}.',
    de: 'Das Datum kann vom {from} bis zum {to} sein.',
    fr: 'La date peut aller du {from} au {to}.',
    es: 'La fecha puede ser del {from} al {to}.',
  },
  'due-already': {
    en: 'One of these invoices is due already, so they can only be paid now.',
    de: 'Eine dieser Rechnungen ist schon fällig, daher können sie nur jetzt bezahlt werden.',
    fr: 'L’une de ces factures est déjà échue ; elles ne peuvent donc être payées que maintenant.',
    es: 'Una de estas facturas ya ha vencido, así que solo se pueden pagar ahora.',
  },
  'already-scheduled': {
    en: 'Scheduled already: {invoices}.',
    de: 'Schon geplant: {invoices}.',
    fr: 'Déjà programmé : {invoices}.',
    es: 'Ya está programado: {invoices}.',
  },
  alreadyAndMore: {
    en: 'Scheduled already: {invoices} and {count, number} more.',
    de: 'Schon geplant: {invoices} und {count, number} weitere.',
    fr: 'Déjà programmé : {invoices} et {count, number} de plus.',
    es: 'Ya está programado: {invoices} y {count, number} más.',
  },
  nothing: {
    en: 'Nothing was scheduled, and nothing was charged.',
    de: 'Es wurde nichts geplant und nichts abgebucht.',
    fr: 'Rien n’a été programmé, et rien n’a été prélevé.',
    es: 'No se ha programado ni cobrado nada.',
  },
});

export const dropTags = inWords({
  'due-later': { en: 'due later', de: 'später fällig', fr: 'due plus tard', es: 'vence más tarde' },
});
