import { createApi } from '../host/api.js';
import { applyAppearance, applyFonts } from './appearance.js';
import { createBankForm } from './bank-form.js';
import { fillCountries } from './countries.js';
import { createForm } from './form.js';
import { listTestCards } from './test-cards.js';
import { termsOf } from './terms.js';
import { createTypes } from './types.js';

const pageOrigin = new URLSearchParams(location.search).get('origin');
const session = { port: null, call: null, elements: {}, options: {} };
const tell = (type, payload) => session.port?.postMessage({ type, payload });
/** What is typed into the form that is not shown says nothing. */
const changeOf = (type) => (status) => types.chosen() === type && tell('change', { ...status, value: { type } });
const form = createForm(changeOf('card'));
const banks = {
  us_bank_account: createBankForm('us_bank_account', changeOf('us_bank_account')),
  sepa_debit: createBankForm('sepa_debit', changeOf('sepa_debit')),
};
const types = createTypes((type) => {
  showTerms();
  if (type === 'card') form.tell();
  else banks[type].tell();
});
const shownForm = () => banks[types.chosen()] ?? form;

/** The one message taken from outside: from the page that embeds this frame, at the origin it has named. */
function connect(event) {
  if (event.source !== parent || event.origin !== pageOrigin || event.data?.type !== 'quittance:connect') return;
  removeEventListener('message', connect);
  const { key, account, elements, options } = event.data;
  session.call = createApi('', key, account);
  session.port = event.ports[0];
  session.port.onmessage = (message) => hear(message.data);
  applyFonts(elements.fonts);
  showElements(elements);
  showOptions(options);
  new ResizeObserver(() =>
    tell('resize', { height: Math.ceil(document.getElementById('form').getBoundingClientRect().height) }),
  ).observe(document.getElementById('form'));
  requestAnimationFrame(() => tell('ready'));
}
addEventListener('message', connect);

function showElements(elements) {
  session.elements = elements;
  applyAppearance(elements.appearance);
  types.offer(elements);
  showTerms();
}

function showOptions(options) {
  session.options = options;
  const details = options.fields?.billingDetails;
  const address = details === 'never' ? 'never' : details?.address;
  form.hide('country', address === 'never' || address?.country === 'never');
  form.hide('postalCode', address === 'never' || address?.postalCode === 'never');
  form.disable(options.readOnly === true);
  const known = options.defaultValues?.billingDetails?.address;
  if (known)
    form.fill({
      ...(known.country && { country: known.country }),
      ...(known.postal_code && { postalCode: known.postal_code }),
    });
  showTerms();
}

/** Saving a card, and every debit of a bank account, needs the payer's agreement, in the words beside the field. */
function showTerms() {
  const { mode, setup_future_usage: later, setupFutureUsage } = session.elements;
  const saving = mode === 'setup' || later === 'off_session' || setupFutureUsage === 'off_session';
  const type = types.chosen();
  const words =
    session.options.terms?.[type] === 'never'
      ? null
      : termsOf(type, saving, session.options.business?.name ?? 'the merchant');
  const terms = document.getElementById('terms');
  terms.hidden = words === null;
  terms.textContent = words ?? '';
  document.getElementById('helper').hidden = type !== 'card';
}

const ACTIONS = {
  submit: async () => ({ error: shownForm().validate(), type: types.chosen() }),
  async createConfirmationToken(params) {
    const error = shownForm().validate();
    if (error) return { error };
    const { setup_future_usage: later, mode } = session.elements;
    const token = await session.call('POST', '/v1/confirmation_tokens', {
      payment_method_data: methodData(params),
      setup_future_usage: later ?? (mode === 'setup' ? 'off_session' : undefined),
      return_url: params.return_url,
      use_stripe_sdk: true,
      // Whoever sends this form has read the words beside it.
      ...(types.chosen() !== 'card' && {
        mandate_data: { customer_acceptance: { type: 'online', online: { infer_from_client: true } } },
      }),
    });
    return token.error ? { error: shown(token.error) } : { confirmationToken: token };
  },
  async createPaymentMethod(params) {
    const error = shownForm().validate();
    if (error) return { error };
    const method = await session.call('POST', '/v1/payment_methods', methodData(params));
    return method.error ? { error: shown(method.error) } : { paymentMethod: method };
  },
};

function methodData(params) {
  const given = params.payment_method_data ?? {};
  const bank = banks[types.chosen()]?.data();
  if (bank) return { ...bank, billing_details: { ...given.billing_details, ...bank.billing_details } };
  const { card, address } = form.data();
  return {
    type: 'card',
    card,
    allow_redisplay: given.allow_redisplay,
    billing_details: { ...given.billing_details, address: { ...address, ...given.billing_details?.address } },
  };
}

function shown(error) {
  return { ...error, message: error.message ?? 'Something went wrong.' };
}

async function hear({ type, id, payload }) {
  if (type in ACTIONS) session.port.postMessage({ type: 'answer', id, payload: await ACTIONS[type](payload ?? {}) });
  else if (type === 'elements') showElements(payload);
  else if (type === 'options') showOptions(payload);
  else if (type === 'focus') (banks[types.chosen()] ?? form.inputs.number).focus();
  else if (type === 'blur') document.activeElement?.blur();
  else if (type === 'clear') form.fill({ number: '', expiry: '', cvc: '', postalCode: '' });
}

const region = /-([A-Z]{2})\b/.exec(navigator.language)?.[1] ?? 'US';
fillCountries(form.inputs.country, region);
form.hide('country', false);
listTestCards(document.getElementById('test-cards'), (number) => {
  const year = String(new Date().getFullYear() + 3).slice(-2);
  form.fill({ number, expiry: `12${year}`, cvc: '123', country: 'US', postalCode: '94107' });
  document.getElementById('helper').open = false;
  form.inputs.number.focus();
});
document.addEventListener('focusin', () => tell('focus'));
document.addEventListener('focusout', (event) => event.relatedTarget ?? tell('blur'));
document.addEventListener('keydown', (event) => event.key === 'Escape' && tell('escape'));
