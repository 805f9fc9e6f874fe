import { document, html } from './html';

type Challenge = {
  id: string;
  clientSecret: string;
  account: string;
  origin: string | null;
  merchant: string;
  amount: string | null;
  card: string;
};

/** The bank's question. Plain forms, so it also works in a browser that runs no scripts. */
export function bankPage(c: Challenge): string {
  return document(
    { title: 'Bank authentication', css: '/elements/bank.css', script: '/elements/three-d-secure.js' },
    html`<body class="${c.origin === null ? 'page' : 'over'}" data-origin="${c.origin ?? ''}">
      <main aria-labelledby="title">
        <header><span class="bank">Sandbox Bank</span><span class="tag">3-D Secure test</span></header>
        <h1 id="title">Confirm your ${c.amount === null ? 'card' : 'payment'}</h1>
        <p>Your bank wants to be sure that it is you.</p>
        <dl>
          <div>
            <dt>Merchant</dt>
            <dd>${c.merchant}</dd>
          </div>
          ${
            c.amount !== null &&
            html`<div>
              <dt>Amount</dt>
              <dd class="amount">${c.amount}</dd>
            </div>`
          }
          <div>
            <dt>Card</dt>
            <dd>${c.card}</dd>
          </div>
        </dl>
        <form method="post" action="/3ds/${c.id}/outcome">
          <input type="hidden" name="client_secret" value="${c.clientSecret}" /><input
            type="hidden"
            name="account"
            value="${c.account}"
          /><input type="hidden" name="origin" value="${c.origin ?? ''}" />
          <button class="main" id="complete" name="outcome" value="pass">Complete authentication</button>
          <button id="fail" name="outcome" value="fail">Fail authentication</button>
          <button class="quiet" id="cancel" name="outcome" value="cancel">Cancel</button>
        </form>
        <p class="note">Test gateway: no real money moves.</p>
      </main>
    </body>`,
  );
}

/** Inside the merchant's page: says that the matter is settled, which closes the overlay. */
export function bankDonePage(origin: string): string {
  return document(
    { title: 'Bank authentication', css: '/elements/bank.css', script: '/elements/three-d-secure.js' },
    html`<body class="over" data-origin="${origin}" data-done>
      <main><p role="status">Returning to the merchant.</p></main>
    </body>`,
  );
}

export function bankRefusalPage(message: string): string {
  return document(
    { title: 'Bank authentication', css: '/elements/bank.css' },
    html`<body class="page">
      <main>
        <h1>Nothing to confirm</h1>
        <p>${message}</p>
      </main>
    </body>`,
  );
}
