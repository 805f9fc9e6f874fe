import { afterAll, describe, expect, test } from 'vitest';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { startPayment } = await import('~/domain/payments/start-payment.server');
const { reviewPayment } = await import('~/domain/payments/review-payment.server');
const { triedInParts } = await import('~/domain/payments/tried-before.server');
const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');

const now = new Date();
const DECLINED = 'pm_card_chargeCustomerFail';
const VISA = 'pm_card_visa';
const ASK = { currency: null, all: false, again: null, part: false, first: undefined };

/** A payment of the first so many invoices that the bank declines. */
async function declined(payer: Payer, count: number, payMinor?: bigint) {
  const input = await payer.payAll(await payer.saveCard(DECLINED));
  const quote = input.quote.slice(0, count).map((line) => ({ ...line, payMinor: payMinor ?? line.dueMinor }));
  const started = await startPayment(payer.actor, { ...input, quote }, now);
  expect(started).toMatchObject({ ok: true, payment: { state: 'failed' } });
  return { paymentId: input.paymentId, ids: quote.map((line) => line.invoiceId) };
}

describe('trying a failed payment again', () => {
  test('offers its invoices with nothing ticked, without those paid meanwhile', async () => {
    const payer = await makePayer();
    await payer.invoices(4);
    const { paymentId, ids } = await declined(payer, 3);
    const review = await reviewPayment(payer.actor, { ...ASK, again: paymentId });
    expect(review).toMatchObject({ kind: 'ready', quote: { currency: 'USD', totalMinor: 30_000n }, others: [] });
    expect(review.kind === 'ready' && review.quote.lines.map((line) => line.invoiceId)).toEqual(ids);

    const paid = await payer.payAll(await payer.saveCard(VISA));
    await startPayment(payer.actor, { ...paid, quote: paid.quote.slice(0, 1) }, now);
    const fewer = await reviewPayment(payer.actor, { ...ASK, again: paymentId });
    expect(fewer.kind === 'ready' && fewer.quote.lines.map((line) => line.invoiceId)).toEqual(ids.slice(1));
  });

  test('a payment that was paid, a stranger’s, or none at all names nothing', async () => {
    const payer = await makePayer();
    const neighbour = await makePayer({ vendorId: payer.actor.vendorId });
    await payer.invoices(2);
    await neighbour.invoices(2);
    const theirs = await declined(neighbour, 2);
    const paid = await payer.payAll(await payer.saveCard(VISA));
    await startPayment(payer.actor, { ...paid, quote: paid.quote.slice(0, 1) }, now);
    for (const again of [theirs.paymentId, paid.paymentId, '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b', 'no id']) {
      expect(await reviewPayment(payer.actor, { ...ASK, again })).toMatchObject({ kind: 'nothing', underWay: [] });
    }
  });

  test('keeps the shares of a payment in parts, and never more than is due now', async () => {
    const payer = await makePayer();
    await setPartPayments({ vendorId: payer.actor.vendorId, allowed: true, minimums: [] }, { cause: 'test' });
    await payer.invoices(2);
    const { paymentId, ids } = await declined(payer, 2, 4_000n);
    expect(await triedInParts(payer.actor, paymentId)).toBe(true);
    expect(await reviewPayment(payer.actor, { ...ASK, again: paymentId, part: true })).toMatchObject({
      kind: 'ready',
      quote: { totalMinor: 8_000n, lines: [{ payMinor: 4_000n }, { payMinor: 4_000n }] },
    });

    const most = await payer.payAll(await payer.saveCard(VISA));
    await startPayment(
      payer.actor,
      {
        ...most,
        quote: most.quote.filter((line) => line.invoiceId === ids[0]).map((line) => ({ ...line, payMinor: 7_000n })),
      },
      now,
    );
    expect(await reviewPayment(payer.actor, { ...ASK, again: paymentId, part: true })).toMatchObject({
      quote: { totalMinor: 7_000n, lines: [{ payMinor: 3_000n }, { payMinor: 4_000n }] },
    });
    await setPartPayments({ vendorId: payer.actor.vendorId, allowed: false, minimums: [] }, { cause: 'test' });
    expect(await reviewPayment(payer.actor, { ...ASK, again: paymentId, part: true })).toMatchObject({
      quote: { totalMinor: 13_000n },
      parts: null,
    });
    const whole = await makePayer();
    await whole.invoices(1);
    expect(await triedInParts(whole.actor, (await declined(whole, 1)).paymentId)).toBe(false);
  });
});
