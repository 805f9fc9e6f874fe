import { inWords } from '~/lib/languages/words';

/** What is said of a field that could not be understood. A date is typed like that in every language. */
export const filterRemedies = inWords({
  date: {
    en: 'Write a date like 2026-03-31.',
    de: 'Schreiben Sie ein Datum wie 2026-03-31.',
    fr: 'Écrivez une date comme 2026-03-31.',
    es: 'Escriba una fecha como 2026-03-31.',
    ar: 'اكتب التاريخ بالصيغة YYYY-MM-DD، أي السنة ثم الشهر ثم اليوم.',
  },
  amount: {
    en: 'Write an amount like {example}.',
    de: 'Schreiben Sie einen Betrag wie {example}.',
    fr: 'Écrivez un montant comme {example}.',
    es: 'Escriba un importe como {example}.',
    ar: 'اكتب مبلغًا مثل {example}.',
  },
});
