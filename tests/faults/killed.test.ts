import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enter, postPayment, readPayForm, type Visitor } from '~tests/support/pay-over-http';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

/**
 * The real product, killed in the middle of several payments at once while no webhook comes through, and started
 * again. Everything a payment may be cut off at is under way at that moment.
 */
const SLOW_MS = 300_000;
const SETTLED_WITHIN_MS = 120_000;

const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

let product: Product;
let env: Record<string, string>;
/** Holds a lock, so that a payment waits before its reservation is kept. */
let blocker: pg.Client;

beforeAll(async () => {
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
  env = { ...Object.fromEntries(own.map((name) => [name, process.env[name] ?? ''])), PORT: String(port) };
  product = await startProduct({ ...env, ROLE: 'web' });
  await world.ctl('POST', '/webhooks', { url: `${product.url}/hooks/stripe`, mode: 'drop' });
  blocker = new pg.Client({ connectionString: world.databaseUrl });
  await blocker.connect();
}, SLOW_MS);

afterAll(async () => {
  await blocker.end();
  product.signal('SIGTERM');
  await product.ended;
  await world.stop();
});

async function arrive(): Promise<{ payer: Payer; visitor: Visitor; form: URLSearchParams; paymentId: string }> {
  const payer = await makePayer();
  await payer.invoices(3);
  const { methodId } = await payer.saveCard('pm_card_visa');
  const visitor = await enter(product.url, payer.actor, methodId);
  const form = await readPayForm(visitor);
  return { payer, visitor, form, paymentId: form.get('paymentId') ?? '' };
}

const stateOf = async ({ paymentId }: { paymentId: string }) =>
  (await db.payment.findUnique({ where: { id: paymentId } }))?.state ?? 'never made';

async function chargesOf({ paymentId }: { paymentId: string }): Promise<number> {
  const { charges } = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
  return charges.filter(({ metadata }) => metadata['payment_id'] === paymentId).length;
}

// On a connection of its own: within a transaction this view stays as it was first seen.
const waitingForLocks = async () =>
  Number(
    (
      await db.$queryRaw<[{ n: bigint }]>`
        SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    )[0].n,
  );

test(
  'F1, F3, F4, F5, F21: killed before the reservation, during the call, after the charge, before the mail: each is paid once or not at all',
  async () => {
    const [beforeReservation, duringCall, afterCharge, beforeMail] = [
      await arrive(),
      await arrive(),
      await arrive(),
      await arrive(),
    ];
    // Without a worker what was paid is not mailed yet.
    expect((await postPayment(beforeMail.visitor, beforeMail.form)).status).toBe(303);
    expect(await stateOf(beforeMail)).toBe('succeeded');

    const cutOff: Promise<unknown>[] = [];
    const press = ({ visitor, form }: typeof duringCall) =>
      cutOff.push(postPayment(visitor, form).catch((error: unknown) => error));
    await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'delay', ms: 60_000 });
    press(duringCall);
    await expect.poll(() => stateOf(duringCall), { timeout: 20_000 }).toBe('reserved');
    await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'stall-after-commit' });
    press(afterCharge);
    await expect.poll(() => chargesOf(afterCharge), { timeout: 20_000 }).toBe(1);
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM invoices WHERE customer_id = $1 FOR UPDATE', [
      beforeReservation.payer.actor.customerId,
    ]);
    press(beforeReservation);
    await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(1);

    product.signal('SIGKILL');
    await product.ended;
    await Promise.all(cutOff);
    await blocker.query('ROLLBACK');
    await world.ctl('DELETE', '/faults');
    product = await startProduct({ ...env, ROLE: 'all' });

    const open = () => db.payment.count({ where: { endedAt: null } });
    await expect.poll(open, { timeout: SETTLED_WITHIN_MS, interval: 500 }).toBe(0);
    const paid = { due: 0n, inFlight: 0n, paid: 30_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };
    for (const each of [duringCall, afterCharge, beforeMail]) {
      await expect.poll(() => standing(each.payer.actor), { timeout: 30_000 }).toEqual(paid);
      expect(await chargesOf(each)).toBe(1);
    }
    expect(await stateOf(beforeReservation)).toBe('never made');
    expect(await chargesOf(beforeReservation)).toBe(0);
    expect(await standing(beforeReservation.payer.actor)).toEqual({
      due: 30_000n,
      inFlight: 0n,
      paid: 0n,
      receipts: 0,
      receiptMails: 0,
      settledEntries: 0,
    });

    // The webhooks of all that time arrive after all, twice, and change nothing.
    await world.ctl('POST', '/webhooks', { mode: 'deliver', duplicate: 1 });
    await world.ctl('POST', '/webhooks/resend', {});
    await world.ctl('POST', '/quiesce');
    await expect.poll(() => db.gatewayEvent.count({ where: { state: 'queued' } }), { timeout: 30_000 }).toBe(0);
    expect(await db.gatewayEvent.count({ where: { state: 'applied' } })).toBeGreaterThan(2);
    for (const each of [duringCall, afterCharge, beforeMail]) expect(await standing(each.payer.actor)).toEqual(paid);
    expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
  },
  SLOW_MS,
);
