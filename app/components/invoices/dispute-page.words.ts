import { inWords } from '~/lib/languages/words';

export const disputeActions = inWords({
  withdraw: {
    en: 'Withdraw the dispute',
    de: 'Beanstandung zurückziehen',
    fr: 'Retirer la contestation',
    es: 'Retirar la reclamación',
  },
  ask: { en: 'Ask a question', de: 'Eine Frage stellen', fr: 'Poser une question', es: 'Hacer una pregunta' },
  askOrDispute: {
    en: 'Ask a question or dispute',
    de: 'Fragen oder beanstanden',
    fr: 'Poser une question ou contester',
    es: 'Preguntar o reclamar',
  },
});

/** What was sent, and what comes of it. */
export const disputeSent = inWords({
  question: {
    en: 'Your question was sent to {vendor}.',
    de: 'Ihre Frage wurde an {vendor} gesendet.',
    fr: 'Votre question a été envoyée à {vendor}.',
    es: 'Su pregunta se ha enviado a {vendor}.',
  },
  questionNext: {
    en: 'The answer comes by mail. The invoice can be paid as before.',
    de: 'Die Antwort kommt per E-Mail. Die Rechnung kann wie bisher bezahlt werden.',
    fr: 'La réponse arrive par e-mail. La facture peut être payée comme auparavant.',
    es: 'La respuesta llega por correo electrónico. La factura puede pagarse como antes.',
  },
  dispute: {
    en: 'Your dispute was sent to {vendor}.',
    de: 'Ihre Beanstandung wurde an {vendor} gesendet.',
    fr: 'Votre contestation a été envoyée à {vendor}.',
    es: 'Su reclamación se ha enviado a {vendor}.',
  },
  disputeNext: {
    en: 'What you dispute is not asked for until that is settled. A confirmation comes by mail.',
    de: 'Was Sie beanstanden, wird bis zur Klärung nicht eingefordert. Eine Bestätigung kommt per E-Mail.',
    fr: 'Ce que vous contestez n’est pas demandé tant que ce n’est pas réglé. Une confirmation arrive par e-mail.',
    es: 'No se le pide lo que reclama hasta que se resuelva. Recibirá una confirmación por correo electrónico.',
  },
  withdrawn: {
    en: 'The dispute is withdrawn.',
    de: 'Die Beanstandung ist zurückgezogen.',
    fr: 'La contestation est retirée.',
    es: 'La reclamación está retirada.',
  },
  withdrawnNext: {
    en: 'What is due can be paid again. {vendor} was told.',
    de: 'Was offen ist, kann wieder bezahlt werden. {vendor} wurde informiert.',
    fr: 'Ce qui est dû peut de nouveau être payé. {vendor} en a été informé.',
    es: 'Lo pendiente puede pagarse de nuevo. Se ha informado a {vendor}.',
  },
});

export const disputePage = inWords({
  pageTitle: {
    en: 'Ask about invoice {number}',
    de: 'Frage zur Rechnung {number}',
    fr: 'Question sur la facture {number}',
    es: 'Pregunta sobre la factura {number}',
  },
  noPage: { en: 'No such page', de: 'Keine solche Seite', fr: 'Page introuvable', es: 'No existe esta página' },
  back: { en: 'Invoice {number}', de: 'Rechnung {number}', fr: 'Facture {number}', es: 'Factura {number}' },
  about: {
    en: 'Invoice {number} · {summary} · {amount} due',
    de: 'Rechnung {number} · {summary} · {amount} offen',
    fr: 'Facture {number} · {summary} · {amount} dus',
    es: 'Factura {number} · {summary} · {amount} pendientes',
  },
  message: { en: 'What is it about?', de: 'Worum geht es?', fr: 'De quoi s’agit-il\u00a0?', es: '¿De qué se trata?' },
  messageHint: {
    en: '{vendor} reads this, and it stays in the invoice’s history.',
    de: '{vendor} liest dies, und es bleibt im Verlauf der Rechnung.',
    fr: '{vendor} lit ce message, qui reste dans l’historique de la facture.',
    es: '{vendor} lo lee, y queda en el historial de la factura.',
  },
  send: {
    en: 'Send to {vendor}',
    de: 'An {vendor} senden',
    fr: 'Envoyer à {vendor}',
    es: 'Enviar a {vendor}',
  },
  sending: { en: 'Sending…', de: 'Wird gesendet …', fr: 'Envoi…', es: 'Enviando…' },
  cancel: { en: 'Cancel', de: 'Abbrechen', fr: 'Annuler', es: 'Cancelar' },
  what: {
    en: 'What do you want to do?',
    de: 'Was möchten Sie tun?',
    fr: 'Que souhaitez-vous faire\u00a0?',
    es: '¿Qué desea hacer?',
  },
  question: { en: 'I have a question', de: 'Ich habe eine Frage', fr: 'J’ai une question', es: 'Tengo una pregunta' },
  questionHint: {
    en: '{vendor} answers by mail. Nothing is held back.',
    de: '{vendor} antwortet per E-Mail. Nichts wird zurückgehalten.',
    fr: '{vendor} répond par e-mail. Rien n’est retenu.',
    es: '{vendor} responde por correo electrónico. No se retiene nada.',
  },
  dispute: {
    en: 'I dispute this invoice, or a part of it',
    de: 'Ich beanstande diese Rechnung oder einen Teil davon',
    fr: 'Je conteste cette facture, ou une partie',
    es: 'Reclamo esta factura o una parte de ella',
  },
  disputeHint: {
    en: 'What you dispute is not asked for until that is settled. You can withdraw it.',
    de: 'Was Sie beanstanden, wird bis zur Klärung nicht eingefordert. Sie können es zurückziehen.',
    fr: 'Ce que vous contestez n’est pas demandé tant que ce n’est pas réglé. Vous pouvez retirer votre contestation.',
    es: 'No se le pide lo que reclama hasta que se resuelva. Puede retirar la reclamación.',
  },
  why: { en: 'Why?', de: 'Warum?', fr: 'Pourquoi\u00a0?', es: '¿Por qué?' },
  chooseReason: { en: 'Choose a reason', de: 'Grund wählen', fr: 'Choisir un motif', es: 'Elija un motivo' },
  amount: {
    en: 'Disputed amount ({currency})',
    de: 'Beanstandeter Betrag ({currency})',
    fr: 'Montant contesté ({currency})',
    es: 'Importe reclamado ({currency})',
  },
  amountHint: {
    en: 'Leave it empty to dispute all {amount}. The rest of the invoice stays payable.',
    de: 'Leer lassen, um die ganzen {amount} zu beanstanden. Der Rest der Rechnung bleibt zahlbar.',
    fr: 'Laissez vide pour contester la totalité, soit {amount}. Le reste de la facture reste payable.',
    es: 'Déjelo vacío para reclamar los {amount} completos. El resto de la factura se puede pagar.',
  },
});
