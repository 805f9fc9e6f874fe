import { afterAll, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { gatewayOf, makeStaff, paidAndDue, payWith, refundOf, reversalEntries, truthOf } from '~tests/support/refunds';
import { settleOutside } from '~tests/support/settled';
import { startWorld } from '~tests/support/world';
import { makePayer } from '~tests/support/payer';

const world = await startWorld();
const stripe = gatewayOf(world);
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
const { reconcileRefunds } = await import('~/domain/refunds/reconcile-refunds.server');
const { followGatewayRefund } = await import('~/domain/refunds/follow-refund.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const later = (ms: number) => new Date(now.getTime() + ms);
const because = { actor: { kind: 'system', name: 'test' }, cause: 'test', now } as const;
const VISA = 'pm_card_visa';

afterAll(async () => {
  expect(await verifyBooks()).toEqual([]);
});

describe('giving a payment back', () => {
  test('in full: the invoices are open again, the money has gone, one document, one mail', async () => {
    const paid = await payWith(VISA, { now });
    const result = await requestRefund(paid.staff, refundOf(paid), now);
    expect(result).toMatchObject({ ok: true, refund: { state: 'succeeded', amountMinor: 20_000n, known: true } });
    expect(await paidAndDue(paid)).toEqual([
      { paid: 0n, due: 10_000n },
      { paid: 0n, due: 10_000n },
    ]);
    expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued']);
    await drainJobs();
    await drainJobs();
    const { vendorId } = paid.staff;
    const document = await db.refundDocument.findFirstOrThrow({ where: { vendorId } });
    expect(document.number).toMatch(/^RF-\d{4}-000001$/);
    const mails = await db.outgoingMail.findMany({ where: { vendorId, kind: 'refund' } });
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ state: 'sent', refundDocumentId: document.id });
    expect(mails[0]?.text).toContain('$200.00');
  });

  test('in part without naming invoices: newest due first', async () => {
    const paid = await payWith(VISA, { count: 3, now });
    await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 12_500n } }), now);
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([0n, 2_500n, 10_000n]);
  });

  test('off the invoices that are named; what was taken off them cannot be taken again', async () => {
    const paid = await payWith(VISA, { count: 3, now });
    const [first = '', second = ''] = paid.invoiceIds;
    const parts = [
      { invoiceId: first, amountMinor: 4_000n },
      { invoiceId: second, amountMinor: 10_000n },
    ];
    const once = await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'parts', parts } }), now);
    expect(once).toMatchObject({ ok: true, refund: { state: 'succeeded', amountMinor: 14_000n } });
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([4_000n, 10_000n, 0n]);
    const more = [{ invoiceId: first, amountMinor: 6_001n }];
    expect(
      await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'parts', parts: more } }), now),
    ).toMatchObject({ ok: false, refusal: { kind: 'too-much-on-invoice', leftMinor: 6_000n } });
    const rest = await requestRefund(paid.staff, refundOf(paid), now);
    expect(rest).toMatchObject({ ok: true, refund: { amountMinor: 16_000n } });
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refusal: { kind: 'nothing-left' } });
    expect(await truthOf(world, paid)).toEqual({ refunded: 30_000, disputed: 0 });
  });

  test('an invoice that is open again can be paid again, and that payment given back too', async () => {
    const paid = await payWith(VISA, { count: 1, now });
    await requestRefund(paid.staff, refundOf(paid), now);
    const again = await paid.payer.payAll(await paid.payer.saveCard(VISA));
    expect(await startPayment(paid.payer.actor, again, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await paidAndDue(paid)).toEqual([{ paid: 10_000n, due: 0n }]);
    const second = await requestRefund(paid.staff, refundOf({ paymentId: again.paymentId }), now);
    expect(second).toMatchObject({ ok: true, refund: { state: 'succeeded' } });
    expect(await paidAndDue(paid)).toEqual([{ paid: 0n, due: 10_000n }]);
  });

  test('received outside: recorded and documented, and the gateway is not asked', async () => {
    const payer = await makePayer();
    const paymentId = await settleOutside(payer, 2, { now });
    const staff = await makeStaff(payer.actor.vendorId);
    const { requests: before } = (await world.ctl('GET', '/stats')) as { requests: Record<string, number> };
    const result = await requestRefund(staff, refundOf({ paymentId }), now);
    const { requests: after } = (await world.ctl('GET', '/stats')) as { requests: Record<string, number> };
    expect(result).toMatchObject({ ok: true, refund: { state: 'succeeded', amountMinor: 20_000n } });
    expect(after['POST /v1/refunds'] ?? 0).toBe(before['POST /v1/refunds'] ?? 0);
    const lines = await db.ledgerLine.findMany({ where: { vendorId: staff.vendorId, account: 'outside_clearing' } });
    expect(lines.map((line) => line.amountMinor).sort()).toEqual([-20_000n, 20_000n]);
    expect(await db.refundDocument.count({ where: { vendorId: staff.vendorId } })).toBe(1);
  });
});

describe('refused', () => {
  test('somebody else’s payment, a viewer, no reason, nothing paid, wrong amounts', async () => {
    const paid = await payWith(VISA, { now });
    const stranger = await payWith(VISA, { now });
    const viewer = await makeStaff(paid.staff.vendorId, 'viewer');
    const open = await makePayer({ vendorId: paid.staff.vendorId });
    await open.invoices(1);
    const waiting = await open.payAll(await open.saveCard('pm_card_authenticationRequired'));
    await startPayment(open.actor, waiting, now);
    const amount = (amountMinor: bigint) => refundOf(paid, { what: { kind: 'amount', amountMinor } });
    const part = (invoiceId: string, amountMinor: bigint) =>
      refundOf(paid, { what: { kind: 'parts', parts: [{ invoiceId, amountMinor }] } });
    const [invoice = ''] = paid.invoiceIds;
    const [theirs = ''] = stranger.invoiceIds;
    const cases: [Parameters<typeof requestRefund>[0], ReturnType<typeof refundOf>, string][] = [
      [paid.staff, refundOf(stranger), 'no-payment'],
      [paid.staff, refundOf({ paymentId: newId() }), 'no-payment'],
      [paid.staff, refundOf({ paymentId: 'nonsense' }), 'no-payment'],
      [viewer, refundOf(paid), 'not-allowed'],
      [paid.staff, refundOf(paid, { reason: '  ' }), 'no-reason'],
      [paid.staff, refundOf({ paymentId: waiting.paymentId }), 'not-settled'],
      [paid.staff, amount(0n), 'not-an-amount'],
      [paid.staff, amount(-1n), 'not-an-amount'],
      [paid.staff, amount(20_001n), 'too-much'],
      [paid.staff, part(invoice, 0n), 'not-an-amount'],
      [paid.staff, part(invoice, -5n), 'not-an-amount'],
      [paid.staff, part(invoice, 10_001n), 'too-much-on-invoice'],
      [paid.staff, part(theirs, 1n), 'not-on-payment'],
      [paid.staff, refundOf(paid, { what: { kind: 'parts', parts: [] } }), 'not-an-amount'],
    ];
    for (const [actor, input, kind] of cases)
      expect(await requestRefund(actor, input, now)).toMatchObject({ ok: false, refusal: { kind } });
    expect(await db.refund.count({ where: { vendorId: paid.staff.vendorId } })).toBe(0);
    expect(await truthOf(world, paid)).toEqual({ refunded: 0, disputed: 0 });
  });

  test('the same id: the same answer for the same request, none for another', async () => {
    const paid = await payWith(VISA, { now });
    const input = refundOf(paid, { what: { kind: 'amount', amountMinor: 500n } });
    const first = await requestRefund(paid.staff, input, now);
    expect(await requestRefund(paid.staff, input, later(60_000))).toEqual(first);
    expect(
      await requestRefund(paid.staff, { ...input, what: { kind: 'amount', amountMinor: 600n } }, now),
    ).toMatchObject({ refusal: { kind: 'other-request' } });
    expect(await truthOf(world, paid)).toEqual({ refunded: 500, disputed: 0 });
  });

  test('the gateway says no: nothing moved here either', async () => {
    const paid = await payWith(VISA, { now });
    await stripe.refunds.create({ payment_intent: paid.intentId, amount: 15_000 });
    // Nobody has told us yet, so it fits here and not there.
    const result = await requestRefund(paid.staff, refundOf(paid), now);
    expect(result).toMatchObject({ ok: true, refund: { state: 'failed', failureCode: 'amount_too_large' } });
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([0n, 0n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual([]);
    const [found] = (await stripe.refunds.list({ payment_intent: paid.intentId })).data;
    expect(await followGatewayRefund(found?.id ?? '', because)).toBe(true);
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([5_000n, 10_000n]);
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({
      refund: { state: 'succeeded', amountMinor: 5_000n },
    });
  });
});

describe('banks that take their time', () => {
  test('7726: pending, the invoice is open, the document comes when it has succeeded', async () => {
    const paid = await payWith('pm_card_pendingRefund', { now });
    const input = refundOf(paid);
    expect(await requestRefund(paid.staff, input, now)).toMatchObject({ refund: { state: 'pending', known: true } });
    const { vendorId } = paid.staff;
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([10_000n, 10_000n]);
    expect(await db.refundDocument.count({ where: { vendorId } })).toBe(0);
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    expect(await syncRefund({ refundId: input.refundId, cause: 'test', now })).toMatchObject({ state: 'succeeded' });
    await syncRefund({ refundId: input.refundId, cause: 'test', now });
    expect(await db.refundDocument.count({ where: { vendorId } })).toBe(1);
    expect(await reversalEntries(vendorId)).toEqual(['refund_issued']);
  });

  test('5126: succeeded and then failed: the invoices count as paid again, once', async () => {
    const paid = await payWith('pm_card_refundFail', { now });
    const input = refundOf(paid);
    expect(await requestRefund(paid.staff, input, now)).toMatchObject({ refund: { state: 'succeeded' } });
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    for (let times = 0; times < 3; times++)
      expect(await syncRefund({ refundId: input.refundId, cause: 'test', now: later(times) })).toMatchObject({
        state: 'failed',
      });
    expect((await paidAndDue(paid)).map((each) => each.paid)).toEqual([10_000n, 10_000n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued', 'refund_failed']);
    expect(await truthOf(world, paid)).toEqual({ refunded: 0, disputed: 0 });
  });

  test('I14: it fails after the invoice was paid anew: the money is the customer’s credit', async () => {
    const paid = await payWith('pm_card_refundFail', { now });
    const input = refundOf(paid);
    await requestRefund(paid.staff, input, now);
    const [first = ''] = paid.invoiceIds;
    const again = await paid.payer.payAll(await paid.payer.saveCard(VISA));
    const one = { ...again, quote: again.quote.filter((line) => line.invoiceId === first) };
    expect(await startPayment(paid.payer.actor, one, now)).toMatchObject({ payment: { state: 'succeeded' } });
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    expect(await syncRefund({ refundId: input.refundId, cause: 'test', now })).toMatchObject({ state: 'failed' });
    expect((await paidAndDue(paid)).map((each) => each.paid)).toEqual([10_000n, 10_000n]);
    const credit = await db.ledgerLine.findMany({
      where: { vendorId: paid.staff.vendorId, account: 'customer_credit' },
    });
    expect(credit.map((line) => line.amountMinor)).toEqual([-10_000n]);
    // What became credit is not on the invoice any more, so only the other one's share is left to give back.
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refund: { amountMinor: 10_000n } });
  });
});

describe('when the answer is lost', () => {
  const fault = (kind: string, more: object = {}) =>
    world.ctl('POST', '/faults', { route: 'POST /v1/refunds', kind, count: 3, ...more });
  afterAll(() => world.ctl('DELETE', '/faults'));

  test.each(['drop-after-commit', 'drop-before', '500-after', '500-before', 'bare-502', 'stall-after-commit'])(
    '%s: pending and unknown, then found out, and given back once',
    async (kind) => {
      const paid = await payWith(VISA, { now });
      await fault(kind, kind === 'stall-after-commit' ? { ms: 20_000 } : {});
      const input = refundOf(paid);
      const asked = await requestRefund(paid.staff, input, now);
      await world.ctl('DELETE', '/faults');
      if (!asked.ok) throw new Error(asked.refusal.kind);
      expect(asked.refund).toMatchObject({ state: 'pending', known: false });
      expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([0n, 0n]);
      // Nobody else can take the money meanwhile.
      expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refusal: { kind: 'nothing-left' } });
      await reconcileRefunds({ now: later(60_000) });
      await reconcileRefunds({ now: later(61_000) });
      expect(await requestRefund(paid.staff, input, now)).toMatchObject({ refund: { state: 'succeeded' } });
      expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
      expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued']);
    },
    20_000,
  );

  test('killed between the commit and the call: made within a minute of the next run, once', async () => {
    const paid = await payWith(VISA, { now });
    const { reserveRefund } = await import('~/domain/refunds/reserve-refund.server');
    const { readPayment } = await import('~/domain/payments/payment-row.server');
    const payment = await readPayment(db, paid.paymentId);
    if (!payment) throw new Error('there is a payment');
    const input = { ...refundOf(paid), requestHash: Buffer.alloc(32), chargeable: () => true };
    expect(await reserveRefund(paid.staff, payment, input, now)).toEqual({ ok: true });
    await Promise.all([reconcileRefunds({ now: later(31_000) }), reconcileRefunds({ now: later(31_000) })]);
    expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued']);
  });

  test('older than 23 hours: looked up and never posted again; what was never made is given up', async () => {
    const paid = await payWith(VISA, { now });
    await fault('drop-before');
    const input = refundOf(paid);
    await requestRefund(paid.staff, input, now);
    await world.ctl('DELETE', '/faults');
    const posts = async () =>
      ((await world.ctl('GET', '/stats')) as { requests: Record<string, number> }).requests['POST /v1/refunds'] ?? 0;
    const before = await posts();
    const hour = 3_600_000;
    expect(await syncRefund({ refundId: input.refundId, cause: 'test', now: later(23.5 * hour) })).toMatchObject({
      state: 'pending',
    });
    expect(await syncRefund({ refundId: input.refundId, cause: 'test', now: later(25 * hour) })).toMatchObject({
      state: 'cancelled',
    });
    expect(await posts()).toBe(before);
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refund: { state: 'succeeded' } });
    expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
  });
});

describe('at once', () => {
  test('the same refund twice: one', async () => {
    const paid = await payWith(VISA, { now });
    const input = refundOf(paid, { what: { kind: 'amount', amountMinor: 15_000n } });
    const results = await Promise.all([1, 2, 3].map(() => requestRefund(paid.staff, input, now)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await db.refund.count({ where: { vendorId: paid.staff.vendorId } })).toBe(1);
    expect(await truthOf(world, paid)).toEqual({ refunded: 15_000, disputed: 0 });
  });

  test('I15: sixteen refunds of 30.00 race for 200.00: six of them', async () => {
    const paid = await payWith(VISA, { now });
    const results = await Promise.all(
      Array.from({ length: 16 }, () =>
        requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 3_000n } }), now),
      ),
    );
    expect(results.filter((result) => result.ok && result.refund.state === 'succeeded')).toHaveLength(6);
    expect(results.filter((result) => !result.ok && result.refusal.kind === 'too-much')).toHaveLength(10);
    expect(await truthOf(world, paid)).toEqual({ refunded: 18_000, disputed: 0 });
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([8_000n, 10_000n]);
  });

  test('a refund races a payment of the same invoices that is under way', async () => {
    const paid = await payWith(VISA, { now });
    await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 5_000n } }), now);
    const pay = await paid.payer.payAll(await paid.payer.saveCard(VISA));
    const [started, refunded] = await Promise.all([
      startPayment(paid.payer.actor, pay, now),
      requestRefund(paid.staff, refundOf(paid), now),
    ]);
    expect(refunded).toMatchObject({ ok: true, refund: { amountMinor: 15_000n, state: 'succeeded' } });
    const took = started.ok ? 5_000n : 0n;
    expect((await paidAndDue(paid)).reduce((sum, each) => sum + each.paid, 0n)).toBe(took);
  });
});
