import { checkCvc, checkExpiry, checkNumber, checkPostalCode, wantsPostalCode } from './card-check.js';
import { brandOf, cvcLength, formatExpiry, formatNumber, writeFormatted } from './card-format.js';

const BRANDS = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'Amex',
  discover: 'Discover',
  diners: 'Diners',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** A fault shown at once would push the button away from under the pointer that has just left the field for it. */
const CLICK_TAKES_MS = 200;

/** The fields, their formatting and their checks. `changed` hears whether the form is complete and empty. */
export function createForm(changed) {
  const field = (name) => document.getElementById(`field-${name}`);
  const inputs = {
    number: field('number'),
    expiry: field('expiry'),
    cvc: field('cvc'),
    country: field('country'),
    postalCode: field('postalCode'),
  };
  const hidden = new Set();

  const checks = {
    number: () => checkNumber(inputs.number.value),
    expiry: () => checkExpiry(inputs.expiry.value, new Date()),
    cvc: () => checkCvc(inputs.cvc.value, inputs.number.value),
    postalCode: () =>
      hidden.has('postalCode') ? null : checkPostalCode(inputs.postalCode.value, inputs.country.value),
  };

  const show = (name, error) => {
    const place = document.getElementById(`error-${name}`);
    inputs[name].setAttribute('aria-invalid', error ? 'true' : 'false');
    if (place.textContent !== (error?.message ?? '')) place.textContent = error?.message ?? '';
    place.hidden = !error;
  };

  const tell = () => {
    const brand = brandOf(inputs.number.value.replace(/\D/g, ''));
    document.getElementById('brand').textContent = BRANDS[brand] ?? '';
    document.getElementById('brands').hidden = brand !== null;
    inputs.cvc.placeholder = cvcLength(brand) === 4 ? '4 digits' : 'CVC';
    changed({
      complete: Object.values(checks).every((check) => !check()),
      empty: ['number', 'expiry', 'cvc'].every((name) => inputs[name].value === ''),
    });
  };

  const showCountry = () => {
    const wanted = !hidden.has('postalCode') && wantsPostalCode(inputs.country.value);
    document.getElementById('group-postalCode').hidden = !wanted;
    document.getElementById('label-postalCode').textContent =
      inputs.country.value === 'US' ? 'ZIP code' : 'Postal code';
    inputs.postalCode.placeholder = inputs.country.value === 'US' ? '12345' : '';
    inputs.postalCode.inputMode = inputs.country.value === 'US' ? 'numeric' : 'text';
    show('postalCode', null);
  };

  const format = {
    number: () => writeFormatted(inputs.number, formatNumber),
    expiry: (event) =>
      writeFormatted(inputs.expiry, (text) => formatExpiry(text, event?.inputType?.startsWith('delete'))),
    cvc: () =>
      writeFormatted(inputs.cvc, (text) => text.replace(/\D/g, '').slice(0, cvcLength(brandOf(inputs.number.value)))),
    postalCode() {},
  };

  for (const name of Object.keys(checks)) {
    inputs[name].addEventListener('input', (event) => {
      format[name](event);
      show(name, null);
      tell();
      advance(name, event);
    });
    inputs[name].addEventListener('blur', () => setTimeout(judge, CLICK_TAKES_MS, name));
  }
  inputs.country.addEventListener('change', () => {
    showCountry();
    tell();
  });

  /** An empty field is not wrong yet: only the attempt to pay says that it is missing. */
  function judge(name) {
    if (inputs[name].value !== '' && document.activeElement !== inputs[name]) show(name, checks[name]());
  }

  /** A finished number or date passes the typing on to the next field. */
  function advance(name, event) {
    const next = { number: 'expiry', expiry: 'cvc' }[name];
    if (
      next &&
      !event.inputType?.startsWith('delete') &&
      document.activeElement === inputs[name] &&
      inputs[name].selectionStart === inputs[name].value.length &&
      !checks[name]()
    )
      inputs[next].focus();
  }

  return {
    inputs,
    tell,
    hide(name, hide) {
      if (hide) hidden.add(name);
      else hidden.delete(name);
      document.getElementById(`group-${name}`).hidden = hide;
      document.getElementById('row-address').hidden = hidden.has('country') && hidden.has('postalCode');
      showCountry();
    },
    fill(values) {
      for (const [name, value] of Object.entries(values)) {
        inputs[name].value = value;
        if (name in format) {
          format[name]();
          show(name, null);
        }
      }
      showCountry();
      tell();
    },
    /** Shows every fault, moves to the first one and answers it. */
    validate() {
      let first = null;
      for (const [name, check] of Object.entries(checks)) {
        const error = check();
        show(name, error);
        if (error && !first) {
          first = error;
          inputs[name].focus();
        }
      }
      return first;
    },
    disable(off) {
      for (const input of Object.values(inputs)) input.disabled = off;
    },
    data() {
      const [month, year] = inputs.expiry.value.split('/').map((part) => part.trim());
      const country = hidden.has('country') ? undefined : inputs.country.value;
      const postal =
        hidden.has('postalCode') || !wantsPostalCode(inputs.country.value) ? undefined : inputs.postalCode.value.trim();
      return {
        card: {
          number: inputs.number.value.replace(/\D/g, ''),
          exp_month: month,
          exp_year: year,
          cvc: inputs.cvc.value,
        },
        address: { country, postal_code: postal },
      };
    },
  };
}
