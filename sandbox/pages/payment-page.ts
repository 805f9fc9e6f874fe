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

/** The card form in its own frame; one page for every merchant's look. */
export const PAYMENT_PAGE = document(
  { title: 'Card details', css: '/elements/payment.css', script: '/elements/payment.js' },
  html`<body>
    <main>
      <form id="form" novalidate autocomplete="on" aria-label="Card details">
        ${field('number', 'Card number', { autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234' })}
        <div class="row">
          ${field('expiry', 'Expiration date', { autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: 'MM / YY' })}
          ${field('cvc', 'Security code', { autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: 'CVC' })}
        </div>
        <div class="row" id="row-address">
          <div class="group" id="group-country">
            <label for="field-country">Country</label>
            <div class="control select"><select id="field-country" name="country" autocomplete="country"></select></div>
          </div>
          ${field('postalCode', 'ZIP code', { autocomplete: 'postal-code' })}
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
