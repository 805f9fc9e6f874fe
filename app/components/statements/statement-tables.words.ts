import { inWords } from '~/lib/languages/words';

/** The two tables of a statement: its movements, and what was open at its end. */
export const statementTableWords = inWords({
  movements: {
    en: 'Movements, oldest first',
    de: 'Bewegungen, die ältesten zuerst',
    fr: 'Mouvements, les plus anciens d’abord',
    es: 'Movimientos, los más antiguos primero',
  },
  date: { en: 'Date', de: 'Datum', fr: 'Date', es: 'Fecha' },
  what: { en: 'What', de: 'Vorgang', fr: 'Opération', es: 'Concepto' },
  amount: { en: 'Amount', de: 'Betrag', fr: 'Montant', es: 'Importe' },
  balance: { en: 'Balance', de: 'Saldo', fr: 'Solde', es: 'Saldo' },
  // Before the amount, for those who hear the page.
  balanceOf: { en: 'balance', de: 'Saldo', fr: 'solde', es: 'saldo' },
  opening: { en: 'Opening balance', de: 'Anfangssaldo', fr: 'Solde initial', es: 'Saldo inicial' },
  broughtForward: { en: 'Brought forward', de: 'Übertrag', fr: 'Report', es: 'Suma y sigue' },
  closing: { en: 'Closing balance', de: 'Schlusssaldo', fr: 'Solde final', es: 'Saldo final' },
  noMovements: {
    en: 'No movements in this period.',
    de: 'Keine Bewegungen in diesem Zeitraum.',
    fr: 'Aucun mouvement pendant cette période.',
    es: 'Sin movimientos en este periodo.',
  },
  noMoreMovements: {
    en: 'No more movements.',
    de: 'Keine weiteren Bewegungen.',
    fr: 'Aucun autre mouvement.',
    es: 'No hay más movimientos.',
  },
  downloadPdf: { en: 'Download PDF', de: 'PDF herunterladen', fr: 'Télécharger le PDF', es: 'Descargar PDF' },
  openInvoices: {
    en: 'Open invoices, those due first on top',
    de: 'Offene Rechnungen, die zuerst fälligen oben',
    fr: 'Factures ouvertes, par ordre d’échéance',
    es: 'Facturas abiertas, las que vencen antes primero',
  },
  invoice: { en: 'Invoice', de: 'Rechnung', fr: 'Facture', es: 'Factura' },
  due: { en: 'Due', de: 'Fälligkeit', fr: 'Échéance', es: 'Vencimiento' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total' },
  settled: {
    en: 'Paid or credited',
    de: 'Zahlung/Gutschrift',
    fr: 'Payé ou crédité',
    es: 'Pagado o abonado',
  },
  amountDue: { en: 'Amount due', de: 'Offener Betrag', fr: 'Montant dû', es: 'Importe pendiente' },
  noneOpen: {
    en: 'No invoice was open on {date}.',
    de: 'Am {date} war keine Rechnung offen.',
    fr: 'Aucune facture n’était ouverte au {date}.',
    es: 'Ninguna factura estaba abierta al {date}.',
  },
  inPayment: {
    en: '{amount} in payment',
    de: '{amount} in Zahlung',
    fr: '{amount} en cours de paiement',
    es: '{amount} en pago',
  },
  disputed: {
    en: '{amount} disputed',
    de: '{amount} beanstandet',
    fr: '{amount} contestés',
    es: '{amount} en reclamación',
  },
  ofTotal: { en: 'of {amount}', de: 'von {amount}', fr: 'sur {amount}', es: 'de {amount}' },
});
