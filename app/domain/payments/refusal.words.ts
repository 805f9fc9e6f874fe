import { inWords } from '~/lib/languages/words';

/** What is no longer as the payer saw it: each by itself a clause, which stands in a title or as a sentence of its own. */
export const quoteChanges = inWords({
  paid: {
    en: '{number} was paid',
    de: '{number} wurde bezahlt',
    fr: '{number} a été payée',
    es: '{number} se ha pagado',
  },
  'in-flight': {
    en: '{number} is in another payment',
    de: '{number} ist Teil einer anderen Zahlung',
    fr: '{number} fait partie d’un autre paiement',
    es: '{number} forma parte de otro pago',
  },
  disputed: {
    en: '{number} is in dispute',
    de: '{number} ist beanstandet',
    fr: '{number} fait l’objet d’une contestation',
    es: '{number} es objeto de una reclamación',
  },
  void: {
    en: '{number} was cancelled by the vendor',
    de: '{number} wurde vom Anbieter storniert',
    fr: '{number} a été annulée par le fournisseur',
    es: '{number} ha sido anulada por el proveedor',
  },
  gone: {
    en: '{number} is no longer open',
    de: '{number} ist nicht mehr offen',
    fr: '{number} n’est plus à payer',
    es: '{number} ya no está pendiente',
  },
  details: {
    en: '{number} was changed by the vendor, the amount is the same',
    de: '{number} wurde vom Anbieter geändert, der Betrag ist derselbe',
    fr: '{number} a été modifiée par le fournisseur, le montant est le même',
    es: '{number} ha sido modificada por el proveedor, el importe es el mismo',
  },
  amount: {
    en: '{number} changed from {was} to {is}',
    de: '{number} hat sich von {was} auf {is} geändert',
    fr: '{number} est passée de {was} à {is}',
    es: '{number} ha pasado de {was} a {is}',
  },
  creditGone: {
    en: 'the credit of {was} is used elsewhere',
    de: 'Das Guthaben von {was} wird anderswo verwendet',
    fr: 'l’avoir de {was} est utilisé ailleurs',
    es: 'el saldo a favor de {was} se usa en otro sitio',
  },
  credit: {
    en: 'the credit that is used changed from {was} to {is}',
    de: 'Das verwendete Guthaben hat sich von {was} auf {is} geändert',
    fr: 'l’avoir utilisé est passé de {was} à {is}',
    es: 'el saldo a favor que se usa ha pasado de {was} a {is}',
  },
  noFee: {
    en: '{tender, select, credit {paying with a credit card} debit {paying with a debit card} prepaid {paying with a prepaid card} bank {paying with a bank account} balance {paying with credit} other {paying with a card}} carries no fee',
    de: '{tender, select, credit {Die Zahlung mit einer Kreditkarte} debit {Die Zahlung mit einer Debitkarte} prepaid {Die Zahlung mit einer Prepaidkarte} bank {Die Zahlung mit einem Bankkonto} balance {Die Zahlung mit Guthaben} other {Die Zahlung mit einer Karte}} kostet keine Gebühr',
    fr: '{tender, select, credit {le paiement par carte de crédit} debit {le paiement par carte de débit} prepaid {le paiement par carte prépayée} bank {le paiement par compte bancaire} balance {le paiement par avoir} other {le paiement par carte}} n’entraîne pas de frais',
    es: '{tender, select, credit {el pago con tarjeta de crédito} debit {el pago con tarjeta de débito} prepaid {el pago con tarjeta prepago} bank {el pago con cuenta bancaria} balance {el pago con saldo a favor} other {el pago con tarjeta}} no lleva comisión',
  },
  addsFee: {
    en: '{tender, select, credit {paying with a credit card} debit {paying with a debit card} prepaid {paying with a prepaid card} bank {paying with a bank account} balance {paying with credit} other {paying with a card}} adds a fee of {fee}',
    de: '{tender, select, credit {Die Zahlung mit einer Kreditkarte} debit {Die Zahlung mit einer Debitkarte} prepaid {Die Zahlung mit einer Prepaidkarte} bank {Die Zahlung mit einem Bankkonto} balance {Die Zahlung mit Guthaben} other {Die Zahlung mit einer Karte}} kostet eine Gebühr von {fee}',
    fr: '{tender, select, credit {le paiement par carte de crédit} debit {le paiement par carte de débit} prepaid {le paiement par carte prépayée} bank {le paiement par compte bancaire} balance {le paiement par avoir} other {le paiement par carte}} ajoute des frais de {fee}',
    es: '{tender, select, credit {el pago con tarjeta de crédito} debit {el pago con tarjeta de débito} prepaid {el pago con tarjeta prepago} bank {el pago con cuenta bancaria} balance {el pago con saldo a favor} other {el pago con tarjeta}} añade una comisión de {fee}',
  },
  otherFee: {
    en: 'the fee for {tender, select, credit {paying with a credit card} debit {paying with a debit card} prepaid {paying with a prepaid card} bank {paying with a bank account} balance {paying with credit} other {paying with a card}} is {fee}, not {was}',
    de: 'Die Gebühr für die Zahlung {tender, select, credit {mit einer Kreditkarte} debit {mit einer Debitkarte} prepaid {mit einer Prepaidkarte} bank {mit einem Bankkonto} balance {mit Guthaben} other {mit einer Karte}} ist {fee}, nicht {was}',
    fr: 'les frais du paiement {tender, select, credit {par carte de crédit} debit {par carte de débit} prepaid {par carte prépayée} bank {par compte bancaire} balance {par avoir} other {par carte}} sont de {fee}, et non de {was}',
    es: 'la comisión por el pago {tender, select, credit {con tarjeta de crédito} debit {con tarjeta de débito} prepaid {con tarjeta prepago} bank {con cuenta bancaria} balance {con saldo a favor} other {con tarjeta}} es de {fee}, no de {was}',
  },
});

/** The titles of a payment that was not made since something changed: at once, or on a date. */
export const changedTitles = inWords({
  feeCharged: {
    en: 'Nothing was charged yet: {change}.',
    de: 'Es wurde noch nichts abgebucht: {change}.',
    fr: 'Rien n’a encore été prélevé : {change}.',
    es: 'Aún no se ha cobrado nada: {change}.',
  },
  feeScheduled: {
    en: 'Nothing was scheduled yet: {change}.',
    de: 'Es wurde noch nichts geplant: {change}.',
    fr: 'Rien n’a encore été programmé : {change}.',
    es: 'Aún no se ha programado nada: {change}.',
  },
  oneCharged: {
    en: 'Nothing was charged: {change} while you were looking.',
    de: 'Es wurde nichts abgebucht: {change}, während Sie die Seite ansahen.',
    fr: 'Rien n’a été prélevé : {change} pendant que vous regardiez.',
    es: 'No se ha cobrado nada: {change} mientras usted miraba.',
  },
  oneScheduled: {
    en: 'Nothing was scheduled: {change} while you were looking.',
    de: 'Es wurde nichts geplant: {change}, während Sie die Seite ansahen.',
    fr: 'Rien n’a été programmé : {change} pendant que vous regardiez.',
    es: 'No se ha programado nada: {change} mientras usted miraba.',
  },
  manyCharged: {
    en: 'Nothing was charged: {changes} changed while you were looking.',
    de: 'Es wurde nichts abgebucht: {changes} haben sich geändert, während Sie die Seite ansahen.',
    fr: 'Rien n’a été prélevé : {changes} ont changé pendant que vous regardiez.',
    es: 'No se ha cobrado nada: {changes} han cambiado mientras usted miraba.',
  },
  manyScheduled: {
    en: 'Nothing was scheduled: {changes} changed while you were looking.',
    de: 'Es wurde nichts geplant: {changes} haben sich geändert, während Sie die Seite ansahen.',
    fr: 'Rien n’a été programmé : {changes} ont changé pendant que vous regardiez.',
    es: 'No se ha programado nada: {changes} han cambiado mientras usted miraba.',
  },
  fee: { en: 'the fee', de: 'die Gebühr', fr: 'les frais', es: 'la comisión' },
  credit: { en: 'the credit', de: 'das Guthaben', fr: 'l’avoir', es: 'el saldo a favor' },
  more: {
    en: 'And {count, number} more.',
    de: 'Und {count, number} weitere.',
    fr: 'Et {count, number} de plus.',
    es: 'Y {count, number} más.',
  },
  lookAgain: {
    en: 'Look at the new total and pay again.',
    de: 'Sehen Sie sich den neuen Gesamtbetrag an und bezahlen Sie dann.',
    fr: 'Vérifiez le nouveau total et payez à nouveau.',
    es: 'Revise el nuevo total y vuelva a pagar.',
  },
});

/** Why nothing was even tried. */
export const refusalTitles = inWords({
  oneAtATime: {
    en: 'Invoices are paid one at a time here; this payment had {count, number}.',
    de: 'Rechnungen werden hier einzeln bezahlt; diese Zahlung hatte {count, number}.',
    fr: 'Ici, les factures se paient une par une ; ce paiement en comptait {count, number}.',
    es: 'Aquí las facturas se pagan de una en una; este pago tenía {count, number}.',
  },
  'too-many': {
    en: 'One payment takes up to {limit, number} invoices; this one had {count, number}.',
    de: 'Eine Zahlung umfasst bis zu {limit, number} Rechnungen; diese hatte {count, number}.',
    fr: 'Un paiement comprend jusqu’à {limit, number} factures ; celui-ci en comptait {count, number}.',
    es: 'Un pago admite hasta {limit, number} facturas; este tenía {count, number}.',
  },
  'amount-out-of-range': {
    en: 'One payment can be {least} to {most}.',
    de: 'Eine Zahlung kann {least} bis {most} betragen.',
    fr: 'Un paiement peut aller de {least} à {most}.',
    es: 'Un pago puede ser de {least} a {most}.',
  },
  'parts-not-allowed': {
    en: 'This vendor takes invoices in full only.',
    de: 'Dieser Anbieter nimmt nur die Zahlung ganzer Rechnungen an.',
    fr: 'Ce fournisseur n’accepte que le paiement complet des factures.',
    es: 'Este proveedor solo acepta el pago completo de las facturas.',
  },
  'below-minimum': {
    en: 'The least you can pay of these invoices is {least}.',
    de: 'Von diesen Rechnungen können Sie mindestens {least} bezahlen.',
    fr: 'Le minimum à payer sur ces factures est de {least}.',
    es: 'Lo mínimo que puede pagar de estas facturas es {least}.',
  },
  'method-gone': {
    en: 'That payment method is no longer on file.',
    de: 'Diese Zahlungsart ist nicht mehr hinterlegt.',
    fr: 'Ce moyen de paiement n’est plus enregistré.',
    es: 'Esa forma de pago ya no está guardada.',
  },
  'method-not-read': {
    en: 'The new card or account could not be read.',
    de: 'Die neue Karte oder das neue Konto konnte nicht gelesen werden.',
    fr: 'La nouvelle carte ou le nouveau compte n’a pas pu être lu.',
    es: 'No se ha podido leer la nueva tarjeta o cuenta.',
  },
  'gateway-silent': {
    en: 'The payment provider does not answer just now.',
    de: 'Der Zahlungsdienstleister antwortet gerade nicht.',
    fr: 'Le prestataire de paiement ne répond pas pour l’instant.',
    es: 'El servicio de pagos no responde en este momento.',
  },
  'method-not-for-currency': {
    en: 'That bank account pays in another currency.',
    de: 'Dieses Bankkonto zahlt in einer anderen Währung.',
    fr: 'Ce compte bancaire paie dans une autre devise.',
    es: 'Esa cuenta bancaria paga en otra moneda.',
  },
  'method-not-taken': {
    en: 'That kind of payment method is not taken here any more.',
    de: 'Diese Zahlungsart wird hier nicht mehr angenommen.',
    fr: 'Ce type de moyen de paiement n’est plus accepté ici.',
    es: 'Aquí ya no se acepta ese tipo de forma de pago.',
  },
  viewer: {
    en: 'You can look at invoices, but not pay them.',
    de: 'Sie können Rechnungen ansehen, aber nicht bezahlen.',
    fr: 'Vous pouvez consulter les factures, mais pas les payer.',
    es: 'Puede consultar las facturas, pero no pagarlas.',
  },
  'nothing-selected': {
    en: 'No invoice is selected.',
    de: 'Es ist keine Rechnung ausgewählt.',
    fr: 'Aucune facture n’est sélectionnée.',
    es: 'No hay ninguna factura seleccionada.',
  },
  'link-ended': {
    en: 'This payment link works no more.',
    de: 'Dieser Zahlungslink gilt nicht mehr.',
    fr: 'Ce lien de paiement n’est plus valable.',
    es: 'Este enlace de pago ya no es válido.',
  },
  'other-request': {
    en: 'This page was used for another payment already.',
    de: 'Diese Seite wurde schon für eine andere Zahlung benutzt.',
    fr: 'Cette page a déjà servi à un autre paiement.',
    es: 'Esta página ya se ha usado para otro pago.',
  },
  'too-many-declines': {
    en: 'Too many payments were refused in a short time.',
    de: 'In kurzer Zeit wurden zu viele Zahlungen abgelehnt.',
    fr: 'Trop de paiements ont été refusés en peu de temps.',
    es: 'Se han rechazado demasiados pagos en poco tiempo.',
  },
});

/** And what to do then. */
export const refusalAdvice = inWords({
  oneByOne: {
    en: 'Nothing was charged. Pay them one by one.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie sie einzeln.',
    fr: 'Rien n’a été prélevé. Payez-les une par une.',
    es: 'No se ha cobrado nada. Páguelas de una en una.',
  },
  inParts: {
    en: 'Nothing was charged. Pay them in parts.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie sie in mehreren Zahlungen.',
    fr: 'Rien n’a été prélevé. Payez-les en plusieurs fois.',
    es: 'No se ha cobrado nada. Páguelas en varias veces.',
  },
  fewerOrMore: {
    en: 'Nothing was charged. Pay fewer or more invoices at once.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie weniger oder mehr Rechnungen auf einmal.',
    fr: 'Rien n’a été prélevé. Payez moins ou plus de factures à la fois.',
    es: 'No se ha cobrado nada. Pague menos o más facturas a la vez.',
  },
  endsInNought: {
    en: 'Nothing was charged. Pay fewer or more invoices at once; the amount must end in 0.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie weniger oder mehr Rechnungen auf einmal; der Betrag muss auf 0 enden.',
    fr: 'Rien n’a été prélevé. Payez moins ou plus de factures à la fois ; le montant doit se terminer par 0.',
    es: 'No se ha cobrado nada. Pague menos o más facturas a la vez; el importe debe acabar en 0.',
  },
  inFull: {
    en: 'Nothing was charged. Pay each invoice in full, or choose fewer.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie jede Rechnung ganz, oder wählen Sie weniger aus.',
    fr: 'Rien n’a été prélevé. Payez chaque facture en entier, ou choisissez-en moins.',
    es: 'No se ha cobrado nada. Pague cada factura por completo o elija menos.',
  },
  littleMore: {
    en: 'Nothing was charged. Pay a little more, or an invoice in full.',
    de: 'Es wurde nichts abgebucht. Bezahlen Sie etwas mehr oder eine Rechnung ganz.',
    fr: 'Rien n’a été prélevé. Payez un peu plus, ou une facture en entier.',
    es: 'No se ha cobrado nada. Pague un poco más o una factura por completo.',
  },
  otherMethod: {
    en: 'Nothing was charged. Try another method.',
    de: 'Es wurde nichts abgebucht. Versuchen Sie es mit einer anderen Zahlungsart.',
    fr: 'Rien n’a été prélevé. Essayez un autre moyen de paiement.',
    es: 'No se ha cobrado nada. Pruebe con otra forma de pago.',
  },
  fillInAgain: {
    en: 'Nothing was charged. Fill it in again, or try another method.',
    de: 'Es wurde nichts abgebucht. Füllen Sie die Felder noch einmal aus, oder versuchen Sie es mit einer anderen Zahlungsart.',
    fr: 'Rien n’a été prélevé. Remplissez à nouveau les champs, ou essayez un autre moyen de paiement.',
    es: 'No se ha cobrado nada. Rellene los campos de nuevo o pruebe con otra forma de pago.',
  },
  thisTry: {
    en: 'This try charged nothing. Try again in a moment.',
    de: 'Bei diesem Versuch wurde nichts abgebucht. Versuchen Sie es gleich noch einmal.',
    fr: 'Cette tentative n’a rien prélevé. Réessayez dans un instant.',
    es: 'Este intento no ha cobrado nada. Inténtelo de nuevo en un momento.',
  },
  colleague: {
    en: 'Nothing was charged. Ask a colleague who may pay.',
    de: 'Es wurde nichts abgebucht. Fragen Sie jemanden in Ihrer Firma, der bezahlen darf.',
    fr: 'Rien n’a été prélevé. Demandez à un collègue autorisé à payer.',
    es: 'No se ha cobrado nada. Pregunte a un compañero autorizado a pagar.',
  },
  nothingCharged: {
    en: 'Nothing was charged.',
    de: 'Es wurde nichts abgebucht.',
    fr: 'Rien n’a été prélevé.',
    es: 'No se ha cobrado nada.',
  },
  freshLink: {
    en: 'Nothing was charged. A fresh one can be mailed to the address on file.',
    de: 'Es wurde nichts abgebucht. Ein neuer kann an die hinterlegte Adresse gesendet werden.',
    fr: 'Rien n’a été prélevé. Un nouveau lien peut être envoyé à l’adresse enregistrée.',
    es: 'No se ha cobrado nada. Se puede enviar uno nuevo a la dirección registrada.',
  },
  nothingMore: {
    en: 'Nothing more was charged. Look at the amount below and press the button again if it is right.',
    de: 'Es wurde nichts weiter abgebucht. Sehen Sie sich den Betrag unten an und drücken Sie noch einmal auf die Schaltfläche, wenn er stimmt.',
    fr: 'Rien de plus n’a été prélevé. Vérifiez le montant ci-dessous et appuyez à nouveau sur le bouton s’il est correct.',
    es: 'No se ha cobrado nada más. Revise el importe de abajo y vuelva a pulsar el botón si es correcto.',
  },
  wait: {
    en: 'Nothing was charged. Try again in {wait}.',
    de: 'Es wurde nichts abgebucht. Warten Sie {wait}, und versuchen Sie es dann noch einmal.',
    fr: 'Rien n’a été prélevé. Réessayez dans {wait}.',
    es: 'No se ha cobrado nada. Inténtelo de nuevo en {wait}.',
  },
});
