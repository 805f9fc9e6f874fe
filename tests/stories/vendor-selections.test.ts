import { afterAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '~tests/factories/make-customer';
import { makeInvoices, type InvoiceValues } from '~tests/factories/make-invoice';
import { chargeStories } from '~tests/support/charges';
import { drainJobs } from '~tests/support/drain-jobs';
import { invoiceDesk } from '~tests/support/invoice-desk';
import { makePayer } from '~tests/support/payer';
import { staffOf, type Staff } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());
const charges = await chargeStories(world);

const { addDays } = await import('~/lib/dates');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { PAGE_ROWS } = await import('~/domain/vendor-invoices/list-invoices.server');
const { loadStaffSelection } = await import('~/domain/staff-selections/load-staff-selection.server');
const { MAX_INVOICES_PER_BATCH } = await import('~/domain/batch-payments/batch-payment');
const listPage = await import('~/routes/vendor/invoices');
const ticksRoute = await import('~/routes/vendor/invoice-ticks');
const csvRoute = await import('~/routes/vendor/invoices-csv');
const viewsPage = await import('~/routes/vendor/invoice-views');
const { ask, answer, view, makeDesk, today } = await invoiceDesk();

type Page = { shown?: string[]; ticked?: string[]; here?: string };

/** The list's form as a browser posts it: this page's rows, its ticks, the button that was pressed. */
const fields = (intent: string, { shown = [], ticked = [], here = '' }: Page = {}): [string, string][] => [
  ['intent', intent],
  ['here', here],
  ['shown', shown.join(',')],
  ...ticked.map((id): [string, string] => ['tick', id]),
];
const press = async (staff: Staff, intent: string, page: Page = {}) =>
  answer(listPage.action(await ask(staff, '/vendor/invoices', { form: fields(intent, page) })));
const whereTo = (went: Response) => [went.status, went.headers.get('location')];
const refusedWith = (told: unknown) => {
  const { data, init } = told as { data: { refused: string }; init: { status: number } };
  return [init.status, data.refused];
};
const selected = async (staff: Staff) => new Set(await loadStaffSelection(staff.actor));
const setOf = (invoices: { id: string }[]) => new Set(invoices.map(({ id }) => id));
const idsOf = (invoices: { id: string }[]) => invoices.map(({ id }) => id);

describe('a selection that spans pages', () => {
  test('keeps the other pages’ ticks, takes this page’s as they are, and is each person’s own', async () => {
    const { vendor, customer, biller, viewer } = await makeDesk();
    const colleague = await staffOf(vendor, 'owner');
    const made = await makeInvoices(6, { vendorId: vendor.id, customerId: customer.id });
    const [a, b, c, d, e] = made as [InvoiceValues, InvoiceValues, InvoiceValues, InvoiceValues, InvoiceValues];
    const shown = idsOf([a, b, c]);
    expect(
      whereTo(await press(biller, 'go:?tab=open&after=x', { shown, ticked: [a.id, b.id], here: 'tab=open' })),
    ).toEqual([303, '/vendor/invoices?tab=open&after=x']);
    await press(biller, 'keep', { shown: idsOf([d, e]), ticked: [d.id] });
    expect(await selected(biller)).toEqual(setOf([a, b, d]));
    await press(biller, 'keep', { shown, ticked: [c.id, e.id] });
    expect(await selected(biller)).toEqual(setOf([c, d]));
    const stored = await answer(
      ticksRoute.action(
        await ask(biller, '/vendor/invoices/ticks', { form: fields('keep', { shown, ticked: [c.id, b.id] }) }),
      ),
    );
    expect(stored.status).toBe(204);
    expect(await selected(biller)).toEqual(setOf([b, c, d]));
    expect(await selected(colleague)).toEqual(new Set());
    const shownNow = await view(biller);
    expect(
      shownNow.rows
        .filter(({ ticked }) => ticked)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(idsOf([b, c, d]).sort());
    expect(shownNow.selection).toMatchObject({ count: 3, due: [{ currency: 'USD', dueMinor: 300_00n }] });
    for (const [path, action] of [
      ['/vendor/invoices', listPage.action],
      ['/vendor/invoices/ticks', ticksRoute.action],
      ['/vendor/invoices.csv', csvRoute.action],
      ['/vendor/invoices/views', viewsPage.action],
    ] as const) {
      const refused = await answer((async () => action(await ask(viewer, path, { form: fields('select-all') })))());
      expect([path, refused.status]).toEqual([path, 403]);
    }
    expect(await selected(viewer)).toEqual(new Set());
    await press(biller, 'clear');
    expect(await selected(biller)).toEqual(new Set());
  });

  test('holds nothing of another vendor, whatever ids are sent', async () => {
    const [mine, theirs] = [await makeDesk(), await makeDesk()];
    const [own, strange] = [await mine.invoice(), await theirs.invoice()];
    await press(mine.biller, 'keep', { shown: [own.id, strange.id, 'no id'], ticked: [own.id, strange.id] });
    expect(await selected(mine.biller)).toEqual(setOf([own]));
    const elsewhere = await press(mine.biller, 'go://evil.test/?x', { here: 'https://evil.test' });
    expect(elsewhere.headers.get('location')).toMatch(/^\/vendor\/invoices\?/);
  });

  test('takes all that match, on all pages and of all currencies, and says what cannot be done with them', async () => {
    const { vendor, customer, biller, invoice } = await makeDesk();
    const other = await makeCustomer({ vendorId: vendor.id, name: 'Blue Yonder' });
    const open = await makeInvoices(PAGE_ROWS + 9, { vendorId: vendor.id, customerId: customer.id }, (n) => ({
      currency: n % 10 === 0 ? 'EUR' : 'USD',
    }));
    const extra = await invoice({ customerId: other.id });
    const paid = await invoice({ number: 'A-PAID', paidMinor: 100_00n });
    const asked = await invoice({ number: 'B-ASKED', disputeReason: 'Not ordered' });
    await press(biller, 'select-all', {
      here: `tab=all&customer=${customer.number}`,
      shown: [extra.id],
      ticked: [extra.id],
    });
    expect(await selected(biller)).toEqual(setOf([...open, extra, paid, asked]));
    expect((await view(biller)).selection).toEqual({
      count: open.length + 3,
      due: [
        { currency: 'USD', dueMinor: 54_00_00n },
        { currency: 'EUR', dueMinor: 6_00_00n },
      ],
      notPayable: { count: 2, numbers: ['A-PAID', 'B-ASKED'] },
      notArchivable: { count: 1, numbers: ['B-ASKED'] },
      archived: 0,
    });
    await press(biller, 'drop-not-payable', { here: 'tab=open' });
    expect(await selected(biller)).toEqual(setOf([...open, extra]));
  });

  test('of more than one batch takes, the first by due date are kept', async () => {
    const { vendor, customer, biller } = await makeDesk();
    const made = await makeInvoices(
      MAX_INVOICES_PER_BATCH + 2,
      { vendorId: vendor.id, customerId: customer.id },
      (n) => ({ dueOn: addDays('2026-03-01', n === 0 ? 9 : n === 1 ? 8 : 0) }),
    );
    await press(biller, 'select-all', { here: 'tab=open' });
    expect((await view(biller)).selection.count).toBe(MAX_INVOICES_PER_BATCH + 2);
    await press(biller, 'keep-first', { here: 'tab=open' });
    expect(await selected(biller)).toEqual(setOf(made.slice(2)));
  });
});

test('what is selected is what the pages for charging and for links are about', async () => {
  const { biller, invoice } = await makeDesk();
  const [one, other] = [await invoice({ totalMinor: 30_00n }), await invoice({ totalMinor: 12_00n })];
  const shown = idsOf([one, other]);
  const charge = await press(biller, 'charge-later', { shown, ticked: shown });
  expect(whereTo(charge)).toEqual([303, '/vendor/batch-payments/new?selected=1&when=later']);
  const batch = await import('~/routes/vendor/batch-payment-new');
  const planned = await batch.loader(
    await ask(biller, '/vendor/batch-payments/new', { search: '?selected=1&when=later' }),
  );
  expect(planned).toMatchObject({ later: true, plan: { selected: 2 } });
  const link = await press(biller, 'link', { shown, ticked: [one.id] });
  expect(whereTo(link)).toEqual([303, '/vendor/payment-links/new?selected=1']);
  const links = await import('~/routes/vendor/payment-link-new');
  const shownPage = await links.loader(await ask(biller, '/vendor/payment-links/new', { search: '?selected=1' }));
  expect(shownPage).toMatchObject({ lines: [{ totals: ['$30.00'] }] });

  const pressLink = async ({ fields: sent }: typeof shownPage) =>
    links.action(await ask(biller, '/vendor/payment-links/new', { form: { ...sent, intent: 'make' } }));
  const made = async () =>
    (await db.paymentLinkInvoice.findMany({ where: { vendorId: biller.actor.vendorId } })).length;
  await press(biller, 'keep', { shown, ticked: shown });
  expect(await pressLink(shownPage)).toMatchObject({ init: { status: 409 }, data: { made: null } });
  expect(await made()).toBe(0);
  const again = await links.loader(await ask(biller, '/vendor/payment-links/new', { search: '?selected=1' }));
  expect(await pressLink(again)).toMatchObject({ problem: null, made: [{ mailedTo: [] }] });
  expect(await pressLink(again)).toMatchObject({ init: { status: 409 }, data: { made: null } });
  expect(await made()).toBe(2);
});

test('links for thousands that are selected want no more of the form than links for one', async () => {
  const { vendor, biller } = await makeDesk();
  for (let n = 0; n < 3; n++) {
    const { id: customerId } = await makeCustomer({ vendorId: vendor.id });
    await makeInvoices(900, { vendorId: vendor.id, customerId, dueOn: today });
  }
  await press(biller, 'select-all', { here: 'tab=open' });
  const links = await import('~/routes/vendor/payment-link-new');
  const page = await links.loader(await ask(biller, '/vendor/payment-links/new', { search: '?selected=1' }));
  expect(new URLSearchParams(page.fields).toString().length).toBeLessThan(300);
  const form = { ...page.fields, intent: 'make' };
  const made = await links.action(await ask(biller, '/vendor/payment-links/new', { form }));
  expect(made).toMatchObject({ problem: null, made: [{}, {}, {}] });
  const rows = await db.paymentLink.findMany({ where: { vendorId: vendor.id }, orderBy: { id: 'asc' } });
  expect(new Set(rows.map(({ customerId }) => customerId)).size).toBe(3);
  expect(await db.paymentLinkInvoice.count({ where: { vendorId: vendor.id } })).toBe(2_700);
});

describe('archive', () => {
  test('puts the selection away: its payers see it no more, and it can be brought back', async () => {
    const { vendor, biller } = await makeDesk();
    const payer = await makePayer({ vendorId: vendor.id });
    const made = await payer.invoices(3);
    const shown = idsOf(made);
    await press(biller, 'keep', { shown, ticked: shown });
    const went = await press(biller, 'archive', { shown, ticked: shown.slice(0, 2), here: 'tab=open' });
    expect(whereTo(went)).toEqual([303, '/vendor/invoices?tab=open&archived=2']);
    expect(await selected(biller)).toEqual(new Set());
    expect(new Set((await view(biller, '?tab=archived')).rows.map(({ id }) => id))).toEqual(setOf(made.slice(0, 2)));
    expect((await view(biller)).totals).toMatchObject({ open: { count: 1 }, archived: { count: 2 } });
    const notes = await db.auditEntry.findMany({ where: { vendorId: vendor.id, action: 'invoice.archived' } });
    expect(new Set(notes.map(({ subjectId, actorId }) => `${subjectId} ${actorId}`))).toEqual(
      new Set(shown.slice(0, 2).map((id) => `${id} ${biller.actor.staffId}`)),
    );
    const { openTotals } = await import('~/domain/invoices/open-totals.server');
    expect(await openTotals(payer.actor, today)).toMatchObject([{ count: 1 }]);
    const back = await press(biller, 'unarchive', { shown, ticked: shown.slice(0, 1), here: 'tab=archived' });
    expect(whereTo(back)).toEqual([303, '/vendor/invoices?tab=archived&unarchived=1']);
    expect((await view(biller)).totals).toMatchObject({ open: { count: 2 }, archived: { count: 1 } });
    expect(await openTotals(payer.actor, today)).toMatchObject([{ count: 2 }]);
  });

  test('one invoice is put away and brought back on a page of its own', async () => {
    const { biller, invoice } = await makeDesk();
    const page = await import('~/routes/vendor/invoice-archive');
    const { id } = await invoice();
    const go = async (intent: string) =>
      answer(
        page.action({
          ...(await ask(biller, `/vendor/invoices/${id}/archive`, { form: { intent } })),
          params: { id },
        }),
      );
    expect(whereTo(await go('archive'))).toEqual([303, `/vendor/invoices/${id}`]);
    expect((await view(biller)).totals.archived.count).toBe(1);
    expect(whereTo(await go('unarchive'))).toEqual([303, `/vendor/invoices/${id}`]);
    expect((await view(biller)).totals).toMatchObject({ open: { count: 1 }, archived: { count: 0 } });
  });

  test('charges agreed beforehand let go of what is put away, and charge the rest', async () => {
    const { vendor, biller } = await makeDesk();
    const payer = await makePayer({ vendorId: vendor.id });
    const made = await payer.invoices(2, { dueOn: addDays(today, 20) });
    const card = await payer.saveCard('pm_card_visa');
    const chargeId = await charges.schedule(payer, card, addDays(today, 10), new Date());
    const shown = idsOf(made);
    await press(biller, 'archive', { shown, ticked: shown.slice(0, 1) });
    await drainJobs();
    const lines = await db.scheduledChargeInvoice.findMany({ where: { vendorId: vendor.id, chargeId } });
    expect(new Map(lines.map(({ invoiceId, dropReason }) => [invoiceId, dropReason]))).toEqual(
      new Map([
        [shown[0], 'gone'],
        [shown[1], null],
      ]),
    );
    await press(biller, 'archive', { shown, ticked: shown.slice(1) });
    await drainJobs();
    expect(await charges.chargeOf(chargeId)).toMatchObject({ state: 'cancelled', reason: 'nothing-left' });
    expect(await charges.findings(payer, new Date())).toEqual([]);
  });

  test('is refused while one is in payment or disputed, names it, and puts none away', async () => {
    const { vendor, biller, invoice } = await makeDesk();
    const payer = await makePayer({ vendorId: vendor.id });
    const [held] = await payer.invoices(1, { number: 'HELD' });
    const asked = await invoice({ number: 'ASKED', disputeReason: 'Not ordered' });
    const fine = await invoice({ number: 'FINE' });
    await startPayment(
      payer.actor,
      await payer.payAll(await payer.saveCard('pm_card_authenticationRequired')),
      new Date(),
    );
    const shown = [held!.id, asked.id, fine.id];
    expect(refusedWith(await press(biller, 'archive', { shown, ticked: shown }))).toEqual([
      422,
      'Nothing was archived: ASKED and HELD are in payment or disputed.',
    ]);
    expect((await view(biller)).totals.archived.count).toBe(0);
    await press(biller, 'drop-not-archivable');
    expect(whereTo(await press(biller, 'archive', { here: 'tab=open' }))).toEqual([
      303,
      '/vendor/invoices?tab=open&archived=1',
    ]);
    expect(refusedWith(await press(biller, 'archive'))).toEqual([422, 'Nothing is selected.']);
  });
});

describe('the file', () => {
  const linesOf = async (file: Response) => (await file.text()).replace('\uFEFF', '').trim().split('\r\n');

  test('holds all that matches or is selected, in order, and nothing that a spreadsheet would run', async () => {
    const { vendor, customer, biller, viewer, invoice } = await makeDesk();
    await makeInvoices(2_100, { vendorId: vendor.id, customerId: customer.id, dueOn: '2026-05-01' });
    const evil = await makeCustomer({ vendorId: vendor.id, name: '=HYPERLINK("http://evil.test")', number: '+1' });
    const first = await invoice({
      customerId: evil.id,
      number: '@SUM',
      summary: '-2+3',
      dueOn: '2026-01-01',
      currency: 'JPY',
      totalMinor: 500n,
    });
    await invoice({ number: 'PAID', paidMinor: 100_00n });
    const file = await answer(csvRoute.loader(await ask(viewer, '/vendor/invoices.csv', { search: '?tab=open' })));
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="${vendor.slug}-invoices-open-${today}.csv"`,
    );
    const lines = await linesOf(file);
    expect(lines).toHaveLength(2_102);
    expect(lines[1]).toBe(
      `'@SUM,'+1,"'=HYPERLINK(""http://evil.test"")",'-2+3,open,2026-01-02,2026-01-01,${(Date.parse(today) - Date.parse('2026-01-01')) / 86_400_000},JPY,500,0,0,0,500`,
    );
    expect(new Set(lines).size).toBe(2_102);
    await press(biller, 'keep', { shown: [first.id], ticked: [first.id] });
    const chosen = await answer(csvRoute.action(await ask(biller, '/vendor/invoices.csv', { form: fields('export') })));
    expect((await linesOf(chosen)).map((line) => line.split(',')[0])).toEqual(['Number', "'@SUM"]);
  });
});

describe('saved views', () => {
  const keep = async (staff: Staff, form: Record<string, string>) =>
    answer((async () => viewsPage.action(await ask(staff, '/vendor/invoices/views', { form })))());
  const views = async (staff: Staff) => (await view(staff, '?tab=open')).views;

  test('keep a tab with its filter and order under a name, and the list opens with one of them', async () => {
    const { vendor, biller } = await makeDesk();
    const colleague = await staffOf(vendor, 'biller');
    const search = '?tab=overdue&currency=USD&min=500.00&sort=amount&dir=desc';
    expect(
      whereTo(
        await keep(biller, { intent: 'save', name: '  Big  and late ', search: `${search}&after=USD 1~x&nonsense=1` }),
      )[0],
    ).toBe(303);
    const [kept] = await views(biller);
    expect(kept).toMatchObject({ name: 'Big and late', search, isDefault: false });
    expect(await views(colleague)).toEqual([]);
    const id = kept!.id;
    await keep(biller, { intent: 'open-with', id });
    const opened = await answer(listPage.loader(await ask(biller, '/vendor/invoices')));
    expect(whereTo(opened)).toEqual([302, `/vendor/invoices${search}`]);
    expect((await view(biller, '?tab=open')).query.tab).toBe('open');
    await keep(biller, { intent: 'save', name: 'Paid', search: '?tab=paid' });
    const paid = (await views(biller)).find(({ name }) => name === 'Paid')!;
    await Promise.all([keep(biller, { intent: 'open-with', id: paid.id }), keep(biller, { intent: 'open-with', id })]);
    expect((await views(biller)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    await keep(biller, { intent: 'rename', id, name: 'Late' });
    expect((await views(biller)).map(({ name }) => name)).toEqual(['Late', 'Paid']);
    for (const [form, status] of [
      [{ intent: 'save', name: 'late', search: '' }, 422],
      [{ intent: 'save', name: ' ', search: '' }, 422],
      [{ intent: 'rename', id, name: 'PAID' }, 422],
      [{ intent: 'rename', id: 'none', name: 'X' }, 404],
      [{ intent: 'open-with', id: newId() }, 404],
    ] as const) {
      const told = (await keep(biller, form)) as unknown as { init: { status: number } };
      expect([form, told.init.status]).toEqual([form, status]);
    }
    const theirs = (await keep(colleague, { intent: 'delete', id })) as unknown as { init: { status: number } };
    expect(theirs.init.status).toBe(404);
    await keep(biller, { intent: 'open-with-none' });
    await keep(biller, { intent: 'delete', id });
    expect((await views(biller)).map(({ name }) => name)).toEqual(['Paid']);
    expect((await view(biller)).query.tab).toBe('open');
  });
});
