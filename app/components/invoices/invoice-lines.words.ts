import { inWords } from '~/lib/languages/words';

export const invoiceLines = inWords({
  title: { en: 'What it is for', de: 'Wofür', fr: 'Objet', es: 'Concepto', ar: 'البيان' },
  caption: {
    en: 'Lines of the invoice',
    de: 'Positionen der Rechnung',
    fr: 'Lignes de la facture',
    es: 'Líneas de la factura',
    ar: 'بنود الفاتورة',
  },
  description: { en: 'Description', de: 'Beschreibung', fr: 'Désignation', es: 'Descripción', ar: 'الوصف' },
  quantity: { en: 'Quantity', de: 'Menge', fr: 'Quantité', es: 'Cantidad', ar: 'الكمية' },
  unitPrice: { en: 'Unit price', de: 'Einzelpreis', fr: 'Prix unitaire', es: 'Precio unitario', ar: 'سعر الوحدة' },
  tax: { en: 'Tax', de: 'Steuer', fr: 'Taxe', es: 'Impuesto', ar: 'الضريبة' },
  net: { en: 'Net', de: 'Netto', fr: 'Net', es: 'Neto', ar: 'الصافي' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total', ar: 'الإجمالي' },
  withTax: {
    en: '{quantity} × {price} + {rate} tax',
    de: '{quantity} × {price} + {rate} Steuer',
    fr: '{quantity} × {price} + {rate} de taxe',
    es: '{quantity} × {price} + {rate} de impuesto',
    ar: '{quantity} × {price} + ضريبة {rate}',
  },
});
