import { inWords } from '~/lib/languages/words';

export const feeWords = inWords({
  most: {
    en: '{fee}, at most {most}',
    de: '{fee}, höchstens {most}',
    fr: '{fee}, au plus {most}',
    es: '{fee}, como máximo {most}',
    ar: '{fee}، بحد أقصى {most}',
  },
  notice: {
    en: '{tender, select, credit {Credit cards carry} bank {Bank accounts carry} other {Cards carry}} a fee of {fee}.',
    de: '{tender, select, credit {Kreditkarten kosten} bank {Bankkonten kosten} other {Karten kosten}} eine Gebühr von {fee}.',
    fr: '{tender, select, credit {Les cartes de crédit entraînent} bank {Les comptes bancaires entraînent} other {Les cartes entraînent}} des frais de {fee}.',
    es: '{tender, select, credit {Las tarjetas de crédito llevan} bank {Las cuentas bancarias llevan} other {Las tarjetas llevan}} una comisión de {fee}.',
    ar: 'تُضاف رسوم قدرها {fee} عند {tender, select, credit {الدفع ببطاقة ائتمان} bank {الدفع من حساب مصرفي} other {الدفع ببطاقة}}.',
  },
  label: {
    en: '{tender, select, credit {Credit card fee} debit {Debit card fee} prepaid {Prepaid card fee} bank {Bank account fee} other {Card fee}} ({fee})',
    de: '{tender, select, credit {Gebühr für Kreditkarte} debit {Gebühr für Debitkarte} prepaid {Gebühr für Prepaidkarte} bank {Gebühr für Bankkonto} other {Gebühr für Karte}} ({fee})',
    fr: '{tender, select, credit {Frais de carte de crédit} debit {Frais de carte de débit} prepaid {Frais de carte prépayée} bank {Frais de compte bancaire} other {Frais de carte}} ({fee})',
    es: '{tender, select, credit {Comisión por tarjeta de crédito} debit {Comisión por tarjeta de débito} prepaid {Comisión por tarjeta prepago} bank {Comisión por cuenta bancaria} other {Comisión por tarjeta}} ({fee})',
    ar: '{tender, select, credit {رسوم بطاقة الائتمان} debit {رسوم بطاقة الخصم} prepaid {رسوم البطاقة مسبقة الدفع} bank {رسوم الحساب المصرفي} other {رسوم البطاقة}} ({fee})',
  },
});
