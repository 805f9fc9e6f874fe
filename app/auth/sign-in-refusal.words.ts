import { inWords } from '~/lib/languages/words';

export const signInRefusalWords = inWords({
  'bad-email': {
    en: 'Type a whole e-mail address, like name@company.com.',
    de: 'Geben Sie eine vollständige E-Mail-Adresse ein, wie name@firma.com.',
    fr: 'Saisissez une adresse e-mail complète, comme nom@societe.com.',
    es: 'Escriba una dirección de correo completa, como nombre@empresa.com.',
    ar: 'أدخل عنوان بريد إلكتروني كاملًا، مثل name@company.com.',
  },
  'bad-code': {
    en: 'Type the six digits from the mail.',
    de: 'Geben Sie die sechs Ziffern aus der E-Mail ein.',
    fr: 'Saisissez les six chiffres reçus par e-mail.',
    es: 'Escriba las seis cifras del correo.',
    ar: 'أدخل الأرقام الستة الواردة في الرسالة.',
  },
  'wrong-code': {
    en: 'That code is wrong, or no longer good. Look for the newest mail, or ask for another.',
    de: 'Dieser Code ist falsch oder gilt nicht mehr. Nehmen Sie die neueste E-Mail, oder fordern Sie eine weitere an.',
    fr: 'Ce code est erroné ou n’est plus valable. Cherchez l’e-mail le plus récent, ou demandez-en un autre.',
    es: 'Ese código es erróneo o ya no vale. Busque el correo más reciente o pida otro.',
    ar: 'هذا الرمز خاطئ أو لم يعد صالحًا. ابحث عن أحدث رسالة، أو اطلب رسالة أخرى.',
  },
  gone: {
    en: 'It was used already, or is older than {minutes, number} minutes. Ask for a new mail.',
    de: 'Er wurde schon benutzt oder ist älter als {minutes, number} Minuten. Fordern Sie eine neue E-Mail an.',
    fr: 'Il a déjà servi, ou date de plus de {minutes, number} minutes. Demandez un nouvel e-mail.',
    es: 'Ya se usó, o tiene más de {minutes, number} minutos. Pida un correo nuevo.',
    ar: 'سبق استخدامه، أو مضى عليه أكثر من {minutes, number} دقائق. اطلب رسالة جديدة.',
  },
  'other-browser': {
    en: 'The link works only in the browser where you asked for it.',
    de: 'Der Link gilt nur in dem Browser, in dem Sie ihn angefordert haben.',
    fr: 'Le lien ne fonctionne que dans le navigateur où vous l’avez demandé.',
    es: 'El enlace solo vale en el navegador donde lo pidió.',
    ar: 'لا يعمل الرابط إلا في المتصفح الذي طلبته منه.',
  },
  'too-many': {
    en: 'Too many tries. Wait {wait}, then try again.',
    de: 'Zu viele Versuche. Warten Sie {wait} und versuchen Sie es dann erneut.',
    fr: 'Trop de tentatives. Attendez {wait}, puis réessayez.',
    es: 'Demasiados intentos. Espere {wait} y vuelva a intentarlo.',
    ar: 'محاولات كثيرة جدًا. انتظر {wait}، ثم حاول مرة أخرى.',
  },
});
