import { inWords } from '~/lib/languages/words';

export const invoiceCountWords = inWords({
  invoices: {
    en: '{count, plural, one {# invoice} other {# invoices}}',
    de: '{count, plural, one {# Rechnung} other {# Rechnungen}}',
    fr: '{count, plural, one {# facture} other {# factures}}',
    es: '{count, plural, one {# factura} other {# facturas}}',
  },
  more: {
    en: 'and {count, number} more',
    de: 'und {count, number} weitere',
    fr: 'et {count, number} de plus',
    es: 'y {count, number} más',
  },
});
