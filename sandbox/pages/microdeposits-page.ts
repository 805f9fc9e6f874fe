import type Stripe from 'stripe';
import type { Hono } from 'hono';
import { money } from '../gateway/amounts';
import { waitsForMicrodeposits, type Intent } from '../gateway/microdeposits';
import { verifyMicrodeposits } from '../gateway/verify-microdeposits';
import type { NodeEnv } from '../node-env';
import { ApiError } from '../wire/api-error';
import type { World } from '../world';
import { bankRefusalPage } from './bank-page';
import { findIntentOf } from './bank-routes';
import { document, html } from './html';

const CSP = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** The vendor's hosted page: the payer tells the code that came with the small deposit. Works without scripts. */
export function mountMicrodeposits(app: Hono<NodeEnv>, world: World): void {
  const find = (id: string, query: URLSearchParams) =>
    findIntentOf(world, id, query.get('account') ?? '', query.get('client_secret') ?? undefined);
  const nobody = () => bankRefusalPage('This address does not belong to an account to verify.');

  app.get('/microdeposits/:id', (c) => {
    const query = new URL(c.req.url).searchParams;
    const found = find(c.req.param('id'), query);
    if (!found) return c.html(nobody(), 404, CSP);
    return c.html(page(found.intent, query, account(found.work.books.payment_method, found.intent), null), 200, CSP);
  });

  app.post('/microdeposits/:id', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const found = find(c.req.param('id'), form);
    if (!found) return c.html(nobody(), 404, CSP);
    const { work, intent } = found;
    const label = account(work.books.payment_method, intent);
    try {
      const after = verifyMicrodeposits(work, intent, { descriptor_code: (form.get('code') ?? '').trim() });
      world.settle();
      return c.html(page(after, form, label, null), 200, CSP);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      world.settle();
      const now = find(intent.id, form)!.intent;
      return c.html(page(now, form, label, error.message), 400, CSP);
    }
  });
}

function account(methods: { get(id: string): Stripe.PaymentMethod | undefined }, intent: Intent): string {
  const bank = methods.get(intent.payment_method as string)?.us_bank_account;
  return bank ? `${bank.bank_name ?? 'Bank account'} \u2022\u2022\u2022\u2022 ${bank.last4}` : 'Bank account';
}

function page(intent: Intent, query: URLSearchParams, label: string, problem: string | null): string {
  const waits = waitsForMicrodeposits(intent);
  const done = !waits && intent.status !== 'requires_payment_method' && intent.status !== 'canceled';
  const title = waits
    ? 'Verify your bank account'
    : done
      ? 'Your bank account is verified'
      : 'The account was not verified';
  return document(
    { title, css: '/elements/bank.css' },
    html`<body class="page">
      <main aria-labelledby="title">
        <header><span class="bank">Sandbox gateway</span><span class="tag">Micro-deposit test</span></header>
        <h1 id="title">${title}</h1>
        ${problem && html`<p role="alert"><strong>${problem}</strong></p>`}
        <dl>
          <div>
            <dt>Account</dt>
            <dd>${label}</dd>
          </div>
          ${
            intent.object === 'payment_intent' &&
            html`<div>
              <dt>Amount</dt>
              <dd class="amount">${money(intent.amount, intent.currency)}</dd>
            </div>`
          }
        </dl>
        ${
          waits
            ? html`<p>
                  A deposit of $0.01 reaches the account in one or two business days. Its text holds a code that begins
                  with SM.
                </p>
                <form method="post" action="/microdeposits/${intent.id}">
                  <input type="hidden" name="client_secret" value="${query.get('client_secret') ?? ''}" /><input
                    type="hidden"
                    name="account"
                    value="${query.get('account') ?? ''}"
                  />
                  <label for="code">Code</label>
                  <input
                    id="code"
                    name="code"
                    required
                    maxlength="6"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                  />
                  <button class="main">Verify</button>
                </form>
                <p class="note">Test codes: SM11AA verifies, SM33CC uses up all tries, SM44DD is too late.</p>`
            : html`<p>You can close this page.</p>`
        }
        <p class="note">Test gateway: no real money moves.</p>
      </main>
    </body>`,
  );
}
