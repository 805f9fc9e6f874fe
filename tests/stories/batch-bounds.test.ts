import { afterAll, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { drainJobs } from '~tests/support/drain-jobs';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { ask, desk, customer, confirm, work, load, outcomes, paymentsOf, mailsOf, findings, agreeToDebits } =
  await batchStories(world);
const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
const { findRetryable } = await import('~/domain/batch-payments/find-retryable.server');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { planBatch } = await import('~/domain/batch-payments/plan-batch.server');
const { discardDraft } = await import('~/domain/invoices/save-invoice.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { db } = await import('~/lib/db.server');

const now = new Date();

test('a draft is left out, and can be discarded afterwards; drafts alone are nothing to charge', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1);
  const [draft] = await ann.payer.invoices(1, { draft: true });
  const batchId = await confirm(actor, [...ann.ids, draft!.id]);
  expect(await load(actor, batchId)).toMatchObject({ itemCount: 1, customerCount: 1 });
  await work();
  expect(await discardDraft(actor, { invoiceId: draft!.id, cause: 'test' })).toMatchObject({ ok: true });
  const [other] = await ann.payer.invoices(1, { draft: true });
  expect(await confirmBatch(actor, await ask(actor, [other!.id]), now)).toMatchObject({
    refusal: { kind: 'nothing-to-charge' },
  });
});

test('Nacha: an account that returned an invoice three times is not debited for it again, in no batch', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1, 'pm_usBankAccount_insufficientFunds');
  await agreeToDebits(ann.method!);
  const debit = async () => {
    const batchId = await confirm(actor, ann.ids);
    await work();
    await world.ctl('POST', '/clock', { advanceSeconds: 14 * 86_400 });
    for (const { id } of await paymentsOf(batchId))
      await syncPayment({ paymentId: id, cause: 'test', now: new Date() });
    await lookAfterBatches({ now: new Date() });
    expect(await outcomes(batchId, ann.ids)).toEqual(['failed insufficient_funds']);
    return batchId;
  };
  // Confirmed before, for a later day: at the charge it is looked at again.
  const later = await confirm(actor, ann.ids, {
    when: 'date',
    runOn: '2026-12-05',
    now: new Date('2026-12-01T17:00:00Z'),
  });
  await debit();
  expect(await findRetryable(actor, await debit())).toEqual(ann.ids);
  expect(await findRetryable(actor, await debit())).toEqual([]);
  expect(await planBatch(actor, ann.ids, '2026-11-27')).toMatchObject({
    chargeable: 0,
    skipped: [{ reason: 'debit-returned', count: 1 }],
  });
  await lookAfterBatches({ now: new Date('2026-12-05T05:00:00Z') });
  await work();
  expect(await outcomes(later, ann.ids)).toEqual(['skipped debit-returned']);
  await db.paymentMethod.updateMany({ where: { vendorId }, data: { removedAt: now } });
  await ann.payer.saveCard('pm_card_visa');
  expect(await planBatch(actor, ann.ids, '2026-11-27')).toMatchObject({ chargeable: 1, skipped: [] });
  expect(await findings(vendorId)).toEqual([]);
});

test('a charge that its bank wants confirmed gets a link for what is still to be paid of it', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 3, 'pm_card_authenticationRequired');
  await confirm(actor, ann.ids, { chargePer: 'customer' });
  await work();
  const input = await ann.payer.payAll(await ann.payer.saveCard('pm_card_visa'));
  const quote = input.quote.filter(({ invoiceId }) => invoiceId === ann.ids[0]);
  expect(await startPayment(ann.payer.actor, { ...input, quote }, now)).toMatchObject({ ok: true });
  await drainJobs();
  const named = await db.paymentLinkInvoice.findMany({ where: { vendorId }, select: { invoiceId: true } });
  expect(named.map(({ invoiceId }) => invoiceId).sort()).toEqual(ann.ids.slice(1).sort());
  expect(await mailsOf(vendorId, 'payment-link')).toHaveLength(1);
});

test('confirming and cancelling are not for those who only look', async () => {
  const { vendorId, actor } = await desk();
  const { actor: viewer } = await staffOf({ id: vendorId }, 'viewer');
  const ann = await customer(vendorId, 1);
  expect(await confirmBatch(viewer, await ask(viewer, ann.ids), now)).toEqual({
    ok: false,
    refusal: { kind: 'not-allowed' },
  });
  const batchId = await confirm(actor, ann.ids);
  expect(await cancelBatch(viewer, { batchId, cause: 'test' }, now)).toEqual({ ok: false, refusal: 'not-allowed' });
  expect(await outcomes(batchId, ann.ids)).toEqual(['waiting']);
  expect(await cancelBatch(actor, { batchId, cause: 'test' }, now)).toMatchObject({ ok: true });
});
