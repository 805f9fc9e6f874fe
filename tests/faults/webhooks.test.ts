import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import Stripe from 'stripe';
import { afterAll, describe, expect, test } from 'vitest';
import { SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, standing } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
const door = await openHookDoor();
afterAll(async () => {
  await door.close();
  await world.stop();
});

const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { applyGatewayEvent } = await import('~/domain/payments/apply-gateway-event.server');
const { receiveGatewayEvent, readSignedEvent } = await import('~/domain/payments/receive-gateway-event.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const address = new URL(world.sandboxUrl);
const stripe = new Stripe(SANDBOX_SECRET_KEY, {
  host: address.hostname,
  port: address.port,
  protocol: 'http',
  telemetry: false,
});
const VISA = 'pm_card_visa';

const sign = (body: string, at = new Date(), secret = SANDBOX_WEBHOOK_SECRET) => {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
};
const ring = (body: string, headers: Record<string, string>) =>
  fetch(door.url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const ringSigned = (event: object) => {
  const body = JSON.stringify(event);
  return ring(body, { 'stripe-signature': sign(body) });
};

async function eventsOf(intentId: string | null): Promise<Stripe.Event[]> {
  const events: Stripe.Event[] = [];
  for await (const event of stripe.events.list({ limit: 100 })) {
    const object = event.data.object as { id?: string; payment_intent?: unknown };
    if (object.id === intentId || object.payment_intent === intentId) events.push(event);
    // They come newest first, and this is the first there is of an intent.
    if (object.id === intentId && event.type === 'payment_intent.created') break;
  }
  return events.reverse();
}

describe('the doorbell', () => {
  test('F24: bad, missing, stale, v0-only or altered: refused, and no row; a good one after that still works', async () => {
    const event = {
      id: 'evt_forged',
      object: 'event',
      type: 'payment_intent.succeeded',
      livemode: false,
      data: { object: { id: 'pi_x', object: 'payment_intent' } },
    };
    const body = JSON.stringify(event);
    const stale = new Date(now.getTime() - 301_000);
    const bad: Record<string, string>[] = [
      {},
      { 'stripe-signature': 'nonsense' },
      { 'stripe-signature': sign(body, stale) },
      { 'stripe-signature': sign(body, now, 'whsec_other') },
      { 'stripe-signature': sign(body).replace('v1=', 'v0=') },
      { 'stripe-signature': sign(`${body} `) },
    ];
    for (const headers of bad) expect((await ring(body, headers)).status).toBe(400);
    expect(await db.gatewayEvent.count()).toBe(0);
    expect((await ringSigned(event)).status).toBe(200);
    expect(await db.gatewayEvent.count()).toBe(1);
  });

  test('F19: the same event five times at once is kept once and has one effect', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const input = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    await startPayment(payer.actor, input, now);
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({
      where: { id: input.paymentId, vendorId: payer.actor.vendorId },
    });
    await world.ctl('POST', '/three-d-secure', { paymentIntent: gatewayIntentId, outcome: 'pass' });
    const [event] = (await eventsOf(gatewayIntentId)).filter((each) => each.type === 'payment_intent.succeeded');
    const answers = await Promise.all(Array.from({ length: 5 }, () => ringSigned(event ?? {})));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    await drainJobs();
    expect(await standing(payer.actor)).toEqual({
      due: 0n,
      inFlight: 0n,
      paid: 20_000n,
      receipts: 1,
      receiptMails: 1,
      settledEntries: 1,
    });
    expect(await db.gatewayEvent.count({ where: { id: event?.id } })).toBe(1);
  });

  test('F23: events of strangers and of the other mode are answered, put aside and change nothing', async () => {
    const intent = { object: 'payment_intent', metadata: {} };
    await ringSigned({
      id: 'evt_stranger',
      object: 'event',
      type: 'payment_intent.succeeded',
      livemode: false,
      data: { object: { ...intent, id: 'pi_stranger' } },
    });
    await ringSigned({
      id: 'evt_live',
      object: 'event',
      type: 'payment_intent.succeeded',
      livemode: true,
      data: { object: { ...intent, id: 'pi_live' } },
    });
    await ringSigned({
      id: 'evt_unknown',
      object: 'event',
      type: 'something.new',
      livemode: false,
      data: { object: { id: 'x_1', object: 'thing' } },
    });
    await drainJobs();
    const states = await db.gatewayEvent.findMany({
      where: { id: { in: ['evt_stranger', 'evt_live', 'evt_unknown'] } },
      orderBy: { id: 'asc' },
      select: { id: true, state: true },
    });
    expect(states).toEqual([
      { id: 'evt_live', state: 'quarantined' },
      { id: 'evt_stranger', state: 'quarantined' },
      { id: 'evt_unknown', state: 'ignored' },
    ]);
  });

  test('F22: it rings before our own call has returned: applied once', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const input = await payer.payAll(await payer.saveCard(VISA));
    await world.ctl('POST', '/webhooks', { url: door.url });
    await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'delay', count: 1, ms: 800 });
    const starting = startPayment(payer.actor, input, now);
    await world.ctl('POST', '/quiesce');
    await drainJobs();
    expect(await starting).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    await world.ctl('POST', '/quiesce');
    await world.ctl('POST', '/webhooks', { url: null });
    await drainJobs();
    expect(await standing(payer.actor)).toEqual({
      due: 0n,
      inFlight: 0n,
      paid: 20_000n,
      receipts: 1,
      receiptMails: 1,
      settledEntries: 1,
    });
  });
});

test('F20: any order of a payment’s events, with repeats, ends in the same state (500 orders)', async () => {
  const payer = await makePayer();
  const card = await payer.saveCard('pm_card_authenticationRequired');
  let orders = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('pass', 'fail'), fc.infiniteStream(fc.nat()), async (outcome, numbers) => {
      await payer.invoices(1);
      const input = await payer.payAll(card);
      const before = await standing(payer.actor);
      const at = new Date(now.getTime() + (orders += 1) * 3_600_000);
      await startPayment(payer.actor, input, at);
      const { gatewayIntentId } = await db.payment.findUniqueOrThrow({
        where: { id: input.paymentId, vendorId: payer.actor.vendorId },
      });
      const early = await eventsOf(gatewayIntentId);
      await world.ctl('POST', '/three-d-secure', { paymentIntent: gatewayIntentId, outcome });
      const events = [...early, ...(await eventsOf(gatewayIntentId))].map((event) => ({
        event,
        key: numbers.next().value ?? 0,
      }));
      for (const { event } of events.sort((a, b) => a.key - b.key)) {
        const body = JSON.stringify(event);
        const view = readSignedEvent(body, sign(body));
        if (!view) throw new Error('the signature is good');
        // As the job does it, without the queue between: the order is the one drawn.
        await receiveGatewayEvent(view, at);
        await applyGatewayEvent({ eventId: view.id, now: at });
      }
      const after = await standing(payer.actor);
      // What failed before is open again, and so part of this payment.
      const expected =
        outcome === 'pass' ? { paid: before.paid + before.due, due: 0n } : { paid: before.paid, due: before.due };
      expect({ paid: after.paid, due: after.due }).toEqual(expected);
      expect(after.inFlight).toBe(0n);
      expect(after.receipts - before.receipts).toBe(outcome === 'pass' ? 1 : 0);
    }),
    { numRuns: 500, endOnFailure: true },
  );
  expect(await verifyBooks()).toEqual([]);
}, 300_000);
