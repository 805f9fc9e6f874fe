import { inWords } from '~/lib/languages/words';

export const errorPageWords = inWords({
  notFound: {
    en: 'There is no such page',
    de: 'Diese Seite gibt es nicht',
    fr: 'Cette page n’existe pas',
    es: 'Esta página no existe',
  },
  notFoundText: {
    en: 'The address may be mistyped, or what it showed is not yours to see.',
    de: 'Vielleicht ist die Adresse falsch geschrieben, oder das Gezeigte ist nicht für Sie bestimmt.',
    fr: 'L’adresse est peut-être mal saisie, ou son contenu ne vous est pas destiné.',
    es: 'Puede que la dirección esté mal escrita, o que su contenido no sea para usted.',
  },
  signedOut: {
    en: 'You are signed out',
    de: 'Sie sind abgemeldet',
    fr: 'Vous êtes déconnecté',
    es: 'Su sesión está cerrada',
  },
  signedOutText: {
    en: 'Sign in again to go on. Nothing was changed.',
    de: 'Melden Sie sich wieder an, um fortzufahren. Es wurde nichts geändert.',
    fr: 'Reconnectez-vous pour continuer. Rien n’a été modifié.',
    es: 'Inicie sesión de nuevo para continuar. No se ha cambiado nada.',
  },
  forbidden: {
    en: 'You may not do this',
    de: 'Dazu sind Sie nicht berechtigt',
    fr: 'Vous n’y êtes pas autorisé',
    es: 'No tiene permiso para esto',
  },
  forbiddenText: {
    en: 'Your role lets you look, not change. Ask a colleague who pays.',
    de: 'Ihre Rolle erlaubt Ihnen, alles anzusehen, aber nichts zu ändern. Fragen Sie jemanden in Ihrer Firma, der zahlen darf.',
    fr: 'Votre rôle vous permet de consulter, pas de modifier. Adressez-vous à un collègue autorisé à payer.',
    es: 'Su función le permite consultar, no cambiar. Pregunte a un compañero que pueda pagar.',
  },
  tooMany: { en: 'Too many tries', de: 'Zu viele Versuche', fr: 'Trop de tentatives', es: 'Demasiados intentos' },
  tooManyText: {
    en: 'Wait a few minutes, then try again.',
    de: 'Warten Sie einige Minuten und versuchen Sie es dann erneut.',
    fr: 'Patientez quelques minutes, puis réessayez.',
    es: 'Espere unos minutos y vuelva a intentarlo.',
  },
  unreachable: {
    en: 'We cannot reach our records just now',
    de: 'Wir erreichen unsere Daten gerade nicht',
    fr: 'Nos données sont momentanément inaccessibles',
    es: 'Ahora mismo no podemos acceder a nuestros datos',
  },
  unreachableText: {
    en: 'Nothing was changed. Try again in a minute.',
    de: 'Es wurde nichts geändert. Versuchen Sie es in einer Minute erneut.',
    fr: 'Rien n’a été modifié. Réessayez dans une minute.',
    es: 'No se ha cambiado nada. Vuelva a intentarlo en un minuto.',
  },
  ours: {
    en: 'Something went wrong on our side',
    de: 'Bei uns ist etwas schiefgegangen',
    fr: 'Un problème est survenu de notre côté',
    es: 'Algo ha fallado por nuestra parte',
  },
  oursText: {
    en: 'If you were paying, look at your payments before you try again: they show what was charged, and nothing is charged twice.',
    de: 'Falls Sie gerade gezahlt haben, sehen Sie sich Ihre Zahlungen an, bevor Sie es erneut versuchen: Dort steht, was abgebucht wurde, und nichts wird doppelt abgebucht.',
    fr: 'Si vous étiez en train de payer, consultez vos paiements avant de réessayer : vous y verrez ce qui a été prélevé, et rien n’est prélevé deux fois.',
    es: 'Si estaba pagando, consulte sus pagos antes de volver a intentarlo: muestran lo que se cobró, y nada se cobra dos veces.',
  },
  signIn: { en: 'Sign in', de: 'Anmelden', fr: 'Se connecter', es: 'Iniciar sesión' },
  toInvoices: {
    en: 'Go to your invoices',
    de: 'Zu Ihren Rechnungen',
    fr: 'Voir vos factures',
    es: 'Ir a sus facturas',
  },
  toPayments: {
    en: 'See your payments',
    de: 'Ihre Zahlungen ansehen',
    fr: 'Voir vos paiements',
    es: 'Ver sus pagos',
  },
  request: {
    en: 'If you write to us, name this request: {requestId}',
    de: 'Wenn Sie uns schreiben, nennen Sie diese Anfrage: {requestId}',
    fr: 'Si vous nous écrivez, indiquez cette requête : {requestId}',
    es: 'Si nos escribe, indique esta solicitud: {requestId}',
  },
});
