import { afterAll, describe, expect, test } from 'vitest';
import { countStatements } from '~tests/support/count-statements';
import { callsTo } from '~tests/support/agreement';
import { drainJobs } from '~tests/support/drain-jobs';
import { newCard } from '~tests/support/payment-links';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { MAX_DECLINES_PER_HOUR } = await import('~/domain/payments/hold-tries.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { loadPayment } = await import('~/domain/payments/load-payment.server');
const { loadAction } = await import('~/domain/payments/load-action.server');
const { quotePayment } = await import('~/domain/payments/quote-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { removePaymentMethod } = await import('~/domain/payment-methods/remove-payment-method.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const VISA = 'pm_card_visa';
const THREE_D_SECURE = 'pm_card_authenticationRequired';
const DECLINES = 'pm_card_chargeCustomerFail';

async function chargesOf(paymentId: string): Promise<unknown[]> {
  const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
  return truth.charges.filter((charge) => charge.metadata['payment_id'] === paymentId);
}

/** Other stories of this file edit invoices behind the books' back, so each looks at its own vendor. */
async function findings(payer: Payer) {
  return (await verifyBooks()).filter((finding) => finding.vendorId === payer.actor.vendorId);
}

describe('paying many invoices with one charge', () => {
  test('settles all of them, with one charge, one receipt, one mail and one movement in the books', async () => {
    const payer = await makePayer();
    await payer.invoices(12);
    const input = await payer.payAll(await payer.saveCard(VISA));
    const started = await startPayment(payer.actor, input, now);
    expect(started).toMatchObject({ ok: true, payment: { id: input.paymentId, state: 'succeeded' } });
    await drainJobs();
    expect(await standing(payer.actor)).toEqual({
      due: 0n,
      inFlight: 0n,
      paid: 120_000n,
      receipts: 1,
      receiptMails: 1,
      settledEntries: 1,
    });
    expect(await chargesOf(input.paymentId)).toHaveLength(1);
    expect(await loadPayment(payer.actor, input.paymentId)).toMatchObject({
      state: 'succeeded',
      methodBrand: 'visa',
      methodLast4: '4242',
      invoiceCount: 12,
    });
    expect(await findings(payer)).toEqual([]);
  });

  test('the same id answers the same again, also ten times at once', async () => {
    const payer = await makePayer();
    await payer.invoices(3);
    const input = await payer.payAll(await payer.saveCard(VISA));
    const answers = await Promise.all(Array.from({ length: 10 }, () => startPayment(payer.actor, input, now)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await chargesOf(input.paymentId)).toHaveLength(1);
    expect(await standing(payer.actor)).toMatchObject({ paid: 30_000n, receipts: 1 });
  });

  test('another request under a used id is refused', async () => {
    const payer = await makePayer();
    const [, second] = await payer.invoices(2);
    const card = await payer.saveCard(VISA);
    const input = await payer.payAll(card);
    await startPayment(payer.actor, input, now);
    const other = { ...input, quote: input.quote.filter((line) => line.invoiceId === second?.id) };
    expect(await startPayment(payer.actor, other, now)).toEqual({ ok: false, refusal: { kind: 'other-request' } });
  });

  test('costs the same number of statements for 1,000 invoices as for one, and at most 24', async () => {
    const payer = await makePayer();
    const card = await payer.saveCard(VISA);
    await payer.invoices(1);
    await startPayment(payer.actor, await payer.payAll(card), now);
    const counts: number[] = [];
    for (const size of [1, 12, 1_000]) {
      await payer.invoices(size);
      const input = await payer.payAll(card);
      counts.push(await countStatements(() => startPayment(payer.actor, input, now)));
    }
    expect(new Set(counts).size).toBe(1);
    // One more is the session's, read by the route.
    expect(counts[0]).toBeLessThanOrEqual(23);
  });
});

describe('what the payer saw is what is charged', () => {
  const edits = [
    [
      'the amount fell',
      (id: string) => db.$executeRaw`UPDATE invoices SET credited_minor = 1500 WHERE id = ${id}::uuid`,
      { kind: 'amount', wasMinor: 10_000n, isMinor: 8_500n },
    ],
    [
      'the amount rose',
      (id: string) => db.$executeRaw`UPDATE invoices SET total_minor = 12000 WHERE id = ${id}::uuid`,
      { kind: 'amount', wasMinor: 10_000n, isMinor: 12_000n },
    ],
    [
      'it was voided',
      (id: string) =>
        db.$executeRaw`UPDATE invoices SET voided_at = now(), void_reason = 'twice' WHERE id = ${id}::uuid`,
      { kind: 'not-payable', reason: 'void' },
    ],
    [
      'it is disputed',
      (id: string) =>
        db.$executeRaw`UPDATE invoices SET disputed_at = now(), dispute_reason = 'wrong' WHERE id = ${id}::uuid`,
      { kind: 'not-payable', reason: 'disputed' },
    ],
    [
      'it was archived',
      (id: string) => db.$executeRaw`UPDATE invoices SET archived_at = now() WHERE id = ${id}::uuid`,
      { kind: 'not-payable', reason: 'gone' },
    ],
    [
      'its text was edited',
      (id: string) => db.$executeRaw`UPDATE invoices SET summary = 'Other work' WHERE id = ${id}::uuid`,
      { kind: 'details' },
    ],
  ] as const;

  test.each(edits)('nothing is charged when %s meanwhile', async (_why, edit, change) => {
    const payer = await makePayer();
    const [first] = await payer.invoices(3);
    const input = await payer.payAll(await payer.saveCard(VISA));
    await edit(first?.id ?? '');
    const answer = await startPayment(payer.actor, input, now);
    expect(answer).toMatchObject({
      ok: false,
      refusal: { kind: 'changed', changes: [{ invoiceId: first?.id, ...change }] },
    });
    expect(await chargesOf(input.paymentId)).toEqual([]);
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n, paid: 0n });
    expect(await db.payment.count({ where: { id: input.paymentId, vendorId: payer.actor.vendorId } })).toBe(0);
  });

  test('64 payers on the same invoices: one pays, 63 are told that they are being paid or paid', async () => {
    const payer = await makePayer();
    await payer.invoices(5);
    const card = await payer.saveCard(VISA);
    const inputs = await Promise.all(Array.from({ length: 64 }, () => payer.payAll(card)));
    const answers = await Promise.all(inputs.map((input) => startPayment(payer.actor, input, now)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) {
      if (answer.ok) continue;
      const changes = answer.refusal.kind === 'changed' ? answer.refusal.changes : [];
      expect(changes).toHaveLength(5);
      expect(
        changes.every((change) => change.kind === 'not-payable' && ['in-flight', 'paid'].includes(change.reason)),
      ).toBe(true);
    }
    expect(await standing(payer.actor)).toMatchObject({ paid: 50_000n, receipts: 1, settledEntries: 1 });
  });
});

describe('a decline', () => {
  test('frees the invoices at once, and another card pays them', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const bad = await payer.saveCard(DECLINES);
    const good = await payer.saveCard(VISA);
    const declined = await startPayment(payer.actor, await payer.payAll(bad), now);
    expect(declined).toMatchObject({ ok: true, payment: { state: 'failed', failureCode: 'generic_decline' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, receipts: 0 });
    expect(await startPayment(payer.actor, await payer.payAll(good), now)).toMatchObject({
      ok: true,
      payment: { state: 'succeeded' },
    });
    expect(await findings(payer)).toEqual([]);
  });

  test(`after ${MAX_DECLINES_PER_HOUR} in an hour the next try is refused before the gateway is asked`, async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const bad = await payer.saveCard(DECLINES);
    for (let n = 0; n < MAX_DECLINES_PER_HOUR; n += 1) await startPayment(payer.actor, await payer.payAll(bad), now);
    const input = await payer.payAll(bad);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'too-many-declines' },
    });
    const later = new Date(now.getTime() + 3_601_000);
    expect(await startPayment(payer.actor, input, later)).toMatchObject({ ok: true, payment: { state: 'failed' } });
  });
});

test(`S38: of thirty cards that are typed in at the same moment ${MAX_DECLINES_PER_HOUR} are tried`, async () => {
  const payer = await makePayer();
  await payer.invoices(30);
  const whole = await payer.payAll(await newCard());
  const inputs: (typeof whole)[] = [];
  for (const line of whole.quote)
    inputs.push({ ...whole, paymentId: newId(), quote: [line], method: await newCard('pm_card_chargeDeclined') });
  const before = await callsTo(world, 'POST /v1/payment_intents');
  const answers = await Promise.all(inputs.map((input) => startPayment(payer.actor, input, now)));
  expect((await callsTo(world, 'POST /v1/payment_intents')) - before).toBe(MAX_DECLINES_PER_HOUR);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(MAX_DECLINES_PER_HOUR);
  for (const answer of answers) if (!answer.ok) expect(answer.refusal.kind).toBe('too-many-declines');
  expect(await standing(payer.actor)).toMatchObject({ due: 300_000n, inFlight: 0n });
});

test('S38: a card whose bank asks and that is given up for the next one is a try too', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const whole = await payer.payAll(await newCard());
  const said: string[] = [];
  for (let n = 0; n < MAX_DECLINES_PER_HOUR + 3; n += 1) {
    const method = await newCard(THREE_D_SECURE);
    const result = await startPayment(payer.actor, { ...whole, paymentId: newId(), method }, now);
    said.push(result.ok ? result.payment.state : result.refusal.kind);
  }
  expect(said.filter((each) => each === 'action_required')).toHaveLength(MAX_DECLINES_PER_HOUR);
  expect(said.slice(MAX_DECLINES_PER_HOUR)).toEqual(Array(3).fill('too-many-declines'));
});

describe('3-D Secure', () => {
  async function waiting() {
    const payer = await makePayer();
    await payer.invoices(2);
    const input = await payer.payAll(await payer.saveCard(THREE_D_SECURE));
    const started = await startPayment(payer.actor, input, now);
    expect(started).toMatchObject({
      ok: true,
      payment: { state: 'action_required', clientSecret: expect.stringContaining('_secret_') },
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 20_000n, paid: 0n, receipts: 0 });
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({
      where: { id: input.paymentId, vendorId: payer.actor.vendorId },
    });
    return { payer, input, intent: gatewayIntentId };
  }

  test('passed: paid once, however many ask', async () => {
    const { payer, input, intent } = await waiting();
    await world.ctl('POST', '/three-d-secure', { paymentIntent: intent, outcome: 'pass' });
    const states = await Promise.all(
      Array.from({ length: 5 }, () => syncPayment({ paymentId: input.paymentId, cause: 'test', now })),
    );
    expect(states.map((state) => state?.state)).toEqual(Array(5).fill('succeeded'));
    expect(await standing(payer.actor)).toMatchObject({ paid: 20_000n, inFlight: 0n, receipts: 1, settledEntries: 1 });
  });

  test('failed: nothing is charged and the invoices are free', async () => {
    const { payer, input, intent } = await waiting();
    await world.ctl('POST', '/three-d-secure', { paymentIntent: intent, outcome: 'fail' });
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now })).toMatchObject({
      state: 'failed',
      failureCode: expect.stringContaining('authentication'),
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n });
    // The intent is closed at the gateway too: nobody can confirm it later with another card.
    expect(await world.ctl('POST', '/three-d-secure', { paymentIntent: intent, outcome: 'pass' })).toMatchObject({
      status: 'canceled',
    });
  });

  test('given up: cancelled at the gateway first, then here; a late pass changes nothing', async () => {
    const { payer, input } = await waiting();
    expect(await loadAction(payer.actor, input.paymentId)).toMatchObject({ clientSecret: expect.any(String) });
    expect(await cancelPayment(payer.actor, { paymentId: input.paymentId, cause: 'test' }, now)).toMatchObject({
      state: 'cancelled',
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n });
    expect(await chargesOf(input.paymentId)).toEqual([]);
  });

  test('given up too late: the payment stays paid', async () => {
    const { payer, input, intent } = await waiting();
    await world.ctl('POST', '/three-d-secure', { paymentIntent: intent, outcome: 'pass' });
    expect(await cancelPayment(payer.actor, { paymentId: input.paymentId, cause: 'test' }, now)).toMatchObject({
      state: 'succeeded',
    });
    expect(await standing(payer.actor)).toMatchObject({ paid: 20_000n, receipts: 1 });
  });

  test('a new try by the same payer replaces the one that waits', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const secure = await payer.payAll(await payer.saveCard(THREE_D_SECURE));
    const plain = { ...(await payer.payAll(await payer.saveCard(VISA))), quote: secure.quote };
    await startPayment(payer.actor, secure, now);
    expect(await startPayment(payer.actor, plain, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await loadPayment(payer.actor, secure.paymentId)).toMatchObject({ state: 'cancelled' });
    expect(await standing(payer.actor)).toMatchObject({ paid: 20_000n, inFlight: 0n, receipts: 1 });
  });
});

describe('whose money it is', () => {
  test('another customer’s invoices, cards and payments do not exist', async () => {
    const payer = await makePayer();
    const neighbour = await makePayer({ vendorId: payer.actor.vendorId });
    await payer.invoices(2);
    await neighbour.invoices(2);
    const card = await payer.saveCard(VISA);
    const theirCard = await neighbour.saveCard(VISA);
    const theirs = await neighbour.payAll(theirCard);

    const theirInvoices = await startPayment(payer.actor, { ...theirs, method: card }, now);
    expect(theirInvoices).toMatchObject({
      ok: false,
      refusal: { kind: 'changed', changes: [{ reason: 'gone', number: 'An invoice' }, { reason: 'gone' }] },
    });
    const withTheirCard = await payer.payAll(theirCard);
    expect(await startPayment(payer.actor, withTheirCard, now)).toEqual({
      ok: false,
      refusal: { kind: 'method-gone' },
    });

    await startPayment(neighbour.actor, theirs, now);
    expect(await loadPayment(payer.actor, theirs.paymentId)).toBeNull();
    expect(await cancelPayment(payer.actor, { paymentId: theirs.paymentId, cause: 'test' }, now)).toBeNull();
    // Their id under our name is no way in either.
    expect(
      await startPayment(payer.actor, { ...(await payer.payAll(card)), paymentId: theirs.paymentId }, now),
    ).toEqual({ ok: false, refusal: { kind: 'other-request' } });
  });

  test('a viewer pays nothing, and a removed card no longer pays', async () => {
    const viewer = await makePayer({ role: 'viewer' });
    await viewer.invoices(1);
    const card = await viewer.saveCard(VISA);
    expect(await startPayment(viewer.actor, await viewer.payAll(card), now)).toEqual({
      ok: false,
      refusal: { kind: 'viewer' },
    });

    const payer = await makePayer();
    await payer.invoices(1);
    const gone = await payer.saveCard(VISA);
    await removePaymentMethod(payer.actor, { methodId: gone.methodId, cause: 'test' }, now);
    expect(await startPayment(payer.actor, await payer.payAll(gone), now)).toEqual({
      ok: false,
      refusal: { kind: 'method-gone' },
    });
  });

  test('amounts that were tampered with are changes, not charges', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const input = await payer.payAll(await payer.saveCard(VISA));
    for (const dueMinor of [9_999n, 10_001n, 50n]) {
      const tampered = {
        ...input,
        paymentId: newId(),
        quote: input.quote.map((line) => ({ ...line, dueMinor, payMinor: dueMinor })),
      };
      expect(await startPayment(payer.actor, tampered, now)).toMatchObject({ ok: false, refusal: { kind: 'changed' } });
    }
    expect(await startPayment(payer.actor, { ...input, currency: 'EUR' }, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'changed' },
    });
  });
});

describe('limits', () => {
  test('more than 1,000 invoices are refused in words, never cut short', async () => {
    const payer = await makePayer();
    await payer.invoices(1_001, { totalMinor: 100n });
    expect(await quotePayment(payer.actor, { currency: 'USD', invoiceIds: 'all' })).toEqual({
      ok: false,
      refusal: { kind: 'too-many', count: 1_001, limit: 1_000, firstMinor: 100_000n },
    });
    const some = await quotePayment(payer.actor, { currency: 'USD', invoiceIds: 'all', first: 1_000 });
    expect(some.ok && some.quote.lines.length).toBe(1_000);
  });

  test('what the gateway cannot charge is refused before anything is held', async () => {
    const payer = await makePayer();
    await payer.invoices(1, { totalMinor: 49n });
    const card = await payer.saveCard(VISA);
    expect(await startPayment(payer.actor, await payer.payAll(card), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'amount-out-of-range', minMinor: 50n },
    });
    await payer.invoices(1, { totalMinor: 100_000_000n });
    expect(await startPayment(payer.actor, await payer.payAll(card), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'amount-out-of-range', maxMinor: 99_999_999n },
    });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n });
  });
});
