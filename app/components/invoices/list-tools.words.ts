import { inWords } from '~/lib/languages/words';

export const toolbar = inWords({
  selectPage: {
    en: 'Select this page',
    de: 'Diese Seite auswählen',
    fr: 'Sélectionner cette page',
    es: 'Seleccionar esta página',
    ar: 'تحديد هذه الصفحة',
  },
  noneSelected: {
    en: 'None of {open} selected',
    de: 'Keine von {open} ausgewählt',
    fr: 'Aucune sur {open} sélectionnée',
    es: 'Ninguna de {open} seleccionada',
    ar: 'المحدد: لا شيء من {open}',
  },
  someSelected: {
    en: '{selected} of {open} selected',
    de: '{selected} von {open} ausgewählt',
    fr: '{selected} sur {open} sélectionnées',
    es: '{selected} de {open} seleccionadas',
    ar: 'المحدد: {selected} من {open}',
  },
  search: {
    en: 'Search number, reference or text',
    de: 'Nummer, Referenz oder Text suchen',
    fr: 'Rechercher un numéro, une référence ou un texte',
    es: 'Buscar número, referencia o texto',
    ar: 'ابحث برقم أو مرجع أو نص',
  },
  export: { en: 'Export', de: 'Exportieren', fr: 'Exporter', es: 'Exportar', ar: 'تصدير' },
  // Two buttons in the width of the line above; what is heard of them stands without that line.
  all: {
    en: 'Select all {count, number}',
    de: 'Alle {count, number}',
    fr: 'Toutes ({count, number})',
    es: 'Todas ({count, number})',
    ar: 'الكل ({count, number})',
  },
  none: { en: 'Clear', de: 'Keine', fr: 'Aucune', es: 'Ninguna', ar: 'لا شيء' },
  selectAll: {
    en: 'Select all {count, number}',
    de: 'Auswählen: alle {count, number}',
    fr: 'Sélectionner\u00a0: toutes ({count, number})',
    es: 'Seleccionar: todas ({count, number})',
    ar: 'التحديد: الكل ({count, number})',
  },
  selectNone: {
    en: 'Clear',
    de: 'Auswählen: keine',
    fr: 'Sélectionner\u00a0: aucune',
    es: 'Seleccionar: ninguna',
    ar: 'التحديد: لا شيء',
  },
});

export const listFilter = inWords({
  filter: { en: 'Filter', de: 'Filtern', fr: 'Filtrer', es: 'Filtrar', ar: 'تصفية' },
  dueFrom: { en: 'Due from', de: 'Fällig ab', fr: 'Échéance du', es: 'Vence desde', ar: 'الاستحقاق من' },
  dueUntil: { en: 'Due until', de: 'Fällig bis', fr: 'Échéance au', es: 'Vence hasta', ar: 'الاستحقاق حتى' },
  amountFrom: {
    en: 'Amount from, {currency}',
    de: 'Betrag ab, {currency}',
    fr: 'Montant dès, {currency}',
    es: 'Importe desde, {currency}',
    ar: 'المبلغ من، {currency}',
  },
  amountUpTo: {
    en: 'Amount up to, {currency}',
    de: 'Betrag bis, {currency}',
    fr: 'Montant max., {currency}',
    es: 'Importe hasta, {currency}',
    ar: 'المبلغ حتى، {currency}',
  },
  age: { en: 'Age', de: 'Alter', fr: 'Ancienneté', es: 'Antigüedad', ar: 'العمر' },
  any: { en: 'Any', de: 'Beliebig', fr: 'Toutes', es: 'Cualquiera', ar: 'الكل' },
  allOverdue: {
    en: 'All overdue',
    de: 'Alle überfälligen',
    fr: 'Tout ce qui est en retard',
    es: 'Todo lo vencido',
    ar: 'كل الفواتير المتأخرة',
  },
  clear: { en: 'Clear', de: 'Zurücksetzen', fr: 'Réinitialiser', es: 'Quitar', ar: 'مسح' },
  show: { en: 'Show', de: 'Anzeigen', fr: 'Afficher', es: 'Mostrar', ar: 'عرض' },
});

export const filterChips = inWords({
  noMatch: { en: 'No match', de: 'Keine Treffer', fr: 'Aucun résultat', es: 'Sin resultados', ar: 'لا نتائج' },
  matches: {
    en: '{count, plural, one {# match} other {# matches}} · {amount}',
    de: '{count, plural, one {# Treffer} other {# Treffer}} · {amount}',
    fr: '{count, plural, one {# résultat} other {# résultats}} · {amount}',
    es: '{count, plural, one {# resultado} other {# resultados}} · {amount}',
    ar: '{count, plural, zero {لا نتائج} one {نتيجة واحدة} two {نتيجتان} few {# نتائج} many {# نتيجة} other {# نتيجة}} · {amount}',
  },
  search: { en: '“{search}”', de: '„{search}“', fr: '«\u00a0{search}\u00a0»', es: '«{search}»', ar: '«{search}»' },
  dueFrom: {
    en: 'Due from {date}',
    de: 'Fällig ab {date}',
    fr: 'Échéance à partir du {date}',
    es: 'Vence desde el {date}',
    ar: 'الاستحقاق من {date}',
  },
  dueUntil: {
    en: 'Due until {date}',
    de: 'Fällig bis {date}',
    fr: 'Échéance jusqu’au {date}',
    es: 'Vence hasta el {date}',
    ar: 'الاستحقاق حتى {date}',
  },
  amountFrom: {
    en: 'From {amount}',
    de: 'Ab {amount}',
    fr: 'À partir de {amount}',
    es: 'Desde {amount}',
    ar: 'من {amount}',
  },
  amountUpTo: {
    en: 'Up to {amount}',
    de: 'Bis {amount}',
    fr: 'Jusqu’à {amount}',
    es: 'Hasta {amount}',
    ar: 'حتى {amount}',
  },
  remove: { en: 'Remove', de: 'Entfernen', fr: 'Retirer', es: 'Quitar', ar: 'إزالة' },
  showAll: { en: 'Show all', de: 'Alle zeigen', fr: 'Tout afficher', es: 'Mostrar todo', ar: 'عرض الكل' },
});
