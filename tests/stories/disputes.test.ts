import { afterAll, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { gatewayOf, paidAndDue, payWith, refundOf, reversalEntries, truthOf, type Paid } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
const door = await openHookDoor();
const stripe = gatewayOf(world);
afterAll(async () => {
  expect(await verifyBooks()).toEqual([]);
  await door.close();
  await world.stop();
});

const { db } = await import('~/lib/db.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { retrieveRefund } = await import('~/gateways/stripe-reversals.server');
const { followChargeRefunds, followGatewayRefund, followRefundView } =
  await import('~/domain/refunds/follow-refund.server');
const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
const { reconcileReversals } = await import('~/domain/gateway-disputes/reconcile-reversals.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const because = { actor: { kind: 'system', name: 'test' }, cause: 'test', now } as const;
const VISA = 'pm_card_visa';
const open = async (paid: Paid, more: object = {}) =>
  (await world.ctl('POST', '/disputes', { charge: paid.chargeId, ...more })) as { id: string };
const close = (id: string, outcome: 'won' | 'lost') => world.ctl('POST', `/disputes/${id}/close`, { outcome });
const due = async (paid: Paid) => (await paidAndDue(paid)).map((each) => each.due);

describe('a dispute', () => {
  test('takes the money once, forbids refunds, and gives it back once when it is won', async () => {
    const paid = await payWith(VISA, { now });
    const { id } = await open(paid);
    expect(await Promise.all([1, 2, 3].map(() => syncDispute(id, because)))).toEqual([true, true, true]);
    expect(await due(paid)).toEqual([10_000n, 10_000n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['dispute_withdrawn']);
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refusal: { kind: 'disputed' } });
    await close(id, 'won');
    for (let times = 0; times < 3; times++) await syncDispute(id, because);
    expect(await due(paid)).toEqual([0n, 0n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['dispute_withdrawn', 'dispute_reinstated']);
    expect(await truthOf(world, paid)).toEqual({ refunded: 0, disputed: 0 });
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refund: { state: 'succeeded' } });
  });

  test('whose amount changes is followed until its money is away, and named after that', async () => {
    const paid = await payWith(VISA, { now });
    const resize = (id: string, amount: number) => world.ctl('POST', `/disputes/${id}/amount`, { amount });
    const inquiry = await open(paid, { inquiry: true, amount: 15_000 });
    await syncDispute(inquiry.id, because);
    await resize(inquiry.id, 6_000);
    expect((await reconcileReversals({ now })).differences).toEqual([
      expect.objectContaining({ kind: 'dispute-amount-differs', gatewayId: inquiry.id, repaired: true }),
    ]);
    const row = await db.gatewayDispute.findUniqueOrThrow({ where: { gatewayDisputeId: inquiry.id } });
    expect(row).toMatchObject({ amountMinor: 6_000n, withdrawnAt: null });
    await close(inquiry.id, 'won');
    await syncDispute(inquiry.id, because);

    const { id } = await open(paid, { amount: 10_000 });
    await syncDispute(id, because);
    await resize(id, 9_000);
    expect(await syncDispute(id, because)).toBe(true);
    expect(await due(paid)).toEqual([0n, 10_000n]);
    expect((await reconcileReversals({ now })).differences).toEqual([
      expect.objectContaining({ kind: 'dispute-amount-differs', gatewayId: id, amountMinor: 9_000n, repaired: false }),
    ]);
    await close(id, 'won');
    await syncDispute(id, because);
    expect(await due(paid)).toEqual([0n, 0n]);
    await resize(id, 10_000);
  });

  test('that is lost leaves the invoices open, and nothing to refund', async () => {
    const paid = await payWith(VISA, { now });
    const { id } = await open(paid, { amount: 15_000 });
    await syncDispute(id, because);
    await close(id, 'lost');
    await syncDispute(id, because);
    expect(await due(paid)).toEqual([5_000n, 10_000n]);
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refusal: { kind: 'disputed' } });
    const dispute = await db.gatewayDispute.findFirstOrThrow({ where: { vendorId: paid.staff.vendorId } });
    expect(dispute).toMatchObject({ state: 'lost', reinstatedAt: null, isChargeRefundable: false });
  });

  test('that only asks moves nothing and forbids nothing', async () => {
    const paid = await payWith('pm_card_createDisputeInquiry', { now });
    const [inquiry] = (await stripe.disputes.list({ payment_intent: paid.intentId })).data;
    expect(await syncDispute(inquiry?.id ?? '', because)).toBe(true);
    expect(await due(paid)).toEqual([0n, 0n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual([]);
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refund: { state: 'succeeded' } });
  });

  test('F35: a debit the bank returns comes as one, with its reason, and staff and customer are told once', async () => {
    const paid = await payWith(VISA, { now });
    const { id } = await open(paid, { reason: 'insufficient_funds' });
    for (let times = 0; times < 2; times++) {
      await syncDispute(id, because);
      await drainJobs();
    }
    expect(await due(paid)).toEqual([10_000n, 10_000n]);
    const mails = await db.outgoingMail.findMany({
      where: { vendorId: paid.staff.vendorId, kind: 'dispute' },
      orderBy: { dedupeKey: 'asc' },
    });
    expect(mails.map((mail) => mail.subject.split(':')[0])).toEqual(['Returned by the bank', 'Returned by the bank']);
    expect(mails[1]?.to).toMatch(/^billing@/);
    await close(id, 'won');
    await syncDispute(id, because);
    await drainJobs();
    expect(await db.outgoingMail.count({ where: { vendorId: paid.staff.vendorId, kind: 'dispute' } })).toBe(4);
  });

  test('I14: won after the invoice was paid anew: the money is the customer’s credit', async () => {
    const paid = await payWith(VISA, { count: 1, now });
    const { id } = await open(paid);
    await syncDispute(id, because);
    const again = await paid.payer.payAll(await paid.payer.saveCard(VISA));
    expect(await startPayment(paid.payer.actor, again, now)).toMatchObject({ payment: { state: 'succeeded' } });
    await close(id, 'won');
    await syncDispute(id, because);
    expect(await paidAndDue(paid)).toEqual([{ paid: 10_000n, due: 0n }]);
    const credit = await db.ledgerLine.findMany({
      where: { vendorId: paid.staff.vendorId, account: 'customer_credit' },
    });
    expect(credit.map((line) => line.amountMinor)).toEqual([-10_000n]);
  });

  test('over what was refunded before: the rest is off the invoices, the overlap is a loss', async () => {
    const paid = await payWith(VISA, { now });
    await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 6_000n } }), now);
    const { id } = await open(paid);
    await syncDispute(id, because);
    expect(await due(paid)).toEqual([10_000n, 10_000n]);
    const losses = await db.ledgerLine.findMany({ where: { vendorId: paid.staff.vendorId, account: 'losses' } });
    expect(losses.map((line) => line.amountMinor)).toEqual([6_000n]);
    await close(id, 'won');
    await syncDispute(id, because);
    expect(await due(paid)).toEqual([0n, 6_000n]);
  });

  test('arrives while our refund has no answer: the refund is found first, then the dispute takes what is left', async () => {
    const paid = await payWith(VISA, { now });
    await world.ctl('POST', '/faults', { route: 'POST /v1/refunds', kind: 'drop-after-commit', count: 3 });
    const asked = refundOf(paid, { what: { kind: 'amount', amountMinor: 6_000n } });
    expect(await requestRefund(paid.staff, asked, now)).toMatchObject({ refund: { known: false } });
    await world.ctl('DELETE', '/faults');
    const { id } = await open(paid, { amount: 14_000 });
    // Within the half minute that is left to whoever is asking, the dispute waits.
    await expect(syncDispute(id, because)).rejects.toThrow('not decided');
    expect(await due(paid)).toEqual([0n, 0n]);
    expect(await syncDispute(id, { ...because, now: new Date(now.getTime() + 31_000) })).toBe(true);
    expect(await due(paid)).toEqual([10_000n, 10_000n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued', 'dispute_withdrawn']);
    const losses = await db.ledgerLine.count({ where: { vendorId: paid.staff.vendorId, account: 'losses' } });
    expect(losses).toBe(0);
  });
});

describe('behind our back', () => {
  test('a refund made at the gateway is spread by the default rule and written in the audit log', async () => {
    const paid = await payWith(VISA, { count: 3, now });
    await world.ctl('POST', '/refunds', { charge: paid.chargeId, amount: 12_000 });
    await Promise.all([1, 2, 3].map(() => followChargeRefunds(paid.chargeId, because)));
    expect(await due(paid)).toEqual([0n, 2_000n, 10_000n]);
    const { vendorId } = paid.staff;
    expect(await db.refund.findMany({ where: { vendorId } })).toMatchObject([
      { origin: 'gateway', state: 'succeeded' },
    ]);
    expect(await db.auditEntry.count({ where: { vendorId, action: 'refund.found' } })).toBe(1);
    expect(await db.refundDocument.count({ where: { vendorId } })).toBe(1);
  });

  test('an answer that was fetched before the refund failed, and applied after: it has failed', async () => {
    const paid = await payWith('pm_card_refundFail', { now });
    const { id } = (await world.ctl('POST', '/refunds', { charge: paid.chargeId, amount: 5_000 })) as { id: string };
    const older = await retrieveRefund(id);
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    expect(await followGatewayRefund(id, because)).toBe(true);
    expect(await followRefundView(older, because)).toBe(true);
    expect(await due(paid)).toEqual([0n, 0n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued', 'refund_failed']);
  });

  test('one that names an id of ours which is not this refund is no refund of ours', async () => {
    const paid = await payWith(VISA, { now });
    const other = await payWith(VISA, { now });
    const own = refundOf(other, { what: { kind: 'amount', amountMinor: 700n } });
    await requestRefund(other.staff, own, now);
    await stripe.refunds.create({ payment_intent: paid.intentId, amount: 700, metadata: { refund_id: own.refundId } });
    await followChargeRefunds(paid.chargeId, because);
    expect(await due(paid)).toEqual([0n, 700n]);
    expect(await due(other)).toEqual([0n, 700n]);
  });

  test('charges of strangers are put aside', async () => {
    expect(await followChargeRefunds('ch_unknown', because)).toBe(false);
    expect(await syncDispute('du_unknown', because)).toBe(false);
  });

  test('over real webhooks, three times each and shuffled: everything once', async () => {
    const paid = await payWith(VISA, { now });
    await world.ctl('POST', '/webhooks', { url: door.url, mode: 'hold', duplicate: 2, shuffle: true });
    await world.ctl('POST', '/refunds', { charge: paid.chargeId, amount: 3_000 });
    const { id } = await open(paid, { amount: 17_000 });
    await close(id, 'won');
    await world.ctl('POST', '/webhooks/release');
    await world.ctl('POST', '/quiesce');
    await world.ctl('POST', '/webhooks', { url: null, duplicate: 0, shuffle: false });
    await drainJobs();
    expect(await due(paid)).toEqual([0n, 3_000n]);
    expect((await reversalEntries(paid.staff.vendorId)).sort()).toEqual([
      'dispute_reinstated',
      'dispute_withdrawn',
      'refund_issued',
    ]);
    const waiting = await db.gatewayEvent.count({ where: { state: { in: ['queued', 'quarantined'] } } });
    expect(waiting).toBe(0);
  });

  test('F21: every webhook lost: the nightly comparison names and follows it all, and finds nothing the next time', async () => {
    await reconcileReversals({ now });
    const paid = await payWith('pm_card_createDispute', { now });
    const refunded = await payWith(VISA, { now });
    await world.ctl('POST', '/refunds', { charge: refunded.chargeId });
    const failing = await payWith('pm_card_refundFail', { now });
    await requestRefund(failing.staff, refundOf(failing), now);
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    const compared = await reconcileReversals({ now });
    expect(compared.differences.map(({ kind, repaired }) => [kind, repaired])).toEqual([
      ['refund-there-not-here', true],
      ['refund-state-differs', true],
      ['dispute-there-not-here', true],
    ]);
    expect(await due(paid)).toEqual([10_000n, 10_000n]);
    expect(await due(refunded)).toEqual([10_000n, 10_000n]);
    expect(await due(failing)).toEqual([0n, 0n]);
    expect((await reconcileReversals({ now })).differences).toEqual([]);
  });

  test('a refund that is found days after it was made there is not missed there', async () => {
    const paid = await payWith(VISA, { now });
    await world.ctl('POST', '/refunds', { charge: paid.chargeId, amount: 3_000 });
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
    expect((await reconcileReversals({ now: days(4) })).differences).toMatchObject([
      { kind: 'refund-there-not-here', repaired: true },
    ]);
    // Ours is of this period, and the gateway's is of none that it looks at.
    expect((await reconcileReversals({ now: days(4.5), days: 1 })).differences).toEqual([]);
  });

  test('what only our books know is named and left to people', async () => {
    const paid = await payWith(VISA, { now });
    await requestRefund(paid.staff, refundOf(paid), now);
    await world.ctl('POST', '/reset');
    const { differences } = await reconcileReversals({ now });
    const { vendorId } = paid.staff;
    const { id } = await db.refund.findFirstOrThrow({ where: { vendorId } });
    expect(differences.find(({ ourId }) => ourId === id)).toMatchObject({
      kind: 'refund-here-not-there',
      repaired: false,
    });
  });
});
