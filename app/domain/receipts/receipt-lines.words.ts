import { inWords } from '~/lib/languages/words';

export const receiptLines = inWords({
  outside: { en: 'Received directly', de: 'Direkt erhalten', fr: 'Reçu directement', es: 'Recibido directamente' },
  credit: { en: 'Credit on account', de: 'Guthaben', fr: 'Avoir en compte', es: 'Saldo a favor' },
  withMethod: { en: 'with {method}', de: 'mit {method}', fr: 'avec {method}', es: 'con {method}' },
  withCredit: {
    en: 'with credit on account',
    de: 'mit Guthaben',
    fr: 'avec un avoir en compte',
    es: 'con saldo a favor',
  },
  withoutUs: {
    en: '· received directly',
    de: '· direkt erhalten',
    fr: '· reçu directement',
    es: '· recibido directamente',
  },
  creditUsed: { en: 'Credit used', de: 'Guthaben verwendet', fr: 'Avoir utilisé', es: 'Saldo utilizado' },
  fee: { en: 'Fee', de: 'Gebühr', fr: 'Frais', es: 'Comisión' },
  keptAsCredit: {
    en: 'Kept as credit',
    de: 'Als Guthaben behalten',
    fr: 'Conservé en avoir',
    es: 'Conservado como saldo',
  },
  paidOn: {
    en: 'Paid on {invoices}',
    de: 'Gezahlt auf {invoices}',
    fr: 'Payé sur {invoices}',
    es: 'Pagado de {invoices}',
  },
});
