import { inWords } from '~/lib/languages/words';

export const methodNames = inWords({
  card: { en: 'Card', de: 'Karte', fr: 'Carte', es: 'Tarjeta', ar: 'بطاقة' },
  us_bank_account: {
    en: 'Bank account',
    de: 'Bankkonto',
    fr: 'Compte bancaire',
    es: 'Cuenta bancaria',
    ar: 'حساب مصرفي',
  },
  sepa_debit: { en: 'SEPA account', de: 'SEPA-Konto', fr: 'Compte SEPA', es: 'Cuenta SEPA', ar: 'حساب SEPA' },
});
