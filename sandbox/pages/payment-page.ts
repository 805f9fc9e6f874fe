import { document, html } from './html';

const field = (name: string, label: string, attributes: Record<string, string>) =>
  html` <div class="group" id="group-${name}">
    <label for="field-${name}" id="label-${name}">${label}</label>
    <div class="control">
      <input
        id="field-${name}"
        name="${name}"
        type="text"
        aria-describedby="error-${name}"
        aria-invalid="false"
        aria-required="true"
        spellcheck="false"
        autocapitalize="off"
        autocorrect="off"
        ${Object.entries(attributes).map(([key, value]) => html` ${key}="${value}"`)}
      />
      ${
        name === 'number' &&
        html`<div class="brands" aria-hidden="true">
          <span id="brand"></span><span id="brands"><span>Visa</span><span>MC</span><span>Amex</span></span>
        </div>`
      }
    </div>
    <p class="error" id="error-${name}" role="alert" hidden></p>
  </div>`;

const tab = (type: string, label: string) =>
  html`<label class="tab" id="tab-${type}" hidden
    ><input type="radio" name="type" value="${type}" ${type === 'card' && html`checked`} /><span>${label}</span></label
  >`;

const who = (type: string) => html`
  ${field(`${type}-name`, 'Full name or company', { autocomplete: 'name' })}
  ${field(`${type}-email`, 'Email', { autocomplete: 'email', inputmode: 'email', placeholder: 'you@example.com' })}
`;

/** The accounts that the vendor's test bank shows to whoever signs in there. */
const CONNECTED = [
  ['us_success', 'Checking •••• 6789: succeeds'],
  ['us_insufficientFunds', 'Checking •••• 2227: not enough money'],
  ['us_accountClosed', 'Checking •••• 1113: closed account'],
  ['us_debitNotAuthorized', 'Checking •••• 3335: not authorised'],
  ['us_dispute', 'Checking •••• 5559: succeeds, then taken back'],
  ['us_processing', 'Checking •••• 0009: processing for ever'],
] as const;

/** The form in its own frame; one page for every merchant's look. */
export const PAYMENT_PAGE = document(
  { title: 'Payment details', css: '/elements/payment.css', script: '/elements/payment.js' },
  html`<body>
    <main>
      <form id="form" novalidate autocomplete="on" aria-label="Payment details">
        <fieldset class="tabs" id="tabs" hidden>
          <legend>Pay with</legend>
          ${tab('card', 'Card')} ${tab('us_bank_account', 'US bank account')} ${tab('sepa_debit', 'SEPA debit')}
        </fieldset>
        <div class="part" id="part-card">
          ${field('number', 'Card number', { autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234' })}
          <div class="row">
            ${field('expiry', 'Expiration date', { autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM / YY' })}
            ${field('cvc', 'Security code', { autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: 'CVC' })}
          </div>
          <div class="row" id="row-address">
            <div class="group" id="group-country">
              <label for="field-country">Country</label>
              <div class="control select">
                <select id="field-country" name="country" autocomplete="country"></select>
              </div>
            </div>
            ${field('postalCode', 'ZIP code', { autocomplete: 'postal-code' })}
          </div>
        </div>
        <div class="part" id="part-us_bank_account" hidden>
          ${who('us')}
          <div class="group" id="group-us-account">
            <label for="field-us-account">Bank account</label>
            <div class="control select">
              <select id="field-us-account" name="us-account">
                <optgroup label="Signed in at STRIPE TEST BANK">
                  ${CONNECTED.map(([value, label]) => html`<option value="${value}">${label}</option>`)}
                </optgroup>
                <option value="">Enter the account number instead</option>
              </select>
            </div>
          </div>
          <div class="row" id="us-manual" hidden>
            ${field('us-routing', 'Routing number', { inputmode: 'numeric', placeholder: '110000000', maxlength: '9' })}
            ${field('us-number', 'Account number', { inputmode: 'numeric', placeholder: '000123456789', maxlength: '17' })}
          </div>
        </div>
        <div class="part" id="part-sepa_debit" hidden>
          ${who('sepa')} ${field('sepa-iban', 'IBAN', { placeholder: 'AT61 1904 3002 3457 3201', maxlength: '42' })}
        </div>
        <p class="terms" id="terms" hidden></p>
        <details class="note" id="helper">
          <summary>Test gateway: no real money moves. <span>Use a test card</span></summary>
          <ul id="test-cards"></ul>
        </details>
      </form>
    </main>
  </body>`,
);
