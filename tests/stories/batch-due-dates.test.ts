import { afterAll, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { desk, confirm, customer, work, outcomes, load, agreeToDebits } = await batchStories(world);
const { itemWords } = await import('~/domain/batch-payments/batch-words');
const { listItems } = await import('~/domain/batch-payments/list-items.server');
const { addDays } = await import('~/lib/dates');
const { db } = await import('~/lib/db.server');
const { makeVendor } = await import('~tests/factories/make-vendor');
const confirmPage = await import('~/routes/vendor/batch-payment-new');

test('what is due already is told by itself, in each currency, and is what is charged at once', async () => {
  const vendor = await makeVendor();
  const vendorId = vendor.id;
  await db.batchThreshold.create({ data: { vendorId, currency: 'USD', thresholdMinor: 1_000_000n } });
  const cookie = await (await staffOf(vendor, 'biller')).cookie();
  const visit = (path: string, form?: Record<string, string>) => ({
    request: new Request(`http://localhost${path}`, {
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    }),
    context: { nonce: 'n', requestId: 'r', clientAddress: '10.1.1.1' },
    params: {},
  });
  const { tomorrow } = await confirmPage.loader(visit('/vendor/batch-payments/new?when=later'));
  const made = [
    await customer(vendorId, 2, 'pm_card_visa', { dueOn: addDays(tomorrow, -1) }),
    await customer(vendorId, 1, 'pm_card_visa', { dueOn: '2026-01-02', currency: 'EUR' }),
    await customer(vendorId, 3, 'pm_card_visa', { dueOn: tomorrow }),
    await customer(vendorId, 1, null, { dueOn: '2026-01-02' }),
  ];
  const ids = made.flatMap((each) => each.ids);
  const address = `/vendor/batch-payments/new?when=later&${ids.map((id) => `invoice=${id}`).join('&')}`;
  const page = await confirmPage.loader(visit(address));
  const overdue = [
    { currency: 'USD', count: 2, amountMinor: 200_00n },
    { currency: 'EUR', count: 1, amountMinor: 100_00n },
  ];
  expect(page.plan).toMatchObject({ selected: 7, chargeable: 6, overdue });
  const { batchId, seen } = page;
  const post = async (atOnce: string) => {
    const form = { batchId, seen, chargePer: 'invoice', when: 'due-dates', atOnce };
    const answer = (await confirmPage.action(visit(address, form))) as Response | { init: ResponseInit | null };
    return answer instanceof Response ? answer.status : answer.init?.status;
  };
  expect([await post('2'), await post('3')]).toEqual([409, 303]);
  const charges = await db.batchCharge.groupBy({ by: ['state'], where: { vendorId }, _count: true });
  expect(new Map(charges.map(({ state, _count }) => [state, _count]))).toEqual(
    new Map([
      ['ready', 3],
      ['planned', 3],
    ]),
  );
});

test('what is at the bank is under way, whatever else waits for its day', async () => {
  const { vendorId, actor } = await desk('America/New_York');
  const debited = await customer(vendorId, 1, 'pm_usBankAccount_success', { dueOn: '2026-11-30' });
  await agreeToDebits(debited.method!);
  const waits = await customer(vendorId, 1, 'pm_card_visa', { dueOn: '2026-12-10' });
  const ids = [...debited.ids, ...waits.ids];
  const batchId = await confirm(actor, ids, { when: 'due-dates', now: new Date('2026-12-01T17:00:00Z') });
  await work();
  expect(await outcomes(batchId, ids)).toEqual(['at-bank', 'waiting']);
  expect(await load(actor, batchId)).toMatchObject({ state: 'processing', nextOn: null });
  const which = { batchId, outcome: null, order: 'selected', after: null, limit: 10 } as const;
  const told = (await listItems(actor, which)).map((item) => itemWords(item).what);
  expect(told).toEqual(['Processing at the bank', 'To be charged on 10 Dec 2026']);
});
