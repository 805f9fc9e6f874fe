import { inWords } from '~/lib/languages/words';

export const statementWords = inWords({
  kind: { en: 'Statement', de: 'Kontoauszug', fr: 'Relevé de compte', es: 'Estado de cuenta' },
  title: {
    en: 'Statement for {customer}: {what}',
    de: 'Kontoauszug für {customer}: {what}',
    fr: 'Relevé de compte de {customer}\u00a0: {what}',
    es: 'Estado de cuenta de {customer}: {what}',
  },
  made: { en: 'Made on {date}', de: 'Erstellt am {date}', fr: 'Établi le {date}', es: 'Elaborado el {date}' },
  closing: { en: 'Closing balance', de: 'Schlusssaldo', fr: 'Solde final', es: 'Saldo final' },
  closingOn: {
    en: 'on {date}, in {currency}',
    de: 'am {date}, in {currency}',
    fr: 'au {date}, en {currency}',
    es: 'al {date}, en {currency}',
  },
  statementFor: { en: 'Statement for', de: 'Kontoauszug für', fr: 'Relevé de compte de', es: 'Estado de cuenta de' },
  period: { en: 'Period', de: 'Zeitraum', fr: 'Période', es: 'Periodo' },
  standing: { en: 'Where it stands now', de: 'Aktueller Stand', fr: 'Situation actuelle', es: 'Situación actual' },
  opening: { en: 'Opening balance', de: 'Anfangssaldo', fr: 'Solde initial', es: 'Saldo inicial' },
  date: { en: 'Date', de: 'Datum', fr: 'Date', es: 'Fecha' },
  what: { en: 'What', de: 'Vorgang', fr: 'Opération', es: 'Concepto' },
  charged: { en: 'Charged', de: 'Belastung', fr: 'Débit', es: 'Cargo' },
  settled: { en: 'Paid or credited', de: 'Zahlung/Gutschrift', fr: 'Payé ou crédité', es: 'Pagado o abonado' },
  balance: { en: 'Balance', de: 'Saldo', fr: 'Solde', es: 'Saldo' },
  dueOn: { en: 'Due on', de: 'Fällig am', fr: 'Échéance', es: 'Vencimiento' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total' },
});
