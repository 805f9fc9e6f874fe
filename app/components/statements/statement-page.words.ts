import { inWords } from '~/lib/languages/words';

/** The page of statements, but for the lines of figures, which its files have too. */
export const statementPageWords = inWords({
  title: { en: 'Statements', de: 'Kontoauszüge', fr: 'Relevés de compte', es: 'Estados de cuenta' },
  subtitle: {
    en: '{customer} · customer {number} of {vendor}',
    de: '{customer} · Kundennummer {number} bei {vendor}',
    fr: '{customer} · client n°\u00a0{number} chez {vendor}',
    es: '{customer} · cliente n.º\u00a0{number} de {vendor}',
  },
  nothingYet: {
    en: 'Nothing to state yet',
    de: 'Noch nichts auszuweisen',
    fr: 'Rien à relever pour l’instant',
    es: 'Aún no hay nada que mostrar',
  },
  nothingYetText: {
    en: 'Once {vendor} bills you, every invoice, payment and credit stands here with the balance after it, for any period.',
    de: 'Sobald {vendor} Ihnen Rechnungen stellt, steht hier jede Rechnung, Zahlung und Gutschrift mit dem Saldo danach, für jeden Zeitraum.',
    fr: 'Dès que {vendor} vous aura facturé, chaque facture, paiement et crédit apparaîtra ici avec le solde qui en résulte, pour toute période.',
    es: 'Cuando {vendor} le facture, aquí figurará cada factura, pago y abono con el saldo resultante, para cualquier periodo.',
  },
  seeInvoices: {
    en: 'See your invoices',
    de: 'Ihre Rechnungen ansehen',
    fr: 'Voir vos factures',
    es: 'Ver sus facturas',
  },
  notMade: {
    en: 'No statement was made.',
    de: 'Es wurde kein Kontoauszug erstellt.',
    fr: 'Aucun relevé n’a été établi.',
    es: 'No se ha elaborado ningún estado de cuenta.',
  },
  notMadeText: {
    en: 'Mend what is marked above, then show it again.',
    de: 'Berichtigen Sie oben, was markiert ist, und lassen Sie ihn erneut anzeigen.',
    fr: 'Corrigez ce qui est signalé ci-dessus, puis affichez-le de nouveau.',
    es: 'Corrija lo que está marcado arriba y muéstrelo de nuevo.',
  },
  periods: { en: 'Periods', de: 'Zeiträume', fr: 'Périodes', es: 'Periodos' },
  kind: { en: 'Kind', de: 'Art', fr: 'Type', es: 'Tipo' },
  currency: { en: 'Currency', de: 'Währung', fr: 'Devise', es: 'Moneda' },
  from: { en: 'From', de: 'Von', fr: 'Du', es: 'Desde' },
  to: { en: 'To', de: 'Bis', fr: 'Au', es: 'Hasta' },
  show: {
    en: 'Show statement',
    de: 'Auszug anzeigen',
    fr: 'Afficher le relevé',
    es: 'Mostrar estado',
  },
  pages: { en: 'Pages', de: 'Seiten', fr: 'Pages', es: 'Páginas' },
  firstPage: { en: 'First page', de: 'Erste Seite', fr: 'Première page', es: 'Primera página' },
  nextPage: { en: 'Next page', de: 'Nächste Seite', fr: 'Page suivante', es: 'Página siguiente' },
  balance: { en: 'Balance', de: 'Saldo', fr: 'Solde', es: 'Saldo' },
  closingOn: {
    en: 'Closing balance on {date}',
    de: 'Schlusssaldo am {date}',
    fr: 'Solde final au {date}',
    es: 'Saldo final al {date}',
  },
  closing: { en: 'Closing balance', de: 'Schlusssaldo', fr: 'Solde final', es: 'Saldo final' },
  standing: { en: 'Where it stands now', de: 'Aktueller Stand', fr: 'Situation actuelle', es: 'Situación actual' },
  tooLong: {
    en: 'A PDF takes up to {limit, number} lines. Choose a shorter period for one, or take the CSV file.',
    de: 'Ein PDF umfasst bis zu {limit, number} Zeilen. Wählen Sie dafür einen kürzeren Zeitraum, oder nehmen Sie die CSV-Datei.',
    fr: 'Un PDF contient jusqu’à {limit, number} lignes. Choisissez pour cela une période plus courte, ou prenez le fichier CSV.',
    es: 'Un PDF admite hasta {limit, number} líneas. Elija para ello un periodo más corto o tome el archivo CSV.',
  },
});
