import type Stripe from 'stripe';
import type { Context, Hono } from 'hono';
import { money } from '../gateway/amounts';
import { finishPaymentChallenge } from '../gateway/confirm-payment';
import { finishSetupChallenge } from '../gateway/confirm-setup';
import { waitsForMicrodeposits } from '../gateway/microdeposits';
import type { Work } from '../gateway/work';
import type { NodeEnv } from '../node-env';
import type { World } from '../world';
import { bankDonePage, bankPage, bankRefusalPage } from './bank-page';
import { FRAME_CSP } from './static';

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;
const CSP = { 'content-security-policy': FRAME_CSP, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

/** The payer's visit at the bank: in a frame over the merchant's page, or on a page of its own. */
export function mountBank(app: Hono<NodeEnv>, world: World): void {
  const show = (c: Context<NodeEnv>, origin: string | null) => {
    const id = c.req.param('id')!;
    const found = findIntentOf(world, id, c.req.query('account') ?? '', c.req.query('client_secret'));
    if (!found) return c.html(bankRefusalPage('This address does not belong to a payment.'), 404, CSP);
    const { work, intent } = found;
    if (intent.status !== 'requires_action' || waitsForMicrodeposits(intent)) {
      // Reloaded, or settled in another tab: on to where the payer would have gone.
      if (origin !== null) return c.html(bankDonePage(origin), 200, CSP);
      return c.html(bankRefusalPage('Your bank has already answered. You can close this page.'), 200, CSP);
    }
    const method = work.books.payment_method.get(intent.payment_method as string)!;
    return c.html(
      bankPage({
        id,
        clientSecret: intent.client_secret!,
        account: work.books.account,
        origin,
        merchant: origin === null ? 'Quittance sandbox merchant' : new URL(origin).host,
        amount: intent.object === 'payment_intent' ? money(intent.amount, intent.currency) : null,
        card: `${method.card!.brand.toUpperCase()} •••• ${method.card!.last4}`,
      }),
      200,
      CSP,
    );
  };

  app.get('/3ds/redirect/:id', (c) => show(c, null));
  app.get('/3ds/:id', (c) => {
    const origin = c.req.query('origin');
    return show(c, origin && /^https?:\/\/[^/]+$/.test(origin) ? origin : null);
  });

  app.post('/3ds/:id/outcome', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const found = findIntentOf(
      world,
      c.req.param('id'),
      form.get('account') ?? '',
      form.get('client_secret') ?? undefined,
    );
    if (!found) return c.html(bankRefusalPage('This address does not belong to a payment.'), 404, CSP);
    const { work, intent } = found;
    const returnUrl = work.books.challenge.get(intent.id)?.returnUrl ?? null;
    // Cancelling counts as failing, as with the vendor: the intent is open again for another method.
    const passed = form.get('outcome') === 'pass';
    const after =
      intent.object === 'payment_intent'
        ? finishPaymentChallenge(work, intent, passed)
        : finishSetupChallenge(work, intent, passed);
    world.settle();
    const origin = form.get('origin');
    if (origin) return c.html(bankDonePage(origin), 200, CSP);
    if (!returnUrl) return c.html(bankRefusalPage('Your bank has answered. You can close this page.'), 200, CSP);
    return c.redirect(returnAddress(returnUrl, after), 303);
  });
}

function returnAddress(returnUrl: string, intent: Intent): string {
  const url = new URL(returnUrl);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret!);
  url.searchParams.set('redirect_status', intent.status === 'requires_payment_method' ? 'failed' : 'succeeded');
  return url.href;
}

/** Whoever knows the secret may see and answer the intent. */
export function findIntentOf(
  world: World,
  id: string,
  account: string,
  clientSecret: string | undefined,
): { work: Work; intent: Intent } | null {
  const books = world.state.allBooks().find((each) => each.account === account);
  const intent = books?.payment_intent.get(id) ?? books?.setup_intent.get(id);
  return books && intent && intent.client_secret === clientSecret ? { work: world.workOn(books), intent } : null;
}
