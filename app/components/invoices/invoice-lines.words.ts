import { inWords } from '~/lib/languages/words';

export const invoiceLines = inWords({
  title: { en: 'What it is for', de: 'Wofür', fr: 'Objet', es: 'Concepto' },
  caption: {
    en: 'Lines of the invoice',
    de: 'Positionen der Rechnung',
    fr: 'Lignes de la facture',
    es: 'Líneas de la factura',
  },
  description: { en: 'Description', de: 'Beschreibung', fr: 'Désignation', es: 'Descripción' },
  quantity: { en: 'Quantity', de: 'Menge', fr: 'Quantité', es: 'Cantidad' },
  unitPrice: { en: 'Unit price', de: 'Einzelpreis', fr: 'Prix unitaire', es: 'Precio unitario' },
  tax: { en: 'Tax', de: 'Steuer', fr: 'Taxe', es: 'Impuesto' },
  net: { en: 'Net', de: 'Netto', fr: 'Net', es: 'Neto' },
  total: { en: 'Total', de: 'Gesamtbetrag', fr: 'Total', es: 'Total' },
  withTax: {
    en: '{quantity} × {price} + {rate} tax',
    de: '{quantity} × {price} + {rate} Steuer',
    fr: '{quantity} × {price} + {rate} de taxe',
    es: '{quantity} × {price} + {rate} de impuesto',
  },
});
