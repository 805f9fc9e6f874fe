import { inWords } from '~/lib/languages/words';

/** The parts beside each other: only the first that is late says what the figures are. */
export const ageLabels = inWords({
  'not-due': { en: 'Not yet due', de: 'Noch nicht fällig', fr: 'Non échu', es: 'Aún no vencido', ar: 'غير مستحقة بعد' },
  '1-30': {
    en: '1–30 days late',
    de: '1–30 Tage überfällig',
    fr: '1–30 jours de retard',
    es: '1–30 días de retraso',
    ar: 'متأخرة من 1 إلى 30 يومًا',
  },
  '31-60': { en: '31–60', de: '31–60', fr: '31–60', es: '31–60', ar: 'من 31 إلى 60' },
  '61-90': { en: '61–90', de: '61–90', fr: '61–90', es: '61–90', ar: 'من 61 إلى 90' },
  'over-90': { en: 'Over 90', de: 'Über 90', fr: 'Plus de 90', es: 'Más de 90', ar: 'أكثر من 90' },
});

/** Each where it stands alone. */
export const ages = inWords({
  'not-due': { en: 'Not yet due', de: 'Noch nicht fällig', fr: 'Non échu', es: 'Aún no vencido', ar: 'غير مستحقة بعد' },
  '1-30': {
    en: '1–30 days late',
    de: '1–30 Tage überfällig',
    fr: '1–30 jours de retard',
    es: '1–30 días de retraso',
    ar: 'متأخرة من 1 إلى 30 يومًا',
  },
  '31-60': {
    en: '31–60 days late',
    de: '31–60 Tage überfällig',
    fr: '31–60 jours de retard',
    es: '31–60 días de retraso',
    ar: 'متأخرة من 31 إلى 60 يومًا',
  },
  '61-90': {
    en: '61–90 days late',
    de: '61–90 Tage überfällig',
    fr: '61–90 jours de retard',
    es: '61–90 días de retraso',
    ar: 'متأخرة من 61 إلى 90 يومًا',
  },
  'over-90': {
    en: 'Over 90 days late',
    de: 'Über 90 Tage überfällig',
    fr: 'Plus de 90 jours de retard',
    es: 'Más de 90 días de retraso',
    ar: 'متأخرة أكثر من 90 يومًا',
  },
  overdue: { en: 'Overdue', de: 'Überfällig', fr: 'En retard', es: 'Vencido', ar: 'متأخرة' },
});
