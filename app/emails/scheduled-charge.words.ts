import { inWords } from '~/lib/languages/words';

/** Why one gets such a mail: by whom the charge was agreed. */
export const whyCharged = inWords({
  autopay: {
    en: '{vendor} sends this mail because AutoPay is on for your account.',
    de: '{vendor} sendet diese E-Mail, weil AutoPay für Ihr Konto eingeschaltet ist.',
    fr: '{vendor} envoie cet e-mail, car AutoPay est activé pour votre compte.',
    es: '{vendor} envía este correo porque AutoPay está activado en su cuenta.',
  },
  contact: {
    en: '{vendor} sends this mail because a payment was scheduled in the customer portal.',
    de: '{vendor} sendet diese E-Mail, weil im Kundenportal eine Zahlung geplant wurde.',
    fr: '{vendor} envoie cet e-mail, car un paiement a été programmé sur le portail client.',
    es: '{vendor} envía este correo porque se programó un pago en el portal de clientes.',
  },
  staff: {
    en: '{vendor} sends this mail before it charges a payment method that you keep with it.',
    de: '{vendor} sendet diese E-Mail vor der Abbuchung von einer Zahlungsart, die Sie dort hinterlegt haben.',
    fr: '{vendor} envoie cet e-mail avant un prélèvement sur un moyen de paiement que vous y avez enregistré.',
    es: '{vendor} envía este correo antes de cobrar en una forma de pago que usted tiene guardada allí.',
  },
});

/** What will be charged, by whom it was agreed. */
export const chargePlan = inWords({
  autopay: {
    en: 'AutoPay will pay {count, plural, one {# invoice} other {# invoices}} to {vendor}: {amount} will be charged to {method} on {on}.',
    de: 'AutoPay begleicht {count, plural, one {# Rechnung} other {# Rechnungen}} von {vendor}: {amount} werden am {on} von {method} abgebucht.',
    fr: 'AutoPay paiera {count, plural, one {# facture} other {# factures}} à {vendor} : un montant de {amount} sera prélevé sur {method} le {on}.',
    es: 'AutoPay pagará {count, plural, one {# factura} other {# facturas}} a {vendor}: se cobrará un importe de {amount} en {method} el {on}.',
  },
  contact: {
    en: 'You have scheduled {count, plural, one {# invoice} other {# invoices}} for {vendor}: {amount} will be charged to {method} on {on}.',
    de: 'Sie haben die Zahlung von {count, plural, one {# Rechnung} other {# Rechnungen}} an {vendor} geplant: {amount} werden am {on} von {method} abgebucht.',
    fr: 'Vous avez programmé le paiement de {count, plural, one {# facture} other {# factures}} à {vendor} : un montant de {amount} sera prélevé sur {method} le {on}.',
    es: 'Ha programado el pago de {count, plural, one {# factura} other {# facturas}} a {vendor}: se cobrará un importe de {amount} en {method} el {on}.',
  },
  staff: {
    en: '{vendor} will charge {count, plural, one {# invoice} other {# invoices}}: {amount} will be charged to {method} on {on}.',
    de: '{vendor} zieht {count, plural, one {# Rechnung} other {# Rechnungen}} ein: {amount} werden am {on} von {method} abgebucht.',
    fr: '{vendor} encaissera {count, plural, one {# facture} other {# factures}} : un montant de {amount} sera prélevé sur {method} le {on}.',
    es: '{vendor} cobrará {count, plural, one {# factura} other {# facturas}}: un importe de {amount} en {method} el {on}.',
  },
});

export const chargeMails = inWords({
  charge: { en: 'Charge', de: 'Abbuchung', fr: 'Prélèvement', es: 'Cargo' },
  date: { en: 'Date', de: 'Datum', fr: 'Date', es: 'Fecha' },
  method: { en: 'Payment method', de: 'Zahlungsart', fr: 'Moyen de paiement', es: 'Forma de pago' },
  seeOrStop: {
    en: 'See or stop the charge',
    de: 'Abbuchung ansehen oder stoppen',
    fr: 'Voir ou annuler le prélèvement',
    es: 'Ver o cancelar el cargo',
  },
  willBeCharged: {
    en: '{amount} will be charged to {method} on {on}.',
    de: '{amount} werden am {on} von {method} abgebucht.',
    fr: 'Un montant de {amount} sera prélevé sur {method} le {on}.',
    es: 'Se cobrará un importe de {amount} en {method} el {on}.',
  },
  scheduledSubject: {
    en: 'To be charged on {on}: {amount} to {vendor}',
    de: 'Abbuchung am {on}: {amount} an {vendor}',
    fr: 'Prélèvement le {on} : {amount} à {vendor}',
    es: 'Cargo el {on}: {amount} a favor de {vendor}',
  },
  youCanStop: {
    en: 'You can stop it until then.',
    de: 'Bis dahin können Sie die Abbuchung stoppen.',
    fr: 'D’ici là, vous pouvez annuler le prélèvement.',
    es: 'Hasta entonces puede cancelar el cargo.',
  },
  scheduledHeading: {
    en: '{customer}: {amount} will be charged on {on}',
    de: '{customer}: {amount} werden am {on} abgebucht',
    fr: '{customer} : prélèvement de {amount} le {on}',
    es: '{customer}: cargo de {amount} el {on}',
  },
  receiptThen: {
    en: 'You get the receipt then. Nothing is charged before.',
    de: 'Dann erhalten Sie den Zahlungsbeleg. Vorher wird nichts abgebucht.',
    fr: 'Vous recevrez alors le reçu. Rien n’est prélevé avant.',
    es: 'Entonces recibirá el recibo. Antes no se cobra nada.',
  },
  toBeCharged: { en: 'To be charged', de: 'Wird abgebucht', fr: 'À prélever', es: 'A cobrar' },
  stopUntil: {
    en: 'You can stop it until {on}. What you pay otherwise before then is not charged again.',
    de: 'Vor dem {on} können Sie die Abbuchung stoppen. Was Sie bis dahin auf anderem Weg zahlen, wird nicht noch einmal abgebucht.',
    fr: 'Avant le {on}, vous pouvez annuler le prélèvement. Ce que vous payez autrement d’ici là n’est pas prélevé une seconde fois.',
    es: 'Antes del {on} puede cancelar el cargo. Lo que pague hasta entonces por otra vía no se cobra de nuevo.',
  },
  andMore: {
    en: 'And {count, number} more.',
    de: 'Und {count, number} weitere.',
    fr: 'Et {count, number} de plus.',
    es: 'Y {count, number} más.',
  },
  changedSubject: {
    en: 'Changed: {amount} to {vendor} on {on}',
    de: 'Geändert: {amount} an {vendor} am {on}',
    fr: 'Modifié : {amount} à {vendor} le {on}',
    es: 'Modificado: {amount} a favor de {vendor} el {on}',
  },
  changedHeading: {
    en: '{customer}: the charge of {on} is now {amount}',
    de: '{customer}: Die Abbuchung vom {on} beträgt jetzt {amount}',
    fr: '{customer} : le prélèvement du {on} est maintenant de {amount}',
    es: '{customer}: el cargo del {on} es ahora de {amount}',
  },
  haveLeft: {
    en: '{count, plural, one {An invoice has} other {# invoices have}} left the charge of {on}.',
    de: '{count, plural, one {Eine Rechnung ist} other {# Rechnungen sind}} nicht mehr in der Abbuchung vom {on}.',
    fr: '{count, plural, one {Une facture ne fait plus} other {# factures ne font plus}} partie du prélèvement du {on}.',
    es: '{count, plural, one {Una factura ya no forma} other {# facturas ya no forman}} parte del cargo del {on}.',
  },
  agreed: { en: 'Agreed', de: 'Vereinbart', fr: 'Convenu', es: 'Acordado' },
  cancelledSubject: {
    en: 'Cancelled: the charge of {amount} to {vendor}',
    de: 'Entfällt: die Abbuchung von {amount} an {vendor}',
    fr: 'Annulé : le prélèvement de {amount} pour {vendor}',
    es: 'Cancelado: el cargo de {amount} a favor de {vendor}',
  },
  nothingIsCharged: {
    en: 'Nothing is charged to {method}.',
    de: 'Von {method} wird nichts abgebucht.',
    fr: 'Rien n’est prélevé sur {method}.',
    es: 'No se cobra nada en {method}.',
  },
  cancelledHeading: {
    en: '{customer}: the charge of {on} is cancelled',
    de: '{customer}: Die Abbuchung vom {on} entfällt',
    fr: '{customer} : le prélèvement du {on} est annulé',
    es: '{customer}: el cargo del {on} queda cancelado',
  },
  cancelled: {
    en: 'The charge of {amount} to {method} on {on} does not take place, and nothing was charged.',
    de: 'Die für den {on} geplante Abbuchung ({amount}, {method}) findet nicht statt, und es wurde nichts abgebucht.',
    fr: 'Le prélèvement de {amount} sur {method} prévu le {on} n’aura pas lieu, et rien n’a été prélevé.',
    es: 'El cargo de {amount} en {method} previsto para el {on} no se realizará, y no se ha cobrado nada.',
  },
  seeCharge: { en: 'See the charge', de: 'Abbuchung ansehen', fr: 'Voir le prélèvement', es: 'Ver el cargo' },
  confirmSubject: {
    en: 'Please confirm: {amount} to {vendor}',
    de: 'Bitte bestätigen: {amount} an {vendor}',
    fr: 'À confirmer : {amount} à {vendor}',
    es: 'Por favor, confirme: {amount} a favor de {vendor}',
  },
  failedSubject: {
    en: 'Not charged: {amount} to {vendor}',
    de: 'Nicht abgebucht: {amount} an {vendor}',
    fr: 'Non prélevé : {amount} à {vendor}',
    es: 'No cobrado: {amount} a favor de {vendor}',
  },
  confirmHeading: {
    en: '{customer}: one step left for {amount}',
    de: '{customer}: noch ein Schritt für {amount}',
    fr: '{customer} : encore une étape pour {amount}',
    es: '{customer}: falta un paso para {amount}',
  },
  failedHeading: {
    en: '{customer}: {amount} could not be charged',
    de: '{customer}: {amount} konnten nicht abgebucht werden',
    fr: '{customer} : impossible de prélever {amount}',
    es: '{customer}: no se ha podido cobrar el importe de {amount}',
  },
  failed: {
    en: 'Nothing was charged to {method}, and {count, plural, one {the invoice is} other {the # invoices are}} still open.',
    de: 'Von {method} wurde nichts abgebucht, und {count, plural, one {die Rechnung ist} other {die # Rechnungen sind}} weiterhin offen.',
    fr: 'Rien n’a été prélevé sur {method}, et {count, plural, one {la facture reste} other {les # factures restent}} à payer.',
    es: 'No se ha cobrado nada en {method}, y {count, plural, one {la factura sigue pendiente} other {las # facturas siguen pendientes}}.',
  },
  stillOpen: { en: 'Still open', de: 'Weiterhin offen', fr: 'Reste à payer', es: 'Sigue pendiente' },
  finish: {
    en: 'Finish the payment',
    de: 'Zahlung abschließen',
    fr: 'Terminer le paiement',
    es: 'Completar el pago',
  },
  payNow: { en: 'Pay now', de: 'Jetzt bezahlen', fr: 'Payer maintenant', es: 'Pagar ahora' },
  aboveCapSubject: {
    en: 'Not charged by AutoPay: {amount} to {vendor}',
    de: 'Nicht von AutoPay abgebucht: {amount} an {vendor}',
    fr: 'Non prélevé par AutoPay : {amount} à {vendor}',
    es: 'No cobrado por AutoPay: {amount} a favor de {vendor}',
  },
  aboveCapPreview: {
    en: '{amount} is more than your cap of {cap}. Please pay it yourself.',
    de: '{amount} sind mehr als Ihre Obergrenze von {cap}. Bitte zahlen Sie den Betrag selbst.',
    fr: '{amount}, c’est plus que votre plafond de {cap}. Veuillez payer ce montant vous-même.',
    es: '{amount} supera su límite de {cap}. Por favor, pague este importe directamente.',
  },
  aboveCapHeading: {
    en: '{customer}: AutoPay will not charge {amount}',
    de: '{customer}: AutoPay bucht {amount} nicht ab',
    fr: '{customer} : AutoPay ne prélèvera pas {amount}',
    es: '{customer}: AutoPay no cobrará {amount}',
  },
  aboveCap: {
    en: '{count, plural, one {# invoice} other {# invoices}} would come to {amount} on {on}. That is more than the {cap} that you allow for one charge, so nothing is charged. Please pay {count, plural, one {it yourself} other {them yourself}}.',
    de: '{count, plural, one {# Rechnung würde} other {# Rechnungen würden}} am {on} {amount} ergeben. Das ist mehr als die Obergrenze von {cap}, die Sie für eine Abbuchung erlauben; deshalb wird nichts abgebucht. Bitte zahlen Sie {count, plural, one {die Rechnung} other {die Rechnungen}} selbst.',
    fr: '{count, plural, one {# facture atteindrait} other {# factures atteindraient}} {amount} le {on}. C’est plus que le plafond de {cap} que vous autorisez par prélèvement ; rien n’est donc prélevé. Veuillez payer {count, plural, one {cette facture} other {ces factures}} vous-même.',
    es: '{count, plural, one {# factura sumaría} other {# facturas sumarían}} {amount} el {on}. Es más que el límite de {cap} que usted permite por cargo, así que no se cobra nada. Por favor, pague {count, plural, one {la factura} other {las facturas}} directamente.',
  },
  due: { en: 'Due', de: 'Offener Betrag', fr: 'Montant dû', es: 'Importe pendiente' },
  seeInvoices: { en: 'See the invoices', de: 'Rechnungen ansehen', fr: 'Voir les factures', es: 'Ver las facturas' },
});
