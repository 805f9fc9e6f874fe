import { inWords } from '~/lib/languages/words';

/** What a tag says of a charge. */
export const chargeStates = inWords({
  scheduled: { en: 'scheduled', de: 'geplant', fr: 'programmé', es: 'programado', ar: 'مجدول' },
  running: { en: 'being charged', de: 'wird abgebucht', fr: 'prélèvement en cours', es: 'cobrándose', ar: 'جارٍ الخصم' },
  retrying: {
    en: 'declined, will be tried again',
    de: 'abgelehnt, wird erneut versucht',
    fr: 'refusé, nouvelle tentative prévue',
    es: 'rechazado, se volverá a intentar',
    ar: 'مرفوض، ستُعاد المحاولة',
  },
  succeeded: { en: 'charged', de: 'abgebucht', fr: 'prélevé', es: 'cobrado', ar: 'تم الخصم' },
  failed: { en: 'not charged', de: 'nicht abgebucht', fr: 'non prélevé', es: 'no cobrado', ar: 'لم يتم الخصم' },
  cancelled: { en: 'cancelled', de: 'abgesagt', fr: 'annulé', es: 'cancelado', ar: 'ملغى' },
});

/** Why nothing was scheduled. */
export const scheduleRefusals = inWords({
  'needs-saved-method': {
    en: 'A payment on a date needs a saved card or account: save one first, or pay now.',
    de: 'Eine Zahlung an einem Datum braucht eine gespeicherte Karte oder ein gespeichertes Konto: Speichern Sie zuerst eines, oder zahlen Sie jetzt.',
    fr: 'Un paiement à une date donnée nécessite une carte ou un compte enregistré : enregistrez-en un d’abord, ou payez maintenant.',
    es: 'Un pago en una fecha necesita una tarjeta o cuenta guardada: guarde una antes o pague ahora.',
    ar: 'يتطلب الدفع في تاريخ محدد بطاقة محفوظة أو حسابًا محفوظًا: احفظ بطاقة أو حسابًا أولًا، أو ادفع الآن.',
  },
  'no-date': {
    en: 'Choose the date on which to pay.',
    de: 'Wählen Sie das Datum, an dem bezahlt werden soll.',
    fr: 'Choisissez la date du paiement.',
    es: 'Elija la fecha del pago.',
    ar: 'اختر تاريخ الدفع.',
  },
  onlyOn: {
    en: 'The date can only be {on}.',
    de: 'Das Datum kann nur der {on} sein.',
    fr: 'La date ne peut être que le {on}.',
    es: 'La fecha solo puede ser el {on}.',
    ar: 'التاريخ الوحيد المتاح هو {on}.',
  },
  between: {
    en: 'The date can be from {from} to {to}.',
    de: 'Das Datum kann vom {from} bis zum {to} sein.',
    fr: 'La date peut aller du {from} au {to}.',
    es: 'La fecha puede ser del {from} al {to}.',
    ar: 'يمكن أن يكون التاريخ من {from} إلى {to}.',
  },
  'due-already': {
    en: 'One of these invoices is due already, so they can only be paid now.',
    de: 'Eine dieser Rechnungen ist schon fällig, daher können sie nur jetzt bezahlt werden.',
    fr: 'L’une de ces factures est déjà échue ; elles ne peuvent donc être payées que maintenant.',
    es: 'Una de estas facturas ya ha vencido, así que solo se pueden pagar ahora.',
    ar: 'حان موعد استحقاق إحدى هذه الفواتير، لذلك لا يمكن دفعها جميعًا إلا الآن.',
  },
  'already-scheduled': {
    en: 'Scheduled already: {invoices}.',
    de: 'Schon geplant: {invoices}.',
    fr: 'Déjà programmé : {invoices}.',
    es: 'Ya está programado: {invoices}.',
    ar: 'مجدولة بالفعل: {invoices}.',
  },
  alreadyAndMore: {
    en: 'Scheduled already: {invoices} and {count, number} more.',
    de: 'Schon geplant: {invoices} und {count, number} weitere.',
    fr: 'Déjà programmé : {invoices} et {count, number} de plus.',
    es: 'Ya está programado: {invoices} y {count, number} más.',
    ar: 'مجدولة بالفعل: {invoices} و{count, number} غيرها.',
  },
  nothing: {
    en: 'Nothing was scheduled, and nothing was charged.',
    de: 'Es wurde nichts geplant und nichts abgebucht.',
    fr: 'Rien n’a été programmé, et rien n’a été prélevé.',
    es: 'No se ha programado ni cobrado nada.',
    ar: 'لم تُجدول أي دفعة، ولم يُخصم أي مبلغ.',
  },
});

export const dropTags = inWords({
  'due-later': { en: 'due later', de: 'später fällig', fr: 'due plus tard', es: 'vence más tarde', ar: 'مستحقة لاحقًا' },
});
