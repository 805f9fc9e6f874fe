import { inWords } from '~/lib/languages/words';

export const paymentLinkMail = inWords({
  // Of amounts in several currencies.
  and: { en: '{one} and {another}', de: '{one} und {another}', fr: '{one} et {another}', es: '{one} y {another}' },
  subject: {
    en: '{amount} to pay to {vendor}',
    de: '{amount} an {vendor} zu zahlen',
    fr: '{amount} à payer à {vendor}',
    es: '{amount} por pagar a {vendor}',
  },
  bankAskedSubject: {
    en: 'Confirm with your bank: {amount} to {vendor}',
    de: 'Bestätigen Sie bei Ihrer Bank: {amount} an {vendor}',
    fr: 'Confirmez auprès de votre banque : {amount} à {vendor}',
    es: 'Confirme con su banco: {amount} a {vendor}',
  },
  preview: {
    en: 'Pay {amount} to {vendor}. You need not sign in.',
    de: 'Zahlen Sie {amount} an {vendor}. Sie müssen sich nicht anmelden.',
    fr: 'Payez {amount} à {vendor}. Vous n’avez pas besoin de vous connecter.',
    es: 'Pague {amount} a {vendor}. No necesita iniciar sesión.',
  },
  heading: {
    en: '{customer}: {amount} to pay to {vendor}',
    de: '{customer}: {amount} an {vendor} zu zahlen',
    fr: '{customer} : {amount} à payer à {vendor}',
    es: '{customer}: {amount} por pagar a {vendor}',
  },
  bankAskedHeading: {
    en: 'Your bank asks you to confirm {amount}',
    de: 'Ihre Bank bittet Sie, {amount} zu bestätigen',
    fr: 'Votre banque vous demande de confirmer {amount}',
    es: 'Su banco le pide que confirme {amount}',
  },
  footer: {
    en: '{vendor} sends this mail because invoices of {customer} are open.',
    de: '{vendor} sendet diese E-Mail, weil Rechnungen von {customer} offen sind.',
    fr: '{vendor} envoie ce message parce que des factures adressées à {customer} restent dues.',
    es: '{vendor} envía este mensaje porque hay facturas pendientes de {customer}.',
  },
  bankAsked: {
    en: '{vendor} tried to charge your payment method, and your bank wants you to confirm it yourself. Nothing was charged. Pay through the link, and your bank asks you then.',
    de: '{vendor} wollte von Ihrer Zahlungsart abbuchen, und Ihre Bank möchte, dass Sie das selbst bestätigen. Es wurde nichts abgebucht. Zahlen Sie über den Link; Ihre Bank fragt Sie dann.',
    fr: '{vendor} a essayé de prélever le montant sur votre moyen de paiement, et votre banque souhaite que vous le confirmiez vous-même. Rien n’a été prélevé. Payez au moyen du lien : votre banque vous le demandera alors.',
    es: '{vendor} intentó cobrar con su forma de pago, y su banco quiere que lo confirme usted. No se ha cobrado nada. Pague mediante el enlace y su banco se lo pedirá entonces.',
  },
  account: {
    en: 'Your account with {vendor} comes to {amount} for {invoices}. The link always shows what is owed at that moment.',
    de: 'Auf Ihrem Konto bei {vendor} sind {amount} für {invoices} offen. Der Link zeigt immer, was im jeweiligen Moment offen ist.',
    fr: 'Votre compte chez {vendor} s’élève à {amount} pour {invoices}. Le lien montre toujours ce qui est dû à cet instant.',
    es: 'Su cuenta en {vendor} asciende a {amount} por {invoices}. El enlace muestra siempre lo que se debe en ese momento.',
  },
  comesTo: {
    en: '{count, plural, one {# invoice of {vendor} comes} other {# invoices of {vendor} come}} to {amount}.',
    de: '{count, plural, one {# Rechnung von {vendor} beläuft sich} other {# Rechnungen von {vendor} belaufen sich}} auf {amount}.',
    fr: '{count, plural, one {# facture émise par {vendor} s’élève} other {# factures émises par {vendor} s’élèvent}} à {amount}.',
    es: '{count, plural, one {# factura de {vendor} asciende} other {# facturas de {vendor} ascienden}} a {amount}.',
  },
  invoiceDue: {
    en: '{invoice}, due {date}',
    de: '{invoice}, fällig am {date}',
    fr: '{invoice}, échéance le {date}',
    es: '{invoice}, vence el {date}',
  },
  due: { en: 'Due', de: 'Offen', fr: 'Dû', es: 'Pendiente' },
  behindLink: { en: 'behind the link', de: 'über den Link', fr: 'via le lien', es: 'en el enlace' },
  pay: {
    en: 'See and pay {amount}',
    de: '{amount} ansehen und zahlen',
    fr: 'Voir et payer {amount}',
    es: 'Ver y pagar {amount}',
  },
  payThem: { en: 'See and pay them', de: 'Ansehen und zahlen', fr: 'Voir et payer', es: 'Ver y pagar' },
  until: {
    en: 'The link works until {until}, without signing in. Whoever has it can see and pay these invoices, so pass it on only to who may.',
    de: 'Der Link funktioniert bis zum {until}, ohne Anmeldung. Wer ihn hat, kann diese Rechnungen sehen und bezahlen; geben Sie ihn also nur an Personen weiter, die das dürfen.',
    fr: 'Le lien fonctionne jusqu’au {until}, sans connexion. Quiconque le possède peut voir et payer ces factures ; ne le transmettez donc qu’à des personnes autorisées.',
    es: 'El enlace funciona hasta el {until}, sin iniciar sesión. Quien lo tenga puede ver y pagar estas facturas; compártalo solo con personas autorizadas.',
  },
});

export const methodRequestMail = inWords({
  subject: {
    en: '{vendor} asks for a card or bank account',
    de: '{vendor} bittet um eine Karte oder ein Bankkonto',
    fr: '{vendor} vous demande une carte ou un compte bancaire',
    es: '{vendor} le pide una tarjeta o una cuenta bancaria',
  },
  preview: {
    en: '{vendor} asks for a card or bank account. Nothing is charged.',
    de: '{vendor} bittet um eine Karte oder ein Bankkonto. Es wird nichts abgebucht.',
    fr: '{vendor} vous demande une carte ou un compte bancaire. Rien n’est prélevé.',
    es: '{vendor} le pide una tarjeta o una cuenta bancaria. No se cobra nada.',
  },
  heading: {
    en: '{customer}: a card or bank account for {vendor}',
    de: '{customer}: eine Karte oder ein Bankkonto für {vendor}',
    fr: '{customer} : une carte ou un compte bancaire pour {vendor}',
    es: '{customer}: una tarjeta o una cuenta bancaria para {vendor}',
  },
  footer: {
    en: '{vendor} sends this mail because somebody there asked for a way to charge invoices of {customer}.',
    de: '{vendor} sendet diese E-Mail, weil dort jemand um eine Zahlungsart für Rechnungen von {customer} gebeten hat.',
    fr: '{vendor} envoie ce message parce que quelqu’un y a demandé un moyen de paiement pour les factures adressées à {customer}.',
    es: '{vendor} envía este mensaje porque alguien de su equipo ha pedido una forma de pago para las facturas de {customer}.',
  },
  lead: {
    en: '{vendor} asks you to keep a card or bank account on file for its invoices. Nothing is charged now, and you can remove it at any time after signing in.',
    de: '{vendor} bittet Sie, eine Karte oder ein Bankkonto für künftige Rechnungen zu hinterlegen. Jetzt wird nichts abgebucht, und nach der Anmeldung können Sie diese Zahlungsart jederzeit wieder entfernen.',
    fr: '{vendor} vous demande d’enregistrer une carte ou un compte bancaire pour ses factures. Rien n’est prélevé maintenant, et vous pouvez retirer ce moyen de paiement à tout moment après vous être connecté.',
    es: '{vendor} le pide que guarde una tarjeta o una cuenta bancaria para sus facturas. Ahora no se cobra nada, y puede quitarla en cualquier momento después de iniciar sesión.',
  },
  add: {
    en: 'Add a card or bank account',
    de: 'Karte oder Bankkonto hinzufügen',
    fr: 'Ajouter une carte ou un compte bancaire',
    es: 'Añadir una tarjeta o una cuenta bancaria',
  },
  goodOnce: {
    en: 'The link is good once, until {until}, and for you alone. If you did not expect this mail, ask {vendor} before you use it.',
    de: 'Der Link gilt einmal, bis zum {until}, und nur für Sie. Wenn Sie diese E-Mail nicht erwartet haben, fragen Sie bei {vendor} nach, bevor Sie ihn verwenden.',
    fr: 'Le lien est valable une seule fois, jusqu’au {until}, et pour vous seul. Si vous n’attendiez pas ce message, interrogez {vendor} avant de l’utiliser.',
    es: 'El enlace es válido una sola vez, hasta el {until}, y solo para usted. Si no esperaba este mensaje, consulte con {vendor} antes de usarlo.',
  },
});
