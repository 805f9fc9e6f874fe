import fc from 'fast-check';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import type { InvoiceValues } from '~tests/factories/make-invoice';
import { AGE_BUCKETS, ageBucket } from '~/domain/invoices/ageing';
import { decodeCursor, SORTS } from '~/domain/invoices/list-cursor';
import { NO_FILTER, type ListQuery } from '~/domain/invoices/list-query';
import { addDays } from '~/lib/dates';

const world = await startWorld();
afterAll(() => world.stop());

const { listOpenInvoices, PAGE_ROWS } = await import('~/domain/invoices/list-open-invoices.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { openInvoicesCsv } = await import('~/domain/invoices/open-invoices-csv.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { loadInvoice } = await import('~/domain/invoices/load-invoice.server');

const now = new Date('2026-03-05T12:00:00Z');
const today = '2026-03-05';
const FIRST_PAGE: ListQuery = {
  filter: NO_FILTER,
  order: { sort: 'due', descending: false },
  after: null,
  before: null,
};

/** Invoices with many equal due dates and amounts, so that only the id tells them apart. */
async function crowded(payer: Payer, count: number): Promise<InvoiceValues[]> {
  const values = fc.sample(fc.record({ days: fc.nat(12), dollars: fc.nat(5) }), { seed: 7, numRuns: count });
  return Promise.all([
    payer.invoices(0),
    ...values.map(({ days, dollars }, index) =>
      payer.invoices(1, {
        dueOn: addDays(today, days - 6),
        totalMinor: BigInt(100 + dollars),
        number: `N-${(index * 7919) % count}`,
      }),
    ),
  ]).then((made) => made.flat());
}

async function show(payer: Payer, search = '') {
  const found = await openList(payer.actor, new URLSearchParams(search), 'UTC', now);
  if (!found.ok) throw new Error(found.refusal.kind);
  return found.view;
}

describe('the open list, page by page', () => {
  test('shows every open invoice exactly once, forwards and backwards, in every order', async () => {
    const payer = await makePayer();
    const made = await crowded(payer, 2 * PAGE_ROWS + 37);
    for (const sort of SORTS) {
      for (const descending of [false, true]) {
        const pages = [];
        let query: ListQuery = { ...FIRST_PAGE, order: { sort, descending } };
        for (;;) {
          const page = await listOpenInvoices(payer.actor, 'USD', query, today);
          pages.push(page);
          if (!page.next) break;
          query = { ...query, after: decodeCursor(page.next, sort) };
        }
        const seen = pages.flatMap((page) => page.rows.map((row) => row.id));
        expect(seen).toHaveLength(made.length);
        expect(new Set(seen)).toEqual(new Set(made.map((invoice) => invoice.id)));
        expect(pages.map((page) => page.rows.length)).toEqual([PAGE_ROWS, PAGE_ROWS, 37]);

        const back = await listOpenInvoices(
          payer.actor,
          'USD',
          { ...query, after: null, before: decodeCursor(pages[2]!.previous, sort) },
          today,
        );
        expect(back.rows.map((row) => row.id)).toEqual(pages[1]!.rows.map((row) => row.id));
        expect(back.previous).not.toBeNull();
        const start = await listOpenInvoices(
          payer.actor,
          'USD',
          { ...query, after: null, before: decodeCursor(back.previous, sort) },
          today,
        );
        expect(start.rows.map((row) => row.id)).toEqual(pages[0]!.rows.map((row) => row.id));
        expect(start.previous).toBeNull();
      }
    }
  });

  test('a page whose rows have all been paid says where the list starts', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const found = await openList(
      payer.actor,
      new URLSearchParams(`q=Work&after=${addDays(invoice!.dueOn, 1)}~${invoice!.id}`),
      'UTC',
      now,
    );
    expect(found).toEqual({ ok: false, refusal: { kind: 'page-is-gone', startAt: '?currency=USD&q=Work' } });
  });

  test('costs the same few statements whatever is open', async () => {
    const few = await makePayer();
    await few.invoices(3);
    const many = await makePayer();
    await many.invoices(1_200);
    const counts = [];
    for (const payer of [few, many]) counts.push(await countStatements(() => show(payer, 'q=Work')));
    // The session's own comes on top.
    expect(counts).toEqual([3, 3]);
  });
});

describe('what the open list says', () => {
  test('totals, ages and matches agree with the rows, whatever the filter', async () => {
    const payer = await makePayer();
    const made = [
      ...(await crowded(payer, 60)),
      ...(await payer.invoices(5, { dueOn: '2025-10-01', summary: 'Old 100% "bargain"', memo: 'PO 4711' })),
      ...(await payer.invoices(3, { currency: 'JPY', totalMinor: 12_345n, dueOn: '2026-04-01' })),
    ];
    const view = await show(payer);
    expect(view.totals.map((total) => total.currency)).toEqual(['USD', 'JPY']);
    for (const total of view.totals) {
      const own = made.filter((invoice) => invoice.currency === total.currency);
      expect(total.count).toBe(own.length);
      expect(total.dueMinor).toBe(own.reduce((sum, invoice) => sum + invoice.totalMinor, 0n));
      for (const [index, bucket] of AGE_BUCKETS.entries()) {
        const count = own.filter((invoice) => ageBucket(invoice.dueOn, today) === bucket).length;
        expect([bucket, total.buckets[index]?.count]).toEqual([bucket, count]);
      }
    }
    const usd = made.filter((invoice) => invoice.currency === 'USD');
    const cases: [string, (invoice: InvoiceValues) => boolean][] = [
      ['age=over-90', (invoice) => invoice.dueOn < addDays(today, -90)],
      ['age=overdue', (invoice) => invoice.dueOn < today],
      ['from=2026-03-05&to=2026-03-07', (invoice) => invoice.dueOn >= today && invoice.dueOn <= '2026-03-07'],
      ['min=1.02&max=1.04', (invoice) => invoice.totalMinor >= 102n && invoice.totalMinor <= 104n],
      ['q=100%25', (invoice) => invoice.summary.includes('100%')],
      ['q=po+4711', (invoice) => invoice.memo === 'PO 4711'],
      ['q=%25', (invoice) => invoice.summary.includes('%')],
      ['q=_', () => false],
      ['age=overdue&q=bargain&min=100', (invoice) => invoice.summary.includes('bargain')],
    ];
    for (const [search, passes] of cases) {
      const narrowed = await show(payer, search);
      const expected = usd.filter(passes);
      expect([search, new Set(narrowed.rows.map((row) => row.id))]).toEqual([
        search,
        new Set(expected.map((invoice) => invoice.id)),
      ]);
      expect([search, narrowed.matching]).toEqual([
        search,
        { count: expected.length, dueMinor: expected.reduce((sum, invoice) => sum + invoice.totalMinor, 0n) },
      ]);
    }
  });

  test('what cannot be paid is not among the rows; disputed and void stand apart with the reason, and lately paid with its payment', async () => {
    const payer = await makePayer();
    const recently = { issuedOn: '2026-02-01' };
    await payer.invoices(1, { ...recently, number: 'OPEN' });
    await payer.invoices(1, { ...recently, number: 'DRAFT', draft: true });
    await payer.invoices(1, { ...recently, number: 'ARCHIVED', archived: true });
    await payer.invoices(1, { ...recently, number: 'DISPUTED', disputeReason: 'Never arrived' });
    await payer.invoices(1, { ...recently, number: 'VOID', voidReason: 'Sent twice' });
    await payer.invoices(1, { ...recently, number: 'PAID', paidMinor: 10_000n });
    await payer.invoices(1, { number: 'PAID-LONG-AGO', issuedOn: '2025-06-01', paidMinor: 10_000n });
    const view = await show(payer);
    expect(view.rows.map((row) => row.number)).toEqual(['OPEN']);
    expect(view.unpayable.rows.map(({ number, reason, note }) => [number, reason, note])).toEqual([
      ['DISPUTED', 'disputed', 'Never arrived'],
      ['VOID', 'void', 'Sent twice'],
    ]);
    expect(view.unpayable.more).toBe(false);
    expect(view.recentlyPaid).toEqual({
      rows: [expect.objectContaining({ invoiceCount: 1, amountMinor: 10_000n, currency: 'USD' })],
      more: false,
    });
    expect([view.inPayment, view.waiting]).toEqual([[], []]);
  });

  test('what a payment under way holds is said, and where it waits for its payer', async () => {
    const payer = await makePayer();
    await payer.invoices(3);
    const paid = await payer.payAll(await payer.saveCard('pm_card_visa'));
    await startPayment(payer.actor, { ...paid, quote: paid.quote.slice(0, 1) }, new Date());
    const asked = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    await startPayment(payer.actor, asked, new Date());
    const found = await openList(payer.actor, new URLSearchParams(), 'UTC', new Date());
    expect(found).toMatchObject({
      view: {
        totals: [],
        inPayment: [{ currency: 'USD', amountMinor: 20_000n }],
        waiting: [{ id: asked.paymentId, amountMinor: 20_000n, invoiceCount: 2 }],
        recentlyPaid: { rows: [{ id: paid.paymentId, amountMinor: 10_000n }], more: false },
        unpayable: { rows: [{ paymentState: 'action_required' }, { paymentId: asked.paymentId }] },
      },
    });
    const neighbour = await makePayer({ vendorId: payer.actor.vendorId });
    const theirs = await openList(neighbour.actor, new URLSearchParams(), 'UTC', new Date());
    expect(theirs).toMatchObject({ view: { inPayment: [], waiting: [], recentlyPaid: { rows: [] } } });
  });

  test('belongs to one customer alone, page, file and invoice', async () => {
    const mine = await makePayer();
    const neighbour = await makePayer({ vendorId: mine.actor.vendorId });
    const stranger = await makePayer();
    const [own] = await mine.invoices(1, { number: 'MINE' });
    const foreign = [...(await neighbour.invoices(2)), ...(await stranger.invoices(2))];
    expect((await show(mine)).rows.map((row) => row.number)).toEqual(['MINE']);
    expect(await csv(mine)).toHaveLength(2);
    expect((await loadInvoice(mine.actor, own!.id))?.number).toBe('MINE');
    for (const invoice of foreign) expect(await loadInvoice(mine.actor, invoice.id)).toBeNull();
  });
});

describe('the file of open invoices', () => {
  test('holds what the filtered list holds, in plain decimals and ISO dates, and nothing a spreadsheet would run', async () => {
    const payer = await makePayer();
    await payer.invoices(1, {
      number: '=1+1',
      summary: '@SUM(A1), "quoted"',
      totalMinor: 123_456n,
      paidMinor: 23_456n,
      dueOn: '2026-02-03',
    });
    await payer.invoices(1, { number: 'LATER', dueOn: '2026-06-01' });
    expect(await csv(payer, 'age=overdue')).toEqual([
      '\uFEFFNumber,What for,Issued on,Due on,Days late,Currency,Total,Credited,Paid,In payment,Amount due',
      `'=1+1,"'@SUM(A1), ""quoted""",2026-01-02,2026-02-03,30,USD,1234.56,0.00,234.56,0.00,1000.00`,
    ]);
  });

  test('is whole beyond one batch', async () => {
    const payer = await makePayer();
    const made = await payer.invoices(4_100);
    const [, ...lines] = await csv(payer);
    expect(new Set(lines.map((line) => line.split(',')[0]))).toEqual(new Set(made.map((invoice) => invoice.number)));
  });
});

async function csv(payer: Payer, search = ''): Promise<string[]> {
  const { stream } = await openInvoicesCsv(
    payer.actor,
    new URLSearchParams(search),
    { slug: 'v', timeZone: 'UTC' },
    now,
  );
  return (await stream.toArray()).join('').trimEnd().split('\r\n');
}

async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}
