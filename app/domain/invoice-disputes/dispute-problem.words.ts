import { inWords } from '~/lib/languages/words';

/** Why it was not sent, or cannot be. */
export const disputeRefusals = inWords({
  viewer: {
    en: 'You may ask, but not dispute.',
    de: 'Sie dürfen fragen, aber nicht beanstanden.',
    fr: 'Vous pouvez poser une question, mais pas contester.',
    es: 'Puede preguntar, pero no reclamar.',
    ar: 'يمكنك طرح سؤال، لكن لا يمكنك الاعتراض.',
  },
  'too-many': {
    en: 'You have sent many messages in a short time.',
    de: 'Sie haben in kurzer Zeit viele Nachrichten gesendet.',
    fr: 'Vous avez envoyé beaucoup de messages en peu de temps.',
    es: 'Ha enviado muchos mensajes en poco tiempo.',
    ar: 'لقد أرسلت رسائل كثيرة في وقت قصير.',
  },
  gone: {
    en: 'This invoice is no longer available.',
    de: 'Diese Rechnung ist nicht mehr verfügbar.',
    fr: 'Cette facture n’est plus disponible.',
    es: 'Esta factura ya no está disponible.',
    ar: 'لم تعد هذه الفاتورة متاحة.',
  },
  'in-flight': {
    en: 'A payment of this invoice is under way, so it cannot be disputed now.',
    de: 'Eine Zahlung dieser Rechnung läuft gerade, deshalb kann sie jetzt nicht beanstandet werden.',
    fr: 'Un paiement de cette facture est en cours, elle ne peut donc pas être contestée maintenant.',
    es: 'Hay un pago de esta factura en curso, por lo que ahora no se puede reclamar.',
    ar: 'توجد دفعة قيد المعالجة لهذه الفاتورة، لذلك لا يمكن الاعتراض عليها الآن.',
  },
  disputed: {
    en: 'This invoice is in dispute already.',
    de: 'Diese Rechnung ist bereits beanstandet.',
    fr: 'Cette facture est déjà contestée.',
    es: 'Esta factura ya está reclamada.',
    ar: 'هذه الفاتورة محل اعتراض بالفعل.',
  },
  paid: {
    en: 'Nothing is due on this invoice, so there is nothing to dispute.',
    de: 'Auf dieser Rechnung ist nichts offen, es gibt also nichts zu beanstanden.',
    fr: 'Rien n’est dû sur cette facture, il n’y a donc rien à contester.',
    es: 'No queda nada pendiente en esta factura, así que no hay nada que reclamar.',
    ar: 'لا يوجد مبلغ مستحق على هذه الفاتورة، فليس هناك ما يُعترض عليه.',
  },
  void: {
    en: 'This invoice is void: nothing is owed on it.',
    de: 'Diese Rechnung ist storniert: Auf ihr ist nichts offen.',
    fr: 'Cette facture est annulée\u00a0: rien n’est dû.',
    es: 'Esta factura está anulada: no se debe nada.',
    ar: 'هذه الفاتورة ملغاة: لا يوجد مبلغ مستحق عليها.',
  },
  'no-message': {
    en: 'Write what it is about.',
    de: 'Schreiben Sie, worum es geht.',
    fr: 'Écrivez de quoi il s’agit.',
    es: 'Escriba de qué se trata.',
    ar: 'اكتب موضوع رسالتك.',
  },
  'message-too-long': {
    en: 'Write at most {most, number} characters.',
    de: 'Schreiben Sie höchstens {most, number} Zeichen.',
    fr: 'Écrivez au plus {most, number} caractères.',
    es: 'Escriba como máximo {most, number} caracteres.',
    ar: 'اكتب {most, number} حرف على الأكثر.',
  },
  'no-reason': {
    en: 'Choose a reason.',
    de: 'Wählen Sie einen Grund.',
    fr: 'Choisissez un motif.',
    es: 'Elija un motivo.',
    ar: 'اختر سببًا.',
  },
  'bad-amount': {
    en: 'Write an amount up to {most}, or leave it empty for all of it.',
    de: 'Schreiben Sie einen Betrag bis {most}, oder lassen Sie das Feld leer, wenn alles gemeint ist.',
    fr: 'Écrivez un montant jusqu’à {most}, ou laissez le champ vide pour la totalité.',
    es: 'Escriba un importe de hasta {most} o deje el campo vacío para la totalidad.',
    ar: 'اكتب مبلغًا لا يزيد على {most}، أو اترك الحقل فارغًا للمبلغ كله.',
  },
  'other-request': {
    en: 'This form was sent already.',
    de: 'Dieses Formular wurde bereits gesendet.',
    fr: 'Ce formulaire a déjà été envoyé.',
    es: 'Este formulario ya se ha enviado.',
    ar: 'سبق إرسال هذا النموذج.',
  },
});

/** And what to do then. */
export const disputeAdvice = inWords({
  colleague: {
    en: 'A colleague who is a payer can dispute this invoice.',
    de: 'Kolleginnen oder Kollegen, die zahlen dürfen, können diese Rechnung beanstanden.',
    fr: 'Un collègue autorisé à payer peut contester cette facture.',
    es: 'Un compañero autorizado a pagar puede reclamar esta factura.',
    ar: 'يمكن لزميل يُسمح له بالدفع أن يعترض على هذه الفاتورة.',
  },
  wait: {
    en: 'Try again in {wait}.',
    de: 'Warten Sie {wait}, und versuchen Sie es dann noch einmal.',
    fr: 'Réessayez dans {wait}.',
    es: 'Inténtelo de nuevo en {wait}.',
    ar: 'حاول مجددًا بعد {wait}.',
  },
  nothingSent: {
    en: 'Nothing was sent.',
    de: 'Es wurde nichts gesendet.',
    fr: 'Rien n’a été envoyé.',
    es: 'No se ha enviado nada.',
    ar: 'لم يُرسل شيء.',
  },
  waitForPayment: {
    en: 'Wait until the payment is decided, then dispute what is left, or ask a question.',
    de: 'Warten Sie, bis die Zahlung entschieden ist, und beanstanden Sie dann den Rest, oder stellen Sie eine Frage.',
    fr: 'Attendez l’issue du paiement, puis contestez ce qui reste, ou posez une question.',
    es: 'Espere a que se resuelva el pago y reclame entonces lo que quede, o haga una pregunta.',
    ar: 'انتظر حتى تُحسم الدفعة، ثم اعترض على ما تبقى، أو اطرح سؤالًا.',
  },
  seeHistory: {
    en: 'Its history says by whom and why.',
    de: 'Von wem und warum, steht in ihrem Verlauf.',
    fr: 'Son historique indique par qui et pourquoi.',
    es: 'Su historial dice por quién y por qué.',
    ar: 'يوضح سجلها من اعترض عليها ولماذا.',
  },
  ask: {
    en: 'Ask a question instead.',
    de: 'Stellen Sie stattdessen eine Frage.',
    fr: 'Posez plutôt une question.',
    es: 'Haga una pregunta en su lugar.',
    ar: 'اطرح سؤالًا بدلًا من ذلك.',
  },
  openAgain: {
    en: 'Open it again to write something else.',
    de: 'Öffnen Sie es neu, um etwas anderes zu schreiben.',
    fr: 'Ouvrez-le à nouveau pour écrire autre chose.',
    es: 'Ábralo de nuevo para escribir otra cosa.',
    ar: 'افتحه من جديد لكتابة شيء آخر.',
  },
});
