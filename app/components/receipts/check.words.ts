import { inWords } from '~/lib/languages/words';

/** How to check a receipt or a refund document. */
export const checkWords = inWords({
  anyone: {
    en: 'Anyone who holds it can scan the code, or {openPage}, and see what was issued.',
    de: 'Wer ihn in Händen hält, kann den Code scannen oder {openPage} und sehen, was ausgestellt wurde.',
    fr: 'Quiconque l’a en main peut scanner le code ou {openPage}, et voir ce qui a été émis.',
    es: 'Quien lo tenga puede escanear el código o {openPage} y ver qué se emitió.',
    ar: 'يمكن لكل من بيده المستند أن يمسح الرمز أو {openPage}، ليرى ما تم إصداره.',
  },
  // Stands in the sentence above.
  openPage: {
    en: 'open its check page',
    de: 'die Prüfseite öffnen',
    fr: 'ouvrir la page de vérification',
    es: 'abrir su página de comprobación',
    ar: 'يفتح صفحة التحقق',
  },
});
