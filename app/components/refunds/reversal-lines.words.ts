import { inWords } from '~/lib/languages/words';

export const reversalLineWords = inWords({
  since: { en: 'Since then', de: 'Seitdem', fr: 'Depuis', es: 'Desde entonces', ar: 'منذ ذلك الحين' },
  countsNow: { en: 'Counts now', de: 'Zählt jetzt', fr: 'Compte maintenant', es: 'Cuenta ahora', ar: 'المحتسب الآن' },
});
