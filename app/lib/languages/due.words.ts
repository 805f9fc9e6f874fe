import { inWords } from './words';

export const dueWords = inWords({
  today: { en: 'due today', de: 'heute fällig', fr: 'à payer aujourd’hui', es: 'vence hoy' },
  tomorrow: { en: 'due tomorrow', de: 'morgen fällig', fr: 'à payer demain', es: 'vence mañana' },
  in: {
    en: 'due in {days, number} days',
    de: 'in {days, number} Tagen fällig',
    fr: 'à payer dans {days, number} jours',
    es: 'vence en {days, number} días',
  },
  late: {
    en: '{days, plural, one {# day late} other {# days late}}',
    de: 'seit {days, plural, one {# Tag} other {# Tagen}} überfällig',
    fr: '{days, plural, one {# jour de retard} other {# jours de retard}}',
    es: '{days, plural, one {# día de retraso} other {# días de retraso}}',
  },
  yearsLate: {
    en: '{years, number} years late',
    de: 'seit {years, number} Jahren überfällig',
    fr: '{years, number} ans de retard',
    es: '{years, number} años de retraso',
  },
});
