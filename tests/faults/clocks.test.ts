import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAgreement, takenFor } from '~tests/support/agreement';
import { ownEnv } from '~tests/support/own-env';
import { enter, postPayment, readPayForm } from '~tests/support/pay-over-http';
import { makePayer, standing } from '~tests/support/payer';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

/** The real product on a machine whose clock is wrong. */
const SLOW_MS = 180_000;
const MINUTE_MS = 60_000;
const SHIFT = new URL('../support/shifted-clock.mjs', import.meta.url);

const world = await startWorld();
const { db } = await import('~/lib/db.server');
beforeAll(buildProduct, SLOW_MS);
afterAll(() => world.stop());

async function startShifted(offsetMinutes: number): Promise<Product> {
  const [port] = await freePorts(1);
  return startProduct({
    ...ownEnv(),
    PORT: String(port),
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import ${fileURLToPath(SHIFT)}`,
    CLOCK_OFFSET_MS: String(offsetMinutes * MINUTE_MS),
  });
}

async function arrive(product: Product) {
  const payer = await makePayer();
  await payer.invoices(2);
  const { methodId } = await payer.saveCard('pm_card_visa');
  const visitor = await enter(product.url, payer.actor, methodId);
  const form = await readPayForm(visitor);
  return { payer, visitor, form, paymentId: form.get('paymentId') ?? '' };
}

const paid = { due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };

test.each([
  [10, 'ten minutes fast: every webhook is refused and says why, and the payment is found by asking'],
  [-10, 'ten minutes slow: webhooks are believed, and the payment is found all the same'],
])(
  'F26: %i minutes: %s',
  async (offset) => {
    const product = await startShifted(offset);
    try {
      await world.ctl('POST', '/webhooks', { url: `${product.url}/hooks/stripe` });
      const events = () => db.gatewayEvent.count();
      const known = await events();
      const { payer, visitor, form, paymentId } = await arrive(product);
      await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'drop-after-commit', count: 9 });
      expect((await postPayment(visitor, form)).status).toBe(303);
      await world.ctl('DELETE', '/faults');
      expect(await takenFor(world, paymentId)).toEqual([20_000n]);
      await expect.poll(() => standing(payer.actor), { timeout: 120_000, interval: 500 }).toEqual(paid);
      await world.ctl('POST', '/quiesce');
      if (offset > 0) {
        expect(product.stdout()).toContain('does the clock run ahead?');
        expect(await events()).toBe(known);
      } else {
        await expect.poll(() => db.gatewayEvent.count({ where: { state: 'applied' } })).toBeGreaterThan(0);
        expect(product.stdout()).not.toContain('does the clock run ahead?');
      }
      await expectAgreement(world, { now: new Date(Date.now() + Math.max(0, offset) * MINUTE_MS) });
      expect(await takenFor(world, paymentId)).toEqual([20_000n]);
    } finally {
      await world.ctl('POST', '/webhooks', { url: null });
      product.signal('SIGTERM');
      await product.ended;
    }
  },
  SLOW_MS,
);
