import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { charge, openBench, openReceiver } from './test-bench';

let receiver: Awaited<ReturnType<typeof openReceiver>>;
let bench: Awaited<ReturnType<typeof openBench>>;
beforeEach(async () => {
  receiver = await openReceiver();
  bench = await openBench({ webhookUrl: receiver.url });
});
afterEach(async () => {
  await bench.stop();
  await receiver.close();
});

const quiesce = () => bench.ctl<{ webhooks: { delivered: number; pending: number } }>('/quiesce', {});
const PAID = ['charge.succeeded', 'payment_intent.created', 'payment_intent.succeeded'];

describe('webhooks', () => {
  it('tell each change with a signature that verifies, a snapshot and the request', async () => {
    const intent = await bench.stripe.paymentIntents.create(charge('pm_card_visa', { metadata: { payment: 'p-1' } }), {
      idempotencyKey: 'p-1',
    });
    expect((await quiesce()).webhooks).toMatchObject({ delivered: 3, pending: 0 });
    expect(receiver.types().sort()).toEqual(PAID);
    const event = receiver.events.find(({ type }) => type === 'payment_intent.succeeded')!;
    expect(event).toMatchObject({
      api_version: '2026-10-28.endive',
      livemode: false,
      request: { idempotency_key: 'p-1' },
      data: { object: { id: intent.id, status: 'succeeded', metadata: { payment: 'p-1' } } },
    });
    expect((await bench.stripe.events.retrieve(event.id)).data.object).toEqual(event.data.object);
  });

  it('are repeated with a fresh signature until they are accepted', async () => {
    receiver.answer = 500;
    await bench.stripe.customers.create({});
    await receiver.until(() => receiver.events.length === 1);
    receiver.answer = 302;
    await bench.ctl('/clock', { advanceSeconds: 2 });
    await receiver.until(() => receiver.events.length === 2);
    receiver.answer = 204;
    await bench.ctl('/webhooks/release', {});
    await receiver.until(() => receiver.events.length === 3);
    expect(new Set(receiver.events.map(({ id }) => id)).size).toBe(1);
    expect((await quiesce()).webhooks).toMatchObject({ delivered: 1, pending: 0 });
  });

  it('are held and released', async () => {
    await bench.ctl('/webhooks', { mode: 'hold' });
    await bench.stripe.paymentIntents.create(charge('pm_card_visa'));
    expect((await quiesce()).webhooks).toMatchObject({ delivered: 0, pending: 3 });
    await bench.ctl('/webhooks/release', {});
    await quiesce();
    expect(receiver.types().sort()).toEqual(PAID);
  });

  it('are dropped, and sent again when asked', async () => {
    await bench.ctl('/webhooks', { mode: 'drop' });
    await bench.stripe.paymentIntents.create(charge('pm_card_visa'));
    await quiesce();
    expect(receiver.events).toEqual([]);
    await bench.ctl('/webhooks', { mode: 'deliver' });
    await bench.ctl('/webhooks/resend', {});
    await quiesce();
    expect(receiver.types().sort()).toEqual(PAID);
  });

  it('are doubled and shuffled', async () => {
    await bench.ctl('/webhooks', { duplicate: 2, shuffle: true });
    await bench.stripe.paymentIntents.create(charge('pm_card_visa'));
    await receiver.until(() => receiver.events.length === 9);
    expect(new Set(receiver.events.map(({ id }) => id)).size).toBe(3);
  });

  it('go to endpoints made over the API, with their own secret and choice of types', async () => {
    await bench.ctl('/webhooks', { url: null });
    const endpoint = await bench.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['payment_intent.succeeded'],
    });
    expect(endpoint.secret).toMatch(/^whsec_/);
    await bench.ctl('/webhooks', { mode: 'hold' });
    await bench.stripe.paymentIntents.create(charge('pm_card_visa'));
    expect((await bench.ctl<{ pending: number }>('/webhooks')).pending).toBe(1);
  });

  it('tell the story of a declined payment, a saved card and a customer', async () => {
    const customer = (await bench.stripe.customers.create({})).id;
    await bench.stripe.paymentIntents.create(charge('pm_card_chargeDeclined')).catch(() => undefined);
    const card = await bench.stripe.paymentMethods.attach('pm_card_visa', { customer });
    await bench.stripe.paymentMethods.update(card.id, { metadata: { note: 'mine' } });
    await bench.stripe.paymentMethods.detach(card.id);
    await bench.stripe.customers.update(customer, { name: 'Ada' });
    await bench.stripe.customers.del(customer);
    await quiesce();
    expect(receiver.types().sort()).toEqual([
      'charge.failed',
      'customer.created',
      'customer.deleted',
      'customer.updated',
      'payment_intent.created',
      'payment_intent.payment_failed',
      'payment_method.attached',
      'payment_method.detached',
      'payment_method.updated',
    ]);
  });
});
