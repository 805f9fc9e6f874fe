import { inWords } from '~/lib/languages/words';

export const listHelp = inWords({
  title: { en: 'Keys', de: 'Tasten', fr: 'Touches', es: 'Teclas', ar: 'اختصارات لوحة المفاتيح' },
  search: { en: 'Search', de: 'Suchen', fr: 'Rechercher', es: 'Buscar', ar: 'بحث' },
  move: {
    en: 'Next and previous invoice',
    de: 'Nächste und vorige Rechnung',
    fr: 'Facture suivante et précédente',
    es: 'Factura siguiente y anterior',
    ar: 'الفاتورة التالية والسابقة',
  },
  select: {
    en: 'Select it, or not',
    de: 'Auswählen oder abwählen',
    fr: 'La sélectionner, ou non',
    es: 'Seleccionarla, o no',
    ar: 'تحديدها أو إلغاء تحديدها',
  },
  range: {
    en: 'Select from the last one to this one',
    de: 'Von der letzten bis zu dieser auswählen',
    fr: 'Sélectionner de la dernière à celle-ci',
    es: 'Seleccionar desde la última hasta esta',
    ar: 'التحديد من الفاتورة الأخيرة إلى هذه',
  },
  page: {
    en: 'Select the page, or nothing on it',
    de: 'Die ganze Seite auswählen oder nichts davon',
    fr: 'Sélectionner la page, ou rien',
    es: 'Seleccionar la página, o nada de ella',
    ar: 'تحديد الصفحة كلها أو إلغاء تحديدها',
  },
  open: { en: 'Open it', de: 'Öffnen', fr: 'L’ouvrir', es: 'Abrirla', ar: 'فتحها' },
  help: { en: 'This help', de: 'Diese Hilfe', fr: 'Cette aide', es: 'Esta ayuda', ar: 'هذه المساعدة' },
  close: { en: 'Close', de: 'Schließen', fr: 'Fermer', es: 'Cerrar', ar: 'إغلاق' },
  space: { en: 'Space', de: 'Leertaste', fr: 'Espace', es: 'Espacio', ar: 'المسافة' },
  shift: { en: 'Shift', de: 'Umschalt', fr: 'Maj', es: 'Mayús', ar: 'Shift' },
  enter: { en: 'Enter', de: 'Eingabe', fr: 'Entrée', es: 'Intro', ar: 'Enter' },
});
