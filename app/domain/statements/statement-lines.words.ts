import { inWords } from '~/lib/languages/words';

export const statementLines = inWords({
  'balance-forward': { en: 'Balance forward', de: 'Saldovortrag', fr: 'Report de solde', es: 'Saldo arrastrado' },
  'open-items': { en: 'Open items', de: 'Offene Posten', fr: 'Postes ouverts', es: 'Partidas abiertas' },
  upTo: { en: 'up to {to}', de: 'bis {to}', fr: 'jusqu’au {to}', es: 'hasta el {to}' },
  fromTo: { en: '{from} to {to}', de: '{from} bis {to}', fr: 'du {from} au {to}', es: 'del {from} al {to}' },
  kindOn: { en: '{kind} on {date}', de: '{kind} am {date}', fr: '{kind} au {date}', es: '{kind} al {date}' },
  kindIn: { en: '{kind}, {period}', de: '{kind}, {period}', fr: '{kind}, {period}', es: '{kind}, {period}' },
  opening: { en: 'Opening balance', de: 'Anfangssaldo', fr: 'Solde initial', es: 'Saldo inicial' },
  openingOn: {
    en: 'Opening balance on {date}',
    de: 'Anfangssaldo am {date}',
    fr: 'Solde initial au {date}',
    es: 'Saldo inicial al {date}',
  },
  charged: { en: 'Charged', de: 'Belastungen', fr: 'Débits', es: 'Cargos' },
  settled: {
    en: 'Payments, credits and voids',
    de: 'Zahlungen, Gutschriften, Stornos',
    fr: 'Paiements, crédits et annulations',
    es: 'Pagos, abonos y anulaciones',
  },
  dueNow: {
    en: 'Due now in the portal',
    de: 'Jetzt im Portal offen',
    fr: 'Dû maintenant sur le portail',
    es: 'Pendiente ahora en el portal',
  },
  inFlight: {
    en: 'In a payment under way',
    de: 'In einer laufenden Zahlung',
    fr: 'Dans un paiement en cours',
    es: 'En un pago en curso',
  },
  disputed: {
    en: 'In dispute, not asked for',
    de: 'Strittig, nicht eingefordert',
    fr: 'En litige, non réclamé',
    es: 'En disputa, no se reclama',
  },
  archived: {
    en: 'Archived, not asked for',
    de: 'Archiviert, nicht eingefordert',
    fr: 'Archivé, non réclamé',
    es: 'Archivado, no se reclama',
  },
  later: {
    en: 'Dated after this period',
    de: 'Nach diesem Zeitraum datiert',
    fr: 'Daté d’après cette période',
    es: 'Con fecha posterior',
  },
  openInvoices: { en: 'Open invoices', de: 'Offene Rechnungen', fr: 'Factures ouvertes', es: 'Facturas abiertas' },
  other: {
    en: 'Later credits and other movements',
    de: 'Spätere Gutschriften und Sonstiges',
    fr: 'Crédits ultérieurs et autres',
    es: 'Abonos posteriores y otros',
  },
  inFlightNote: {
    en: 'Money in a payment under way is still part of the balance. It comes off on the day the payment settles.',
    de: 'Geld in einer laufenden Zahlung ist noch Teil des Saldos. Es wird an dem Tag abgezogen, an dem die Zahlung abgeschlossen ist.',
    fr: 'Les sommes d’un paiement en cours font encore partie du solde. Elles en sont déduites le jour où le paiement aboutit.',
    es: 'El dinero de un pago en curso aún forma parte del saldo. Se descuenta el día en que el pago se completa.',
  },
  creditNote: {
    en: 'Credit on account: {amount}. Credit on account is not taken off the balance until it is used.',
    de: 'Guthaben: {amount}. Ein Guthaben wird erst vom Saldo abgezogen, wenn es verwendet wird.',
    fr: 'Avoir en compte\u00a0: {amount}. Un avoir n’est déduit du solde qu’une fois utilisé.',
    es: 'Saldo a favor: {amount}. El saldo a favor no se descuenta del saldo de la cuenta hasta que se utiliza.',
  },
});
