import { afterAll, describe, expect, test } from 'vitest';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { startPayment } = await import('~/domain/payments/start-payment.server');
const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { newId } = await import('~/lib/ids');
const { db } = await import('~/lib/db.server');
const { spread } = await import('~/domain/payments/spread');

const now = new Date();
const VISA = 'pm_card_visa';

async function allowParts(payer: Payer, minimumMinor: bigint | null = null) {
  const set = await setPartPayments(
    {
      vendorId: payer.actor.vendorId,
      allowed: true,
      minimums: minimumMinor ? [{ currency: 'USD', minimumMinor }] : [],
    },
    { cause: 'test' },
  );
  expect(set).toEqual({ ok: true });
}

/** The form of the pay page with another amount for each invoice; those of nought are left out. */
async function inParts(payer: Payer, shares: (dues: { dueMinor: bigint }[]) => bigint[]) {
  const input = await payer.payAll(await payer.saveCard(VISA));
  const amounts = shares(input.quote);
  const quote = input.quote
    .map((line, at) => ({ ...line, payMinor: amounts[at]! }))
    .filter((line) => line.payMinor > 0n);
  return { ...input, quote };
}

describe('paying a part', () => {
  test('charges the parts once, leaves the rest open, and a second part settles it', async () => {
    const payer = await makePayer();
    await allowParts(payer);
    await payer.invoices(3, { totalMinor: 10_000n });
    const input = await inParts(payer, (dues) => spread(dues, 12_345n, 'oldest'));
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 17_655n, inFlight: 0n, paid: 12_345n, receipts: 1 });
    const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
    expect(receipt.totalMinor).toBe(12_345n);
    expect(receipt.snapshot).toMatchObject({
      invoices: [
        [expect.any(String), expect.any(String), '10000', '10000', '0'],
        [expect.any(String), expect.any(String), '10000', '2345', '7655'],
      ],
    });
    const rest = await payer.payAll(await payer.saveCard(VISA));
    expect(await startPayment(payer.actor, rest, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 30_000n, receipts: 2 });
  });

  test('what is in another part payment is not offered, what is left of it is', async () => {
    const payer = await makePayer();
    await allowParts(payer);
    await payer.invoices(1, { totalMinor: 10_000n });
    const waiting = {
      ...(await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'))),
    };
    waiting.quote = waiting.quote.map((line) => ({ ...line, payMinor: 4_000n }));
    expect(await startPayment(payer.actor, waiting, now)).toMatchObject({
      ok: true,
      payment: { state: 'action_required' },
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 6_000n, inFlight: 4_000n });
  });

  test('is refused where the vendor takes invoices in full only', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const input = await inParts(payer, (dues) => spread(dues, 5_000n, 'oldest'));
    expect(await startPayment(payer.actor, input, now)).toEqual({ ok: false, refusal: { kind: 'parts-not-allowed' } });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n, paid: 0n });
    const one = { ...input, paymentId: newId(), quote: [{ ...input.quote[0]!, payMinor: input.quote[0]!.dueMinor }] };
    expect(await startPayment(payer.actor, one, now)).toMatchObject({ ok: true });
  });

  test('below the minimum is refused; the smaller of the minimum and what is due is taken', async () => {
    const payer = await makePayer();
    await allowParts(payer, 5_000n);
    await payer.invoices(1, { totalMinor: 10_000n });
    const low = await inParts(payer, () => [4_999n]);
    expect(await startPayment(payer.actor, low, now)).toEqual({
      ok: false,
      refusal: { kind: 'below-minimum', minimumMinor: 5_000n, currency: 'USD' },
    });
    const enough = await inParts(payer, () => [7_000n]);
    expect(await startPayment(payer.actor, enough, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    const lower = await inParts(payer, () => [2_999n]);
    expect(await startPayment(payer.actor, lower, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'below-minimum', minimumMinor: 3_000n },
    });
    const rest = await inParts(payer, () => [3_000n]);
    expect(await startPayment(payer.actor, rest, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  });

  test('more than is due, or the rest of somebody else’s part, is never taken', async () => {
    const payer = await makePayer();
    await allowParts(payer);
    await payer.invoices(1, { totalMinor: 10_000n });
    const over = await inParts(payer, () => [10_001n]);
    expect(await startPayment(payer.actor, over, now)).toMatchObject({ ok: false, refusal: { kind: 'changed' } });
    const halves = await Promise.all(Array.from({ length: 16 }, () => inParts(payer, () => [6_000n])));
    const outcomes = await Promise.all(halves.map((half) => startPayment(payer.actor, half, now)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await standing(payer.actor)).toMatchObject({ due: 4_000n, paid: 6_000n, receipts: 1 });
  });

  test('the same id with other parts is another request', async () => {
    const payer = await makePayer();
    await allowParts(payer);
    await payer.invoices(2);
    const input = await inParts(payer, (dues) => spread(dues, 5_000n, 'oldest'));
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    const other = { ...input, quote: input.quote.map((line) => ({ ...line, payMinor: line.payMinor - 1n })) };
    expect(await startPayment(payer.actor, other, now)).toEqual({ ok: false, refusal: { kind: 'other-request' } });
    expect(await standing(payer.actor)).toMatchObject({ paid: 5_000n, receipts: 1 });
  });

  test('the books hold', async () => {
    expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
  });
});
