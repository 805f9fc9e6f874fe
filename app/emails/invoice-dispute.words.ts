import { inWords } from '~/lib/languages/words';

/** What the customer is told of, by what happened. */
export const disputeHeadings = inWords({
  question: {
    en: 'Your question about invoice {invoice} was sent',
    de: 'Ihre Frage zur Rechnung {invoice} wurde gesendet',
    fr: 'Votre question sur la facture {invoice} a été envoyée',
    es: 'Su pregunta sobre la factura {invoice} se ha enviado',
    ar: 'تم إرسال سؤالك عن الفاتورة {invoice}',
  },
  dispute: {
    en: 'Your dispute of invoice {invoice} was sent',
    de: 'Ihre Beanstandung der Rechnung {invoice} wurde gesendet',
    fr: 'Votre contestation de la facture {invoice} a été envoyée',
    es: 'Su reclamación de la factura {invoice} se ha enviado',
    ar: 'تم إرسال اعتراضك على الفاتورة {invoice}',
  },
  withdrawn: {
    en: 'You withdrew your dispute of invoice {invoice}',
    de: 'Sie haben Ihre Beanstandung der Rechnung {invoice} zurückgezogen',
    fr: 'Vous avez retiré votre contestation de la facture {invoice}',
    es: 'Ha retirado su reclamación de la factura {invoice}',
    ar: 'تم سحب اعتراضك على الفاتورة {invoice}',
  },
  resolved: {
    en: 'Your dispute of invoice {invoice} is settled',
    de: 'Ihre Beanstandung der Rechnung {invoice} ist geklärt',
    fr: 'Votre contestation de la facture {invoice} est réglée',
    es: 'Su reclamación de la factura {invoice} está resuelta',
    ar: 'تمت تسوية اعتراضك على الفاتورة {invoice}',
  },
});

/** And what that means. */
export const disputeLeads = inWords({
  question: {
    en: '{vendor} has it and will answer you by mail. The invoice can be paid as before.',
    de: '{vendor} hat sie erhalten und wird Ihnen per E-Mail antworten. Die Rechnung kann wie bisher bezahlt werden.',
    fr: '{vendor} l’a reçue et vous répondra par e-mail. La facture peut être payée comme auparavant.',
    es: '{vendor} la ha recibido y le responderá por correo electrónico. La factura puede pagarse como antes.',
    ar: 'استلمت {vendor} سؤالك وستجيبك بالبريد الإلكتروني. يمكن دفع الفاتورة كالمعتاد.',
  },
  dispute: {
    en: '{vendor} has it. {amount} is not asked for until that is settled; you can withdraw the dispute on the invoice’s page.',
    de: '{vendor} hat sie erhalten. Bis das geklärt ist, wird der Betrag von {amount} nicht eingefordert; auf der Seite der Rechnung können Sie die Beanstandung zurückziehen.',
    fr: '{vendor} l’a reçue. Le montant de {amount} ne vous sera pas demandé tant que ce n’est pas réglé ; vous pouvez retirer la contestation sur la page de la facture.',
    es: '{vendor} la ha recibido. No se le pedirá el importe de {amount} hasta que esté resuelta; puede retirar la reclamación en la página de la factura.',
    ar: 'استلمت {vendor} اعتراضك. لن يُطلب منك مبلغ {amount} حتى تتم تسوية الاعتراض؛ ويمكنك سحب الاعتراض من صفحة الفاتورة.',
  },
  withdrawn: {
    en: '{vendor} was told. What is due can be paid again.',
    de: '{vendor} wurde informiert. Was offen ist, kann wieder bezahlt werden.',
    fr: '{vendor} en a été informé. Ce qui est dû peut de nouveau être payé.',
    es: 'Se ha informado a {vendor}. Lo pendiente puede pagarse de nuevo.',
    ar: 'تم إبلاغ {vendor}. يمكن دفع المبلغ المستحق من جديد.',
  },
  resolved: {
    en: '{vendor} answered. What is still due can be paid again.',
    de: '{vendor} hat geantwortet. Was noch offen ist, kann wieder bezahlt werden.',
    fr: '{vendor} a répondu. Ce qui reste dû peut de nouveau être payé.',
    es: '{vendor} ha respondido. Lo que sigue pendiente puede pagarse de nuevo.',
    ar: 'أجابت {vendor}. يمكن من جديد دفع ما لا يزال مستحقًا.',
  },
});

export const invoiceDisputeMail = inWords({
  footer: {
    en: 'You get this mail because you wrote to {vendor} in its portal.',
    de: 'Sie erhalten diese E-Mail, weil Sie {vendor} im Portal geschrieben haben.',
    fr: 'Vous recevez ce message parce que vous avez écrit à {vendor} sur son portail.',
    es: 'Recibe este mensaje porque ha escrito a {vendor} en su portal.',
    ar: 'تصلك هذه الرسالة لأنك كتبت إلى {vendor} في بوابتها.',
  },
  about: { en: 'What it is about', de: 'Worum es geht', fr: 'De quoi il s’agit', es: 'De qué se trata', ar: 'الموضوع' },
  disputed: { en: 'Disputed', de: 'Beanstandet', fr: 'Contesté', es: 'Reclamado', ar: 'المبلغ المعترض عليه' },
  youWrote: {
    en: 'You wrote: {message}',
    de: 'Sie haben geschrieben: {message}',
    fr: 'Vous avez écrit : {message}',
    es: 'Usted escribió: {message}',
    ar: 'رسالتك: {message}',
  },
  vendorWrote: {
    en: '{vendor} wrote: {note}',
    de: '{vendor} hat geschrieben: {note}',
    fr: '{vendor} a écrit : {note}',
    es: '{vendor} escribió: {note}',
    ar: 'رد {vendor}: {note}',
  },
});
