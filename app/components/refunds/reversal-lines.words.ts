import { inWords } from '~/lib/languages/words';

export const reversalLineWords = inWords({
  since: { en: 'Since then', de: 'Seitdem', fr: 'Depuis', es: 'Desde entonces' },
  countsNow: { en: 'Counts now', de: 'Zählt jetzt', fr: 'Compte maintenant', es: 'Cuenta ahora' },
});
