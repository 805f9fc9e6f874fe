import { inWords } from '~/lib/languages/words';

/** Why a card or account was not kept, or could not be changed. */
export const saveMethodRefusals = inWords({
  gone: {
    en: 'That payment method is no longer on file.',
    de: 'Diese Zahlungsart ist nicht mehr hinterlegt.',
    fr: 'Ce moyen de paiement n’est plus enregistré.',
    es: 'Esa forma de pago ya no está guardada.',
    ar: 'لم تعد طريقة الدفع هذه محفوظة.',
  },
  removedPerhaps: {
    en: 'Perhaps a colleague removed it. Nothing was changed.',
    de: 'Vielleicht wurde sie in Ihrer Firma entfernt. Es wurde nichts geändert.',
    fr: 'Un collègue l’a peut-être supprimé. Rien n’a été modifié.',
    es: 'Quizá la eliminó un compañero. No se ha cambiado nada.',
    ar: 'ربما أزالها أحد زملائك. لم يتغير شيء.',
  },
  viewer: {
    en: 'You can look at the payment methods, but not change them.',
    de: 'Sie können die Zahlungsarten ansehen, aber nicht ändern.',
    fr: 'Vous pouvez consulter les moyens de paiement, mais pas les modifier.',
    es: 'Puede consultar las formas de pago, pero no cambiarlas.',
    ar: 'يمكنك الاطلاع على طرق الدفع، لكن لا يمكنك تغييرها.',
  },
  colleague: {
    en: 'Ask a colleague who may pay.',
    de: 'Fragen Sie jemanden in Ihrer Firma, der bezahlen darf.',
    fr: 'Demandez à un collègue autorisé à payer.',
    es: 'Pregunte a un compañero autorizado a pagar.',
    ar: 'اطلب ذلك من زميل يُسمح له بالدفع.',
  },
  tooMany: {
    en: 'Too many cards and accounts were tried.',
    de: 'Es wurden zu viele Karten und Konten versucht.',
    fr: 'Trop de cartes et de comptes ont été essayés.',
    es: 'Se han probado demasiadas tarjetas y cuentas.',
    ar: 'تمت تجربة عدد كبير جدًا من البطاقات والحسابات.',
  },
  inAnHour: {
    en: 'Nothing was saved. You can try again in an hour.',
    de: 'Es wurde nichts gespeichert. In einer Stunde können Sie es noch einmal versuchen.',
    fr: 'Rien n’a été enregistré. Vous pouvez réessayer dans une heure.',
    es: 'No se ha guardado nada. Puede volver a intentarlo en una hora.',
    ar: 'لم يُحفظ شيء. يمكنك المحاولة مجددًا بعد ساعة.',
  },
  notConfirmed: {
    en: 'The bank did not confirm it.',
    de: 'Die Bank hat es nicht bestätigt.',
    fr: 'La banque ne l’a pas confirmé.',
    es: 'El banco no lo ha confirmado.',
    ar: 'لم يؤكد البنك ذلك.',
  },
  useAnother: {
    en: 'It was not saved. Try again, or use another card or account.',
    de: 'Es wurde nichts gespeichert. Versuchen Sie es noch einmal, oder verwenden Sie eine andere Karte oder ein anderes Konto.',
    fr: 'Rien n’a été enregistré. Réessayez, ou utilisez une autre carte ou un autre compte.',
    es: 'No se ha guardado. Inténtelo de nuevo o use otra tarjeta o cuenta.',
    ar: 'لم يُحفظ شيء. حاول مجددًا، أو استخدم بطاقة أخرى أو حسابًا آخر.',
  },
});
