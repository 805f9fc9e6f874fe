import { inWords } from '~/lib/languages/words';

export const signInMail = inWords({
  heading: {
    en: 'Sign in to {sender}',
    de: 'Anmeldung bei {sender}',
    fr: 'Connexion à {sender}',
    es: 'Iniciar sesión en {sender}',
    ar: 'تسجيل الدخول إلى {sender}',
  },
  preview: {
    en: 'Your code and link work for {minutes} minutes.',
    de: 'Ihr Code und Ihr Link funktionieren {minutes} Minuten lang.',
    fr: 'Votre code et votre lien fonctionnent pendant {minutes} minutes.',
    es: 'Su código y su enlace funcionan durante {minutes} minutos.',
    ar: 'رمزك ورابطك صالحان لمدة {minutes} دقائق.',
  },
  footer: {
    en: 'You did not ask for this? Then do nothing: without the code or the link nobody gets in. Never pass the code on; nobody will ask you for it.',
    de: 'Sie haben das nicht angefordert? Dann tun Sie nichts: Ohne den Code oder den Link kommt niemand hinein. Geben Sie den Code niemals weiter; niemand wird Sie danach fragen.',
    fr: 'Vous n’avez rien demandé ? Alors ne faites rien : sans le code ou le lien, personne n’entre. Ne communiquez jamais le code ; personne ne vous le demandera.',
    es: '¿No lo ha pedido usted? Entonces no haga nada: sin el código o el enlace nadie entra. No comunique nunca el código; nadie se lo pedirá.',
    ar: 'لم تطلب ذلك؟ لا تفعل شيئًا إذن: دون الرمز أو الرابط لا يستطيع أحد الدخول. لا تعطِ الرمز لأحد أبدًا؛ ولن يطلبه منك أحد.',
  },
  typeCode: {
    en: 'Type this code on the page where you asked to sign in:',
    de: 'Geben Sie diesen Code auf der Seite ein, auf der Sie sich anmelden wollten:',
    fr: 'Saisissez ce code sur la page où vous avez demandé à vous connecter :',
    es: 'Escriba este código en la página donde pidió iniciar sesión:',
    ar: 'اكتب هذا الرمز في الصفحة التي طلبت منها تسجيل الدخول:',
  },
  openLink: {
    en: 'Or open this link in the same browser:',
    de: 'Oder öffnen Sie diesen Link im selben Browser:',
    fr: 'Ou ouvrez ce lien dans le même navigateur :',
    es: 'O abra este enlace en el mismo navegador:',
    ar: 'أو افتح هذا الرابط في المتصفح نفسه:',
  },
  continue: {
    en: 'Continue to sign in',
    de: 'Weiter zur Anmeldung',
    fr: 'Continuer vers la connexion',
    es: 'Continuar para iniciar sesión',
    ar: 'تابع تسجيل الدخول',
  },
  once: {
    en: 'Both work once, within {minutes} minutes.',
    de: 'Beide funktionieren einmal, innerhalb von {minutes} Minuten.',
    fr: 'Les deux fonctionnent une seule fois, dans les {minutes} minutes.',
    es: 'Ambos funcionan una sola vez, durante {minutes} minutos.',
    ar: 'يعمل كل منهما مرة واحدة، خلال {minutes} دقائق.',
  },
});
