import { checkAccount, checkEmail, checkIban, checkName, checkRouting, formatIban } from './bank-check.js';
import { writeFormatted } from './card-format.js';

const digitsOnly = (text) => text.replace(/\D/g, '');

const FORMS = {
  us_bank_account: {
    checks: { 'us-name': checkName, 'us-email': checkEmail, 'us-routing': checkRouting, 'us-number': checkAccount },
    format: { 'us-routing': digitsOnly, 'us-number': digitsOnly },
    read(value) {
      const connected = value('us-account');
      return {
        type: 'us_bank_account',
        us_bank_account: connected
          ? { account_holder_type: 'company', financial_connections_account: `fca_${connected}` }
          : {
              account_holder_type: 'company',
              routing_number: value('us-routing'),
              account_number: value('us-number'),
            },
        billing_details: { name: value('us-name'), email: value('us-email') },
      };
    },
  },
  sepa_debit: {
    checks: { 'sepa-name': checkName, 'sepa-email': checkEmail, 'sepa-iban': checkIban },
    format: { 'sepa-iban': formatIban },
    read: (value) => ({
      type: 'sepa_debit',
      sepa_debit: { iban: value('sepa-iban').replace(/\s/g, '') },
      billing_details: { name: value('sepa-name'), email: value('sepa-email') },
    }),
  },
};

/** The fields of one kind of bank account and their checks. `changed` hears whether the form is complete and empty. */
export function createBankForm(type, changed) {
  const { checks, format, read } = FORMS[type];
  const field = (name) => document.getElementById(`field-${name}`);
  const value = (name) => field(name).value.trim();
  const account = field('us-account');
  // Who signed in at the bank has named the account; its numbers are not asked for.
  const asked = () =>
    Object.keys(checks).filter((name) => !(account.value !== '' && ['us-routing', 'us-number'].includes(name)));

  const show = (name, error) => {
    const place = document.getElementById(`error-${name}`);
    field(name).setAttribute('aria-invalid', error ? 'true' : 'false');
    place.textContent = error?.message ?? '';
    place.hidden = !error;
  };
  const tell = () =>
    changed({
      complete: asked().every((name) => !checks[name](value(name))),
      empty: asked().every((name) => value(name) === ''),
    });

  for (const name of Object.keys(checks)) {
    field(name).addEventListener('input', () => {
      if (format[name]) writeFormatted(field(name), format[name]);
      show(name, null);
      tell();
    });
  }
  if (type === 'us_bank_account') {
    account.addEventListener('change', () => {
      document.getElementById('us-manual').hidden = account.value !== '';
      tell();
    });
  }

  return {
    tell,
    focus: () => field(Object.keys(checks)[0]).focus(),
    /** Shows every fault, moves to the first one and answers it. */
    validate() {
      let first = null;
      for (const name of asked()) {
        const error = checks[name](value(name));
        show(name, error);
        if (error && !first) {
          first = error;
          field(name).focus();
        }
      }
      return first;
    },
    data: () => read(value),
  };
}
