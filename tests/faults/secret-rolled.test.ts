import { afterAll, beforeAll, expect, test } from 'vitest';
import { SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';
import { expectAgreement } from '~tests/support/agreement';
import { ownEnv } from '~tests/support/own-env';
import { makePayer } from '~tests/support/payer';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

/** The secret of the webhooks is changed while people pay, by the way the operations page tells. */
const SLOW_MS = 180_000;
const OLD = SANDBOX_WEBHOOK_SECRET;
const NEW = 'whsec_the_one_that_comes_after_it';

const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
let product: Product | undefined;
beforeAll(buildProduct, SLOW_MS);
afterAll(async () => {
  product?.signal('SIGTERM');
  await product?.ended;
  await world.stop();
});

/** The next release of the configuration: what was sent before is answered before. */
async function configure(secrets: string): Promise<void> {
  await world.ctl('POST', '/quiesce');
  product?.signal('SIGTERM');
  await product?.ended;
  const [port] = await freePorts(1);
  product = await startProduct({ ...ownEnv(), PORT: String(port), ROLE: 'web', STRIPE_WEBHOOK_SECRET: secrets });
  await world.ctl('POST', '/webhooks', { url: `${product.url}/hooks/stripe` });
}

type Stats = { webhooks: { delivered: number; failedTries: number } };

/** Somebody pays; answers how many events came of it, and how many tries it took too many. */
async function pay(): Promise<{ heard: number; delivered: number; failedTries: number }> {
  const before = ((await world.ctl('GET', '/stats')) as Stats).webhooks;
  const known = await db.gatewayEvent.count();
  const payer = await makePayer();
  await payer.invoices(1);
  await startPayment(payer.actor, await payer.payAll(await payer.saveCard('pm_card_visa')), new Date());
  const after = ((await world.ctl('POST', '/quiesce')) as Stats).webhooks;
  return {
    heard: (await db.gatewayEvent.count()) - known,
    delivered: after.delivered - before.delivered,
    failedTries: after.failedTries - before.failedTries,
  };
}

test(
  'F25: the new secret beside the old one, then alone: every event is heard at the first try, and the old one is dead',
  async () => {
    await configure(OLD);
    const first = await pay();
    expect(first).toEqual({ heard: first.delivered, delivered: first.delivered, failedTries: 0 });
    expect(first.heard).toBeGreaterThan(2);

    await configure(`${OLD},${NEW}`);
    expect(await pay()).toEqual(first);
    await world.ctl('POST', '/webhooks', { secret: NEW });
    expect(await pay()).toEqual(first);

    await configure(NEW);
    expect(await pay()).toEqual(first);

    // Signed with the old one now: refused and without effect. The gateway keeps it, and tells it again when all is right.
    await world.ctl('POST', '/webhooks', { secret: OLD });
    const refused = await pay();
    expect(refused).toMatchObject({ heard: 0, delivered: 0 });
    expect(refused.failedTries).toBe(first.delivered);
    await world.ctl('POST', '/webhooks', { secret: NEW });
    const known = await db.gatewayEvent.count();
    await world.ctl('POST', '/webhooks/release');
    await world.ctl('POST', '/quiesce');
    expect((await db.gatewayEvent.count()) - known).toBe(first.heard);
    await expectAgreement(world);
  },
  SLOW_MS,
);
