import { inWords } from '~/lib/languages/words';

export const receiptLines = inWords({
  outside: {
    en: 'Received directly',
    de: 'Direkt erhalten',
    fr: 'Reçu directement',
    es: 'Recibido directamente',
    ar: 'استلام مباشر',
  },
  credit: { en: 'Credit on account', de: 'Guthaben', fr: 'Avoir en compte', es: 'Saldo a favor', ar: 'رصيد دائن' },
  withMethod: {
    en: 'with {method}',
    de: 'mit {method}',
    fr: 'avec {method}',
    es: 'con {method}',
    ar: 'باستخدام {method}',
  },
  withCredit: {
    en: 'with credit on account',
    de: 'mit Guthaben',
    fr: 'avec un avoir en compte',
    es: 'con saldo a favor',
    ar: 'من الرصيد الدائن',
  },
  withoutUs: {
    en: '· received directly',
    de: '· direkt erhalten',
    fr: '· reçu directement',
    es: '· recibido directamente',
    ar: '· استلام مباشر',
  },
  creditUsed: {
    en: 'Credit used',
    de: 'Guthaben verwendet',
    fr: 'Avoir utilisé',
    es: 'Saldo utilizado',
    ar: 'الرصيد الدائن المستخدم',
  },
  fee: { en: 'Fee', de: 'Gebühr', fr: 'Frais', es: 'Comisión', ar: 'الرسوم' },
  keptAsCredit: {
    en: 'Kept as credit',
    de: 'Als Guthaben behalten',
    fr: 'Conservé en avoir',
    es: 'Conservado como saldo',
    ar: 'محفوظ كرصيد دائن',
  },
  paidOn: {
    en: 'Paid on {invoices}',
    de: 'Gezahlt auf {invoices}',
    fr: 'Payé sur {invoices}',
    es: 'Pagado de {invoices}',
    ar: 'المدفوع ({invoices})',
  },
});
