import { inWords } from '~/lib/languages/words';

export const listHeader = inWords({
  youOwe: {
    en: 'You owe {amount}',
    de: 'Offener Betrag: {amount}',
    fr: 'Montant dû\u00a0: {amount}',
    es: 'Importe pendiente: {amount}',
  },
  youOweNothing: {
    en: 'You owe nothing',
    de: 'Kein offener Betrag',
    fr: 'Aucun montant dû',
    es: 'Ningún importe pendiente',
  },
  openIn: {
    en: '{count, plural, one {# open invoice} other {# open invoices}} in {currency}{others}.',
    de: '{count, plural, one {# offene Rechnung} other {# offene Rechnungen}} in {currency}{others}.',
    fr: '{count, plural, one {# facture ouverte} other {# factures ouvertes}} en {currency}{others}.',
    es: '{count, plural, one {# factura abierta} other {# facturas abiertas}} en {currency}{others}.',
  },
  heldAndOpenIn: {
    en: '{held} of it is in payment, {due} on {count, plural, one {# open invoice} other {# open invoices}} in {currency}{others}.',
    de: 'Davon sind {held} in laufender Zahlung, {due} entfallen auf {count, plural, one {# offene Rechnung} other {# offene Rechnungen}} in {currency}{others}.',
    fr: 'Dont {held} en cours de paiement et {due} sur {count, plural, one {# facture ouverte} other {# factures ouvertes}} en {currency}{others}.',
    es: 'De ello, {held} en curso de pago y {due} en {count, plural, one {# factura abierta} other {# facturas abiertas}} en {currency}{others}.',
  },
  otherIn: {
    en: '{count, number} in {currency} ({amount})',
    de: '{count, number} in {currency} ({amount})',
    fr: '{count, number} en {currency} ({amount})',
    es: '{count, number} en {currency} ({amount})',
  },
  another: { en: ', {other}', de: ', {other}', fr: ', {other}', es: ', {other}' },
  lastOther: { en: ', and {other}', de: ' und {other}', fr: ' et {other}', es: ' y {other}' },
  overdue: {
    en: '{amount} is overdue.',
    de: '{amount} sind überfällig.',
    fr: '{amount} sont en retard.',
    es: 'Han vencido {amount}.',
  },
  nothingOverdue: {
    en: 'Nothing is overdue.',
    de: 'Nichts ist überfällig.',
    fr: 'Rien n’est en retard.',
    es: 'No hay nada vencido.',
  },
  moreHeld: {
    en: '{amounts} more is in payment.',
    de: 'Weitere {amounts} sind in laufender Zahlung.',
    fr: '{amounts} de plus sont en cours de paiement.',
    es: 'Otros {amounts} están en curso de pago.',
  },
  allHeld: {
    en: 'All of it is in payment.',
    de: 'Alles davon ist in laufender Zahlung.',
    fr: 'La totalité est en cours de paiement.',
    es: 'Todo está en curso de pago.',
  },
  credit: {
    en: 'You have {amounts} credit.',
    de: 'Sie haben ein Guthaben von {amounts}.',
    fr: 'Vous avez un avoir de {amounts}.',
    es: 'Tiene un saldo a favor de {amounts}.',
  },
  byAge: {
    en: 'Owed by age',
    de: 'Offener Betrag nach Alter',
    fr: 'Montant dû par ancienneté',
    es: 'Importe pendiente por antigüedad',
  },
});

export const openListWords = inWords({
  title: { en: 'Open invoices', de: 'Offene Rechnungen', fr: 'Factures ouvertes', es: 'Facturas abiertas' },
  search: { en: 'Search', de: 'Suchen', fr: 'Rechercher', es: 'Buscar' },
  selected: { en: 'Selected', de: 'Ausgewählt', fr: 'Sélection', es: 'Selección' },
  owed: { en: 'Owed', de: 'Offen', fr: 'Dû', es: 'Pendiente' },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  issued: { en: 'Issued', de: 'Ausgestellt', fr: 'Émise', es: 'Emitida' },
  due: { en: 'Due', de: 'Fällig', fr: 'Échéance', es: 'Vence' },
  total: { en: 'Total', de: 'Gesamt', fr: 'Total', es: 'Total' },
  amountDue: { en: 'Amount due', de: 'Offen', fr: 'Montant dû', es: 'Pendiente' },
  selectRow: {
    en: 'Select {number}',
    de: '{number} auswählen',
    fr: 'Sélectionner {number}',
    es: 'Seleccionar {number}',
  },
  rowPaid: { en: '{amount} paid', de: '{amount} bezahlt', fr: '{amount} payés', es: '{amount} pagados' },
  rowInPayment: {
    en: '{amount} in payment',
    de: '{amount} in Zahlung',
    fr: '{amount} en paiement',
    es: '{amount} en pago',
  },
  pages: { en: 'Pages', de: 'Seiten', fr: 'Pages', es: 'Páginas' },
  shownOf: {
    en: '{shown, number} of {count, number}',
    de: '{shown, number} von {count, number}',
    fr: '{shown, number} sur {count, number}',
    es: '{shown, number} de {count, number}',
  },
  previous: { en: 'Previous', de: 'Zurück', fr: 'Précédent', es: 'Anterior' },
  next: { en: 'Next', de: 'Weiter', fr: 'Suivant', es: 'Siguiente' },
});

export const noRows = inWords({
  nothingMore: {
    en: 'Nothing more to pay',
    de: 'Nichts weiter zu zahlen',
    fr: 'Plus rien à payer',
    es: 'Nada más que pagar',
  },
  nothing: { en: 'Nothing to pay', de: 'Nichts zu zahlen', fr: 'Rien à payer', es: 'Nada que pagar' },
  seePayments: {
    en: 'See your payments',
    de: 'Ihre Zahlungen ansehen',
    fr: 'Voir vos paiements',
    es: 'Ver sus pagos',
  },
  allHeld: {
    en: 'What you owe is in payment already.',
    de: 'Was offen war, ist bereits in laufender Zahlung.',
    fr: 'Ce que vous devez est déjà en cours de paiement.',
    es: 'Lo que debe ya está en curso de pago.',
  },
  noneOpen: {
    en: 'You have no open invoices. New ones appear here as soon as they are issued.',
    de: 'Sie haben keine offenen Rechnungen. Neue erscheinen hier, sobald sie ausgestellt sind.',
    fr: 'Vous n’avez aucune facture ouverte. Les nouvelles apparaissent ici dès leur émission.',
    es: 'No tiene facturas abiertas. Las nuevas aparecen aquí en cuanto se emiten.',
  },
  noMatch: {
    en: 'No open invoice matches',
    de: 'Keine offene Rechnung passt dazu',
    fr: 'Aucune facture ouverte ne correspond',
    es: 'Ninguna factura abierta coincide',
  },
  showAll: {
    en: 'Show all open invoices',
    de: 'Alle offenen Rechnungen zeigen',
    fr: 'Afficher toutes les factures ouvertes',
    es: 'Mostrar todas las facturas abiertas',
  },
  nothingFound: {
    en: 'Nothing found for “{search}”.',
    de: 'Nichts gefunden zu „{search}“.',
    fr: 'Aucun résultat pour «\u00a0{search}\u00a0».',
    es: 'No se ha encontrado nada para «{search}».',
  },
  elsewhere: {
    en: 'What is paid, void or disputed stands below or under Payments.',
    de: 'Was bezahlt, storniert oder beanstandet ist, steht weiter unten oder unter „Zahlungen“.',
    fr: 'Ce qui est payé, annulé ou contesté figure plus bas ou sous «\u00a0Paiements\u00a0».',
    es: 'Lo pagado, anulado o reclamado está más abajo o en «Pagos».',
  },
});
