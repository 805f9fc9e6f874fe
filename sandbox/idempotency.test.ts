import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const form = (more: Record<string, string> = {}) => ({
  amount: '1000',
  currency: 'usd',
  payment_method: 'pm_card_visa',
  confirm: 'true',
  'allowed_payment_method_types[0]': 'card',
  ...more,
});
const post = (key: string, more: Record<string, string> = {}) =>
  bench.raw('POST', '/v1/payment_intents', form(more), { 'idempotency-key': key });

describe('an idempotency key', () => {
  it('gives the first answer again and says so; the order of parameters is no difference', async () => {
    const first = await post('k-replay');
    const again = await bench.raw('POST', '/v1/payment_intents', Object.fromEntries(Object.entries(form()).reverse()), {
      'idempotency-key': 'k-replay',
    });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('keeps declines', async () => {
    const decline = () =>
      bench.stripe.paymentIntents.create(charge('pm_card_chargeDeclined'), { idempotencyKey: 'k-decline' });
    const [first, again] = [await refusal(decline()), await refusal(decline())];
    expect(again.payment_intent!.id).toBe(first.payment_intent!.id);
  });

  it('is refused with other parameters or another address', async () => {
    await post('k-other');
    expect((await post('k-other', { amount: '2000' })).body.error).toMatchObject({ type: 'idempotency_error' });
    const elsewhere = await bench.raw('POST', '/v1/customers', {}, { 'idempotency-key': 'k-other' });
    expect(elsewhere).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } });
  });

  it('is in use while the first request runs', async () => {
    await bench.ctl('/faults', { route: 'POST /v1/payment_intents', kind: 'delay', ms: 60_000 });
    const slow = post('k-busy');
    await until(async () => (await bench.ctl<{ faults: unknown[] }>('/faults')).faults.length === 0);
    expect(await post('k-busy')).toMatchObject({ status: 409, body: { error: { code: 'idempotency_key_in_use' } } });
    await bench.ctl('/faults', {}, 'DELETE');
    const done = await slow;
    expect(done.status).toBe(200);
    expect((await post('k-busy')).body).toEqual(done.body);
  });

  it('does not keep what never began: wrong parameters', async () => {
    expect((await post('k-wrong', { nonsense: '1' })).status).toBe(400);
    expect((await post('k-wrong')).status).toBe(200);
  });

  it('keeps a 500 that came after the work', async () => {
    await bench.ctl('/faults', { route: 'POST /v1/payment_intents', kind: '500-after' });
    expect((await post('k-500')).status).toBe(500);
    const again = await post('k-500');
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([500, 'true']);
  });

  it('belongs to one account, and lasts a day', async () => {
    const home = await post('k-day');
    const other = await bench.raw('POST', '/v1/payment_intents', form(), {
      'idempotency-key': 'k-day',
      'stripe-account': 'acct_other',
    });
    expect(other.body.id).not.toBe(home.body.id);
    await bench.ctl('/clock', { advanceSeconds: 23 * 3600 });
    expect((await post('k-day')).body.id).toBe(home.body.id);
    await bench.ctl('/clock', { advanceSeconds: 2 * 3600 });
    expect((await post('k-day')).body.id).not.toBe(home.body.id);
  });

  it('means nothing on reads', async () => {
    const { body } = await post('k-read');
    const read = await bench.raw('GET', `/v1/payment_intents/${body.id}`, {}, { 'idempotency-key': 'k-read' });
    expect(read.headers.get('idempotent-replayed')).toBeNull();
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition()));
}
