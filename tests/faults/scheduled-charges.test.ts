import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { chargeStories } from '~tests/support/charges';
import { standing } from '~tests/support/payer';
import { freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '300' });
afterAll(() => world.stop());
afterEach(() => world.ctl('DELETE', '/faults'));

const { schedule, minute, advance, stateOf, chargeOf, paymentsOf, payerIn, captured, mailsOf, kindsOf, findings } =
  await chargeStories(world);
const { lockCharge } = await import('~/domain/scheduled-charges/charge-row.server');
const { beginTry } = await import('~/domain/scheduled-charges/move-charge.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { stripe } = await import('~/gateways/stripe.server');
const { addDays, dateIn } = await import('~/lib/dates');
const { db, transaction } = await import('~/lib/db.server');

const VISA = 'pm_card_visa';
const CREATE = 'POST /v1/payment_intents';
const NOW = new Date('2026-12-01T17:00:00Z');
const TENTH = new Date('2026-12-10T05:00:00Z');
const MINUTE_MS = 60_000;
const SLOW_MS = 300_000;
const later = (minutes: number) => new Date(TENTH.getTime() + minutes * MINUTE_MS);
const fault = (kind: string, count = 9) => world.ctl('POST', '/faults', { route: CREATE, kind, count });

async function agreed() {
  const payer = await payerIn();
  await payer.invoices(2, { dueOn: '2026-12-10' });
  const card = await payer.saveCard(VISA);
  return { payer, card, charge: await schedule(payer, card, '2026-12-10', NOW) };
}

async function expectChargedOnce({ payer, charge }: Awaited<ReturnType<typeof agreed>>) {
  expect(await stateOf(charge)).toBe('succeeded');
  const payments = await paymentsOf(charge);
  expect(payments.map((payment) => payment.state)).toEqual(['succeeded']);
  expect(await captured(payments.map((payment) => payment.id))).toBe(1);
  expect(await standing(payer.actor)).toMatchObject({
    due: 0n,
    inFlight: 0n,
    paid: 20_000n,
    receipts: 1,
    receiptMails: 1,
  });
  expect(await findings(payer, later(100))).toEqual([]);
}

describe('a worker that is killed', () => {
  test('between beginning the try and its payment: the next minute makes that same payment', async () => {
    const { payer, card, charge } = await agreed();
    const { paymentId } = await chargeOf(charge);
    const because = { actor: { kind: 'system', name: 'test' } as const, cause: 'test', now: TENTH };
    await transaction(async (tx) => beginTry(tx, (await lockCharge(tx, charge))!, because));
    expect(await stateOf(charge)).toBe('running');
    await minute(later(1));
    await expectChargedOnce({ payer, card, charge });
    expect((await paymentsOf(charge))[0]?.id).toBe(paymentId);
  });

  test('between its payment and noting what became of it: the next minute notes it', async () => {
    const { payer, card, charge } = await agreed();
    await fault('drop-after-commit');
    await advance(charge, TENTH);
    expect(await stateOf(charge)).toBe('running');
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(1) });
    expect(await stateOf(charge)).toBe('running');
    await minute(later(2));
    await expectChargedOnce({ payer, card, charge });
  });
});

describe('a gateway that is away on the date', () => {
  test.each(['drop-before', 'bare-502', '500-before', '429-rate'])(
    '%s: the payment is checking, nothing is tried a second time, and it ends as the gateway says',
    async (kind) => {
      const { payer, card, charge } = await agreed();
      await fault(kind, 50);
      await minute(TENTH);
      for (const minutes of [1, 2, 3]) await minute(later(minutes));
      expect(await paymentsOf(charge)).toMatchObject([{ state: 'checking' }]);
      expect(await kindsOf(payer)).toEqual(['charge-scheduled']);
      await world.ctl('DELETE', '/faults');
      await reconcileRecent({ now: later(4) });
      await minute(later(5));
      await expectChargedOnce({ payer, card, charge });
    },
  );

  test('for so long that the call may not be repeated: given up, told, and tried another day under another id', async () => {
    const { payer, charge } = await agreed();
    await fault('drop-before', 50);
    await minute(TENTH);
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(30) });
    await minute(later(31));
    expect(await chargeOf(charge)).toMatchObject({ state: 'retrying', reason: 'no-answer' });
    expect((await standing(payer.actor)).inFlight).toBe(0n);
    await minute(later(24 * 60));
    const payments = await paymentsOf(charge);
    expect(payments.map((payment) => payment.state)).toEqual(['cancelled', 'succeeded']);
    expect(await captured(payments.map((payment) => payment.id))).toBe(1);
  });
});

describe('F40: what the gateway no longer knows', () => {
  const intentsMade = async () =>
    ((await world.ctl('GET', '/stats')) as { requests: Record<string, number> }).requests[CREATE] ?? 0;

  async function runs(how: (made: Awaited<ReturnType<typeof agreed>>) => Promise<unknown>) {
    const made = await agreed();
    await how(made);
    const before = await intentsMade();
    for (const minutes of [0, 1, 2, 10, 60, 600]) await minute(later(minutes));
    const told = (await mailsOf(made.payer)).filter((mail) => mail.kind === 'charge-failed');
    expect(told).toHaveLength(1);
    expect(await standing(made.payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, paid: 0n });
    expect(await paymentsOf(made.charge)).toHaveLength(1);
    return { ...made, calls: (await intentsMade()) - before, told: told[0]! };
  }

  test('the key was revoked: no storm, told, released, tried another day', async () => {
    const { payer, card, charge, told } = await runs(() => fault('401-key', 99));
    expect(told.text).toContain('The vendor could not reach the payment provider.');
    expect(await chargeOf(charge)).toMatchObject({ state: 'retrying', tries: 1 });
    await world.ctl('DELETE', '/faults');
    await minute(later(24 * 60));
    expect(await stateOf(charge)).toBe('succeeded');
    expect(await standing(payer.actor)).toMatchObject({ paid: 20_000n, receipts: 1 });
    expect(card.methodId).toBeTruthy();
  });

  test('the account may no longer take the method: asked once, told, released, tried another day', async () => {
    const { payer, charge, calls, told } = await runs(() => fault('400-unactivated', 99));
    expect(calls).toBe(1);
    expect(told.text).toContain('does not take this kind of payment');
    expect(await chargeOf(charge)).toMatchObject({ state: 'retrying', tries: 1 });
    await world.ctl('DELETE', '/faults');
    await minute(later(24 * 60));
    expect(await stateOf(charge)).toBe('succeeded');
    expect(await standing(payer.actor)).toMatchObject({ paid: 20_000n, receipts: 1 });
  });

  test('the method was detached behind our back: never tried again', async () => {
    const { charge, calls } = await runs(async ({ card }) => {
      const { gatewayMethodId } = await db.paymentMethod.findUniqueOrThrow({ where: { id: card.methodId } });
      await stripe().paymentMethods.detach(gatewayMethodId);
    });
    expect(calls).toBe(1);
    expect(await stateOf(charge)).toBe('failed');
  });

  test('the customer was deleted there: never tried again', async () => {
    const { charge, calls } = await runs(async ({ payer }) => {
      const { gatewayCustomerId } = await db.customer.findUniqueOrThrow({ where: { id: payer.actor.customerId } });
      await stripe().customers.del(gatewayCustomerId!);
    });
    expect(calls).toBe(1);
    expect(await stateOf(charge)).toBe('failed');
  });
});

test.each([-10, 10])('F26: a worker’s clock %i minutes off makes no second charge', async (off) => {
  const { payer, card, charge } = await agreed();
  await minute(later(-11 + Math.min(off, 0)));
  expect(await paymentsOf(charge)).toEqual([]);
  // Two workers that do not agree on the hour, both from the moment the shared clock says that the date has begun.
  await Promise.all([advance(charge, TENTH), advance(charge, later(off))]);
  await Promise.all([advance(charge, later(off)), advance(charge, later(1))]);
  await minute(later(2));
  await expectChargedOnce({ payer, card, charge });
});

test(
  'the real product is killed while the gateway takes the money, and started again: charged once',
  async () => {
    const zone = 'America/New_York';
    const today = dateIn(zone, new Date());
    const before = new Date(Date.now() - 3 * 86_400_000);
    const payer = await payerIn(zone);
    await payer.invoices(2, { dueOn: addDays(today, 0) });
    const charge = await schedule(payer, await payer.saveCard(VISA), today, before);
    const own = ['DATABASE_URL', 'DATA_DIR', 'SESSION_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'];
    const more = ['STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE', 'STRIPE_JS_URL'];
    const env = Object.fromEntries([...own, ...more].map((name) => [name, process.env[name] ?? '']));
    const [port] = await freePorts(1);
    const start = (): Promise<Product> =>
      startProduct({ ...env, PORT: String(port), ROLE: 'worker', GATEWAY_TIMEOUT_MS: '60000' });
    await world.ctl('POST', '/faults', { route: CREATE, kind: 'stall-after-commit', ms: 120_000 });
    const first = await start();
    const { paymentId } = await chargeOf(charge);
    await expect.poll(() => captured([paymentId]), { timeout: 100_000 }).toBe(1);
    first.signal('SIGKILL');
    await first.ended;
    expect(await stateOf(charge)).toBe('running');
    await world.ctl('DELETE', '/faults');
    const second = await start();
    await expect.poll(() => stateOf(charge), { timeout: 150_000, interval: 500 }).toBe('succeeded');
    second.signal('SIGTERM');
    await second.ended;
    expect(await paymentsOf(charge)).toHaveLength(1);
    expect(await captured([paymentId])).toBe(1);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 20_000n, receipts: 1 });
  },
  SLOW_MS,
);
