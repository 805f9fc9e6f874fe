import { inWords } from '~/lib/languages/words';

export const methodPageWords = inWords({
  tab: {
    en: 'A card or bank account',
    de: 'Eine Karte oder ein Bankkonto',
    fr: 'Une carte ou un compte bancaire',
    es: 'Una tarjeta o una cuenta bancaria',
    ar: 'بطاقة أو حساب مصرفي',
  },
  title: {
    en: 'Keep a card or bank account on file',
    de: 'Karte oder Bankkonto hinterlegen',
    fr: 'Enregistrer une carte ou un compte bancaire',
    es: 'Guardar una tarjeta o una cuenta bancaria',
    ar: 'حفظ بطاقة أو حساب مصرفي',
  },
  subtitle: {
    en: 'For {customer}: {vendor} asks for it, to charge invoices as agreed with you.',
    de: 'Für {customer}: {vendor} bittet darum, um Rechnungen wie mit Ihnen vereinbart abzubuchen.',
    fr: 'Pour {customer}\u00a0: {vendor} le demande afin de prélever les factures comme convenu avec vous.',
    es: 'Para {customer}: {vendor} lo pide para cobrar las facturas según lo acordado con usted.',
    ar: 'باسم {customer}: تطلب {vendor} ذلك لخصم قيمة الفواتير حسب الاتفاق معك.',
  },
  sentBack: {
    en: 'Your bank has sent you back. One press finishes it.',
    de: 'Ihre Bank hat Sie zurückgeleitet. Ein Klick schließt es ab.',
    fr: 'Votre banque vous a renvoyé ici. Un clic suffit pour terminer.',
    es: 'Su banco le ha devuelto aquí. Una pulsación lo completa.',
    ar: 'أعادك بنكك إلى هنا. ضغطة واحدة تكمل العملية.',
  },
  finish: { en: 'Finish', de: 'Abschließen', fr: 'Terminer', es: 'Finalizar', ar: 'إكمال' },
  kept: {
    en: 'It is kept. Thank you.',
    de: 'Gespeichert. Vielen Dank.',
    fr: 'C’est enregistré. Merci.',
    es: 'Queda guardada. Gracias.',
    ar: 'تم الحفظ. شكرًا لك.',
  },
  keptText: {
    en: '{vendor} has a card or bank account of yours on file now. Sign in to see or remove it.',
    de: 'Bei {vendor} ist nun eine Karte oder ein Bankkonto von Ihnen hinterlegt. Melden Sie sich an, um diese Zahlungsart zu sehen oder zu entfernen.',
    fr: '{vendor} dispose maintenant d’une carte ou d’un compte bancaire à vous. Connectez-vous pour voir ou retirer ce moyen de paiement.',
    es: '{vendor} tiene ahora guardada una tarjeta o una cuenta bancaria suya. Inicie sesión para verla o quitarla.',
    ar: 'لدى {vendor} الآن طريقة دفع محفوظة لك: بطاقة أو حساب مصرفي. سجّل الدخول لعرضها أو إزالتها.',
  },
  ended: {
    en: 'This link works no more',
    de: 'Dieser Link gilt nicht mehr',
    fr: 'Ce lien ne fonctionne plus',
    es: 'Este enlace ya no funciona',
    ar: 'لم يعد هذا الرابط صالحًا',
  },
  endedText: {
    en: 'It has expired or was withdrawn. Ask whoever sent it for a new one, or sign in and add a card or bank account yourself.',
    de: 'Er ist abgelaufen oder wurde zurückgezogen. Bitten Sie den Absender um einen neuen, oder melden Sie sich an und fügen Sie selbst eine Karte oder ein Bankkonto hinzu.',
    fr: 'Il a expiré ou a été retiré. Demandez-en un nouveau à la personne qui l’a envoyé, ou connectez-vous et ajoutez vous-même une carte ou un compte bancaire.',
    es: 'Ha caducado o se ha retirado. Pida uno nuevo a quien lo envió, o inicie sesión y añada usted una tarjeta o una cuenta bancaria.',
    ar: 'انتهت صلاحيته أو تم سحبه. اطلب رابطًا جديدًا ممن أرسله، أو سجّل الدخول وأضف بنفسك بطاقة أو حسابًا مصرفيًا.',
  },
  signIn: { en: 'Sign in', de: 'Anmelden', fr: 'Se connecter', es: 'Iniciar sesión', ar: 'تسجيل الدخول' },
});
