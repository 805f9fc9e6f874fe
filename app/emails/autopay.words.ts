import { inWords } from '~/lib/languages/words';

export const autopayMails = inWords({
  onSubject: {
    en: 'AutoPay is on: {vendor}',
    de: 'AutoPay ist eingeschaltet: {vendor}',
    fr: 'AutoPay est activé : {vendor}',
    es: 'AutoPay está activado: {vendor}',
  },
  onPreview: {
    en: 'Invoices in {currency} are charged to {method} as they fall due.',
    de: 'Rechnungen in {currency} werden bei Fälligkeit von {method} abgebucht.',
    fr: 'Les factures en {currency} sont prélevées sur {method} à leur échéance.',
    es: 'Las facturas en {currency} se cobran en {method} a su vencimiento.',
  },
  onHeading: {
    en: '{customer}: AutoPay is on',
    de: '{customer}: AutoPay ist eingeschaltet',
    fr: '{customer} : AutoPay est activé',
    es: '{customer}: AutoPay está activado',
  },
  onFooter: {
    en: '{vendor} sends this mail when AutoPay is turned on or changed.',
    de: '{vendor} sendet diese E-Mail, wenn AutoPay eingeschaltet oder geändert wird.',
    fr: '{vendor} envoie cet e-mail quand AutoPay est activé ou modifié.',
    es: '{vendor} envía este correo cuando AutoPay se activa o se modifica.',
  },
  whatItDoes: {
    en: 'Invoices of {vendor} in {currency} are charged to {method} as they fall due. Each charge is told by mail at least {days, plural, one {one day} other {# days}} before, and you can stop it.',
    de: 'Rechnungen von {vendor} in {currency} werden bei Fälligkeit von {method} abgebucht. Jede Abbuchung wird mindestens {days, plural, one {einen Tag} other {# Tage}} vorher per E-Mail angekündigt, und Sie können sie stoppen.',
    fr: 'Les factures émises par {vendor} en {currency} sont prélevées sur {method} à leur échéance. Chaque prélèvement est annoncé par e-mail au moins {days, plural, one {un jour} other {# jours}} à l’avance, et vous pouvez l’annuler.',
    es: 'Las facturas de {vendor} en {currency} se cobran en {method} a su vencimiento. Cada cargo se anuncia por correo al menos {days, plural, one {un día} other {# días}} antes, y usted puede cancelarlo.',
  },
  method: { en: 'Payment method', de: 'Zahlungsart', fr: 'Moyen de paiement', es: 'Forma de pago' },
  cap: {
    en: 'At most for one charge',
    de: 'Höchstens je Abbuchung',
    fr: 'Maximum par prélèvement',
    es: 'Máximo por cargo',
  },
  notice: { en: 'Notice', de: 'Ankündigung', fr: 'Préavis', es: 'Aviso previo' },
  days: {
    en: '{days, plural, one {# day} other {# days}}',
    de: '{days, plural, one {# Tag} other {# Tage}}',
    fr: '{days, plural, one {# jour} other {# jours}}',
    es: '{days, plural, one {# día} other {# días}}',
  },
  change: {
    en: 'Change it or turn it off',
    de: 'Ändern oder ausschalten',
    fr: 'Modifier ou désactiver',
    es: 'Modificar o desactivar',
  },
  endedSubject: {
    en: 'AutoPay is off: {vendor}',
    de: 'AutoPay ist ausgeschaltet: {vendor}',
    fr: 'AutoPay est désactivé : {vendor}',
    es: 'AutoPay está desactivado: {vendor}',
  },
  endedPreview: {
    en: '{method} is no longer on file. Invoices in {currency} are not charged any more.',
    de: '{method} ist nicht mehr hinterlegt. Rechnungen in {currency} werden nicht mehr abgebucht.',
    fr: '{method} ne figure plus dans votre compte. Les factures en {currency} ne sont plus prélevées.',
    es: '{method} ya no figura en su cuenta. Las facturas en {currency} ya no se cobran.',
  },
  endedHeading: {
    en: '{customer}: AutoPay is off',
    de: '{customer}: AutoPay ist ausgeschaltet',
    fr: '{customer} : AutoPay est désactivé',
    es: '{customer}: AutoPay está desactivado',
  },
  endedFooter: {
    en: '{vendor} sends this mail because AutoPay was on for your account.',
    de: '{vendor} sendet diese E-Mail, weil AutoPay für Ihr Konto eingeschaltet war.',
    fr: '{vendor} envoie cet e-mail, car AutoPay était activé pour votre compte.',
    es: '{vendor} envía este correo porque AutoPay estaba activado en su cuenta.',
  },
  ended: {
    en: '{method} is no longer on file, so AutoPay in {currency} has ended. Please pay invoices yourself, or turn AutoPay on again with another method.',
    de: '{method} ist nicht mehr hinterlegt, deshalb ist AutoPay in {currency} beendet. Bitte zahlen Sie Rechnungen selbst, oder schalten Sie AutoPay mit einer anderen Zahlungsart wieder ein.',
    fr: '{method} ne figure plus dans votre compte : AutoPay en {currency} a donc pris fin. Veuillez payer les factures vous-même, ou réactivez AutoPay avec un autre moyen de paiement.',
    es: '{method} ya no figura en su cuenta, por lo que AutoPay en {currency} ha terminado. Por favor, pague las facturas directamente o vuelva a activar AutoPay con otra forma de pago.',
  },
  open: { en: 'Open AutoPay', de: 'AutoPay öffnen', fr: 'Ouvrir AutoPay', es: 'Abrir AutoPay' },
});
