import { afterAll, afterEach, expect, test } from 'vitest';
import { callsTo, expectAgreement, takenFor } from '~tests/support/agreement';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '20000' });
afterAll(() => world.stop());
afterEach(async () => {
  await world.ctl('DELETE', '/faults');
  await world.ctl('POST', '/profile', { rateLimitPerSecond: null, objectLocks: false });
});

const { startPayment } = await import('~/domain/payments/start-payment.server');
const { db } = await import('~/lib/db.server');
const { countTooFast, retrieveIntent } = await import('~/gateways/stripe.server');
const { followPayment } = await import('~/domain/payments/follow-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');

const CREATE = 'POST /v1/payment_intents';
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const paid = { due: 0n, inFlight: 0n, paid: 10_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };

type Comer = { payer: Payer; input: StartPaymentInput };

async function arrive(): Promise<Comer> {
  const payer = await makePayer();
  await payer.invoices(1);
  return { payer, input: await payer.payAll(await payer.saveCard('pm_card_visa')) };
}

/** Presses Pay; the page that follows asks again while it is not known. */
async function press({ payer, input }: Comer): Promise<string> {
  const result = await startPayment(payer.actor, input, now);
  return result.ok ? result.payment.state : result.refusal.kind;
}

test('F10: thirty payers at once at a gateway that takes 25 calls a second: all are paid, and nobody is told of it', async () => {
  const comers: Comer[] = [];
  for (let n = 0; n < 30; n += 1) comers.push(await arrive());
  await world.ctl('POST', '/profile', { rateLimitPerSecond: 25 });
  // However slow this machine is, half of them are turned away, and come again each at a moment of its own.
  await world.ctl('POST', '/faults', { route: CREATE, kind: '429-rate', count: 15 });
  const states = await Promise.all(comers.map(press));
  expect(new Set(states)).toEqual(new Set(['succeeded']));
  expect(await callsTo(world, CREATE)).toBeGreaterThanOrEqual(45);
  await drainJobs();
  for (const { payer, input } of comers) {
    expect(await standing(payer.actor)).toEqual(paid);
    expect(await takenFor(world, input.paymentId)).toEqual([10_000n]);
  }
  await expectAgreement(world);
});

test('F10: a storm that outlasts our patience: checking, asked with growing pauses, and paid once when it is over', async () => {
  const comer = await arrive();
  await world.ctl('POST', '/faults', { route: '/v1/**', kind: '429-rate', count: 10_000 });
  const before = await callsTo(world, CREATE);
  expect(await press(comer)).toBe('checking');
  // Four calls and no more, whatever the storm does.
  expect((await callsTo(world, CREATE)) - before).toBe(4);
  await reconcileRecent({ now: later(60) });
  expect(await standing(comer.payer.actor)).toMatchObject({ inFlight: 10_000n, paid: 0n });
  await world.ctl('DELETE', '/faults');
  await reconcileRecent({ now: later(120) });
  await drainJobs();
  expect(await standing(comer.payer.actor)).toEqual(paid);
  expect(await takenFor(world, comer.input.paymentId)).toEqual([10_000n]);
  await expectAgreement(world);
});

test('F10: what is read too fast is read again, and holds no charge up; a charge that comes too fast, or a limit on all calls, does', async () => {
  const comer = await arrive();
  expect(await press(comer)).toBe('succeeded');
  const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: comer.input.paymentId } });
  const read = (times: number) =>
    Promise.all(Array.from({ length: times }, () => retrieveIntent(gatewayIntentId ?? '')));
  const [before, GET] = [countTooFast(), 'GET /v1/payment_intents/:id'];
  // More than two seconds' worth, however they fall; and few enough that each is answered while we are patient.
  await world.ctl('POST', '/profile', { rateLimitPerSecond: 5 });
  const asked = await callsTo(world, GET);
  expect((await read(11)).map(({ id }) => id)).toEqual(Array.from({ length: 11 }, () => gatewayIntentId));
  expect((await callsTo(world, GET)) - asked).toBeGreaterThan(11);
  expect(countTooFast()).toBe(before);

  // Five at once are turned away at least once, also where a second ends among them.
  const five: Comer[] = [];
  for (let n = 0; n < 5; n += 1) five.push(await arrive());
  await world.ctl('POST', '/profile', { rateLimitPerSecond: 2 });
  expect(new Set(await Promise.all(five.map(press)))).toEqual(new Set(['succeeded']));
  const ofCharges = countTooFast();
  expect(ofCharges).toBeGreaterThan(before);

  await world.ctl('POST', '/profile', { rateLimitPerSecond: null });
  await world.ctl('POST', '/faults', { route: GET, kind: '429-rate', count: 1 });
  await read(1);
  expect(countTooFast()).toBe(ofCharges + 1);
});

test('F11: ten payments of one customer at once, whom the gateway locks meanwhile: one after the other, all paid', async () => {
  const payer = await makePayer();
  const method = await payer.saveCard('pm_card_visa');
  const invoices = await payer.invoices(10);
  const all = await payer.payAll(method);
  const inputs: StartPaymentInput[] = [];
  for (const { id } of invoices) {
    const quote = all.quote.filter(({ invoiceId }) => invoiceId === id);
    inputs.push(await payer.payAll(method, { quote }));
  }
  await world.ctl('POST', '/profile', { objectLocks: true });
  // However the ten meet: so many are told that somebody else is at it.
  await world.ctl('POST', '/faults', { route: CREATE, kind: '429-lock', count: 12 });
  await Promise.all(inputs.map((input) => press({ payer, input })));
  const cause = 'test';
  const states = () =>
    Promise.all(inputs.map(({ paymentId }) => followPayment(payer.actor, { paymentId, cause }, later(1))));
  await expect.poll(states, { timeout: 30_000 }).toEqual(inputs.map(() => 'succeeded'));
  await drainJobs();
  expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 100_000n, receipts: 10 });
  for (const { paymentId } of inputs) expect(await takenFor(world, paymentId)).toEqual([10_000n]);
  await expectAgreement(world);
});
