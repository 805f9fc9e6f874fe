/** What can be paid with here, and in which currency; a setup may have none. */
const TAKES = { card: null, us_bank_account: 'usd', sepa_debit: 'eur' };

/** The tabs above the form: shown only where there is a choice. `changed` hears what is chosen. */
export function createTypes(changed) {
  let chosen = 'card';
  const place = (type) => document.getElementById(`tab-${type}`);
  const show = () => {
    for (const type of Object.keys(TAKES)) document.getElementById(`part-${type}`).hidden = type !== chosen;
    place(chosen).querySelector('input').checked = true;
  };
  for (const type of Object.keys(TAKES)) {
    place(type)
      .querySelector('input')
      .addEventListener('change', () => {
        chosen = type;
        show();
        changed(chosen);
      });
  }
  return {
    chosen: () => chosen,
    offer({ allowedPaymentMethodTypes, paymentMethodTypes, currency }) {
      const allowed = allowedPaymentMethodTypes ?? paymentMethodTypes ?? ['card'];
      const fits = (type) => !currency || !TAKES[type] || TAKES[type] === currency;
      const offered = Object.keys(TAKES).filter((type) => allowed.includes(type) && fits(type));
      for (const type of Object.keys(TAKES)) place(type).hidden = !offered.includes(type);
      document.getElementById('tabs').hidden = offered.length < 2;
      if (!offered.includes(chosen)) chosen = offered[0] ?? 'card';
      show();
    },
  };
}
