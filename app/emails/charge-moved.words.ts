import { inWords } from '~/lib/languages/words';

/** A charge that was announced for a due date, and follows it. */
export const chargeMoved = inWords({
  subject: {
    en: 'Now on {on}: the charge of {amount} to {vendor}',
    de: 'Jetzt am {on}: die Abbuchung von {amount} an {vendor}',
    fr: 'Désormais le {on} : le prélèvement de {amount} pour {vendor}',
    es: 'Ahora el {on}: el cargo de {amount} a favor de {vendor}',
    ar: 'الموعد الجديد {on}: خصم {amount} لصالح {vendor}',
  },
  heading: {
    en: '{customer}: {amount} will be charged on {on} instead of {was}',
    de: '{customer}: {amount} werden am {on} statt am {was} abgebucht',
    fr: '{customer} : prélèvement de {amount} le {on} au lieu du {was}',
    es: '{customer}: cargo de {amount} el {on} en lugar del {was}',
    ar: '{customer}: سيُخصم {amount} في {on} بدلًا من {was}',
  },
  headingAlone: {
    en: '{customer}: {amount} will be charged on {on}',
    de: '{customer}: {amount} werden am {on} abgebucht',
    fr: '{customer} : prélèvement de {amount} le {on}',
    es: '{customer}: cargo de {amount} el {on}',
    ar: '{customer}: سيُخصم {amount} في {on}',
  },
  moved: {
    en: '{vendor} has changed the due date of {invoice} to {on}, and the charge follows it: {amount} will be charged to {method} on that day.',
    de: '{vendor} hat das Fälligkeitsdatum von {invoice} auf den {on} geändert, und die Abbuchung richtet sich danach: {amount} werden an diesem Tag von {method} abgebucht.',
    fr: '{vendor} a fixé l’échéance de {invoice} au {on}, et le prélèvement la suit : un montant de {amount} sera prélevé sur {method} ce jour-là.',
    es: '{vendor} ha cambiado el vencimiento de {invoice} al {on}, y el cargo lo sigue: ese día se cobrará un importe de {amount} en {method}.',
    ar: 'غيّرت {vendor} تاريخ استحقاق {invoice} إلى {on}، وتغيّر موعد الخصم معه: سيُخصم {amount} من {method} في ذلك اليوم.',
  },
});
