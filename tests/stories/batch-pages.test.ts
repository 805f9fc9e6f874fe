import { afterAll, describe, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { look } from '~tests/support/desk';
import { drainJobs } from '~tests/support/drain-jobs';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { confirm, customer, work, outcomes, load, bankSays } = await batchStories(world);
const { db } = await import('~/lib/db.server');
const { isReauthRequired } = await import('~/lib/step-up');
const { makePaymentMethod } = await import('~tests/factories/make-payment-method');
const { makeVendor } = await import('~tests/factories/make-vendor');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { changeStaffSelection } = await import('~/domain/staff-selections/change-staff-selection.server');
const { loadStaffSelection } = await import('~/domain/staff-selections/load-staff-selection.server');
const invoicesPage = await import('~/routes/vendor/invoices');
const invoicePage = await import('~/routes/vendor/invoice');
const confirmPage = await import('~/routes/vendor/batch-payment-new');
const listPage = await import('~/routes/vendor/batch-payments');
const batchPage = await import('~/routes/vendor/batch-payment');
const csvFile = await import('~/routes/vendor/batch-payment-csv');
const eventStream = await import('~/routes/vendor/batch-payment-events');

const TEN_MINUTES = 600_000;

/** A vendor's biller, who showed a factor just now or an hour ago, and what their browser asks. */
async function desk({
  thresholdMinor = null as bigint | null,
  factorAgoMs = 0,
  vendorId = null as string | null,
} = {}) {
  const vendor = vendorId ? { id: vendorId } : await makeVendor();
  if (thresholdMinor !== null)
    await db.batchThreshold.create({ data: { vendorId: vendor.id, currency: 'USD', thresholdMinor } });
  const staff = await staffOf(vendor, 'biller');
  const cookie = await staff.cookie(new Date(Date.now() - factorAgoMs));
  const visit = (path: string, form?: Record<string, string>, params = {}) => ({
    request: new Request(`http://localhost${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { cookie },
      ...(form && { body: new URLSearchParams(form) }),
    }),
    context: { nonce: 'n', requestId: 'r', clientAddress: '10.1.1.1' },
    params,
  });
  return { vendorId: vendor.id, staff, visit };
}

const addressOf = (ids: readonly string[], when = 'now') =>
  `/vendor/batch-payments/new?when=${when}&${ids.map((id) => `invoice=${id}`).join('&')}`;
const formOf = (page: { batchId: string; seen: string }, more: Record<string, string> = {}) => ({
  batchId: page.batchId,
  seen: page.seen,
  chargePer: 'invoice',
  when: 'now',
  ...more,
});
type Answer = Response | { init: ResponseInit | null; data: { refused: { title: string } | null } };
const locationOf = (answer: Answer) => (answer instanceof Response ? answer.headers.get('location') : null);
const statusOf = (answer: Answer) => (answer instanceof Response ? answer.status : (answer.init?.status ?? 200));

describe('the confirm page', () => {
  test('what was ticked is charged once: confirming takes the ticks off, and pressing again leads to the same batch', async () => {
    const { vendorId, staff, visit } = await desk();
    const { ids } = await customer(vendorId, 2);
    const zoned = { timeZone: 'America/New_York', now: new Date() };
    await changeStaffSelection(staff.actor, { shown: ids, ticked: ids, then: { kind: 'nothing' } }, zoned);
    const address = '/vendor/batch-payments/new?when=now&selected=1';
    const page = await confirmPage.loader(visit(address));
    expect(page.plan.selected).toBe(2);
    const [first, again] = [
      await confirmPage.action(visit(address, formOf(page))),
      await confirmPage.action(visit(address, formOf(page))),
    ];
    expect(locationOf(first)).toBe(`/vendor/batch-payments/${page.batchId}`);
    expect(locationOf(again)).toBe(locationOf(first));
    expect(await loadStaffSelection(staff.actor)).toEqual([]);
    expect(await db.batchPayment.count({ where: { vendorId } })).toBe(1);
  });

  test('names the method that pays in the currency, and an invoice names the batch that is to charge it', async () => {
    const { vendorId, staff, visit } = await desk();
    const { payer, ids } = await customer(vendorId, 1);
    const { customerId } = payer.actor;
    const sepa = { kind: 'sepa_debit', brand: 'sepa_debit', last4: '3201', isDefault: true };
    await makePaymentMethod({ vendorId, customerId, ...sepa });
    const address = addressOf(ids, 'later');
    const page = await confirmPage.loader(visit(address));
    expect(page.plan.charged).toMatchObject([{ brand: 'visa', last4: '4242' }]);
    const { data } = await look(invoicesPage.loader, '/vendor/invoices', { cookie: await staff.cookie() });
    expect(data).toMatchObject({ view: { rows: [{ method: { brand: 'visa', last4: '4242' } }] } });
    await confirmPage.action(visit(address, formOf(page, { when: 'date', runOn: page.tomorrow })));
    const invoice = await look(invoicePage.loader, '/x', { cookie: await staff.cookie(), params: { id: ids[0]! } });
    expect(invoice.data).toMatchObject({ planned: { batchId: page.batchId, on: page.tomorrow } });
  });

  test('says what will happen; confirming answers at once, twice the same, and the batch has its page', async () => {
    const { vendorId, visit } = await desk({ thresholdMinor: 1_000_000n });
    const [ann, bob] = [await customer(vendorId, 3), await customer(vendorId, 2, null)];
    const address = addressOf([...ann.ids, ...bob.ids]);
    const page = await confirmPage.loader(visit(address));
    expect(page.plan).toMatchObject({ selected: 5, chargeable: 3, customers: 1, withoutMethodCount: 1 });
    const { customerId } = ann.payer.actor;
    const annPays = { customerId, count: 3, amountMinor: 30_000n, currency: 'USD', brand: 'visa', last4: '4242' };
    expect(page.plan).toMatchObject({ charged: [annPays], chargedCount: 1, announced: 0 });
    expect(await db.batchPayment.count({ where: { vendorId } })).toBe(0);
    const first = await confirmPage.action(visit(address, formOf(page)));
    const second = await confirmPage.action(visit(address, formOf(page)));
    expect([statusOf(first), locationOf(first)]).toEqual([303, `/vendor/batch-payments/${page.batchId}`]);
    expect(locationOf(second)).toBe(locationOf(first));
    expect(await db.batchPayment.count({ where: { vendorId } })).toBe(1);
    await work();
    const { batch, name } = await batchPage.loader(visit('/', undefined, { id: page.batchId }));
    expect(batch).toMatchObject({ state: 'completed', itemCount: 5 });
    expect(name).toMatch(/^Batch of \d+ \w+, \d\d:\d\d$/);
    const { batches } = await listPage.loader(visit('/vendor/batch-payments'));
    expect(batches.map(({ id }) => id)).toEqual([page.batchId]);
  });

  test('above the vendor’s threshold, and wherever there is none, a fresh factor is asked for first', async () => {
    for (const [thresholdMinor, asks] of [
      [null, true],
      [20_000n, false],
      [19_999n, true],
    ] as const) {
      const { vendorId, staff, visit } = await desk({ thresholdMinor, factorAgoMs: TEN_MINUTES });
      const { ids } = await customer(vendorId, 2);
      const page = await confirmPage.loader(visit(addressOf(ids)));
      const posted = confirmPage.action(visit(addressOf(ids), formOf(page)));
      if (!asks) {
        expect(statusOf(await posted)).toBe(303);
        continue;
      }
      const thrown = await posted.catch((error: unknown) => error as Response);
      if (!(thrown instanceof Response)) throw new Error('no factor was asked for');
      expect(thrown.status).toBe(403);
      const body: unknown = await thrown.json();
      expect(isReauthRequired(body) && body.held.find(([name]) => name === 'batchId')?.[1]).toBe(page.batchId);
      expect(await db.batchPayment.count({ where: { vendorId } })).toBe(0);
      const proven = formOf(page, { factor_code: staff.codeAt(new Date()) });
      expect(statusOf(await confirmPage.action(visit(addressOf(ids), proven)))).toBe(303);
    }
  });

  test('refuses in words: changed meanwhile, a bad date, nothing to charge', async () => {
    const { vendorId, visit } = await desk();
    const { ids } = await customer(vendorId, 2);
    const address = addressOf(ids, 'later');
    const page = await confirmPage.loader(visit(address));
    const post = async (more: Record<string, string>) => {
      const answer = (await confirmPage.action(visit(address, formOf(page, more)))) as Answer;
      return answer instanceof Response
        ? String(answer.status)
        : `${answer.init?.status} ${answer.data.refused?.title}`;
    };
    expect(await post({ when: 'date', runOn: '2020-01-01' })).toBe('422 That date cannot be chosen.');
    expect(await post({ when: 'date' })).toBe('422 That date cannot be chosen.');
    expect(await post({ seen: 'USD:2:1' })).toBe(
      '409 Nothing was charged: the invoices changed while you were looking.',
    );
    await db.$executeRaw`UPDATE invoices SET archived_at = now() WHERE vendor_id = ${vendorId}::uuid`;
    expect(await post({})).toBe('422 None of these invoices can be charged.');
    await expect(confirmPage.action(visit(address, formOf(page, { when: 'never' })))).rejects.toMatchObject({
      status: 400,
    });
    const [stranger] = [await desk()];
    const theirs = await confirmPage.loader(stranger.visit(address));
    expect(theirs.plan.selected).toBe(0);
    await expect(confirmPage.action(stranger.visit(address, formOf(theirs)))).rejects.toMatchObject({ status: 404 });
  });

  test('ten thousand invoices of a thousand customers with one confirmation', async () => {
    const { vendorId, visit, staff } = await desk();
    await db.$executeRaw`
      INSERT INTO customers (id, vendor_id, number, name) SELECT gen_random_uuid(), ${vendorId}::uuid, 'M-' || n, 'Many ' || n FROM generate_series(1, 1000) n`;
    await db.$executeRaw`
      INSERT INTO payment_methods (id, vendor_id, customer_id, gateway_method_id, kind, brand, last4)
      SELECT gen_random_uuid(), vendor_id, id, 'pm_' || id, 'card', 'visa', '4242' FROM customers WHERE vendor_id = ${vendorId}::uuid AND number NOT LIKE 'M-9%'`;
    await db.$executeRaw`
      INSERT INTO invoices (id, vendor_id, customer_id, number, currency, issued_on, due_on, summary, total_minor, issued_at)
      SELECT gen_random_uuid(), c.vendor_id, c.id, c.number || '-' || n, 'USD', '2026-01-02', '2026-02-01', '', 10000, now()
      FROM customers c, generate_series(1, 10) n WHERE c.vendor_id = ${vendorId}::uuid`;
    const invoices = await db.invoice.findMany({ where: { vendorId }, select: { id: true } });
    const ids = invoices.map(({ id }) => id);
    const { planBatch, encodeSeen } = await import('~/domain/batch-payments/plan-batch.server');
    const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
    const plan = await planBatch(staff.actor, ids, '2026-11-27');
    expect(plan).toMatchObject({ selected: 10_000, chargeable: 8_890, customers: 889, withoutMethodCount: 111 });
    const batchId = crypto.randomUUID();
    const input = {
      batchId,
      invoiceIds: ids,
      chargePer: 'customer',
      when: 'date',
      runOn: '2027-01-04',
      cause: 'test',
    } as const;
    const result = await confirmBatch(staff.actor, { ...input, seen: encodeSeen(plan.totals) }, new Date());
    expect(result).toMatchObject({ ok: true });
    const { batch, items } = await batchPage.loader(visit('/', undefined, { id: batchId }));
    expect(batch).toMatchObject({ state: 'scheduled', itemCount: 10_000, customerCount: 1_000 });
    expect(items).toHaveLength(50);
    expect(await db.batchCharge.count({ where: { batchId } })).toBe(889);
  });
});

describe('the page of a batch', () => {
  async function mixed() {
    const own = await desk({ thresholdMinor: 1_000_000n });
    const { vendorId, visit } = own;
    const [good, poor, strict, none] = [
      await customer(vendorId, 60),
      await customer(vendorId, 2),
      await customer(vendorId, 1, 'pm_card_authenticationRequired'),
      await customer(vendorId, 1, null),
    ];
    await bankSays(poor.method!, 'insufficient_funds');
    const ids = [good, poor, strict, none].flatMap((each) => each.ids);
    const page = await confirmPage.loader(visit(addressOf(ids)));
    await confirmPage.action(visit(addressOf(ids), formOf(page)));
    await work();
    const see = (query = '') =>
      batchPage.loader(visit(`/vendor/batch-payments/x${query}`, undefined, { id: page.batchId }));
    return { ...own, good, poor, strict, none, ids, batchId: page.batchId, see };
  }

  test('lists each invoice once, what went wrong first, under what became of it, page by page, and as a file', async () => {
    const { batchId, ids, poor, strict, none, see, visit } = await mixed();
    const first = await see();
    const second = await see(first.next ?? '');
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 14, null]);
    expect(first.items.slice(0, 5).map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
      'failed',
      'skipped',
      'succeeded',
    ]);
    expect(new Set([...first.items, ...second.items].map(({ invoiceId }) => invoiceId))).toEqual(new Set(ids));
    const failed = await see('?tab=failed');
    expect(failed.items.map(({ invoiceId, reason }) => [invoiceId, reason])).toEqual([
      ...poor.ids.map((id) => [id, 'insufficient_funds']),
      [strict.ids[0], 'authentication_required'],
    ]);
    expect(failed.retryable).toBe(2);
    expect((await see('?tab=skipped')).items.map(({ invoiceId }) => invoiceId)).toEqual(none.ids);
    const file = await (await csvFile.loader(visit('/', undefined, { id: batchId }))).text();
    const lines = file.trim().split('\r\n');
    expect(lines).toHaveLength(65);
    expect(lines[1]).toContain('succeeded');
    expect(lines.filter((line) => line.includes('The bank said no: not enough money'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('The bank wants the customer to confirm'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('No payment method on file'))).toHaveLength(1);
  });

  test('whose bank asked for them is told so, with a link that pays', async () => {
    const { vendorId, strict } = await mixed();
    await drainJobs();
    await drainJobs();
    const { customerId } = strict.payer.actor;
    const mails = await db.outgoingMail.findMany({ where: { vendorId, kind: 'payment-link' } });
    expect(mails).toMatchObject([
      { customerId, subject: expect.stringMatching(/^Confirm with your bank: \$100\.00 to /) },
    ]);
  });

  test('retrying is a new batch over what can succeed, under new payments', async () => {
    const { batchId, poor, strict, visit, vendorId, staff, see } = await mixed();
    const since = async () => (await see('?tab=failed')).items.map(({ settledSince }) => settledSince);
    expect(await since()).toEqual([null, null, null]);
    const address = `/vendor/batch-payments/new?when=now&retry=${batchId}`;
    const page = await confirmPage.loader(visit(address));
    expect(page).toMatchObject({ retryOf: batchId, plan: { chargeable: 2 } });
    await bankSays(poor.method!, 'yes');
    await confirmPage.action(visit(address, formOf(page)));
    await work();
    expect(await outcomes(page.batchId, poor.ids)).toEqual(['succeeded', 'succeeded']);
    expect(await since()).toEqual(['paid', 'paid', null]);
    expect(await load(staff.actor, page.batchId)).toMatchObject({ state: 'completed', retryOf: batchId });
    expect((await confirmPage.loader(visit(address))).plan.selected).toBe(0);
    await strict.payer.saveCard('pm_card_visa');
    expect((await confirmPage.loader(visit(address))).plan.selected).toBe(1);
    const stranger = await desk();
    expect((await confirmPage.loader(stranger.visit(address))).plan.selected).toBe(0);
    expect(await db.batchPayment.count({ where: { vendorId } })).toBe(2);
  });

  test('a retry says what it tries again, the other way round too, and who was paid by it', async () => {
    const { batchId, poor, strict, visit, see } = await mixed();
    const retry = async (id: string) => {
      const address = `/vendor/batch-payments/new?when=now&retry=${id}`;
      const shown = await confirmPage.loader(visit(address));
      await confirmPage.action(visit(address, formOf(shown)));
      await work();
      return shown;
    };
    const [one, another] = poor.ids as [string, string];
    const first = await retry(batchId);
    await bankSays(poor.method!, 'yes');
    const { name } = await see();
    expect(first.retried).toBe(name);
    const second = await retry(first.batchId);
    // The third is paid another way.
    const paid = await strict.payer.payAll(await strict.payer.saveCard('pm_card_visa'));
    expect(await startPayment(strict.payer.actor, paid, new Date())).toMatchObject({ ok: true });
    const failed = (await see('?tab=failed')).items;
    expect(failed.map(({ invoiceId, settledSince, retriedBy }) => [invoiceId, settledSince, retriedBy])).toEqual([
      [one, 'paid', second.batchId],
      [another, 'paid', second.batchId],
      [strict.ids[0], 'paid', null],
    ]);
    const look = (id: string) => batchPage.loader(visit('/', undefined, { id }));
    const [of0, of1, of2] = [await look(batchId), await look(first.batchId), await look(second.batchId)];
    expect([of0.retried, of0.retries.map(({ id }) => id)]).toEqual([null, [first.batchId]]);
    expect([of1.retried, of1.retries.map(({ id }) => id)]).toEqual([{ id: batchId, name }, [second.batchId]]);
    expect([of2.retried?.id, of2.retries]).toEqual([first.batchId, []]);
    const { batches } = await listPage.loader(visit('/vendor/batch-payments'));
    expect(batches.map(({ id, retries }) => [id, retries])).toEqual([
      [second.batchId, of1.name],
      [first.batchId, name],
      [batchId, null],
    ]);
    expect(new Set(batches.map((each) => each.name)).size).toBe(3);
  });

  test('bears a name that no other has, also in one minute and in the hour that comes twice', async () => {
    const { vendorId, staff, visit } = await desk();
    await db.vendor.update({ where: { id: vendorId }, data: { timeZone: 'America/New_York' } });
    const { ids } = await customer(vendorId, 5);
    const at = [
      '2026-11-01T05:30:01Z',
      '2026-11-01T05:30:01Z',
      '2026-11-01T05:31:00Z',
      '2026-11-01T06:30:59Z',
      '2026-11-01T07:30:00Z',
    ];
    await Promise.all(at.map((now, n) => confirm(staff.actor, [ids[n]!], { now: new Date(now) })));
    const { batches } = await listPage.loader(visit('/vendor/batch-payments'));
    expect(batches.map(({ name }) => name.replace(/^Batch of 1 November( 2026)?, /, '')).toReversed()).toEqual([
      '01:30',
      '01:30 (2)',
      '01:31',
      '01:30 (3)',
      '02:30',
    ]);
  });

  test('is cancelled by its button as long as something waits; events say when it moves, and end with it', async () => {
    const { vendorId, visit } = await desk({ thresholdMinor: 1_000_000n });
    const { ids } = await customer(vendorId, 2);
    const page = await confirmPage.loader(visit(addressOf(ids, 'later')));
    const form = formOf(page, { when: 'date', runOn: page.tomorrow });
    await confirmPage.action(visit(addressOf(ids, 'later'), form));
    const at = { id: page.batchId };
    const stream = await eventStream.loader(visit('/', undefined, at));
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('event: same');
    const cancelled = await batchPage.action(visit('/', { intent: 'cancel' }, at));
    expect(statusOf(cancelled as Answer)).toBe(303);
    expect((await reader.read()).value).toContain('event: changed');
    expect((await reader.read()).done).toBe(true);
    const again = (await batchPage.action(visit('/', { intent: 'cancel' }, at))) as Answer;
    expect(statusOf(again)).toBe(409);
    const { batch, items } = await batchPage.loader(visit('/', undefined, at));
    expect(batch.state).toBe('cancelled');
    expect(items.map(({ reason }) => reason)).toEqual(['batch-cancelled', 'batch-cancelled']);
  });
});
