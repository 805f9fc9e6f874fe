import { afterAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '~tests/factories/make-customer';
import { makeInvoices } from '~tests/factories/make-invoice';
import { invoiceDesk } from '~tests/support/invoice-desk';
import { makePayer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { addDays } = await import('~/lib/dates');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { payable } = await import('~/domain/invoices/payable.server');
const { FIGURE_PAGES } = await import('~/components/vendor/vendor-navigation');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { resolveDispute } = await import('~/domain/invoice-disputes/resolve-dispute.server');
const { loadOverview } = await import('~/domain/overview/load-overview.server');
const { voidInvoice } = await import('~/domain/invoices/void-invoice.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { PAGE_ROWS } = await import('~/domain/vendor-invoices/list-invoices.server');
const { addUpTallies, readTabTotals } = await import('~/domain/vendor-invoices/tallies.server');
const listPage = await import('~/routes/vendor/invoices');
const { ask, answer, view, numbers, makeDesk, today } = await invoiceDesk();

describe('tabs', () => {
  test('every invoice stands in exactly one state, counted, with what it comes to', async () => {
    const { vendor, biller, invoice } = await makeDesk();
    const payer = await makePayer({ vendorId: vendor.id });
    await payer.invoices(1, { number: 'PROC', totalMinor: 70_00n });
    await payer.invoices(1, { number: 'EUR', totalMinor: 5_00n, currency: 'EUR', dueOn: addDays(today, -40) });
    const card = await payer.saveCard('pm_card_authenticationRequired');
    const started = await startPayment(payer.actor, await payer.payAll(card), new Date());
    expect(started).toMatchObject({ ok: true, payment: { state: 'action_required' } });
    await invoice({ number: 'LATE', dueOn: addDays(today, -1), totalMinor: 30_00n });
    await invoice({ number: 'TODAY', totalMinor: 20_00n });
    await invoice({ number: 'PART', dueOn: addDays(today, 9), totalMinor: 50_00n, paidMinor: 10_00n });
    await invoice({ number: 'PAID', paidMinor: 100_00n });
    await invoice({ number: 'VOID', voidReason: 'Sent twice' });
    await invoice({ number: 'ASKED', disputeReason: 'Not ordered' });
    await invoice({ number: 'DRAFT', draft: true });
    await invoice({ number: 'AWAY', archived: true });
    const tab = (name: string) => numbers(biller, `?tab=${name}`);
    expect(await numbers(biller)).toEqual(['EUR', 'LATE', 'TODAY', 'PART']);
    expect(await tab('overdue')).toEqual(['EUR', 'LATE']);
    expect(await tab('upcoming')).toEqual(['TODAY', 'PART']);
    expect(await tab('processing')).toEqual(['PROC']);
    expect(await tab('disputed')).toEqual(['ASKED']);
    expect(await tab('paid')).toEqual(['PAID']);
    expect(await tab('void')).toEqual(['VOID']);
    expect(await tab('drafts')).toEqual(['DRAFT']);
    expect(await tab('archived')).toEqual(['AWAY']);
    expect([...(await tab('all'))].sort()).toEqual(
      ['ASKED', 'AWAY', 'DRAFT', 'EUR', 'LATE', 'PAID', 'PART', 'PROC', 'TODAY', 'VOID'].sort(),
    );
    const { totals } = await view(biller);
    expect(Object.fromEntries(Object.entries(totals).map(([name, { count }]) => [name, count]))).toEqual({
      open: 4,
      overdue: 2,
      upcoming: 2,
      processing: 1,
      disputed: 1,
      paid: 1,
      void: 1,
      drafts: 1,
      archived: 1,
      all: 10,
    });
    expect(totals.open.sums).toEqual([
      { currency: 'USD', count: 3, amountMinor: 90_00n },
      { currency: 'EUR', count: 1, amountMinor: 5_00n },
    ]);
    const [processing] = (await view(biller, '?tab=processing')).rows;
    expect(processing).toMatchObject({
      amountMinor: 70_00n,
      paymentState: 'action_required',
      method: { last4: '3184' },
    });
  });

  test('the counts follow every change, whoever makes it, and adding them up changes none', async () => {
    const { vendor, biller, invoice } = await makeDesk();
    const counts = async () => {
      const { open, paid, void: taken, all } = await readTabTotals(vendor.id, today);
      return [open.count, paid.count, taken.count, all.count, open.sums[0]?.amountMinor ?? 0n];
    };
    const first = await invoice({ totalMinor: 100_00n });
    const payer = await makePayer({ vendorId: vendor.id });
    await payer.invoices(3, { totalMinor: 10_00n });
    expect(await counts()).toEqual([4, 0, 0, 4, 130_00n]);
    await startPayment(payer.actor, await payer.payAll(await payer.saveCard('pm_card_visa')), new Date());
    expect(await counts()).toEqual([1, 3, 0, 4, 100_00n]);
    const input = { vendorId: vendor.id, invoiceId: first.id, reason: 'Twice', cause: 'test' };
    expect(await voidInvoice(biller.actor, input, new Date())).toMatchObject({ ok: true });
    expect(await counts()).toEqual([0, 3, 1, 4, 0n]);
    await Promise.all([addUpTallies(), addUpTallies(), invoice({ totalMinor: 1n })]);
    await addUpTallies();
    expect(await counts()).toEqual([1, 3, 1, 5, 1n]);
    const rows = await db.invoiceTally.findMany({ where: { vendorId: vendor.id } });
    expect(rows.map(({ deskState }) => deskState).sort()).toEqual(['open', 'paid', 'void']);
  });

  test('an invoice is open exactly where it can be paid, and listed with what is due of it', async () => {
    const { vendor, invoice } = await makeDesk();
    for (const draft of [false, true])
      for (const voidReason of [null, 'Twice'])
        for (const archived of [false, true])
          for (const disputeReason of [null, 'Not ordered']) {
            const marks = draft ? {} : { voidReason, disputeReason };
            const { id } = await invoice({ draft, archived: archived && !draft, ...marks });
            if (draft) continue;
            for (const [inFlight, disputed] of [
              [0, 0],
              [4_000, 0],
              [10_000, 0],
              [0, 2_500],
              [7_500, 2_500],
              [0, 10_000],
            ])
              await db.$executeRaw`
                INSERT INTO invoices (id, vendor_id, customer_id, number, currency, issued_on, due_on, summary, total_minor, issued_at, voided_at, void_reason, archived_at, disputed_at, dispute_reason, in_flight_minor, disputed_minor)
                SELECT ${newId()}::uuid, vendor_id, customer_id, ${newId()}, currency, issued_on, due_on, summary, total_minor, issued_at, voided_at, void_reason, archived_at, disputed_at, dispute_reason, ${inFlight}, ${disputed}
                FROM invoices WHERE vendor_id = ${vendor.id}::uuid AND id = ${id}::uuid`;
          }
    const [wrong] = await db.$queryRaw<{ n: bigint; all: bigint }[]>`
      SELECT count(*) FILTER (WHERE (i.desk_state = 'open') <> (${payable}) OR i.desk_minor <> CASE WHEN ${payable} THEN i.due_minor ELSE i.total_minor END) AS n, count(*) AS all
      FROM invoices i WHERE i.vendor_id = ${vendor.id}::uuid`;
    expect(wrong).toEqual({ n: 0n, all: 64n });
  });

  test('nobody sees another vendor’s invoices, whatever they ask for', async () => {
    const [mine, theirs] = [await makeDesk(), await makeDesk()];
    const { number } = await theirs.invoice({ number: 'THEIRS-1' });
    for (const search of [
      '',
      '?tab=all',
      `?q=${number}`,
      `?tab=all&customer=${theirs.customer.number}`,
      '?q=Adventure',
    ])
      expect(await numbers(mine.biller, search)).toEqual([]);
    const shown = await view(mine.biller, `?customer=${theirs.customer.number}`);
    expect(shown).toMatchObject({
      customer: null,
      offered: [],
      problems: { customer: 'No customer of yours has that number or name.' },
    });
    expect(shown.totals.all.count).toBe(0);
  });
});

describe('pages', () => {
  test('go by keyset over ties, forth and back, in every order, and each row comes once', async () => {
    const { vendor, customer, viewer } = await makeDesk();
    const made = await makeInvoices(PAGE_ROWS * 2 + 7, { vendorId: vendor.id, customerId: customer.id }, (n) => ({
      dueOn: addDays(today, n % 3),
      issuedOn: addDays('2026-01-01', n % 4),
      totalMinor: BigInt(1_00 * (1 + (n % 5))),
      currency: n % 7 === 0 ? 'EUR' : 'USD',
      ...(n % 6 === 0 && { paidMinor: BigInt(1_00 * (1 + (n % 5))) }),
    }));
    for (const search of [
      'tab=all',
      'tab=all&sort=issued',
      'tab=all&sort=amount&dir=desc',
      'tab=all&sort=number&dir=desc',
      'tab=all&due-from=2020-01-01&sort=number',
    ]) {
      const [pages, back]: string[][][] = [[], []];
      let at = '';
      for (let next: string | null = ''; next !== null;) {
        const page = await view(viewer, `?${search}${at}`);
        pages!.push(page.rows.map(({ id }) => id));
        next = page.next;
        at = next === null ? '' : `&after=${encodeURIComponent(next)}`;
        if (next === null)
          for (let previous = page.previous; previous !== null;) {
            const before = await view(viewer, `?${search}&before=${encodeURIComponent(previous)}`);
            back!.unshift(before.rows.map(({ id }) => id));
            previous = before.previous;
          }
      }
      expect(pages!.map((ids) => ids.length)).toEqual([PAGE_ROWS, PAGE_ROWS, 7]);
      expect(new Set(pages!.flat())).toEqual(new Set(made.map(({ id }) => id)));
      expect(back).toEqual(pages!.slice(0, 2));
    }
  });

  test('a page whose rows are gone leads to the first, and a cursor that is none begins there', async () => {
    const { biller, invoice } = await makeDesk();
    const only = await invoice();
    const gone = await answer(
      listPage.loader(
        await ask(biller, '/vendor/invoices', { search: `?tab=open&q=T&after=${addDays(today, 1)}~${only.id}` }),
      ),
    );
    expect([gone.status, gone.headers.get('location')]).toEqual([302, '/vendor/invoices?tab=open&q=T']);
    for (const after of ['nonsense', `USD 12~${only.id}`, `2026-02-31~${only.id}`, `${today}~x`])
      expect(await numbers(biller, `?after=${encodeURIComponent(after)}`)).toEqual([only.number]);
    expect(await numbers(biller, `?sort=amount&after=${encodeURIComponent(`XXX 1~${only.id}`)}`)).toEqual([
      only.number,
    ]);
  });
});

describe('filters', () => {
  test('by customer, dates, amounts of a currency, and what is typed into the search', async () => {
    const { vendor, customer, biller, invoice } = await makeDesk();
    const other = await makeCustomer({ vendorId: vendor.id, name: 'Blue Yonder', number: 'BY-77' });
    await invoice({ number: 'INV-2041', dueOn: '2026-03-01', issuedOn: '2026-02-01', totalMinor: 640_00n });
    await invoice({ number: 'INV-2049', dueOn: '2026-03-03', issuedOn: '2026-02-03', totalMinor: 1_980_00n });
    await invoice({
      customerId: other.id,
      number: 'XY-1',
      dueOn: '2026-03-20',
      issuedOn: '2026-02-20',
      totalMinor: 100n,
      currency: 'JPY',
    });
    await invoice({
      customerId: other.id,
      number: 'XY-2%',
      dueOn: '2026-03-21',
      issuedOn: '2026-02-01',
      totalMinor: 640_00n,
      currency: 'EUR',
    });
    const cases: [search: string, found: string[]][] = [
      [`customer=${customer.number}`, ['INV-2041', 'INV-2049']],
      ['customer=by-77', ['XY-1', 'XY-2%']],
      ['customer=blue', ['XY-1', 'XY-2%']],
      ['due-from=2026-03-03&due-to=2026-03-20', ['INV-2049', 'XY-1']],
      ['issued-from=2026-02-02', ['INV-2049', 'XY-1']],
      ['issued-to=2026-02-01', ['INV-2041', 'XY-2%']],
      ['issued-to=2026-02-01&sort=number&dir=desc', ['XY-2%', 'INV-2041']],
      ['currency=usd&min=640.01', ['INV-2049']],
      ['currency=USD&max=640', ['INV-2041']],
      ['currency=JPY&min=100&max=100', ['XY-1']],
      ['currency=CHF', []],
      ['q=inv-20', ['INV-2041', 'INV-2049']],
      ['q=2049', ['INV-2049']],
      ['q=blue+yon', ['XY-1', 'XY-2%']],
      ['q=by-7', ['XY-1', 'XY-2%']],
      ['q=%25', ['XY-2%']],
      ['q=_', []],
      ['q=blue&currency=EUR', ['XY-2%']],
      ['q=xy&customer=BY-77&sort=amount', ['XY-2%', 'XY-1']],
    ];
    for (const [search, found] of cases) {
      const shown = await view(biller, `?${search}`);
      expect([search, shown.rows.map(({ number }) => number)]).toEqual([search, found]);
      expect(shown.matching).toEqual({ count: found.length, more: false });
    }
  });

  test.each(['ÖSTERREICH', 'ΟΔΟΣ', 'İstanbul', 'Ångström'])(
    'a customer is found by a name as it is written: %s',
    async (name) => {
      const { vendor, biller, invoice } = await makeDesk();
      const customer = await makeCustomer({ vendorId: vendor.id, name: `${name} AG` });
      await invoice({ customerId: customer.id, number: 'FOUND' });
      await invoice({ number: 'OTHER' });
      for (const field of ['q', 'customer'])
        expect(await numbers(biller, `?${new URLSearchParams({ [field]: name })}`)).toEqual(['FOUND']);
    },
  );

  test('a whole number that is searched for is found among those that begin so, whatever the tab, and no stranger’s', async () => {
    const { vendor, customer, biller } = await makeDesk();
    const of = { vendorId: vendor.id, customerId: customer.id };
    for (const number of ['RE-7', 'RE-70', 'RE-71']) await makeInvoices(1, { ...of, number });
    const [paid] = await makeInvoices(1, { ...of, number: 're-8', paidMinor: 10_000n });
    const stranger = await makeDesk();
    await makeInvoices(1, { vendorId: stranger.vendor.id, customerId: stranger.customer.id, number: 'RE-9' });
    const exact = async (search: string) => (await view(biller, search)).exact;
    expect(await exact('?q=re-7')).toMatchObject({ number: 'RE-7', customerName: customer.name });
    expect(await exact('?tab=open&q=re-8')).toMatchObject({ id: paid?.id });
    for (const search of ['?q=RE-', '?q=RE-9', '']) expect([search, await exact(search)]).toEqual([search, null]);
  });

  test('what customers dispute, in whole or in part, is what the overview counts', async () => {
    const { vendor, biller } = await makeDesk();
    const payer = await makePayer({ vendorId: vendor.id });
    const [whole, part, settled] = await payer.invoices(4);
    const said = { reason: 'wrong-amount', message: 'Seven hours, not ten.', cause: 'test' } as const;
    const now = new Date();
    for (const [invoice, amountMinor] of [
      [whole, null],
      [part, 30_00n],
      [settled, 10_00n],
    ] as const)
      await disputeInvoice(payer.actor, { ...said, id: newId(), invoiceId: invoice!.id, amountMinor }, now);
    const resolved = { vendorId: vendor.id, invoiceId: settled!.id, note: 'It was ten.', cause: 'test' };
    expect(await resolveDispute(biller.actor, resolved, now)).toMatchObject({ ok: true });
    const { attention } = await loadOverview(biller.actor, { timeZone: 'America/New_York', now });
    const shown = await numbers(biller, new URL(FIGURE_PAGES.questions('', today), 'http://localhost').search);
    expect(shown.sort()).toEqual([whole!.number, part!.number].sort());
    expect(attention.questions).toBe(shown.length);
    expect(await numbers(biller, '?tab=open&disputed=1')).toEqual([part!.number]);
  });

  test('what cannot be understood is said beside its field, and the rest counts', async () => {
    const { biller, invoice } = await makeDesk();
    await invoice({ number: 'ONE' });
    const shown = await view(biller, '?due-from=yesterday&min=5&customer=nobody&q=ONE');
    expect(shown.problems).toEqual({
      'due-from': 'Write a date like 2026-03-31.',
      min: 'Choose the currency too.',
      customer: 'No customer of yours has that number or name.',
    });
    const amount = await view(biller, '?currency=JPY&min=1.5');
    expect(amount.problems).toEqual({ min: 'Write an amount like 125000.' });
    for (const strange of ['?q=%00', `?q=${'x'.repeat(3000)}`, '?tab=nonsense', '?sort=nonsense&dir=up'])
      expect((await view(biller, strange)).query.tab).toBe('open');
  });

  test('more than are counted are said to be more, and sorted by the date they are narrowed to', async () => {
    const { vendor, customer, biller } = await makeDesk();
    await makeInvoices(1_001, { vendorId: vendor.id, customerId: customer.id, dueOn: today });
    const [first] = await makeInvoices(1, {
      vendorId: vendor.id,
      customerId: customer.id,
      dueOn: addDays(today, -1),
      number: 'ZZ',
    });
    const narrowed = await view(biller, '?due-from=2020-01-01&sort=number');
    expect(narrowed).toMatchObject({
      matching: { count: 1_000, more: true },
      sortedBy: 'due',
      query: { order: { sort: 'due' } },
    });
    expect(narrowed.rows[0]?.id).toBe(first?.id);
    const next = await view(biller, `?due-from=2020-01-01&sort=due&after=${encodeURIComponent(narrowed.next ?? '')}`);
    expect(next.rows).toHaveLength(PAGE_ROWS);
    expect(
      (await view(biller, `?due-from=${addDays(today, -1)}&due-to=${addDays(today, -1)}&sort=number`)).sortedBy,
    ).toBeNull();
    expect((await view(biller, '?due-from=2020-01-01&sort=amount')).sortedBy).toBeNull();
    expect(await view(biller, '?currency=USD&sort=number&dir=desc')).toMatchObject({
      matching: { count: 1_002, more: false },
      rows: [{ id: first?.id }, ...Array.from({ length: PAGE_ROWS - 1 }, () => ({}))],
    });
    expect((await view(biller, '?q=T-&sort=number&dir=desc')).matching).toEqual({ count: 1_000, more: true });
  });

  test('more than are counted are found by what their customer is called, and by a number that is written so', async () => {
    const { vendor, customer, biller } = await makeDesk();
    await db.customer.update({ where: { id: customer.id }, data: { name: 'Zebra Crossings' } });
    const other = await makeCustomer({ vendorId: vendor.id });
    await makeInvoices(1_001, { vendorId: vendor.id, customerId: customer.id, dueOn: today });
    const search = async (order: string) => {
      const { rows, matching } = await view(biller, `?tab=all&q=zebra&${order}`);
      return { first: rows[0], all: rows.length, matching, strange: rows.filter((row) => row.customerId === other.id) };
    };
    const some = { all: PAGE_ROWS, matching: { count: 1_000, more: true }, strange: [] };
    expect(await search('sort=due&dir=desc')).toMatchObject(some);
    const later = { dueOn: addDays(today, 2), number: 'ZEBRA-1' };
    await makeInvoices(1, { vendorId: vendor.id, customerId: other.id, ...later });
    expect((await search('sort=due&dir=desc')).first).toMatchObject({ number: 'ZEBRA-1', customerId: other.id });
  });
});
