import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
let customer: string;
const made: string[] = [];
beforeAll(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ email: 'ada@fabrikam.example' })).id;
  for (let at = 0; at < 7; at++) {
    await bench.stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
    made.push((await bench.stripe.paymentIntents.create(charge('pm_card_visa', { customer }))).id);
  }
});
afterAll(() => bench.stop());

describe('lists', () => {
  it('are newest first and page by cursor in both directions', async () => {
    const newest = [...made].reverse();
    const first = await bench.stripe.paymentIntents.list({ customer, limit: 3 });
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/payment_intents' });
    expect(first.data.map(({ id }) => id)).toEqual(newest.slice(0, 3));
    const next = await bench.stripe.paymentIntents.list({ customer, limit: 4, starting_after: newest[2]! });
    expect([next.data.map(({ id }) => id), next.has_more]).toEqual([newest.slice(3, 7), false]);
    const back = await bench.stripe.paymentIntents.list({ customer, limit: 2, ending_before: newest[3]! });
    expect(back.data.map(({ id }) => id)).toEqual(newest.slice(1, 3));
    const all: string[] = [];
    for await (const { id } of bench.stripe.paymentIntents.list({ customer, limit: 2 })) all.push(id);
    expect(all).toEqual(newest);
  });

  it('expand within', async () => {
    const { data } = await bench.stripe.paymentIntents.list({
      customer,
      limit: 2,
      expand: ['data.latest_charge.balance_transaction', 'data.customer'],
    });
    expect(data).toMatchObject([
      { customer: { email: 'ada@fabrikam.example' }, latest_charge: { balance_transaction: { fee: 59 } } },
      {},
    ]);
  });

  it('filter by time, by mail, by intent', async () => {
    await bench.ctl('/clock', { advanceSeconds: 3600 });
    const later = await bench.stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
    const since = await bench.stripe.paymentIntents.list({ created: { gte: later.created } });
    expect(since.data.map(({ id }) => id)).toEqual([later.id]);
    expect((await bench.stripe.paymentIntents.list({ created: { lt: later.created }, limit: 100 })).data).toHaveLength(
      14,
    );
    expect((await bench.stripe.customers.list({ email: 'ada@fabrikam.example' })).data.map(({ id }) => id)).toEqual([
      customer,
    ]);
    expect((await bench.stripe.charges.list({ payment_intent: made[0]! })).data).toHaveLength(1);
    expect(
      (await bench.stripe.events.list({ types: ['customer.created', 'charge.succeeded'], limit: 100 })).data,
    ).toHaveLength(8);
  });

  it('of charges hold what an older program took without an intent', async () => {
    const { id } = await bench.ctl<{ id: string }>('/charges', { amount: 700, currency: 'usd' });
    const [newest] = (await bench.stripe.charges.list({ limit: 1 })).data;
    expect(newest).toMatchObject({
      id,
      payment_intent: null,
      customer: null,
      status: 'succeeded',
      amount_captured: 700,
    });
    expect((await bench.stripe.balanceTransactions.list({ source: id })).data).toMatchObject([{ amount: 700 }]);
  });

  it('refuse limits and cursors that cannot be', async () => {
    expect((await refusal(bench.stripe.customers.list({ limit: 101 }))).statusCode).toBe(400);
    expect((await refusal(bench.stripe.customers.list({ starting_after: 'cus_nobody' }))).code).toBe(
      'resource_missing',
    );
  });

  it('of cards belong to one customer', async () => {
    const other = (await bench.stripe.customers.create({})).id;
    const card = await bench.stripe.paymentMethods.attach('pm_card_visa', { customer: other });
    expect((await bench.stripe.customers.listPaymentMethods(customer)).data).toEqual([]);
    expect(
      (await bench.stripe.paymentMethods.list({ customer: other, type: 'card' })).data.map(({ id }) => id),
    ).toEqual([card.id]);
    expect((await bench.stripe.customers.retrievePaymentMethod(other, card.id)).id).toBe(card.id);
  });
});
