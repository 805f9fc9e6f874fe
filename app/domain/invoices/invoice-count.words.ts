import { inWords } from '~/lib/languages/words';

export const invoiceCountWords = inWords({
  invoices: {
    en: '{count, plural, one {# invoice} other {# invoices}}',
    de: '{count, plural, one {# Rechnung} other {# Rechnungen}}',
    fr: '{count, plural, one {# facture} other {# factures}}',
    es: '{count, plural, one {# factura} other {# facturas}}',
    ar: '{count, plural, zero {لا فواتير} one {فاتورة واحدة} two {فاتورتان} few {# فواتير} many {# فاتورة} other {# فاتورة}}',
  },
  more: {
    en: 'and {count, number} more',
    de: 'und {count, number} weitere',
    fr: 'et {count, number} de plus',
    es: 'y {count, number} más',
    ar: 'و{count, number} غيرها',
  },
});
