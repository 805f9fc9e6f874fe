import { inWords } from '~/lib/languages/words';

export const periodNames = inWords({
  'this-month': { en: 'This month', de: 'Dieser Monat', fr: 'Ce mois-ci', es: 'Este mes', ar: 'هذا الشهر' },
  'last-month': {
    en: 'Last month',
    de: 'Letzter Monat',
    fr: 'Le mois dernier',
    es: 'El mes pasado',
    ar: 'الشهر الماضي',
  },
  'this-quarter': {
    en: 'This quarter',
    de: 'Dieses Quartal',
    fr: 'Ce trimestre',
    es: 'Este trimestre',
    ar: 'ربع السنة الحالي',
  },
  'this-year': { en: 'This year', de: 'Dieses Jahr', fr: 'Cette année', es: 'Este año', ar: 'هذه السنة' },
  all: { en: 'All', de: 'Alles', fr: 'Tout', es: 'Todo', ar: 'الكل' },
});

/** Why there is no such statement; what stands at a field that could not be understood. */
export const queryProblems = inWords({
  kind: {
    en: 'Choose balance forward or open items.',
    de: 'Wählen Sie Saldovortrag oder offene Posten.',
    fr: 'Choisissez report de solde ou postes ouverts.',
    es: 'Elija saldo arrastrado o partidas abiertas.',
    ar: 'اختر «رصيد مرحّل» أو «بنود مفتوحة».',
  },
  date: {
    en: 'There is no such date. Write one like 2026-03-31.',
    de: 'Dieses Datum gibt es nicht. Schreiben Sie es wie 2026-03-31.',
    fr: 'Cette date n’existe pas. Écrivez-la comme 2026-03-31.',
    es: 'Esa fecha no existe. Escríbala como 2026-03-31.',
    ar: 'لا يوجد تاريخ كهذا. اكتبه بالصيغة YYYY-MM-DD، أي السنة ثم الشهر ثم اليوم.',
  },
  order: {
    en: 'The period ends before it begins. Choose a later end or an earlier beginning.',
    de: 'Der Zeitraum endet, bevor er beginnt. Wählen Sie ein späteres Ende oder einen früheren Anfang.',
    fr: 'La période se termine avant de commencer. Choisissez une fin plus tardive ou un début plus précoce.',
    es: 'El periodo termina antes de empezar. Elija un final posterior o un comienzo anterior.',
    ar: 'تنتهي الفترة قبل أن تبدأ. اختر نهاية لاحقة أو بداية أسبق.',
  },
  // Between the currencies to choose from.
  or: {
    en: '{some} or {another}',
    de: '{some} oder {another}',
    fr: '{some} ou {another}',
    es: '{some} o {another}',
    ar: '{some} أو {another}',
  },
  choose: {
    en: 'Choose {currencies}.',
    de: 'Wählen Sie {currencies}.',
    fr: 'Choisissez {currencies}.',
    es: 'Elija {currencies}.',
    ar: 'اختر {currencies}.',
  },
  noMovements: {
    en: 'You have no movements in {currency}.',
    de: 'Sie haben keine Bewegungen in {currency}.',
    fr: 'Vous n’avez aucun mouvement en {currency}.',
    es: 'No tiene movimientos en {currency}.',
    ar: 'ليست لديك حركات بعملة {currency}.',
  },
  notKnown: {
    en: '“{text}” is not a currency we know.',
    de: '„{text}“ ist keine Währung, die wir kennen.',
    fr: '«\u00a0{text}\u00a0» n’est pas une devise que nous connaissons.',
    es: '«{text}» no es una moneda que conozcamos.',
    ar: '«{text}» ليست عملة نعرفها.',
  },
  tooLong: {
    en: 'This statement has more than {limit, number} lines, too many for a PDF. Choose a shorter period, or take the CSV file.',
    de: 'Dieser Kontoauszug hat mehr als {limit, number} Zeilen, zu viele für ein PDF. Wählen Sie einen kürzeren Zeitraum, oder nehmen Sie die CSV-Datei.',
    fr: 'Ce relevé compte plus de {limit, number} lignes, trop pour un PDF. Choisissez une période plus courte, ou prenez le fichier CSV.',
    es: 'Este estado de cuenta tiene más de {limit, number} líneas, demasiadas para un PDF. Elija un periodo más corto o tome el archivo CSV.',
    ar: 'يزيد عدد أسطر كشف الحساب هذا على {limit, number}، وهو أكثر مما يتسع له ملف PDF. اختر فترة أقصر، أو نزّل ملف CSV.',
  },
});
