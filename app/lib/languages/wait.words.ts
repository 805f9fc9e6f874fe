import { inWords } from './words';

export const waitTimes = inWords({
  minutes: {
    en: '{minutes, plural, one {a minute} other {# minutes}}',
    de: '{minutes, plural, one {eine Minute} other {# Minuten}}',
    fr: '{minutes, plural, one {une minute} other {# minutes}}',
    es: '{minutes, plural, one {un minuto} other {# minutos}}',
  },
  hours: {
    en: '{hours, plural, one {an hour} other {# hours}}',
    de: '{hours, plural, one {eine Stunde} other {# Stunden}}',
    fr: '{hours, plural, one {une heure} other {# heures}}',
    es: '{hours, plural, one {una hora} other {# horas}}',
  },
});
