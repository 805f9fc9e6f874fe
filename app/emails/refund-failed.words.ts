import { inWords } from '~/lib/languages/words';

export const refundFailedMail = inWords({
  subject: {
    en: 'Refund {number} did not arrive: {total} from {vendor}',
    de: 'Erstattung {number} ist nicht angekommen: {total} von {vendor}',
    fr: 'Le remboursement {number} n’est pas arrivé : {total} par {vendor}',
    es: 'El reembolso {number} no ha llegado: {total} de {vendor}',
    ar: 'لم يصل الاسترداد {number}: {total} من {vendor}',
  },
  preview: {
    en: '{total} came back from the bank.',
    de: 'Die Bank hat {total} zurückgeschickt.',
    fr: 'La banque a renvoyé {total}.',
    es: 'El banco ha devuelto {total}.',
    ar: 'رجع مبلغ {total} من البنك.',
  },
  heading: {
    en: 'The refund of {total} did not arrive',
    de: 'Die Erstattung von {total} ist nicht angekommen',
    fr: 'Le remboursement de {total} n’est pas arrivé',
    es: 'El reembolso de {total} no ha llegado',
    ar: 'لم يصل المبلغ المسترد {total}',
  },
  footer: {
    en: '{vendor} sends this mail once, because a refund that was on its way came back.',
    de: '{vendor} sendet diese E-Mail einmal, weil eine Erstattung, die auf dem Weg war, zurückgekommen ist.',
    fr: '{vendor} envoie ce message une seule fois, parce qu’un remboursement en cours est revenu.',
    es: '{vendor} envía este mensaje una sola vez, porque un reembolso que iba en camino ha vuelto.',
    ar: 'ترسل {vendor} هذه الرسالة مرة واحدة، لأن مبلغًا مستردًا كان في الطريق قد رجع.',
  },
  lead: {
    en: 'We told you that {total} was on its way to the account it came from. Its bank sent the money back, so {vendor} still has it. Please write to {email} to agree on another way.',
    de: 'Wir hatten Ihnen mitgeteilt, dass der Betrag von {total} auf dem Weg zu dem Konto ist, von dem er kam. Dessen Bank hat das Geld zurückgeschickt; {vendor} hat es also noch. Bitte schreiben Sie an {email}, um einen anderen Weg zu vereinbaren.',
    fr: 'Nous vous avions annoncé que le montant de {total} était en route vers le compte dont il provient. Sa banque a renvoyé l’argent : {vendor} l’a donc toujours. Veuillez écrire à {email} pour convenir d’une autre solution.',
    es: 'Le comunicamos que el importe de {total} iba camino de la cuenta de la que procede. Su banco ha devuelto el dinero, de modo que {vendor} todavía lo tiene. Escriba a {email} para acordar otra forma.',
    ar: 'أبلغناك بأن مبلغ {total} في طريقه إلى الحساب الذي دُفع منه. لكن بنك ذلك الحساب أرجع المبلغ، فلا يزال لدى {vendor}. يُرجى الكتابة إلى {email} للاتفاق على طريقة أخرى.',
  },
  refund: { en: 'Refund', de: 'Erstattung', fr: 'Remboursement', es: 'Reembolso', ar: 'الاسترداد' },
  cameBackOn: {
    en: 'Came back on',
    de: 'Zurückgekommen am',
    fr: 'Revenu le',
    es: 'Devuelto el',
    ar: 'تاريخ رجوع المبلغ',
  },
  settlesAgain: {
    en: 'Settles its invoices again',
    de: 'Begleicht wieder seine Rechnungen',
    fr: 'Règle de nouveau ses factures',
    es: 'Vuelve a saldar sus facturas',
    ar: 'يسدد فواتيره من جديد',
  },
});
