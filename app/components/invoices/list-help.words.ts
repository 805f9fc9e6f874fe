import { inWords } from '~/lib/languages/words';

export const listHelp = inWords({
  title: { en: 'Keys', de: 'Tasten', fr: 'Touches', es: 'Teclas' },
  search: { en: 'Search', de: 'Suchen', fr: 'Rechercher', es: 'Buscar' },
  move: {
    en: 'Next and previous invoice',
    de: 'Nächste und vorige Rechnung',
    fr: 'Facture suivante et précédente',
    es: 'Factura siguiente y anterior',
  },
  select: {
    en: 'Select it, or not',
    de: 'Auswählen oder abwählen',
    fr: 'La sélectionner, ou non',
    es: 'Seleccionarla, o no',
  },
  range: {
    en: 'Select from the last one to this one',
    de: 'Von der letzten bis zu dieser auswählen',
    fr: 'Sélectionner de la dernière à celle-ci',
    es: 'Seleccionar desde la última hasta esta',
  },
  page: {
    en: 'Select the page, or nothing on it',
    de: 'Die ganze Seite auswählen oder nichts davon',
    fr: 'Sélectionner la page, ou rien',
    es: 'Seleccionar la página, o nada de ella',
  },
  open: { en: 'Open it', de: 'Öffnen', fr: 'L’ouvrir', es: 'Abrirla' },
  help: { en: 'This help', de: 'Diese Hilfe', fr: 'Cette aide', es: 'Esta ayuda' },
  close: { en: 'Close', de: 'Schließen', fr: 'Fermer', es: 'Cerrar' },
  space: { en: 'Space', de: 'Leertaste', fr: 'Espace', es: 'Espacio' },
  shift: { en: 'Shift', de: 'Umschalt', fr: 'Maj', es: 'Mayús' },
  enter: { en: 'Enter', de: 'Eingabe', fr: 'Entrée', es: 'Intro' },
});
