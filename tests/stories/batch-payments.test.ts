import { afterAll, describe, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const stories = await batchStories(world);
const {
  ask,
  desk,
  customer,
  confirm,
  work,
  load,
  outcomes,
  paymentsOf,
  captured,
  mailsOf,
  findings,
  bankSays,
  agreeToDebits,
} = stories;
const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
const { countOf } = await import('~/domain/batch-payments/batch-payment');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { planBatch } = await import('~/domain/batch-payments/plan-batch.server');
const { setCreditUse } = await import('~/domain/vendors/set-credit-use.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { db } = await import('~/lib/db.server');

const now = new Date();

describe('charging now', () => {
  test('each invoice by a charge of its own: paid, with a receipt each, in the name of who confirmed', async () => {
    const { vendorId, actor } = await desk();
    const [ann, bob] = [await customer(vendorId, 2), await customer(vendorId, 1, 'pm_card_mastercard')];
    const ids = [...ann.ids, ...bob.ids];
    const batchId = await confirm(actor, ids);
    expect(await load(actor, batchId)).toMatchObject({ state: 'processing', itemCount: 3, customerCount: 2 });
    await work();
    expect(await outcomes(batchId, ids)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(await load(actor, batchId)).toMatchObject({
      state: 'completed',
      totals: [{ currency: 'USD', outcome: 'succeeded', count: 3, amountMinor: 30_000n }],
    });
    const payments = await paymentsOf(batchId);
    expect(payments).toHaveLength(3);
    expect(
      payments.every(
        ({ staffId, channel, contactId }) => staffId === actor.staffId && channel === 'batch' && contactId === null,
      ),
    ).toBe(true);
    await drainJobs();
    expect(await standing(ann.payer.actor)).toMatchObject({ due: 0n, paid: 20_000n, receipts: 2, receiptMails: 2 });
    const [mail, ...more] = await mailsOf(vendorId, 'batch-payment');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Your batch payment of 3 invoices is done' });
    expect(await findings(vendorId)).toEqual([]);
  });

  test('one charge for each customer and currency: one receipt, and each invoice has its outcome', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 3);
    const euros = await ann.payer.invoices(2, { currency: 'EUR' });
    const bob = await customer(vendorId, 2);
    await bankSays(bob.method!, 'insufficient_funds');
    const ids = [...ann.ids, ...euros.map(({ id }) => id), ...bob.ids];
    const batchId = await confirm(actor, ids, { chargePer: 'customer' });
    await work();
    expect(await outcomes(batchId, ids)).toEqual([
      ...Array.from({ length: 5 }, () => 'succeeded'),
      'failed insufficient_funds',
      'failed insufficient_funds',
    ]);
    const payments = await paymentsOf(batchId);
    expect(
      payments.map(({ amountMinor, currency, invoiceCount }) => `${currency} ${amountMinor} ${invoiceCount}`).sort(),
    ).toEqual(['EUR 20000 2', 'USD 20000 2', 'USD 30000 3']);
    expect(await standing(ann.payer.actor)).toMatchObject({ receipts: 2 });
    expect(await standing(bob.payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, receipts: 0 });
    expect(await load(actor, batchId)).toMatchObject({ state: 'completed-with-failures' });
    expect(await findings(vendorId)).toEqual([]);
  });

  test('forty invoices, three of which fail for three reasons, and those that cannot be charged are skipped with theirs', async () => {
    const { vendorId, actor } = await desk();
    const good = await customer(vendorId, 37);
    const bad = await Promise.all(
      ['pm_card_visa', 'pm_card_authenticationRequired', 'pm_card_visa'].map((card) => customer(vendorId, 1, card)),
    );
    await bankSays(bad[0]!.method!, 'insufficient_funds');
    await bankSays(bad[2]!.method!, 'expired_card');
    const none = await customer(vendorId, 1, null);
    const apart = [
      await good.payer.invoices(1, { paidMinor: 10_000n }),
      await good.payer.invoices(1, { voidReason: 'Billed twice' }),
      await good.payer.invoices(1, { disputeReason: 'Wrong' }),
      await good.payer.invoices(1, { archived: true }),
    ].map(([invoice]) => invoice!.id);
    const failing = bad.flatMap(({ ids }) => ids);
    const [draft] = await good.payer.invoices(1, { draft: true });
    const ids = [...good.ids, ...failing, ...none.ids, ...apart, draft!.id];
    const plan = await planBatch(actor, ids, '2026-11-27');
    expect(plan).toMatchObject({
      selected: 46,
      chargeable: 40,
      customers: 4,
      totals: [{ currency: 'USD', count: 40, amountMinor: 400_000n }],
    });
    expect(plan.withoutMethod).toMatchObject([
      { customerId: none.payer.actor.customerId, count: 1, amountMinor: 10_000n },
    ]);
    expect(plan.skipped.map(({ reason, count }) => `${reason} ${count}`).sort()).toEqual([
      'archived 1',
      'disputed 1',
      'draft 1',
      'no-method 1',
      'paid 1',
      'void 1',
    ]);
    const batchId = await confirm(actor, ids);
    await work();
    expect(await outcomes(batchId, [...failing, ...none.ids, ...apart, draft!.id])).toEqual([
      'failed insufficient_funds',
      'failed authentication_required',
      'failed expired_card',
      'skipped no-method',
      'skipped paid',
      'skipped void',
      'skipped disputed',
      'skipped archived',
      'missing',
    ]);
    const batch = await load(actor, batchId);
    expect([batch.state, countOf(batch, 'succeeded'), countOf(batch, 'failed'), countOf(batch, 'skipped')]).toEqual([
      'completed-with-failures',
      37,
      3,
      5,
    ]);
    await drainJobs();
    const strict = bad[1]!;
    const [link] = await mailsOf(vendorId, 'payment-link');
    expect(link).toMatchObject({ customerId: strict.payer.actor.customerId });
    expect(await db.paymentLinkInvoice.findMany({ where: { vendorId }, select: { invoiceId: true } })).toEqual([
      { invoiceId: strict.ids[0] },
    ]);
    const [mail, ...more] = await mailsOf(vendorId, 'batch-payment');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      subject: 'Your batch payment of 45 invoices is done, 3 failed',
      text: expect.stringMatching(/\/vendor\/batch-payments\/[0-9a-f-]{36}\?tab=failed\b/) as string,
    });
    expect(await findings(vendorId)).toEqual([]);
  });

  test('a bank debit is processing at the bank, and ends as the bank decides', async () => {
    const { vendorId, actor } = await desk();
    const [good, bad] = [
      await customer(vendorId, 1, 'pm_usBankAccount_success'),
      await customer(vendorId, 1, 'pm_usBankAccount_insufficientFunds'),
    ];
    for (const { method } of [good, bad]) await agreeToDebits(method!);
    const ids = [...good.ids, ...bad.ids];
    const batchId = await confirm(actor, ids);
    await work();
    expect(await outcomes(batchId, ids)).toEqual(['at-bank', 'at-bank']);
    expect(await load(actor, batchId)).toMatchObject({ state: 'processing', endedAt: null });
    await drainJobs();
    expect(await mailsOf(vendorId, 'batch-payment')).toHaveLength(1);
    await world.ctl('POST', '/clock', { advanceSeconds: 14 * 86_400 });
    for (const { id } of await paymentsOf(batchId))
      await syncPayment({ paymentId: id, cause: 'test', now: new Date() });
    await lookAfterBatches({ now: new Date() });
    expect(await outcomes(batchId, ids)).toEqual(['succeeded', 'failed insufficient_funds']);
    expect(await load(actor, batchId)).toMatchObject({ state: 'completed-with-failures' });
    await drainJobs();
    expect(await mailsOf(vendorId, 'batch-payment')).toHaveLength(2);
    expect(await findings(vendorId)).toEqual([]);
  });

  test('credit on account is used where the vendor always wants it, and a method is not needed where it covers all', async () => {
    const { vendorId, actor } = await desk();
    await setCreditUse({ vendorId, use: 'always' }, { cause: 'test' });
    const ann = await customer(vendorId, 1, null);
    const before = await confirmBatch(actor, await ask(actor, ann.ids), now);
    expect(before).toMatchObject({ ok: false, refusal: { kind: 'nothing-to-charge' } });
  });
});

describe('confirming', () => {
  test('twice, at the same moment and again later, is confirming once', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const asked = await ask(actor, ann.ids);
    const answers = await Promise.all([
      confirmBatch(actor, asked, now),
      confirmBatch(actor, asked, now),
      confirmBatch(actor, asked, now),
    ]);
    await work();
    answers.push(await confirmBatch(actor, asked, now));
    expect(answers).toEqual(answers.map(() => ({ ok: true, batchId: asked.batchId })));
    expect(await db.batchPayment.count({ where: { vendorId } })).toBe(1);
    expect(await paymentsOf(asked.batchId)).toHaveLength(2);
    const turned = { ...asked, invoiceIds: asked.invoiceIds.toReversed() };
    expect(await confirmBatch(actor, turned, now)).toEqual({ ok: true, batchId: asked.batchId });
    const bob = await customer(vendorId, 2);
    for (const other of [{ chargePer: 'customer' as const }, { invoiceIds: bob.ids }])
      expect(await confirmBatch(actor, { ...asked, ...other }, now)).toMatchObject({
        ok: false,
        refusal: { kind: 'other-request', batchId: asked.batchId },
      });
  });

  test('is held to what was shown: an amount that changed meanwhile charges nothing', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const asked = await ask(actor, ann.ids);
    await db.$executeRaw`UPDATE invoices SET total_minor = total_minor + 1 WHERE vendor_id = ${vendorId}::uuid AND id = ${ann.ids[0]}::uuid`;
    expect(await confirmBatch(actor, asked, now)).toMatchObject({ ok: false, refusal: { kind: 'changed' } });
    expect(await db.batchPayment.count({ where: { vendorId } })).toBe(0);
  });

  test('knows no invoice of another vendor, and refuses none, nothing chargeable, too many and a date that is over', async () => {
    const [own, other] = [await desk(), await desk()];
    const [ann, stranger] = [await customer(own.vendorId, 1), await customer(other.vendorId, 1)];
    const kindOf = async (ids: string[], options = {}) => {
      const result = await confirmBatch(
        own.actor,
        { ...(await ask(own.actor, ids.slice(0, 100))), invoiceIds: ids, ...options },
        now,
      );
      return result.ok ? 'ok' : result.refusal.kind;
    };
    expect(await kindOf([...ann.ids, ...stranger.ids])).toBe('gone');
    expect(await kindOf([])).toBe('nothing-selected');
    expect(await kindOf(Array.from({ length: 10_001 }, () => crypto.randomUUID()))).toBe('too-many');
    expect(await kindOf(ann.ids, { when: 'date', runOn: '2020-01-01' })).toBe('bad-date');
    expect(await kindOf(ann.ids, { when: 'date', runOn: 'soon' })).toBe('bad-date');
    await db.$executeRaw`UPDATE invoices SET archived_at = now() WHERE vendor_id = ${own.vendorId}::uuid`;
    expect(await kindOf(ann.ids)).toBe('nothing-to-charge');
    expect(await db.batchPayment.count({ where: { vendorId: own.vendorId } })).toBe(0);
  });

  test('two staff, overlapping selections, workers side by side: no invoice is charged twice, none is dropped', async () => {
    const { vendorId, actor } = await desk();
    const { actor: colleague } = await staffOf({ id: vendorId }, 'owner');
    const customers = await Promise.all(Array.from({ length: 4 }, () => customer(vendorId, 10)));
    const ids = customers.flatMap((each) => each.ids);
    const [first, second] = [ids.slice(0, 30), ids.slice(10)];
    const [one, two] = await Promise.all([
      confirm(actor, first),
      confirm(colleague, second, { chargePer: 'customer' }),
    ]);
    await Promise.all([work(), work(), work()]);
    await stories.later();
    await work();
    const [mine, theirs] = [await outcomes(one, first), await outcomes(two, second)];
    for (const id of ids) {
      const ends = [mine[first.indexOf(id)], theirs[second.indexOf(id)]].filter((each) => each !== undefined);
      expect(ends.filter((each) => each === 'succeeded')).toHaveLength(1);
      expect(ends.filter((each) => each !== 'succeeded').every((each) => /^skipped (paid|in-flight)$/.test(each))).toBe(
        true,
      );
    }
    expect([...(await captured()).values()].every((count) => count === 1)).toBe(true);
    const paid = await db.invoice.count({ where: { vendorId, paidMinor: 10_000n } });
    expect(paid).toBe(40);
    expect(await findings(vendorId)).toEqual([]);
  });
});

describe('beside customers who pay', () => {
  test('F14: an invoice that the customer is paying is skipped, one that they have paid too', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const batchId = await confirm(actor, ann.ids, { chargePer: 'customer' });
    const input = await ann.payer.payAll(await ann.payer.saveCard('pm_card_authenticationRequired'));
    await ann.payer.saveCard('pm_card_visa');
    expect(await startPayment(ann.payer.actor, { ...input, quote: input.quote.slice(0, 1) }, now)).toMatchObject({
      payment: { state: 'action_required' },
    });
    await work();
    const paying = input.quote[0]!.invoiceId;
    const rest = ann.ids.find((id) => id !== paying)!;
    expect(await outcomes(batchId, [paying, rest])).toEqual(['skipped in-flight', 'succeeded']);
    const again = await confirm(actor, [paying, ...(await ann.payer.invoices(1)).map(({ id }) => id)]).catch(
      (error: Error) => error.message,
    );
    expect(again).not.toContain('not confirmed');
    expect(await findings(vendorId)).toEqual([]);
  });

  test('F15: the customer’s page is open already; what the batch took is not charged again', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const open = await ann.payer.payAll(await ann.payer.saveCard('pm_card_visa'));
    const batchId = await confirm(actor, ann.ids);
    await work();
    expect(await startPayment(ann.payer.actor, open, now)).toMatchObject({ ok: false, refusal: { kind: 'changed' } });
    expect(await outcomes(batchId, ann.ids)).toEqual(['succeeded', 'succeeded']);
    expect(await standing(ann.payer.actor)).toMatchObject({ paid: 20_000n, receipts: 2 });
  });

  test('never more is charged than staff saw: what was added afterwards stays open, what was taken off is not charged', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const batchId = await confirm(actor, ann.ids);
    const [more, less] = ann.ids;
    await db.$executeRaw`UPDATE invoices SET total_minor = 12000 WHERE vendor_id = ${vendorId}::uuid AND id = ${more}::uuid`;
    await db.$executeRaw`UPDATE invoices SET total_minor = 7000 WHERE vendor_id = ${vendorId}::uuid AND id = ${less}::uuid`;
    await work();
    const items = await db.batchItem.findMany({ where: { batchId } });
    const charged = new Map(items.map((item) => [item.invoiceId, item.chargedMinor]));
    expect([charged.get(more!), charged.get(less!)]).toEqual([10_000n, 7_000n]);
    expect(await load(actor, batchId)).toMatchObject({
      totals: [{ outcome: 'succeeded', count: 2, amountMinor: 17_000n }],
    });
  });
});

describe('charging later', () => {
  const noon = new Date('2026-12-01T17:00:00Z');

  test('each on its own due date in the vendor’s zone, what fell due at once', async () => {
    const { vendorId, actor } = await desk('America/New_York');
    const payer = await makePayer({ vendorId });
    await payer.saveCard('pm_card_visa');
    const dates = ['2026-11-30', '2026-12-10', '2026-12-11'];
    const ids = (await Promise.all(dates.map((dueOn) => payer.invoices(1, { dueOn })))).map(([invoice]) => invoice!.id);
    const batchId = await confirm(actor, ids, { when: 'due-dates', now: noon });
    await work();
    expect(await outcomes(batchId, ids)).toEqual(['succeeded', 'waiting', 'waiting']);
    expect(await load(actor, batchId)).toMatchObject({ state: 'processing', nextOn: '2026-12-10' });
    await lookAfterBatches({ now: new Date('2026-12-10T04:59:00Z') });
    await work();
    expect(await outcomes(batchId, ids)).toEqual(['succeeded', 'waiting', 'waiting']);
    await lookAfterBatches({ now: new Date('2026-12-10T05:00:00Z') });
    await lookAfterBatches({ now: new Date('2026-12-10T05:01:00Z') });
    expect(await load(actor, batchId)).toMatchObject({ state: 'processing', nextOn: null });
    await work();
    expect(await load(actor, batchId)).toMatchObject({ state: 'processing', nextOn: '2026-12-11' });
    expect(await outcomes(batchId, ids)).toEqual(['succeeded', 'succeeded', 'waiting']);
    await lookAfterBatches({ now: new Date('2026-12-12T05:00:00Z') });
    await work();
    expect(await load(actor, batchId)).toMatchObject({ state: 'completed', nextOn: null });
    expect(await paymentsOf(batchId)).toHaveLength(3);
  });

  test('all on one date; what the customer pays before is skipped then', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const batchId = await confirm(actor, ann.ids, { when: 'date', runOn: '2026-12-05', now: noon });
    expect(await load(actor, batchId)).toMatchObject({ state: 'scheduled' });
    await work();
    expect(await outcomes(batchId, ann.ids)).toEqual(['waiting', 'waiting']);
    const input = await ann.payer.payAll(await ann.payer.saveCard('pm_card_visa'));
    const quote = input.quote.filter(({ invoiceId }) => invoiceId === ann.ids[0]);
    expect(await startPayment(ann.payer.actor, { ...input, quote }, now)).toMatchObject({ ok: true });
    await lookAfterBatches({ now: new Date('2026-12-05T05:00:00Z') });
    expect(await load(actor, batchId)).toMatchObject({ state: 'processing' });
    await work();
    expect(await outcomes(batchId, ann.ids)).toEqual(['skipped paid', 'succeeded']);
  });

  test('cancelled before: nothing is charged, every invoice is listed as skipped, and it stays so', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const batchId = await confirm(actor, ann.ids, { when: 'date', runOn: '2026-12-05', now: noon });
    expect(await cancelBatch(actor, { batchId, cause: 'test' }, noon)).toEqual({ ok: true, stopped: 2 });
    expect(await load(actor, batchId)).toMatchObject({ state: 'cancelled' });
    expect(await cancelBatch(actor, { batchId, cause: 'test' }, noon)).toEqual({ ok: false, refusal: 'nothing-waits' });
    await lookAfterBatches({ now: new Date('2026-12-06T05:00:00Z') });
    await work();
    expect(await outcomes(batchId, ann.ids)).toEqual(['skipped batch-cancelled', 'skipped batch-cancelled']);
    expect(await paymentsOf(batchId)).toEqual([]);
    const stranger = (await desk()).actor;
    expect(await cancelBatch(stranger, { batchId, cause: 'test' }, noon)).toEqual({
      ok: false,
      refusal: 'no-such-batch',
    });
    expect(await findings(vendorId)).toEqual([]);
  });
});
