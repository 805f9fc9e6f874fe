import { inWords } from './words';

export const dueWords = inWords({
  today: { en: 'due today', de: 'heute fällig', fr: 'à payer aujourd’hui', es: 'vence hoy', ar: 'تُستحق اليوم' },
  tomorrow: { en: 'due tomorrow', de: 'morgen fällig', fr: 'à payer demain', es: 'vence mañana', ar: 'تُستحق غدًا' },
  in: {
    en: 'due in {days, plural, one {# day} other {# days}}',
    de: 'in {days, plural, one {# Tag} other {# Tagen}} fällig',
    fr: 'à payer dans {days, plural, one {# jour} other {# jours}}',
    es: 'vence en {days, plural, one {# día} other {# días}}',
    ar: 'تُستحق خلال {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}',
  },
  late: {
    en: '{days, plural, one {# day late} other {# days late}}',
    de: 'seit {days, plural, one {# Tag} other {# Tagen}} überfällig',
    fr: '{days, plural, one {# jour de retard} other {# jours de retard}}',
    es: '{days, plural, one {# día de retraso} other {# días de retraso}}',
    ar: 'متأخرة {days, plural, zero {# يوم} one {يومًا واحدًا} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}',
  },
  yearsLate: {
    en: '{years, plural, one {# year late} other {# years late}}',
    de: 'seit {years, plural, one {# Jahr} other {# Jahren}} überfällig',
    fr: '{years, plural, one {# an de retard} other {# ans de retard}}',
    es: '{years, plural, one {# año de retraso} other {# años de retraso}}',
    ar: 'متأخرة {years, plural, zero {# سنة} one {سنة واحدة} two {سنتين} few {# سنوات} many {# سنة} other {# سنة}}',
  },
});
