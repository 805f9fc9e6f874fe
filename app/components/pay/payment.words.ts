import { inWords } from '~/lib/languages/words';

/** What the page of a payment says: where it stands, and where it leads. */
export const paymentWords = inWords({
  pageTitle: {
    en: 'Payment · Quittance',
    de: 'Zahlung · Quittance',
    fr: 'Paiement · Quittance',
    es: 'Pago · Quittance',
    ar: 'الدفعة · Quittance',
  },
  toInvoices: {
    en: 'Back to invoices',
    de: 'Zurück zu den Rechnungen',
    fr: 'Retour aux factures',
    es: 'Volver a las facturas',
    ar: 'العودة إلى الفواتير',
  },
  toPayments: { en: 'Payments', de: 'Zahlungen', fr: 'Paiements', es: 'Pagos', ar: 'الدفعات' },
  toOwed: {
    en: 'Back to what is owed',
    de: 'Zurück zu dem, was offen ist',
    fr: 'Retour aux montants dus',
    es: 'Volver a lo pendiente',
    ar: 'العودة إلى المبالغ المستحقة',
  },
  seePayments: {
    en: 'See your payments',
    de: 'Ihre Zahlungen ansehen',
    fr: 'Voir vos paiements',
    es: 'Ver sus pagos',
    ar: 'عرض دفعاتك',
  },
  onlyCredit: {
    en: '{credit} credit',
    de: '{credit} Guthaben',
    fr: '{credit} d’avoir',
    es: '{credit} de saldo a favor',
    ar: '{credit} من الرصيد الدائن',
  },
  amountAndCredit: {
    en: '{amount} and {credit} credit',
    de: '{amount} und {credit} Guthaben',
    fr: '{amount} et {credit} d’avoir',
    es: '{amount} y {credit} de saldo a favor',
    ar: '{amount} و{credit} من الرصيد الدائن',
  },
  what: {
    en: '{amount} for {count, plural, one {# invoice} other {# invoices}}',
    de: '{amount} für {count, plural, one {# Rechnung} other {# Rechnungen}}',
    fr: '{amount} pour {count, plural, one {# facture} other {# factures}}',
    es: '{amount} por {count, plural, one {# factura} other {# facturas}}',
    ar: '{amount} مقابل {count, plural, zero {# فاتورة} one {فاتورة واحدة} two {فاتورتين} few {# فواتير} many {# فاتورة} other {# فاتورة}}',
  },
  whatWith: {
    en: '{amount} for {count, plural, one {# invoice} other {# invoices}} with {method}',
    de: '{amount} für {count, plural, one {# Rechnung} other {# Rechnungen}} mit {method}',
    fr: '{amount} pour {count, plural, one {# facture} other {# factures}} avec {method}',
    es: '{amount} por {count, plural, one {# factura} other {# facturas}} con {method}',
    ar: '{amount} مقابل {count, plural, zero {# فاتورة} one {فاتورة واحدة} two {فاتورتين} few {# فواتير} many {# فاتورة} other {# فاتورة}} باستخدام {method}',
  },
  more: {
    en: 'and {count, plural, one {# invoice} other {# invoices}} more',
    de: 'und {count, plural, one {# weitere Rechnung} other {# weitere Rechnungen}}',
    fr: 'et {count, plural, one {# autre facture} other {# autres factures}}',
    es: 'y {count, plural, one {# factura más} other {# facturas más}}',
    ar: '{count, plural, zero {ولا فواتير أخرى} one {وفاتورة واحدة أخرى} two {وفاتورتان أخريان} few {و# فواتير أخرى} many {و# فاتورة أخرى} other {و# فاتورة أخرى}}',
  },
  fee: { en: 'Fee', de: 'Gebühr', fr: 'Frais', es: 'Comisión', ar: 'الرسوم' },
});
