import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REFUND_SETTLES_AFTER_SECONDS } from './gateway/refund-charge';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({})).id;
});
afterEach(() => bench.stop());

async function paid(method: string): Promise<{ intent: string; charge: string }> {
  const intent = await bench.stripe.paymentIntents.create(charge(method, { customer }));
  await bench.ctl('/quiesce', {});
  return { intent: intent.id, charge: intent.latest_charge as string };
}
const net = async () =>
  (
    await bench.ctl<{ customers: { customer: string; net: number; refunded: number; disputed: number }[] }>('/truth')
  ).customers.find((each) => each.customer === customer)!;
const types = async () => (await bench.stripe.events.list({ limit: 100 })).data.map(({ type }) => type);

describe('a refund', () => {
  it('gives back in parts, never more than was paid', async () => {
    const { intent, charge: id } = await paid('pm_card_visa');
    const refund = await bench.stripe.refunds.create({
      payment_intent: intent,
      amount: 300,
      reason: 'requested_by_customer',
      metadata: { why: 'x' },
    });
    expect(refund).toMatchObject({ status: 'succeeded', amount: 300, charge: id, payment_intent: intent });
    expect(await refusal(bench.stripe.refunds.create({ charge: id, amount: 701 }))).toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    await bench.stripe.refunds.create({ charge: id });
    expect((await refusal(bench.stripe.refunds.create({ charge: id }))).code).toBe('charge_already_refunded');
    expect(await bench.stripe.charges.retrieve(id, { expand: ['refunds'] })).toMatchObject({
      refunded: true,
      amount_refunded: 1000,
      refunds: { data: [{ amount: 700 }, { amount: 300 }] },
    });
    expect(await net()).toMatchObject({ net: 0, refunded: 1000 });
    expect((await bench.stripe.balanceTransactions.list({ type: 'refund' })).data.map(({ amount }) => amount)).toEqual([
      -700, -300,
    ]);
  });

  it('is pending first with 7726, and can be cancelled until it has settled', async () => {
    const { charge: id } = await paid('pm_card_pendingRefund');
    const first = await bench.stripe.refunds.create({ charge: id, amount: 400 });
    expect(first.status).toBe('pending');
    expect((await bench.stripe.refunds.cancel(first.id)).status).toBe('canceled');
    const second = await bench.stripe.refunds.create({ charge: id });
    expect(second.amount).toBe(1000);
    await bench.ctl('/clock', { advanceSeconds: REFUND_SETTLES_AFTER_SECONDS });
    expect((await bench.stripe.refunds.retrieve(second.id)).status).toBe('succeeded');
    expect((await refusal(bench.stripe.refunds.cancel(second.id))).message).toContain('status of succeeded');
  });

  it('succeeds and then comes back with 5126', async () => {
    const { charge: id } = await paid('pm_card_refundFail');
    const refund = await bench.stripe.refunds.create({ charge: id });
    expect(refund.status).toBe('succeeded');
    await bench.ctl('/clock', { advanceSeconds: REFUND_SETTLES_AFTER_SECONDS });
    expect(await bench.stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    });
    expect(await net()).toMatchObject({ net: 1000, refunded: 0 });
    expect(await types()).toContain('refund.failed');
  });

  it('can be made behind our back', async () => {
    const { charge: id } = await paid('pm_card_visa');
    await bench.ctl('/refunds', { charge: id, amount: 250 });
    expect(await net()).toMatchObject({ net: 750 });
    expect((await types()).filter((type) => type.includes('refund')).sort()).toEqual([
      'charge.refunded',
      'refund.created',
    ]);
  });
});

describe('a dispute', () => {
  it.each([
    ['pm_card_createDispute', 'fraudulent'],
    ['pm_card_createDisputeProductNotReceived', 'product_not_received'],
  ])('%s takes the money at once (%s) and forbids a refund', async (method, reason) => {
    const { charge: id } = await paid(method);
    const { data } = await bench.stripe.disputes.list({ charge: id });
    expect(data).toMatchObject([
      {
        reason,
        status: 'needs_response',
        amount: 1000,
        is_charge_refundable: false,
        balance_transactions: [{ amount: -1000, fee: 1500 }],
      },
    ]);
    expect((await bench.stripe.charges.retrieve(id)).disputed).toBe(true);
    expect((await refusal(bench.stripe.refunds.create({ charge: id }))).code).toBe('charge_disputed');
    expect(await net()).toMatchObject({ net: 0, disputed: 1000 });
    expect(await types()).toEqual(expect.arrayContaining(['charge.dispute.created', 'charge.dispute.funds_withdrawn']));
  });

  it.each([
    ['winning_evidence', 'won', 1000],
    ['losing_evidence', 'lost', 0],
  ])('with %s is %s', async (text, status, left) => {
    const { charge: id } = await paid('pm_card_createDispute');
    const [dispute] = (await bench.stripe.disputes.list({ charge: id })).data as [Stripe.Dispute];
    expect((await bench.stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: text } })).status).toBe(
      status,
    );
    expect((await net()).net).toBe(left);
    expect(await types()).toContain('charge.dispute.closed');
  });

  it('1976 only asks: the money stays and can be refunded', async () => {
    const { charge: id } = await paid('pm_card_createDisputeInquiry');
    expect((await bench.stripe.disputes.list({ charge: id })).data).toMatchObject([
      { status: 'warning_needs_response', is_charge_refundable: true, balance_transactions: [] },
    ]);
    expect((await bench.stripe.refunds.create({ charge: id })).status).toBe('succeeded');
  });

  it('5423 is a warning, no dispute', async () => {
    const { charge: id } = await paid('pm_card_createIssuerFraudRecord');
    expect((await bench.stripe.disputes.list({ charge: id })).data).toEqual([]);
    expect(await types()).toContain('radar.early_fraud_warning.created');
  });

  it('waits for the capture of a held payment', async () => {
    const held = await bench.stripe.paymentIntents.create(
      charge('pm_card_createDispute', { customer, capture_method: 'manual' }),
    );
    await bench.ctl('/quiesce', {});
    expect((await bench.stripe.disputes.list({ payment_intent: held.id })).data).toEqual([]);
    await bench.stripe.paymentIntents.capture(held.id);
    await bench.ctl('/quiesce', {});
    expect((await bench.stripe.disputes.list({ payment_intent: held.id })).data).toHaveLength(1);
  });

  it('is opened and decided by order', async () => {
    const { charge: id } = await paid('pm_card_visa');
    const dispute = await bench.ctl<{ id: string }>('/disputes', { charge: id, reason: 'duplicate', amount: 400 });
    expect(await net()).toMatchObject({ net: 600 });
    await bench.ctl(`/disputes/${dispute.id}/close`, { outcome: 'won' });
    expect(await net()).toMatchObject({ net: 1000, disputed: 0 });
    await expect(bench.ctl(`/disputes/${dispute.id}/close`, { outcome: 'lost' })).rejects.toThrow('closed already');
  });
});
