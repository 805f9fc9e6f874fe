import { inWords } from '~/lib/languages/words';

/** Which card or account. */
export const pickerWords = inWords({
  method: { en: 'Payment method', de: 'Zahlungsart', fr: 'Moyen de paiement', es: 'Forma de pago', ar: 'طريقة الدفع' },
  expires: {
    en: 'Expires {expiry}',
    de: 'Gültig bis {expiry}',
    fr: 'Expire fin {expiry}',
    es: 'Caduca en {expiry}',
    ar: 'صالحة حتى {expiry}',
  },
  expired: {
    en: 'Expired {expiry}',
    de: 'Abgelaufen {expiry}',
    fr: 'Expirée fin {expiry}',
    es: 'Caducó en {expiry}',
    ar: 'انتهت صلاحيتها في {expiry}',
  },
  default: { en: 'default', de: 'Standard', fr: 'par défaut', es: 'predeterminada', ar: 'افتراضية' },
  defaultBank: {
    en: 'Default.',
    de: 'Standard.',
    fr: 'Par défaut.',
    es: 'Predeterminada.',
    ar: 'طريقة الدفع الافتراضية.',
  },
  bankTerms: {
    en: 'Takes a few business days. By paying with it you authorise {vendor} to debit it once for the amount shown.',
    de: 'Dauert einige Bankarbeitstage. Mit der Zahlung ermächtigen Sie {vendor}, das Konto einmal mit dem angezeigten Betrag zu belasten.',
    fr: 'Prend quelques jours ouvrés. En payant avec ce compte, vous autorisez {vendor} à le débiter une fois du montant affiché.',
    es: 'Tarda unos días hábiles. Al pagar con esta cuenta, autoriza a {vendor} a adeudar en ella una vez el importe indicado.',
    ar: 'يستغرق بضعة أيام عمل. بالدفع من هذا الحساب تفوّض {vendor} بأن تخصم منه المبلغ المعروض مرة واحدة.',
  },
  fee: {
    en: 'Fee {amount}',
    de: 'Gebühr {amount}',
    fr: 'Frais {amount}',
    es: 'Comisión {amount}',
    ar: 'الرسوم: {amount}',
  },
  first: {
    en: '{kinds, select, us_bank_account {A US bank account} sepa_debit {A SEPA account} card_us_bank_account {A card or US bank account} card_sepa_debit {A card or SEPA account} other {A card}}',
    de: '{kinds, select, us_bank_account {Ein US-Bankkonto} sepa_debit {Ein SEPA-Konto} card_us_bank_account {Eine Karte oder ein US-Bankkonto} card_sepa_debit {Eine Karte oder ein SEPA-Konto} other {Eine Karte}}',
    fr: '{kinds, select, us_bank_account {Un compte bancaire américain} sepa_debit {Un compte SEPA} card_us_bank_account {Une carte ou un compte bancaire américain} card_sepa_debit {Une carte ou un compte SEPA} other {Une carte}}',
    es: '{kinds, select, us_bank_account {Una cuenta bancaria de EE. UU.} sepa_debit {Una cuenta SEPA} card_us_bank_account {Una tarjeta o cuenta bancaria de EE. UU.} card_sepa_debit {Una tarjeta o cuenta SEPA} other {Una tarjeta}}',
    ar: '{kinds, select, us_bank_account {حساب مصرفي أمريكي} sepa_debit {حساب SEPA} card_us_bank_account {بطاقة أو حساب مصرفي أمريكي} card_sepa_debit {بطاقة أو حساب SEPA} other {بطاقة}}',
  },
  another: {
    en: '{kinds, select, us_bank_account {Another US bank account} sepa_debit {Another SEPA account} card_us_bank_account {Another card or US bank account} card_sepa_debit {Another card or SEPA account} other {Another card}}',
    de: '{kinds, select, us_bank_account {Ein anderes US-Bankkonto} sepa_debit {Ein anderes SEPA-Konto} card_us_bank_account {Eine andere Karte oder ein anderes US-Bankkonto} card_sepa_debit {Eine andere Karte oder ein anderes SEPA-Konto} other {Eine andere Karte}}',
    fr: '{kinds, select, us_bank_account {Un autre compte bancaire américain} sepa_debit {Un autre compte SEPA} card_us_bank_account {Une autre carte ou un autre compte bancaire américain} card_sepa_debit {Une autre carte ou un autre compte SEPA} other {Une autre carte}}',
    es: '{kinds, select, us_bank_account {Otra cuenta bancaria de EE. UU.} sepa_debit {Otra cuenta SEPA} card_us_bank_account {Otra tarjeta o cuenta bancaria de EE. UU.} card_sepa_debit {Otra tarjeta o cuenta SEPA} other {Otra tarjeta}}',
    ar: '{kinds, select, us_bank_account {حساب مصرفي أمريكي آخر} sepa_debit {حساب SEPA آخر} card_us_bank_account {بطاقة أخرى أو حساب مصرفي أمريكي آخر} card_sepa_debit {بطاقة أخرى أو حساب SEPA آخر} other {بطاقة أخرى}}',
  },
  needsScript: {
    en: 'Needs JavaScript. Turn it on and load this page again.',
    de: 'Braucht JavaScript. Schalten Sie es ein und laden Sie diese Seite neu.',
    fr: 'Nécessite JavaScript. Activez-le et rechargez cette page.',
    es: 'Necesita JavaScript. Actívelo y vuelva a cargar esta página.',
    ar: 'يتطلب ذلك JavaScript. فعّله ثم أعد تحميل هذه الصفحة.',
  },
  notCharged: {
    en: '{tender, select, credit {credit card} debit {debit card} prepaid {prepaid card} other {bank account}}, not charged yet',
    de: '{tender, select, credit {Kreditkarte} debit {Debitkarte} prepaid {Prepaidkarte} other {Bankkonto}}, noch nicht belastet',
    fr: '{tender, select, credit {carte de crédit, pas encore débitée} debit {carte de débit, pas encore débitée} prepaid {carte prépayée, pas encore débitée} other {compte bancaire, pas encore débité}}',
    es: '{tender, select, credit {tarjeta de crédito} debit {tarjeta de débito} prepaid {tarjeta prepago} other {cuenta bancaria}}, aún sin cargo',
    ar: '{tender, select, credit {بطاقة ائتمان، لم يُخصم منها بعد} debit {بطاقة خصم، لم يُخصم منها بعد} prepaid {بطاقة مسبقة الدفع، لم يُخصم منها بعد} other {حساب مصرفي، لم يُخصم منه بعد}}',
  },
  cardNotCharged: {
    en: 'card, not charged yet',
    de: 'Karte, noch nicht belastet',
    fr: 'carte, pas encore débitée',
    es: 'tarjeta, aún sin cargo',
    ar: 'بطاقة، لم يُخصم منها بعد',
  },
  change: { en: 'Change', de: 'Ändern', fr: 'Modifier', es: 'Cambiar', ar: 'تغيير' },
});
