import { inWords } from '~/lib/languages/words';

/** What stands around the pages of a payment link, and in the place of one that failed, besides what the portal's say too. */
export const linkFrameWords = inWords({
  signIn: { en: 'Sign in', de: 'Anmelden', fr: 'Se connecter', es: 'Iniciar sesión', ar: 'تسجيل الدخول' },
  loadLater: {
    en: 'Load the page again in a minute. If you were paying: what was charged is shown here then, and nothing is charged twice.',
    de: 'Laden Sie die Seite in einer Minute neu. Falls Sie gerade gezahlt haben: Was abgebucht wurde, steht dann hier, und nichts wird doppelt abgebucht.',
    fr: 'Rechargez la page dans une minute. Si vous étiez en train de payer\u00a0: ce qui a été prélevé s’affichera alors ici, et rien n’est prélevé deux fois.',
    es: 'Vuelva a cargar la página dentro de un minuto. Si estaba pagando: lo que se haya cobrado aparecerá entonces aquí, y nada se cobra dos veces.',
    ar: 'أعد تحميل الصفحة بعد دقيقة. إذا كنت تدفع، فسيظهر هنا عندئذ ما تم خصمه، ولا يُخصم شيء مرتين.',
  },
  loadAgain: { en: 'Load again', de: 'Neu laden', fr: 'Recharger', es: 'Volver a cargar', ar: 'أعد التحميل' },
});
