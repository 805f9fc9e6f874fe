import { inWords } from '~/lib/languages/words';

/** Why a bank said no, by the gateway's code. */
export const declineReasons = inWords({
  no_reason: {
    en: 'The bank said no: it gave no reason.',
    de: 'Die Bank hat abgelehnt: Sie hat keinen Grund genannt.',
    fr: 'La banque a refusé : elle n’a donné aucune raison.',
    es: 'El banco lo ha rechazado: no ha dado ningún motivo.',
  },
  insufficient_funds: {
    en: 'The bank said no: not enough money.',
    de: 'Die Bank hat abgelehnt: nicht genügend Deckung.',
    fr: 'La banque a refusé : provision insuffisante.',
    es: 'El banco lo ha rechazado: saldo insuficiente.',
  },
  expired_card: {
    en: 'The bank said no: the card has expired.',
    de: 'Die Bank hat abgelehnt: Die Karte ist abgelaufen.',
    fr: 'La banque a refusé : la carte a expiré.',
    es: 'El banco lo ha rechazado: la tarjeta ha caducado.',
  },
  incorrect_cvc: {
    en: 'The bank said no: the security code is wrong.',
    de: 'Die Bank hat abgelehnt: Die Prüfnummer der Karte ist falsch.',
    fr: 'La banque a refusé : le code de sécurité est incorrect.',
    es: 'El banco lo ha rechazado: el código de seguridad es incorrecto.',
  },
  incorrect_number: {
    en: 'The bank said no: the card number is wrong.',
    de: 'Die Bank hat abgelehnt: Die Kartennummer ist falsch.',
    fr: 'La banque a refusé : le numéro de carte est incorrect.',
    es: 'El banco lo ha rechazado: el número de tarjeta es incorrecto.',
  },
  invalid_expiry_month: {
    en: 'The bank said no: the expiry date is wrong.',
    de: 'Die Bank hat abgelehnt: Das Ablaufdatum ist falsch.',
    fr: 'La banque a refusé : la date d’expiration est incorrecte.',
    es: 'El banco lo ha rechazado: la fecha de caducidad es incorrecta.',
  },
  incorrect_zip: {
    en: 'The bank said no: the postcode is wrong.',
    de: 'Die Bank hat abgelehnt: Die Postleitzahl ist falsch.',
    fr: 'La banque a refusé : le code postal est incorrect.',
    es: 'El banco lo ha rechazado: el código postal es incorrecto.',
  },
  incorrect_address: {
    en: 'The bank said no: the billing address is wrong.',
    de: 'Die Bank hat abgelehnt: Die Rechnungsanschrift ist falsch.',
    fr: 'La banque a refusé : l’adresse de facturation est incorrecte.',
    es: 'El banco lo ha rechazado: la dirección de facturación es incorrecta.',
  },
  processing_error: {
    en: 'The bank could not handle the card just now.',
    de: 'Die Bank konnte die Karte gerade nicht bearbeiten.',
    fr: 'La banque n’a pas pu traiter la carte pour l’instant.',
    es: 'El banco no ha podido procesar la tarjeta en este momento.',
  },
  card_velocity_exceeded: {
    en: 'The bank said no: the card has reached its limit.',
    de: 'Die Bank hat abgelehnt: Das Limit der Karte ist erreicht.',
    fr: 'La banque a refusé : la carte a atteint sa limite.',
    es: 'El banco lo ha rechazado: la tarjeta ha alcanzado su límite.',
  },
  amount_too_large: {
    en: 'The bank said no: the amount is over the card’s limit.',
    de: 'Die Bank hat abgelehnt: Der Betrag übersteigt das Limit der Karte.',
    fr: 'La banque a refusé : le montant dépasse la limite de la carte.',
    es: 'El banco lo ha rechazado: el importe supera el límite de la tarjeta.',
  },
  currency_not_supported: {
    en: 'The bank said no: the card does not take this currency.',
    de: 'Die Bank hat abgelehnt: Die Karte gilt nicht für diese Währung.',
    fr: 'La banque a refusé : la carte n’accepte pas cette devise.',
    es: 'El banco lo ha rechazado: la tarjeta no admite esta moneda.',
  },
  card_not_supported: {
    en: 'The bank said no: the card does not allow this kind of payment.',
    de: 'Die Bank hat abgelehnt: Die Karte lässt diese Art von Zahlung nicht zu.',
    fr: 'La banque a refusé : la carte ne permet pas ce type de paiement.',
    es: 'El banco lo ha rechazado: la tarjeta no permite este tipo de pago.',
  },
  resource_missing: {
    en: 'The card is no longer on file.',
    de: 'Die Karte ist nicht mehr hinterlegt.',
    fr: 'La carte n’est plus enregistrée.',
    es: 'La tarjeta ya no está guardada.',
  },
  card_decline_rate_limit_exceeded: {
    en: 'The card was refused too often.',
    de: 'Die Karte wurde zu oft abgelehnt.',
    fr: 'La carte a été refusée trop souvent.',
    es: 'La tarjeta se ha rechazado demasiadas veces.',
  },
  payment_intent_authentication_failure: {
    en: 'The bank could not confirm that it was you.',
    de: 'Die Bank konnte nicht bestätigen, dass Sie es waren.',
    fr: 'La banque n’a pas pu confirmer que c’était bien vous.',
    es: 'El banco no ha podido confirmar que era usted.',
  },
  gateway_key_refused: {
    en: 'Payments cannot be taken just now.',
    de: 'Zahlungen können gerade nicht angenommen werden.',
    fr: 'Les paiements ne peuvent pas être acceptés pour l’instant.',
    es: 'En este momento no se pueden aceptar pagos.',
  },
  payment_method_unactivated: {
    en: 'This kind of payment cannot be taken just now.',
    de: 'Diese Art von Zahlung kann gerade nicht angenommen werden.',
    fr: 'Ce type de paiement ne peut pas être accepté pour l’instant.',
    es: 'En este momento no se puede aceptar este tipo de pago.',
  },
  account_closed: {
    en: 'The bank said no: the account is closed.',
    de: 'Die Bank hat abgelehnt: Das Konto ist geschlossen.',
    fr: 'La banque a refusé : le compte est fermé.',
    es: 'El banco lo ha rechazado: la cuenta está cerrada.',
  },
  no_account: {
    en: 'The bank said no: there is no such account.',
    de: 'Die Bank hat abgelehnt: Es gibt kein solches Konto.',
    fr: 'La banque a refusé : ce compte n’existe pas.',
    es: 'El banco lo ha rechazado: esa cuenta no existe.',
  },
  debit_not_authorized: {
    en: 'The bank said no: the account may not be debited.',
    de: 'Die Bank hat abgelehnt: Das Konto ist für Lastschriften nicht freigegeben.',
    fr: 'La banque a refusé : les prélèvements ne sont pas autorisés sur ce compte.',
    es: 'El banco lo ha rechazado: no están autorizados los adeudos en esta cuenta.',
  },
  bank_account_unusable: {
    en: 'The bank said no: the account cannot be debited.',
    de: 'Die Bank hat abgelehnt: Von dem Konto kann nicht abgebucht werden.',
    fr: 'La banque a refusé : le compte ne peut pas être prélevé.',
    es: 'El banco lo ha rechazado: no se puede adeudar en esta cuenta.',
  },
  charge_exceeds_source_limit: {
    en: 'The amount is more than can be debited from this account in a week.',
    de: 'Der Betrag ist höher, als in einer Woche von diesem Konto abgebucht werden kann.',
    fr: 'Le montant dépasse ce qui peut être prélevé sur ce compte en une semaine.',
    es: 'El importe supera lo que se puede adeudar en esta cuenta en una semana.',
  },
  payment_method_microdeposit_failed: {
    en: 'The small deposit did not reach the account.',
    de: 'Die kleine Überweisung hat das Konto nicht erreicht.',
    fr: 'Le petit virement n’est pas arrivé sur le compte.',
    es: 'El pequeño ingreso no ha llegado a la cuenta.',
  },
  payment_method_microdeposit_verification_attempts_exceeded: {
    en: 'The account was not verified: the code was wrong too often.',
    de: 'Das Konto wurde nicht bestätigt: Der Code war zu oft falsch.',
    fr: 'Le compte n’a pas été vérifié : le code a été incorrect trop souvent.',
    es: 'La cuenta no se ha verificado: el código ha sido incorrecto demasiadas veces.',
  },
  payment_method_microdeposit_verification_timeout: {
    en: 'The account was not verified in time.',
    de: 'Das Konto wurde nicht rechtzeitig bestätigt.',
    fr: 'Le compte n’a pas été vérifié à temps.',
    es: 'La cuenta no se ha verificado a tiempo.',
  },
});

/** What is said after the reason: what a payer can do, and that no money moved. */
export const declineAdvice = inWords({
  otherMethod: {
    en: 'Try another method.',
    de: 'Versuchen Sie es mit einer anderen Zahlungsart.',
    fr: 'Essayez un autre moyen de paiement.',
    es: 'Pruebe con otra forma de pago.',
  },
  otherOrAskBank: {
    en: 'Try another method. Your bank can tell you more.',
    de: 'Versuchen Sie es mit einer anderen Zahlungsart. Ihre Bank kann Ihnen mehr sagen.',
    fr: 'Essayez un autre moyen de paiement. Votre banque peut vous en dire plus.',
    es: 'Pruebe con otra forma de pago. Su banco puede darle más información.',
  },
  otherOrTomorrow: {
    en: 'Try another method, or this one again tomorrow.',
    de: 'Versuchen Sie es mit einer anderen Zahlungsart oder morgen noch einmal mit dieser.',
    fr: 'Essayez un autre moyen de paiement, ou réessayez avec celui-ci demain.',
    es: 'Pruebe con otra forma de pago o vuelva a intentarlo mañana con esta.',
  },
  againOrOther: {
    en: 'Try again, or try another method.',
    de: 'Versuchen Sie es noch einmal oder mit einer anderen Zahlungsart.',
    fr: 'Réessayez, ou essayez un autre moyen de paiement.',
    es: 'Inténtelo de nuevo o pruebe con otra forma de pago.',
  },
  soonOrOther: {
    en: 'Try again in a moment, or try another method.',
    de: 'Versuchen Sie es gleich noch einmal oder mit einer anderen Zahlungsart.',
    fr: 'Réessayez dans un instant, ou essayez un autre moyen de paiement.',
    es: 'Inténtelo de nuevo en un momento o pruebe con otra forma de pago.',
  },
  checkCard: {
    en: 'Check the card’s details, or try another method.',
    de: 'Prüfen Sie die Angaben der Karte, oder versuchen Sie es mit einer anderen Zahlungsart.',
    fr: 'Vérifiez les données de la carte, ou essayez un autre moyen de paiement.',
    es: 'Compruebe los datos de la tarjeta o pruebe con otra forma de pago.',
  },
  notAskedLater: {
    en: 'The bank was not asked. Try again later.',
    de: 'Die Bank wurde nicht gefragt. Versuchen Sie es später noch einmal.',
    fr: 'La banque n’a pas été consultée. Réessayez plus tard.',
    es: 'No se ha consultado al banco. Inténtelo de nuevo más tarde.',
  },
  notAskedOther: {
    en: 'The bank was not asked. Try another method.',
    de: 'Die Bank wurde nicht gefragt. Versuchen Sie es mit einer anderen Zahlungsart.',
    fr: 'La banque n’a pas été consultée. Essayez un autre moyen de paiement.',
    es: 'No se ha consultado al banco. Pruebe con otra forma de pago.',
  },
  otherAccount: {
    en: 'Use another account, or pay by card.',
    de: 'Verwenden Sie ein anderes Konto, oder zahlen Sie mit Karte.',
    fr: 'Utilisez un autre compte, ou payez par carte.',
    es: 'Utilice otra cuenta o pague con tarjeta.',
  },
  askBankOrOtherAccount: {
    en: 'Ask your bank to allow it. Use another account, or pay by card.',
    de: 'Bitten Sie Ihre Bank, es zuzulassen. Verwenden Sie ein anderes Konto, oder zahlen Sie mit Karte.',
    fr: 'Demandez à votre banque de l’autoriser. Utilisez un autre compte, ou payez par carte.',
    es: 'Pida a su banco que lo autorice. Utilice otra cuenta o pague con tarjeta.',
  },
  fewerOrCard: {
    en: 'Pay fewer invoices at once, or pay by card.',
    de: 'Zahlen Sie weniger Rechnungen auf einmal, oder zahlen Sie mit Karte.',
    fr: 'Payez moins de factures à la fois, ou payez par carte.',
    es: 'Pague menos facturas a la vez o pague con tarjeta.',
  },
  checkAccount: {
    en: 'Check the account’s numbers. Use another account, or pay by card.',
    de: 'Prüfen Sie die Nummern des Kontos. Verwenden Sie ein anderes Konto, oder zahlen Sie mit Karte.',
    fr: 'Vérifiez les numéros du compte. Utilisez un autre compte, ou payez par carte.',
    es: 'Compruebe los números de la cuenta. Utilice otra cuenta o pague con tarjeta.',
  },
  enterCodeOrCard: {
    en: 'Pay again from it and enter the code within ten days, or pay by card.',
    de: 'Zahlen Sie noch einmal von diesem Konto und geben Sie den Code innerhalb von zehn Tagen ein, oder zahlen Sie mit Karte.',
    fr: 'Payez à nouveau depuis ce compte et saisissez le code dans les dix jours, ou payez par carte.',
    es: 'Vuelva a pagar desde esta cuenta e introduzca el código en un plazo de diez días, o pague con tarjeta.',
  },
  nothingCharged: {
    en: 'Nothing was charged.',
    de: 'Es wurde nichts abgebucht.',
    fr: 'Rien n’a été prélevé.',
    es: 'No se ha cobrado nada.',
  },
});
