import { inWords } from '~/lib/languages/words';

/** Why the pay page’s form cannot be paid as it came. */
export const payFormWords = inWords({
  incomplete: {
    en: 'This page’s form came back incomplete.',
    de: 'Das Formular dieser Seite kam unvollständig an.',
    fr: 'Le formulaire de cette page est revenu incomplet.',
    es: 'El formulario de esta página ha llegado incompleto.',
    ar: 'وصل نموذج هذه الصفحة غير مكتمل.',
  },
  pressAgain: {
    en: 'Nothing was charged. Look at the amount again and press the button.',
    de: 'Es wurde nichts abgebucht. Sehen Sie sich den Betrag noch einmal an und drücken Sie auf die Schaltfläche.',
    fr: 'Rien n’a été prélevé. Vérifiez à nouveau le montant et appuyez sur le bouton.',
    es: 'No se ha cobrado nada. Revise de nuevo el importe y pulse el botón.',
    ar: 'لم يُخصم أي مبلغ. راجع المبلغ المطلوب مجددًا واضغط الزر.',
  },
  notRead: {
    en: 'The new card or account could not be read.',
    de: 'Die neue Karte oder das neue Konto konnte nicht gelesen werden.',
    fr: 'La nouvelle carte ou le nouveau compte n’a pas pu être lu.',
    es: 'No se ha podido leer la nueva tarjeta o cuenta.',
    ar: 'تعذرت قراءة البطاقة الجديدة أو الحساب الجديد.',
  },
  needsScript: {
    en: 'Nothing was charged. A new one needs JavaScript in your browser; a saved one works without.',
    de: 'Es wurde nichts abgebucht. Eine neue Zahlungsart braucht JavaScript in Ihrem Browser; eine gespeicherte funktioniert ohne.',
    fr: 'Rien n’a été prélevé. Un nouveau moyen de paiement nécessite JavaScript dans votre navigateur ; un moyen enregistré fonctionne sans.',
    es: 'No se ha cobrado nada. Una forma de pago nueva necesita JavaScript en su navegador; una guardada funciona sin él.',
    ar: 'لم يُخصم أي مبلغ. تتطلب طريقة الدفع الجديدة تفعيل JavaScript في متصفحك؛ أما المحفوظة فتعمل من دونه.',
  },
  noSum: {
    en: 'The sum could not be read.',
    de: 'Der Betrag konnte nicht gelesen werden.',
    fr: 'La somme n’a pas pu être lue.',
    es: 'No se ha podido leer la suma.',
    ar: 'تعذرت قراءة المبلغ.',
  },
  writeLike: {
    en: 'Nothing was charged. Write it like {example} and press the button again.',
    de: 'Es wurde nichts abgebucht. Schreiben Sie ihn wie {example} und drücken Sie noch einmal auf die Schaltfläche.',
    fr: 'Rien n’a été prélevé. Écrivez-la comme {example} et appuyez à nouveau sur le bouton.',
    es: 'No se ha cobrado nada. Escríbala como {example} y vuelva a pulsar el botón.',
    ar: 'لم يُخصم أي مبلغ. اكتب المبلغ مثل {example} واضغط الزر مجددًا.',
  },
  changed: {
    en: 'The amounts have changed.',
    de: 'Die Beträge haben sich geändert.',
    fr: 'Les montants ont changé.',
    es: 'Los importes han cambiado.',
    ar: 'تغيّرت المبالغ.',
  },
  lookAgain: {
    en: 'Nothing was charged. Look at the new total and pay again.',
    de: 'Es wurde nichts abgebucht. Sehen Sie sich den neuen Gesamtbetrag an und bezahlen Sie dann.',
    fr: 'Rien n’a été prélevé. Vérifiez le nouveau total et payez à nouveau.',
    es: 'No se ha cobrado nada. Revise el nuevo total y vuelva a pagar.',
    ar: 'لم يُخصم أي مبلغ. راجع الإجمالي الجديد ثم ادفع مجددًا.',
  },
});

/** What is wrong with the amounts that were typed. */
export const amountProblems = inWords({
  likeThis: {
    en: 'Write an amount like {example}.',
    de: 'Schreiben Sie einen Betrag wie {example}.',
    fr: 'Écrivez un montant comme {example}.',
    es: 'Escriba un importe como {example}.',
    ar: 'اكتب مبلغًا مثل {example}.',
  },
  atMost: {
    en: 'At most {most} is due.',
    de: 'Höchstens {most} sind offen.',
    fr: 'Au plus {most} sont dus.',
    es: 'Hay pendientes {most} como máximo.',
    ar: 'المبلغ المستحق لا يزيد على {most}.',
  },
  mend: {
    en: 'Mend the amounts that are marked.',
    de: 'Berichtigen Sie die markierten Beträge.',
    fr: 'Corrigez les montants signalés.',
    es: 'Corrija los importes marcados.',
    ar: 'صحّح المبالغ المشار إليها.',
  },
  howMuch: {
    en: 'Write how much you want to pay.',
    de: 'Schreiben Sie, wie viel Sie bezahlen möchten.',
    fr: 'Écrivez combien vous voulez payer.',
    es: 'Escriba cuánto quiere pagar.',
    ar: 'اكتب المبلغ الذي تريد دفعه.',
  },
  least: {
    en: 'The least you can pay of these invoices is {least}.',
    de: 'Von diesen Rechnungen können Sie mindestens {least} bezahlen.',
    fr: 'Le minimum à payer sur ces factures est de {least}.',
    es: 'Lo mínimo que puede pagar de estas facturas es {least}.',
    ar: 'أقل ما يمكنك دفعه من هذه الفواتير هو {least}.',
  },
});
