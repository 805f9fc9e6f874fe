import { inWords } from '~/lib/languages/words';

/** The page of the cards and accounts on file. */
export const methodsPageWords = inWords({
  pageTitle: {
    en: 'Payment methods · Quittance',
    de: 'Zahlungsarten · Quittance',
    fr: 'Moyens de paiement · Quittance',
    es: 'Formas de pago · Quittance',
  },
  title: { en: 'Payment methods', de: 'Zahlungsarten', fr: 'Moyens de paiement', es: 'Formas de pago' },
  subtitle: {
    en: 'Cards and bank accounts your company pays with. Their numbers stay with the payment provider.',
    de: 'Karten und Bankkonten, mit denen Ihre Firma bezahlt. Ihre Nummern bleiben beim Zahlungsdienstleister.',
    fr: 'Cartes et comptes bancaires avec lesquels votre entreprise paie. Leurs numéros restent chez le prestataire de paiement.',
    es: 'Tarjetas y cuentas bancarias con las que paga su empresa. Sus números se quedan en el servicio de pagos.',
  },
  add: {
    en: 'Add a card or account',
    de: 'Karte oder Konto hinzufügen',
    fr: 'Ajouter une carte ou un compte',
    es: 'Añadir una tarjeta o cuenta',
  },
  toBeVerified: {
    en: 'Waiting to be verified',
    de: 'Noch zu bestätigen',
    fr: 'En attente de vérification',
    es: 'Pendientes de verificar',
  },
  none: {
    en: 'Nothing is saved yet',
    de: 'Es ist noch nichts gespeichert',
    fr: 'Rien n’est encore enregistré',
    es: 'Aún no hay nada guardado',
  },
  noneText: {
    en: 'Save a card or bank account here, or tick “Save … for next time” when you pay.',
    de: 'Speichern Sie hier eine Karte oder ein Bankkonto, oder haken Sie beim Bezahlen „… für das nächste Mal speichern“ an.',
    fr: 'Enregistrez ici une carte ou un compte bancaire, ou cochez « Enregistrer … pour la prochaine fois » quand vous payez.',
    es: 'Guarde aquí una tarjeta o cuenta bancaria, o marque «Guardar … para la próxima vez» cuando pague.',
  },
  viewer: {
    en: 'Your role is viewer: colleagues who may pay can add and remove them.',
    de: 'Ihre Rolle erlaubt nur das Ansehen: Wer bezahlen darf, kann sie hinzufügen und entfernen.',
    fr: 'Votre rôle permet seulement de consulter : les collègues autorisés à payer peuvent en ajouter et en supprimer.',
    es: 'Su función solo permite consultar: los compañeros autorizados a pagar pueden añadirlas y eliminarlas.',
  },
  needsScript: {
    en: 'Adding one needs JavaScript, since the fields belong to the payment provider.',
    de: 'Zum Hinzufügen wird JavaScript gebraucht, da die Felder dem Zahlungsdienstleister gehören.',
    fr: 'L’ajout nécessite JavaScript, car les champs appartiennent au prestataire de paiement.',
    es: 'Para añadir una se necesita JavaScript, porque los campos pertenecen al servicio de pagos.',
  },
  returned: {
    en: 'Your bank has sent you back',
    de: 'Ihre Bank hat Sie zurückgeschickt',
    fr: 'Votre banque vous a renvoyé ici',
    es: 'Su banco le ha enviado de vuelta',
  },
  oneMoreStep: {
    en: 'One more step keeps it.',
    de: 'Noch ein Schritt, dann ist sie gespeichert.',
    fr: 'Encore une étape pour l’enregistrer.',
    es: 'Un paso más para guardarla.',
  },
  finish: { en: 'Finish adding it', de: 'Hinzufügen abschließen', fr: 'Terminer l’ajout', es: 'Terminar de añadirla' },
  saved: {
    en: 'The card was saved.',
    de: 'Die Karte wurde gespeichert.',
    fr: 'La carte a été enregistrée.',
    es: 'La tarjeta se ha guardado.',
  },
  removed: {
    en: 'The card was removed.',
    de: 'Die Karte wurde entfernt.',
    fr: 'La carte a été supprimée.',
    es: 'La tarjeta se ha eliminado.',
  },
  default: {
    en: 'The default was changed.',
    de: 'Der Standard wurde geändert.',
    fr: 'Le moyen par défaut a été modifié.',
    es: 'Se ha cambiado la predeterminada.',
  },
  theDefault: {
    en: 'The default is {method}.',
    de: 'Standard ist {method}.',
    fr: 'Le moyen par défaut est {method}.',
    es: 'La predeterminada es {method}.',
  },
  noneSaved: {
    en: 'No card is saved now.',
    de: 'Es ist jetzt keine Karte gespeichert.',
    fr: 'Aucune carte n’est plus enregistrée.',
    es: 'Ahora no hay ninguna tarjeta guardada.',
  },
  list: { en: 'Saved methods', de: 'Gespeicherte Zahlungsarten', fr: 'Moyens enregistrés', es: 'Formas guardadas' },
  isDefault: { en: 'default', de: 'Standard', fr: 'par défaut', es: 'predeterminada' },
  isExpired: { en: 'expired', de: 'abgelaufen', fr: 'expirée', es: 'caducada' },
  inEuros: {
    en: 'For payments in euros',
    de: 'Für Zahlungen in Euro',
    fr: 'Pour les paiements en euros',
    es: 'Para pagos en euros',
  },
  inDollars: {
    en: 'For payments in US dollars',
    de: 'Für Zahlungen in US-Dollar',
    fr: 'Pour les paiements en dollars américains',
    es: 'Para pagos en dólares estadounidenses',
  },
  expires: { en: 'Expires {expiry}', de: 'Gültig bis {expiry}', fr: 'Expire fin {expiry}', es: 'Caduca en {expiry}' },
  expired: { en: 'Expired {expiry}', de: 'Abgelaufen {expiry}', fr: 'Expirée fin {expiry}', es: 'Caducó en {expiry}' },
  remove: { en: 'Remove', de: 'Entfernen', fr: 'Supprimer', es: 'Eliminar' },
  makeDefault: {
    en: 'Make default',
    de: 'Als Standard setzen',
    fr: 'Mettre par défaut',
    es: 'Hacer predeterminada',
  },
  waiting: {
    en: 'Accounts to verify',
    de: 'Zu bestätigende Konten',
    fr: 'Comptes à vérifier',
    es: 'Cuentas por verificar',
  },
  isToBeVerified: { en: 'to be verified', de: 'zu bestätigen', fr: 'à vérifier', es: 'por verificar' },
  deposit: {
    en: 'A deposit of one cent reaches it by {on}. Its text holds a code that begins with SM.',
    de: 'Bis zum {on} wird ein Cent darauf überwiesen. Der Buchungstext enthält einen Code, der mit SM beginnt.',
    fr: 'Un virement d’un centime y arrive au plus tard le {on}. Son libellé contient un code qui commence par SM.',
    es: 'A más tardar el {on} llegará a ella un ingreso de un céntimo. Su concepto contiene un código que empieza por SM.',
  },
  enterCode: { en: 'Enter the code', de: 'Code eingeben', fr: 'Saisir le code', es: 'Introducir el código' },
  codeOf: {
    en: 'of {brand} ending in {last4} (opens the payment provider’s page)',
    de: 'für {brand} mit den Endziffern {last4} (öffnet die Seite des Zahlungsdienstleisters)',
    fr: 'de {brand} se terminant par {last4} (ouvre la page du prestataire de paiement)',
    es: 'de {brand} terminada en {last4} (abre la página del servicio de pagos)',
  },
});

/** Before one is taken off. */
export const removeMethodWords = inWords({
  title: {
    en: 'Remove {method}?',
    de: '{method} entfernen?',
    fr: 'Supprimer {method} ?',
    es: '¿Eliminar {method}?',
  },
  text: {
    en: 'It is taken off your account and off the payment provider’s. Payments under way go on.',
    de: 'Sie wird aus Ihrem Konto und beim Zahlungsdienstleister gelöscht. Laufende Zahlungen gehen weiter.',
    fr: 'Ce moyen est retiré de votre compte et de celui du prestataire de paiement. Les paiements en cours se poursuivent.',
    es: 'Se elimina de su cuenta y de la del servicio de pagos. Los pagos en curso siguen adelante.',
  },
  last: {
    en: 'It is your only saved method.',
    de: 'Es ist Ihre einzige gespeicherte Zahlungsart.',
    fr: 'C’est votre seul moyen enregistré.',
    es: 'Es su única forma de pago guardada.',
  },
  removing: { en: 'Removing…', de: 'Wird entfernt…', fr: 'Suppression…', es: 'Eliminando…' },
  removeCard: { en: 'Remove card', de: 'Karte entfernen', fr: 'Supprimer la carte', es: 'Eliminar la tarjeta' },
  removeAccount: { en: 'Remove account', de: 'Konto entfernen', fr: 'Supprimer le compte', es: 'Eliminar la cuenta' },
  keep: { en: 'Keep it', de: 'Behalten', fr: 'Conserver', es: 'Conservar' },
  stopsAutopay: {
    en: 'AutoPay in {currencies} is turned off with it.',
    de: 'AutoPay in {currencies} wird damit ausgeschaltet.',
    fr: 'AutoPay en {currencies} est désactivé en même temps.',
    es: 'Con ello se desactiva AutoPay en {currencies}.',
  },
  stopsCharges: {
    en: '{count, plural, one {A charge to come is cancelled} other {# charges to come are cancelled}} with it.',
    de: '{count, plural, one {Eine geplante Abbuchung wird} other {# geplante Abbuchungen werden}} damit abgesagt.',
    fr: '{count, plural, one {Un prélèvement à venir est annulé} other {# prélèvements à venir sont annulés}} en même temps.',
    es: 'Con ello {count, plural, one {se cancela un cargo previsto} other {se cancelan # cargos previstos}}.',
  },
  stopsBoth: {
    en: '{count, plural, one {A charge to come is cancelled} other {# charges to come are cancelled}} with it, and AutoPay in {currencies} is turned off.',
    de: '{count, plural, one {Eine geplante Abbuchung wird} other {# geplante Abbuchungen werden}} damit abgesagt, und AutoPay in {currencies} wird ausgeschaltet.',
    fr: '{count, plural, one {Un prélèvement à venir est annulé} other {# prélèvements à venir sont annulés}} en même temps, et AutoPay en {currencies} est désactivé.',
    es: 'Con ello {count, plural, one {se cancela un cargo previsto} other {se cancelan # cargos previstos}} y se desactiva AutoPay en {currencies}.',
  },
});

/** Where one is added without paying. */
export const addCardWords = inWords({
  title: {
    en: 'Add a card or bank account',
    de: 'Karte oder Bankkonto hinzufügen',
    fr: 'Ajouter une carte ou un compte bancaire',
    es: 'Añadir una tarjeta o cuenta bancaria',
  },
  card: {
    en: 'Nothing is charged. Your bank may ask whether it is you.',
    de: 'Es wird nichts abgebucht. Ihre Bank fragt vielleicht, ob Sie es sind.',
    fr: 'Rien n’est prélevé. Votre banque peut demander si c’est bien vous.',
    es: 'No se cobra nada. Es posible que su banco le pregunte si es usted.',
  },
  account: {
    en: 'Nothing is charged. A bank account is debited when you pay with it.',
    de: 'Es wird nichts abgebucht. Ein Bankkonto wird erst belastet, wenn Sie damit bezahlen.',
    fr: 'Rien n’est prélevé. Un compte bancaire est débité quand vous payez avec lui.',
    es: 'No se cobra nada. En una cuenta bancaria se carga cuando paga con ella.',
  },
  savingCard: {
    en: 'Saving the card…',
    de: 'Karte wird gespeichert…',
    fr: 'Enregistrement de la carte…',
    es: 'Guardando la tarjeta…',
  },
  savingAccount: {
    en: 'Saving the account…',
    de: 'Konto wird gespeichert…',
    fr: 'Enregistrement du compte…',
    es: 'Guardando la cuenta…',
  },
  saveCard: { en: 'Save card', de: 'Karte speichern', fr: 'Enregistrer la carte', es: 'Guardar la tarjeta' },
  saveAccount: { en: 'Save account', de: 'Konto speichern', fr: 'Enregistrer le compte', es: 'Guardar la cuenta' },
  cancel: { en: 'Cancel', de: 'Abbrechen', fr: 'Annuler', es: 'Cancelar' },
});
