import { inWords } from '~/lib/languages/words';

/** How a card or account is named. */
export const methodWords = inWords({
  newMark: { en: 'NEW', de: 'NEU', fr: 'NOUV.', es: 'NUEVA', ar: 'جديد' },
  cardMark: { en: 'CARD', de: 'KARTE', fr: 'CARTE', es: 'TARJ.', ar: 'بطاقة' },
  bankMark: { en: 'BANK', de: 'BANK', fr: 'BANQUE', es: 'BANCO', ar: 'بنك' },
  endingIn: {
    en: 'ending in {last4}',
    de: 'mit den Endziffern {last4}',
    fr: 'se terminant par {last4}',
    es: 'terminada en {last4}',
    ar: 'آخر أربعة أرقام {last4}',
  },
  nameEndingIn: {
    en: '{brand} ending in {last4}',
    de: '{brand} mit den Endziffern {last4}',
    fr: '{brand} se terminant par {last4}',
    es: '{brand} terminada en {last4}',
    ar: '{brand}، آخر أربعة أرقام {last4}',
  },
  mailbox: {
    en: 'the address on file',
    de: 'die hinterlegte Adresse',
    fr: 'l’adresse enregistrée',
    es: 'la dirección registrada',
    ar: 'البريد الإلكتروني المسجل',
  },
});

/** The fields of a card or account that is not on file. */
export const newMethodWords = inWords({
  notLoaded: {
    en: 'The payment fields could not be loaded.',
    de: 'Die Zahlungsfelder konnten nicht geladen werden.',
    fr: 'Les champs de paiement n’ont pas pu être chargés.',
    es: 'No se han podido cargar los campos de pago.',
    ar: 'تعذر تحميل حقول الدفع.',
  },
  whyNotLoaded: {
    en: 'They come from the payment provider. Check your connection, or whether something blocks them.',
    de: 'Sie kommen vom Zahlungsdienstleister. Prüfen Sie Ihre Verbindung oder ob etwas sie blockiert.',
    fr: 'Ils viennent du prestataire de paiement. Vérifiez votre connexion, ou si quelque chose les bloque.',
    es: 'Proceden del servicio de pagos. Compruebe su conexión o si algo los bloquea.',
    ar: 'تأتي الحقول من مقدم خدمة الدفع. تحقق من اتصالك، أو مما إذا كان شيء ما يحجبها.',
  },
  tryAgain: {
    en: 'Try again',
    de: 'Noch einmal versuchen',
    fr: 'Réessayer',
    es: 'Intentar de nuevo',
    ar: 'حاول مرة أخرى',
  },
  needsScript: {
    en: 'A new card or account needs JavaScript: its fields belong to the payment provider, so that the number never reaches us. Turn it on and load this page again.',
    de: 'Eine neue Karte oder ein neues Konto braucht JavaScript: Die Felder gehören dem Zahlungsdienstleister, damit die Nummer nie zu uns gelangt. Schalten Sie es ein und laden Sie diese Seite neu.',
    fr: 'Une nouvelle carte ou un nouveau compte nécessite JavaScript : les champs appartiennent au prestataire de paiement, pour que le numéro ne nous parvienne jamais. Activez-le et rechargez cette page.',
    es: 'Una tarjeta o cuenta nueva necesita JavaScript: sus campos pertenecen al servicio de pagos, para que el número no nos llegue nunca. Actívelo y vuelva a cargar esta página.',
    ar: 'إضافة بطاقة جديدة أو حساب جديد تتطلب JavaScript: فالحقول تابعة لمقدم خدمة الدفع، حتى لا يصل الرقم إلينا أبدًا. فعّله ثم أعد تحميل هذه الصفحة.',
  },
  notRead: {
    en: 'The card or account could not be read.',
    de: 'Die Karte oder das Konto konnte nicht gelesen werden.',
    fr: 'La carte ou le compte n’a pas pu être lu.',
    es: 'No se ha podido leer la tarjeta o la cuenta.',
    ar: 'تعذرت قراءة البطاقة أو الحساب.',
  },
  nothingCharged: {
    en: 'Nothing was charged.',
    de: 'Es wurde nichts abgebucht.',
    fr: 'Rien n’a été prélevé.',
    es: 'No se ha cobrado nada.',
    ar: 'لم يُخصم أي مبلغ.',
  },
  waitNotCharged: {
    en: 'Nothing was charged. Wait until its fields are there, then try again.',
    de: 'Es wurde nichts abgebucht. Warten Sie, bis die Felder da sind, und versuchen Sie es dann noch einmal.',
    fr: 'Rien n’a été prélevé. Attendez que les champs soient là, puis réessayez.',
    es: 'No se ha cobrado nada. Espere a que aparezcan los campos e inténtelo de nuevo.',
    ar: 'لم يُخصم أي مبلغ. انتظر حتى تظهر الحقول، ثم حاول مرة أخرى.',
  },
  waitNotSaved: {
    en: 'Nothing was saved. Wait until its fields are there, then try again.',
    de: 'Es wurde nichts gespeichert. Warten Sie, bis die Felder da sind, und versuchen Sie es dann noch einmal.',
    fr: 'Rien n’a été enregistré. Attendez que les champs soient là, puis réessayez.',
    es: 'No se ha guardado nada. Espere a que aparezcan los campos e inténtelo de nuevo.',
    ar: 'لم يُحفظ شيء. انتظر حتى تظهر الحقول، ثم حاول مرة أخرى.',
  },
});
