import { inWords } from '~/lib/languages/words';

/** Why a charge was cancelled, by the reason. */
export const cancelReasons = inWords({
  customer: {
    en: 'It was cancelled before it ran.',
    de: 'Die Abbuchung wurde vor der Ausführung gestoppt.',
    fr: 'Le prélèvement a été annulé avant son exécution.',
    es: 'El cargo se canceló antes de ejecutarse.',
    ar: 'أُلغي الخصم قبل تنفيذه.',
  },
  staff: {
    en: 'The vendor cancelled it before it ran.',
    de: 'Der Anbieter hat die Abbuchung vor der Ausführung gestoppt.',
    fr: 'Le fournisseur a annulé le prélèvement avant son exécution.',
    es: 'El proveedor canceló el cargo antes de ejecutarse.',
    ar: 'ألغت الشركة الخصم قبل تنفيذه.',
  },
  'nothing-left': {
    en: 'Nothing is left to charge.',
    de: 'Es ist nichts mehr abzubuchen.',
    fr: 'Il ne reste rien à prélever.',
    es: 'No queda nada por cobrar.',
    ar: 'لم يبقَ ما يُخصم.',
  },
  'method-removed': {
    en: 'Its payment method is no longer on file.',
    de: 'Die Zahlungsart ist nicht mehr hinterlegt.',
    fr: 'Le moyen de paiement n’est plus enregistré.',
    es: 'La forma de pago ya no está guardada.',
    ar: 'لم تعد طريقة الدفع محفوظة.',
  },
  'above-cap': {
    en: 'It comes to more than your AutoPay cap.',
    de: 'Der Betrag übersteigt Ihre Obergrenze für AutoPay.',
    fr: 'Le montant dépasse votre plafond AutoPay.',
    es: 'El importe supera su límite de AutoPay.',
    ar: 'المبلغ أكبر من الحد الأقصى الذي حددته للدفع التلقائي.',
  },
  'too-small': {
    en: 'What is left is less than a card or account can be charged.',
    de: 'Der Rest ist weniger, als von einer Karte oder einem Konto abgebucht werden kann.',
    fr: 'Le reste est inférieur à ce qui peut être prélevé sur une carte ou un compte.',
    es: 'Lo que queda es menos de lo que se puede cobrar en una tarjeta o cuenta.',
    ar: 'المبلغ المتبقي أقل مما يمكن خصمه من بطاقة أو حساب.',
  },
  'autopay-off': {
    en: 'AutoPay was turned off or changed.',
    de: 'AutoPay wurde ausgeschaltet oder geändert.',
    fr: 'AutoPay a été désactivé ou modifié.',
    es: 'AutoPay se ha desactivado o modificado.',
    ar: 'تم إيقاف الدفع التلقائي أو تغييره.',
  },
  'due-later': {
    en: 'What it was for is due later now.',
    de: 'Was bezahlt werden sollte, ist jetzt erst später fällig.',
    fr: 'Ce qui devait être payé est maintenant dû plus tard.',
    es: 'Lo que se iba a pagar vence ahora más tarde.',
    ar: 'تأجل استحقاق ما كان سيُدفع.',
  },
});

/** Why an invoice left a charge, by the reason. */
export const dropReasons = inWords({
  paid: {
    en: '{number} was paid.',
    de: '{number} wurde bezahlt.',
    fr: '{number} a été payée.',
    es: '{number} se ha pagado.',
    ar: 'تم سداد الفاتورة {number}.',
  },
  'in-flight': {
    en: '{number} is in another payment.',
    de: '{number} ist Teil einer anderen Zahlung.',
    fr: '{number} fait partie d’un autre paiement.',
    es: '{number} forma parte de otro pago.',
    ar: 'الفاتورة {number} ضمن دفعة أخرى.',
  },
  disputed: {
    en: '{number} is in dispute.',
    de: '{number} ist beanstandet.',
    fr: '{number} fait l’objet d’une contestation.',
    es: '{number} es objeto de una reclamación.',
    ar: 'الفاتورة {number} محل اعتراض.',
  },
  void: {
    en: '{number} was cancelled by the vendor.',
    de: '{number} wurde vom Anbieter storniert.',
    fr: '{number} a été annulée par le fournisseur.',
    es: '{number} ha sido anulada por el proveedor.',
    ar: 'ألغت الشركة الفاتورة {number}.',
  },
  gone: {
    en: '{number} is no longer open.',
    de: '{number} ist nicht mehr offen.',
    fr: '{number} n’est plus à payer.',
    es: '{number} ya no está pendiente.',
    ar: 'لم تعد الفاتورة {number} مفتوحة.',
  },
  'due-later': {
    en: '{number} is due later now, on {on}: AutoPay pays it then, and tells you before.',
    de: '{number} ist jetzt erst später fällig, am {on}: AutoPay bezahlt sie dann und kündigt es Ihnen vorher an.',
    fr: '{number} est maintenant due plus tard, le {on} : AutoPay la paiera alors et vous préviendra avant.',
    es: '{number} vence ahora más tarde, el {on}: AutoPay la pagará entonces y le avisará antes.',
    ar: 'تأجل استحقاق الفاتورة {number} إلى {on}: سيسددها الدفع التلقائي حينها، وسيصلك إشعار قبل ذلك.',
  },
});

/** Why a charge was not made, where it was not the bank that said no: by the code. */
export const chargeFailures = inWords({
  'no-answer': {
    en: 'The payment provider did not answer.',
    de: 'Der Zahlungsdienstleister hat nicht geantwortet.',
    fr: 'Le prestataire de paiement n’a pas répondu.',
    es: 'El servicio de pagos no ha respondido.',
    ar: 'لم يستجب مزود خدمة الدفع.',
  },
  gateway_key_refused: {
    en: 'The vendor could not reach the payment provider.',
    de: 'Der Anbieter konnte den Zahlungsdienstleister nicht erreichen.',
    fr: 'Le fournisseur n’a pas pu joindre le prestataire de paiement.',
    es: 'El proveedor no ha podido comunicarse con el servicio de pagos.',
    ar: 'لم تتمكن الشركة من الاتصال بمزود خدمة الدفع.',
  },
  payment_method_unactivated: {
    en: 'The payment provider does not take this kind of payment for the vendor just now.',
    de: 'Der Zahlungsdienstleister nimmt diese Art von Zahlung für den Anbieter gerade nicht an.',
    fr: 'Le prestataire de paiement n’accepte pas ce type de paiement pour le fournisseur pour l’instant.',
    es: 'El servicio de pagos no acepta en este momento este tipo de pago para el proveedor.',
    ar: 'لا يقبل مزود خدمة الدفع هذا النوع من الدفع لصالح الشركة في الوقت الحالي.',
  },
  resource_missing: {
    en: 'The payment method is no longer known to the payment provider.',
    de: 'Die Zahlungsart ist dem Zahlungsdienstleister nicht mehr bekannt.',
    fr: 'Le prestataire de paiement ne connaît plus ce moyen de paiement.',
    es: 'El servicio de pagos ya no reconoce esta forma de pago.',
    ar: 'لم تعد طريقة الدفع معروفة لدى مزود خدمة الدفع.',
  },
  authentication_required: {
    en: 'Your bank wants you to confirm this payment.',
    de: 'Ihre Bank möchte, dass Sie diese Zahlung bestätigen.',
    fr: 'Votre banque vous demande de confirmer ce paiement.',
    es: 'Su banco le pide que confirme este pago.',
    ar: 'يريد بنكك أن تؤكد هذه الدفعة.',
  },
});

/** What follows when a charge was not made. */
export const afterFailure = inWords({
  again: {
    en: 'It is tried again on {on}. You need not do anything, or you can pay now.',
    de: 'Am {on} wird es erneut versucht. Sie brauchen nichts zu tun, oder Sie können jetzt bezahlen.',
    fr: 'Une nouvelle tentative aura lieu le {on}. Vous n’avez rien à faire, ou vous pouvez payer maintenant.',
    es: 'Se volverá a intentar el {on}. No tiene que hacer nada, o puede pagar ahora.',
    ar: 'ستُعاد المحاولة في {on}. لا يلزمك فعل شيء، أو يمكنك الدفع الآن.',
  },
  confirm: {
    en: 'Sign in and pay, and your bank asks you then. It is not tried again without you.',
    de: 'Melden Sie sich an und bezahlen Sie, dann fragt Ihre Bank Sie. Ohne Sie wird es nicht erneut versucht.',
    fr: 'Connectez-vous et payez : votre banque vous le demandera alors. Aucune nouvelle tentative n’aura lieu sans vous.',
    es: 'Inicie sesión y pague, y su banco se lo pedirá entonces. No se volverá a intentar sin usted.',
    ar: 'سجّل الدخول وادفع، وسيطلب منك بنكك التأكيد عندئذ. لن تُعاد المحاولة من دونك.',
  },
  notAgain: {
    en: 'It is not tried again. Please pay with another method.',
    de: 'Es wird nicht erneut versucht. Bitte zahlen Sie mit einer anderen Zahlungsart.',
    fr: 'Aucune nouvelle tentative n’aura lieu. Veuillez payer avec un autre moyen de paiement.',
    es: 'No se volverá a intentar. Por favor, pague con otra forma de pago.',
    ar: 'لن تُعاد المحاولة. يُرجى الدفع بطريقة دفع أخرى.',
  },
});
