import { inWords } from './words';

export const waitTimes = inWords({
  minutes: {
    en: '{minutes, plural, one {a minute} other {# minutes}}',
    de: '{minutes, plural, one {eine Minute} other {# Minuten}}',
    fr: '{minutes, plural, one {une minute} other {# minutes}}',
    es: '{minutes, plural, one {un minuto} other {# minutos}}',
    ar: '{minutes, plural, zero {# دقيقة} one {دقيقة واحدة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}',
  },
  hours: {
    en: '{hours, plural, one {an hour} other {# hours}}',
    de: '{hours, plural, one {eine Stunde} other {# Stunden}}',
    fr: '{hours, plural, one {une heure} other {# heures}}',
    es: '{hours, plural, one {una hora} other {# horas}}',
    ar: '{hours, plural, zero {# ساعة} one {ساعة واحدة} two {ساعتين} few {# ساعات} many {# ساعة} other {# ساعة}}',
  },
});
