import { inWords } from '~/lib/languages/words';

/** Why AutoPay was not turned on or changed. */
export const autopayRefusals = inWords({
  viewer: {
    en: 'You can look at AutoPay, but not change it.',
    de: 'Sie können AutoPay ansehen, aber nicht ändern.',
    fr: 'Vous pouvez consulter AutoPay, mais pas le modifier.',
    es: 'Puede consultar AutoPay, pero no cambiarlo.',
    ar: 'يمكنك الاطلاع على الدفع التلقائي، لكن لا يمكنك تغييره.',
  },
  colleague: {
    en: 'Ask a colleague who may pay.',
    de: 'Fragen Sie jemanden in Ihrer Firma, der bezahlen darf.',
    fr: 'Demandez à un collègue autorisé à payer.',
    es: 'Pregunte a un compañero autorizado a pagar.',
    ar: 'اطلب ذلك من زميل يُسمح له بالدفع.',
  },
  'method-gone': {
    en: 'That payment method is no longer on file.',
    de: 'Diese Zahlungsart ist nicht mehr hinterlegt.',
    fr: 'Ce moyen de paiement n’est plus enregistré.',
    es: 'Esa forma de pago ya no está guardada.',
    ar: 'لم تعد طريقة الدفع هذه محفوظة.',
  },
  'method-not-for-currency': {
    en: 'That bank account pays in another currency.',
    de: 'Dieses Bankkonto zahlt in einer anderen Währung.',
    fr: 'Ce compte bancaire paie dans une autre devise.',
    es: 'Esa cuenta bancaria paga en otra moneda.',
    ar: 'هذا الحساب المصرفي يدفع بعملة أخرى.',
  },
  chooseAnother: {
    en: 'Nothing was changed. Choose another.',
    de: 'Es wurde nichts geändert. Wählen Sie eine andere Zahlungsart.',
    fr: 'Rien n’a été modifié. Choisissez-en un autre.',
    es: 'No se ha cambiado nada. Elija otra.',
    ar: 'لم يتغير شيء. اختر طريقة دفع أخرى.',
  },
  'cap-out-of-range': {
    en: 'Write the most for one charge, from {least} to {most}.',
    de: 'Schreiben Sie, wie viel eine Abbuchung höchstens betragen darf, von {least} bis {most}.',
    fr: 'Écrivez le maximum par prélèvement, de {least} à {most}.',
    es: 'Escriba el máximo por cargo, de {least} a {most}.',
    ar: 'اكتب الحد الأقصى لعملية الخصم الواحدة، من {least} إلى {most}.',
  },
  'notice-out-of-range': {
    en: 'The notice can be {least, number} to {most, number} days.',
    de: 'Die Ankündigung kann {least, number} bis {most, number} Tage vorher kommen.',
    fr: 'Le préavis peut aller de {least, number} à {most, number} jours.',
    es: 'El aviso puede ser de {least, number} a {most, number} días.',
    ar: 'يمكن أن تكون مدة الإشعار المسبق بالأيام من {least, number} إلى {most, number}.',
  },
  unchanged: {
    en: 'Nothing was changed.',
    de: 'Es wurde nichts geändert.',
    fr: 'Rien n’a été modifié.',
    es: 'No se ha cambiado nada.',
    ar: 'لم يتغير شيء.',
  },
});
