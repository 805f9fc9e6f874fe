import { inWords } from '~/lib/languages/words';

/** Why a bank disputes a payment, by the gateway's codes. @see https://docs.stripe.com/disputes/categories */
export const bankReasons = inWords({
  bank_cannot_process: {
    en: 'bank cannot process',
    de: 'von der Bank nicht ausführbar',
    fr: 'la banque ne peut pas le traiter',
    es: 'el banco no puede procesarlo',
  },
  check_returned: { en: 'check returned', de: 'Scheck nicht eingelöst', fr: 'chèque rejeté', es: 'cheque devuelto' },
  credit_not_processed: {
    en: 'credit not processed',
    de: 'Erstattung nicht ausgeführt',
    fr: 'remboursement non effectué',
    es: 'reembolso no efectuado',
  },
  customer_initiated: {
    en: 'customer initiated',
    de: 'vom Kontoinhaber veranlasst',
    fr: 'à la demande du titulaire du compte',
    es: 'a petición del titular de la cuenta',
  },
  debit_not_authorized: {
    en: 'debit not authorized',
    de: 'Lastschrift nicht genehmigt',
    fr: 'prélèvement non autorisé',
    es: 'adeudo no autorizado',
  },
  duplicate: { en: 'duplicate', de: 'doppelt abgebucht', fr: 'prélevé en double', es: 'cobrado por duplicado' },
  fraudulent: { en: 'fraudulent', de: 'betrügerisch', fr: 'frauduleux', es: 'fraudulento' },
  general: { en: 'general', de: 'allgemein', fr: 'général', es: 'motivo general' },
  incorrect_account_details: {
    en: 'incorrect account details',
    de: 'falsche Kontodaten',
    fr: 'coordonnées bancaires incorrectes',
    es: 'datos de cuenta incorrectos',
  },
  insufficient_funds: {
    en: 'insufficient funds',
    de: 'Konto nicht gedeckt',
    fr: 'provision insuffisante',
    es: 'fondos insuficientes',
  },
  noncompliant: {
    en: 'noncompliant',
    de: 'nicht regelkonform',
    fr: 'non conforme aux règles',
    es: 'no conforme a las normas',
  },
  product_not_received: {
    en: 'product not received',
    de: 'Ware nicht erhalten',
    fr: 'produit non reçu',
    es: 'producto no recibido',
  },
  product_unacceptable: {
    en: 'product unacceptable',
    de: 'Ware nicht wie vereinbart',
    fr: 'produit non conforme',
    es: 'producto no conforme',
  },
  subscription_canceled: {
    en: 'subscription canceled',
    de: 'Abonnement gekündigt',
    fr: 'abonnement résilié',
    es: 'suscripción cancelada',
  },
  unrecognized: { en: 'unrecognized', de: 'nicht wiedererkannt', fr: 'non reconnu', es: 'no reconocido' },
});
