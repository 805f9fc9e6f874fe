import { inWords } from '~/lib/languages/words';

/** What it means for the customer that the bank moved the money. */
export const consequences = inWords({
  withdrawn: {
    en: 'The bank took this payment back, so it no longer counts. What it had settled is open again; please pay it another way, or talk to us.',
    de: 'Die Bank hat diese Zahlung zurückgebucht; sie zählt daher nicht mehr. Was damit beglichen war, ist wieder offen; bitte zahlen Sie es auf andere Weise, oder sprechen Sie mit uns.',
    fr: 'La banque a repris ce paiement : il ne compte donc plus. Ce qu’il avait réglé est de nouveau dû ; veuillez le payer autrement, ou contactez-nous.',
    es: 'El banco ha retirado este pago, por lo que ya no cuenta. Lo que había saldado vuelve a estar pendiente; páguelo de otra forma o hable con nosotros.',
    ar: 'سحب البنك مبلغ هذه الدفعة، فلم تعد محسوبة. وما كان مسددًا بها أصبح مستحقًا من جديد؛ يُرجى دفعه بطريقة أخرى، أو التواصل معنا.',
  },
  reinstated: {
    en: 'The bank gave this payment back to us, so it counts again.',
    de: 'Die Bank hat uns diese Zahlung wieder gutgeschrieben; sie zählt daher wieder.',
    fr: 'La banque nous a rendu ce paiement : il compte donc de nouveau.',
    es: 'El banco nos ha reintegrado este pago, por lo que vuelve a contar.',
    ar: 'أعاد البنك إلينا مبلغ هذه الدفعة، فأصبحت محسوبة من جديد.',
  },
});
