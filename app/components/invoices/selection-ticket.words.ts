import { inWords } from '~/lib/languages/words';

export const selectionTicket = inWords({
  viewer: {
    en: 'You may look at everything here, but not pay. Ask a colleague who is a payer.',
    de: 'Sie dürfen hier alles ansehen, aber nicht zahlen. Fragen Sie jemanden in Ihrem Unternehmen, der zahlen darf.',
    fr: 'Vous pouvez tout consulter ici, mais pas payer. Adressez-vous à un collègue autorisé à payer.',
    es: 'Aquí puede verlo todo, pero no pagar. Pida ayuda a un compañero autorizado a pagar.',
  },
  allOpen: {
    en: 'All that is open',
    de: 'Alles, was offen ist',
    fr: 'Tout ce qui est ouvert',
    es: 'Todo lo pendiente',
  },
  selected: {
    en: '{count, plural, one {# invoice} other {# invoices}} selected',
    de: '{count, plural, one {# Rechnung} other {# Rechnungen}} ausgewählt',
    fr: '{count, plural, one {# facture sélectionnée} other {# factures sélectionnées}}',
    es: '{count, plural, one {# factura seleccionada} other {# facturas seleccionadas}}',
  },
  selectedIn: {
    en: '{count, plural, one {# invoice} other {# invoices}} selected in {currency}',
    de: '{count, plural, one {# Rechnung} other {# Rechnungen}} in {currency} ausgewählt',
    fr: '{count, plural, one {# facture sélectionnée} other {# factures sélectionnées}} en {currency}',
    es: '{count, plural, one {# factura seleccionada} other {# facturas seleccionadas}} en {currency}',
  },
  noneSelected: { en: 'None selected', de: 'Keine ausgewählt', fr: 'Aucune sélection', es: 'Ninguna seleccionada' },
  someSelected: {
    en: '{count, plural, one {# selected} other {# selected}}',
    de: '{count, plural, one {# ausgewählt} other {# ausgewählt}}',
    fr: '{count, plural, one {# sélectionnée} other {# sélectionnées}}',
    es: '{count, plural, one {# seleccionada} other {# seleccionadas}}',
  },
  more: {
    en: 'and {count, number} more',
    de: 'und {count, number} weitere',
    fr: 'et {count, number} de plus',
    es: 'y {count, number} más',
  },
  reviewTicked: {
    en: 'Review and pay what is ticked',
    de: 'Markiertes prüfen und bezahlen',
    fr: 'Vérifier et payer ce qui est coché',
    es: 'Revisar y pagar lo marcado',
  },
  reviewAndPay: {
    en: 'Review and pay {amount}',
    de: '{amount} prüfen und bezahlen',
    fr: 'Vérifier et payer {amount}',
    es: 'Revisar y pagar {amount}',
  },
  pay: { en: 'Pay {amount}', de: '{amount} bezahlen', fr: 'Payer {amount}', es: 'Pagar {amount}' },
  payAll: {
    en: 'Pay all {count, number} · {amount}',
    de: 'Alle {count, number} bezahlen · {amount}',
    fr: 'Payer les {count, number} · {amount}',
    es: 'Pagar las {count, number} · {amount}',
  },
  payFirst: {
    en: 'Pay the {most, number} due first',
    de: 'Die {most, number} zuerst fälligen bezahlen',
    fr: 'Payer les {most, number} premières à échoir',
    es: 'Pagar las {most, number} que vencen antes',
  },
  oneReceipt: {
    en: 'One payment, one receipt.',
    de: 'Eine Zahlung, ein Beleg.',
    fr: 'Un paiement, un reçu.',
    es: 'Un pago, un recibo.',
  },
  ownReceipt: {
    en: 'A payment of its own, with its own receipt.',
    de: 'Eine eigene Zahlung mit eigenem Beleg.',
    fr: 'Un paiement distinct, avec son propre reçu.',
    es: 'Un pago aparte, con su propio recibo.',
  },
  orTick: {
    en: 'Or tick the invoices you want to pay.',
    de: 'Oder markieren Sie die Rechnungen, die Sie bezahlen möchten.',
    fr: 'Ou cochez les factures que vous souhaitez payer.',
    es: 'O marque las facturas que desea pagar.',
  },
  tooMany: {
    en: 'One payment takes up to {most, number} invoices. You selected {count, number}.',
    de: 'Eine Zahlung umfasst höchstens {most, number} Rechnungen. Ausgewählt sind {count, number}.',
    fr: 'Un paiement porte sur {most, number} factures au plus. Vous en avez sélectionné {count, number}.',
    es: 'Un pago admite hasta {most, number} facturas. Ha seleccionado {count, number}.',
  },
  keepFirst: {
    en: 'Keep the {most, number} that are due first',
    de: 'Die {most, number} behalten, die zuerst fällig sind',
    fr: 'Garder les {most, number} premières à échoir',
    es: 'Conservar las {most, number} que vencen antes',
  },
});
