import type Stripe from 'stripe';
import type { Hono } from 'hono';
import { money } from '../gateway/amounts';
import type { NodeEnv } from '../node-env';
import type { World } from '../world';
import { document, html } from './html';

const SHOWN = 25;
const CSP = {
  'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'",
  'cache-control': 'no-store',
};
const NO_MONEY = 'Test gateway: no real money moves.';
const WORDS: Record<string, string> = {
  succeeded: 'Succeeded',
  canceled: 'Canceled',
  processing: 'Processing',
  requires_action: 'Waiting for the bank',
  requires_capture: 'Held',
  requires_confirmation: 'Not confirmed',
  requires_payment_method: 'Not paid',
};

/** What this server is, and what has passed through it lately. */
export function mountFront(app: Hono<NodeEnv>, world: World): void {
  app.get('/', (c) => {
    const payments = world.state
      .allBooks()
      .flatMap((books) => [...take(books.payment_intent.walk(null, null, true), SHOWN)])
      .sort((a, b) => b.created - a.created)
      .slice(0, SHOWN);
    return c.html(
      document(
        { title: 'Sandbox payment gateway', css: '/elements/plain.css' },
        html`<body>
          <main>
            <h1>Sandbox payment gateway</h1>
            <p class="lead">
              ${NO_MONEY} This server stands in for Stripe on this machine: it speaks its API, knows its test cards and
              sends its webhooks. How to steer it stands in <code>sandbox/README.md</code>.
            </p>
            <h2>Recent payments</h2>
            ${
              payments.length === 0
                ? html`<p>None yet. They appear here as soon as something is paid.</p>`
                : html`<div class="scroll" tabindex="0" role="region" aria-label="Recent payments">
                    <table>
                      <thead>
                        <tr>
                          <th scope="col">When (UTC)</th>
                          <th scope="col" class="sum">Amount</th>
                          <th scope="col">State</th>
                          <th scope="col">Payment</th>
                        </tr>
                      </thead>
                      <tbody>
                        ${payments.map(row)}
                      </tbody>
                    </table>
                  </div>`
            }
          </main>
        </body>`,
      ),
      200,
      CSP,
    );
  });

  app.get('/receipts/:id', (c) => {
    const charge = world.state
      .allBooks()
      .map((books) => books.charge.get(c.req.param('id')))
      .find((each) => each);
    if (!charge) return c.notFound();
    return c.html(
      document(
        { title: 'Gateway receipt', css: '/elements/plain.css' },
        html`<body>
          <main>
            <h1>Gateway receipt</h1>
            <p class="lead">${NO_MONEY}</p>
            <p>
              ${money(charge.amount_captured, charge.currency)} on ${time(charge.created)} UTC with ${endingIn(charge)}.
            </p>
            <p><code>${charge.id}</code></p>
          </main>
        </body>`,
      ),
      200,
      CSP,
    );
  });
}

function endingIn({ payment_method_details: details }: Stripe.Charge): string {
  const last4 = (details?.card ?? details?.us_bank_account ?? details?.sepa_debit)?.last4 ?? '····';
  return `${details?.card ? 'card' : 'bank account'} ending in ${last4}`;
}

function row(intent: Stripe.PaymentIntent) {
  const error = intent.last_payment_error;
  return html`<tr>
    <td>${time(intent.created)}</td>
    <td class="sum">${money(intent.amount, intent.currency)}</td>
    <td>
      ${WORDS[intent.status] ?? intent.status}${error && html` <span class="why">${error.decline_code ?? error.code ?? ''}</span>`}
    </td>
    <td><code>${intent.id}</code></td>
  </tr>`;
}

function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function* take<T>(rows: Iterable<T>, count: number): Generator<T> {
  let left = count;
  for (const each of rows) {
    if (left-- <= 0) return;
    yield each;
  }
}
