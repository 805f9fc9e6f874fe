import { afterAll, beforeAll, expect, test } from 'vitest';
import { enter, postPayment, readPayForm, type Visitor } from '~tests/support/pay-over-http';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

/** A new process takes over from an old one while people pay at both and webhooks go to either. */
const SLOW_MS = 240_000;
const PAYERS = 24;
const DRAINED_WITHIN_MS = 40_000;

const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

let [old, fresh]: Product[] = [];

async function startOne(): Promise<Product> {
  const [port] = await freePorts(1);
  const own = [
    'DATABASE_URL',
    'DATA_DIR',
    'SESSION_SECRET',
    'STRIPE_SECRET_KEY',
    'STRIPE_PUBLISHABLE_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'STRIPE_API_BASE',
    'STRIPE_JS_URL',
  ];
  const env = Object.fromEntries(own.map((name) => [name, process.env[name] ?? '']));
  return startProduct({ ...env, PORT: String(port) });
}

beforeAll(async () => {
  await buildProduct();
  old = await startOne();
}, SLOW_MS);

afterAll(async () => {
  for (const product of [old, fresh]) product?.signal('SIGTERM');
  await Promise.all([old?.ended, fresh?.ended]);
  await world.stop();
});

type Comer = { payer: Payer; visitor: Visitor; form: URLSearchParams };

async function arrive(at: Product): Promise<Comer> {
  const payer = await makePayer();
  await payer.invoices(2);
  const { methodId } = await payer.saveCard('pm_card_visa');
  const visitor = await enter(at.url, payer.actor, methodId);
  return { payer, visitor, form: await readPayForm(visitor) };
}

test(
  'F39: the old process finishes what it began, the new one does the rest, and nobody notices',
  async () => {
    await world.ctl('POST', '/webhooks', { url: `${old!.url}/hooks/stripe`, duplicate: 1 });
    const comers: Comer[] = [];
    for (let n = 0; n < PAYERS; n += 1) comers.push(await arrive(old!));
    fresh = await startOne();

    await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'delay', ms: 1_000, count: PAYERS });
    const pressed = comers.map(({ visitor, form }) => postPayment(visitor, form).then(({ status }) => status));
    const reserved = () => db.payment.count();
    await expect.poll(reserved, { timeout: 30_000 }).toBe(PAYERS);
    const began = performance.now();
    old!.signal('SIGTERM');
    await world.ctl('POST', '/webhooks', { url: `${fresh.url}/hooks/stripe`, duplicate: 1 });
    // Who pressed before the end gets an answer, and it is no mistake.
    expect(new Set(await Promise.all(pressed))).toEqual(new Set([303]));
    expect(await old!.ended).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(DRAINED_WITHIN_MS);
    // Who comes back looks at the new one, with the session and the form they have.
    for (const { visitor, form } of comers)
      expect((await postPayment({ ...visitor, url: fresh.url }, form)).status).toBe(303);

    await world.ctl('POST', '/quiesce');
    await expect.poll(() => db.payment.count({ where: { endedAt: null } }), { timeout: 90_000 }).toBe(0);
    const paid = { due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };
    for (const { payer } of comers) await expect.poll(() => standing(payer.actor), { timeout: 30_000 }).toEqual(paid);
    await expect.poll(() => db.gatewayEvent.count({ where: { state: 'queued' } }), { timeout: 30_000 }).toBe(0);
    const { charges } = (await world.ctl('GET', '/truth')) as { charges: unknown[] };
    expect(charges).toHaveLength(PAYERS);
    expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
  },
  SLOW_MS,
);
