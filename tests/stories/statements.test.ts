import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { AccountStory, issue, payOutside, portal, steps, ZONE } from '~tests/support/account-story';
import { countStatements } from '~tests/support/count-statements';
import { makePayer, type Payer } from '~tests/support/payer';
import { readPdf } from '~tests/support/read-pdf';
import { startWorld } from '~tests/support/world';
import { makeVendor } from '~tests/factories/make-vendor';
import { addDays, dateIn } from '~/lib/dates';
import { sumMinor } from '~/lib/money';

const world = await startWorld();
afterAll(() => world.stop());

const { pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { loadStatement } = await import('~/domain/statements/load-statement.server');
const { statementCsv } = await import('~/domain/statements/statement-csv.server');
const { renderStatement } = await import('~/domain/statements/render-statement.server');
const { standingLines } = await import('~/domain/statements/statement-words');
const { loader: page } = await import('~/routes/portal/statements');
const { loader: csvDoor } = await import('~/routes/portal/statement-csv');
const { loader: pdfDoor } = await import('~/routes/portal/statement-pdf');
const { createSession } = await import('~/auth/sessions.server');

type Kind = 'balance-forward' | 'open-items';
const today = dateIn(ZONE, new Date());

async function state(
  payer: Payer,
  values: {
    kind?: Kind;
    from?: string | null;
    to?: string;
    after?: string | null;
    rows?: number;
    currency?: string;
  } = {},
) {
  const { kind = 'balance-forward', from = null, to = today, currency = 'USD', after = null, rows = 1_000 } = values;
  return loadStatement(payer.actor, { query: { kind, currency, from, to }, after, rows }, ZONE, new Date());
}

async function movementsOf(...asked: Parameters<typeof state>) {
  const statement = await state(...asked);
  if (statement.listed.kind !== 'balance-forward') throw new Error('it has movements');
  return { ...statement, ...statement.listed };
}

async function itemsOf(payer: Payer, values: Parameters<typeof state>[1] = {}) {
  const statement = await state(payer, { ...values, kind: 'open-items' });
  if (statement.listed.kind !== 'open-items') throw new Error('it has items');
  return { ...statement, ...statement.listed };
}

/** I9: at this instant the statement, both ways of making it, and the portal say the same. */
async function expectAgreement(payer: Payer, owedMinor: bigint): Promise<void> {
  const forward = await movementsOf(payer);
  const open = await itemsOf(payer);
  const { totalMinor, inFlightMinor, disputedMinor } = await portal(payer);
  expect(forward.sums.closingMinor).toBe(owedMinor);
  expect(totalMinor + inFlightMinor + disputedMinor).toBe(owedMinor);
  expect(forward.standing).toMatchObject({ payableMinor: totalMinor, inFlightMinor, disputedMinor, archivedMinor: 0n });
  expect(sumMinor(standingLines(forward).map((line) => line.minor))).toBe(owedMinor);
  expect(forward.movements.at(-1)?.balanceMinor ?? 0n).toBe(owedMinor);
  expect(sumMinor(forward.movements.map((movement) => movement.amountMinor))).toBe(owedMinor);
  expect(open.itemSums).toMatchObject({ dueMinor: owedMinor, otherMinor: 0n, count: open.items.length });
  expect(sumMinor(open.items.map((item) => item.dueMinor))).toBe(owedMinor);
}

describe('the closing balance', () => {
  test('is the portal’s total at every instant, and the books’ at the end of every day, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (played) => {
        const payer = await makePayer();
        const story = new AccountStory(payer);
        const hours = played.reduce((sum, [wait]) => sum + wait, 0);
        let at = new Date(Date.now() - hours * 3_600_000 - 60_000);
        const began = dateIn(ZONE, at);
        await story.play({ do: 'issue', minor: 12_345n }, at);
        for (const [wait, step] of played) {
          at = new Date(at.getTime() + wait * 3_600_000);
          await story.play(step, at);
          await expectAgreement(payer, story.owedMinor);
        }
        let openingMinor = 0n;
        for (let day = began; day <= today; day = addDays(day, 1)) {
          const { sums } = await movementsOf(payer, { from: day, to: day });
          const owedMinor = sumMinor(story.book.filter(({ on }) => on <= day).map((line) => line.minor));
          expect([sums.openingMinor, sums.closingMinor]).toEqual([openingMinor, owedMinor]);
          const open = await itemsOf(payer, { to: day });
          expect(sumMinor(open.items.map((item) => item.dueMinor))).toBe(owedMinor);
          expect(open.itemSums).toMatchObject({ dueMinor: owedMinor, otherMinor: 0n });
          openingMinor = owedMinor;
        }
      }),
      { numRuns: 25 },
    );
  }, 240_000);

  test('counts what is dated later, archived or in another currency where it belongs', async () => {
    const payer = await makePayer();
    const at = new Date(Date.now() - 3 * 86_400_000);
    const archived = await issue(payer, at, 4_000n);
    await issue(payer, at, 10_000n);
    await issue(payer, at, 777n, { currency: 'EUR' });
    await issue(payer, new Date(Date.now() + 3 * 86_400_000), 500n);
    await pool.query('UPDATE invoices SET archived_at = now() WHERE id = $1', [archived]);
    const forward = await movementsOf(payer);
    expect(forward.sums).toMatchObject({ closingMinor: 14_000n, laterMinor: 500n });
    expect(standingLines(forward)).toEqual([
      { label: 'Due now in the portal', minor: 10_500n },
      { label: 'Archived, not asked for', minor: 4_000n },
      { label: 'Dated after this period', minor: -500n },
    ]);
    expect(forward.movements.map((movement) => movement.link === null)).toEqual([true, false]);
    expect((await itemsOf(payer)).itemSums).toEqual({
      count: 1,
      dueMinor: 10_000n,
      archivedMinor: 4_000n,
      otherMinor: 0n,
    });
    expect((await movementsOf(payer, { currency: 'EUR' })).sums.closingMinor).toBe(777n);
    expect((await movementsOf(payer, { to: addDays(today, -1) })).standing).toBeNull();
  });

  test('shows entries of kinds that others add, in words, with the balance after them', async () => {
    const payer = await makePayer();
    const { vendorId, customerId } = payer.actor;
    await issue(payer, new Date(Date.now() - 86_400_000), 10_000n);
    const entry = newId();
    // As a later release of the product writes it: this one knows no such kind.
    await pool.query(
      `WITH e AS (INSERT INTO ledger_entries VALUES ($1, $2, 'USD', 'goodwill_given', $1, now()) RETURNING id)
       INSERT INTO ledger_lines SELECT $2, e.id, l.position, 'USD', l.account, $3, l.amount
       FROM e, (VALUES (1, 'receivable', 2500), (2, 'gateway_clearing', -2500)) l (position, account, amount)`,
      [entry, vendorId, customerId],
    );
    await pool.query(
      `WITH e AS (INSERT INTO ledger_entries VALUES ($1, $2, 'USD', 'payment_settled', $1, now()) RETURNING id)
       INSERT INTO ledger_lines SELECT $2, e.id, l.position, 'USD', l.account, $3, l.amount
       FROM e, (VALUES (1, 'customer_credit', -900), (2, 'gateway_clearing', 900)) l (position, account, amount)`,
      [newId(), vendorId, customerId],
    );
    const { movements, sums } = await movementsOf(payer);
    expect(movements.map(({ what, amountMinor, balanceMinor }) => ({ what, amountMinor, balanceMinor }))).toEqual([
      { what: expect.stringMatching(/^Invoice /), amountMinor: 10_000n, balanceMinor: 10_000n },
      { what: 'Goodwill given', amountMinor: 2_500n, balanceMinor: 12_500n },
    ]);
    expect(sums).toMatchObject({ closingMinor: 12_500n, creditMinor: 900n });
    expect((await itemsOf(payer)).itemSums).toMatchObject({ dueMinor: 10_000n, otherMinor: 2_500n });
  });
});

describe('a day ends where the vendor is', () => {
  test.each([
    ['2026-03-08T04:59:59.999Z', '2026-03-07'],
    ['2026-03-08T05:00:00Z', '2026-03-08'],
    // The clocks went forward in between.
    ['2026-03-09T03:59:59.999Z', '2026-03-08'],
    ['2026-03-09T04:00:00Z', '2026-03-09'],
    ['2026-11-02T04:59:59.999Z', '2026-11-01'],
    ['2026-11-02T05:00:00Z', '2026-11-02'],
  ])('%s is on %s', async (instant, day) => {
    const payer = await makePayer();
    await issue(payer, new Date(instant), 100n);
    const { movements } = await movementsOf(payer, { from: day, to: day });
    expect(movements.map((movement) => movement.on)).toEqual([day]);
    for (const other of [addDays(day, -1), addDays(day, 1)])
      expect((await movementsOf(payer, { from: other, to: other })).movements).toEqual([]);
  });

  test('at the ends of the calendar too', async () => {
    const payer = await makePayer();
    await issue(payer, new Date('2026-03-08T12:00:00Z'), 100n);
    expect((await movementsOf(payer, { from: '0001-01-01', to: '9999-12-31' })).sums.closingMinor).toBe(100n);
    expect((await itemsOf(payer, { to: '9999-12-31' })).items).toHaveLength(1);
  });
});

describe('a long statement', () => {
  test('comes in pages that join without a gap, at a constant number of statements', async () => {
    const payer = await makePayer();
    await issue(payer, new Date('2026-01-01T12:00:00Z'), 1_000n);
    const few = await countStatements(() => state(payer, { rows: 100 }));
    const fewItems = await countStatements(() => state(payer, { rows: 100, kind: 'open-items' }));
    // All at one instant, so that the id alone decides their order.
    await payer.invoices(250, { issuedOn: '2026-01-05' });
    for (const kind of ['balance-forward', 'open-items'] as const) {
      const seen: string[] = [];
      let after: string | null = null;
      let balanceMinor = 0n;
      do {
        const { listed, next }: Awaited<ReturnType<typeof state>> = await state(payer, { kind, after, rows: 100 });
        if (listed.kind === 'balance-forward') {
          expect(listed.broughtForwardMinor).toBe(balanceMinor);
          seen.push(...listed.movements.map((movement) => movement.id));
          balanceMinor = listed.movements.at(-1)!.balanceMinor;
        } else seen.push(...listed.items.map((item) => item.id));
        after = next;
      } while (after !== null);
      expect(new Set(seen).size).toBe(251);
      expect(seen).toHaveLength(251);
      if (kind === 'balance-forward') expect(balanceMinor).toBe(2_501_000n);
    }
    expect(await countStatements(() => state(payer, { rows: 100 }))).toBe(few);
    expect(await countStatements(() => state(payer, { rows: 100, kind: 'open-items' }))).toBe(fewItems);
    expect(fewItems).toBeLessThanOrEqual(8);
  });

  test.each(['nonsense', '123~not-an-id', '~', `9${'9'.repeat(30)}~${newId()}`])(
    'a page that begins at %s is the first',
    async (after) => {
      const payer = await makePayer();
      await payer.invoices(1);
      for (const kind of ['balance-forward', 'open-items'] as const)
        expect((await state(payer, { kind, after })).first).toBe(true);
    },
  );
});

describe('as a file', () => {
  const query = { currency: 'USD', from: '2026-01-01', to: '2026-12-31' } as const;

  async function csv(payer: Payer, kind: Kind): Promise<{ text: string; rows: Record<string, string>[] }> {
    const vendor = { slug: 'northwind', timeZone: ZONE };
    const { stream } = await statementCsv(payer.actor, { ...query, kind }, vendor, new Date());
    const text = (await buffer(stream)).toString('utf8');
    return { text, rows: parse(text, { columns: true, bom: true }) };
  }

  test('the CSV re-adds, guards what a spreadsheet would run, and leaves numbers numbers', async () => {
    const payer = await makePayer();
    await issue(payer, new Date('2025-12-30T12:00:00Z'), 5_000n, { number: 'OLD-1' });
    const evil = await issue(payer, new Date('2026-01-05T12:00:00Z'), 10_000n, {
      number: 'EV-1',
      summary: '=cmd|calc',
    });
    await issue(payer, new Date('2026-01-06T12:00:00Z'), 2_000n, { number: '-2+3', summary: '@SUM(A1)' });
    await payOutside(payer, new Date('2026-01-07T12:00:00Z'), evil, 2_500n);
    const forward = await csv(payer, 'balance-forward');
    expect(
      forward.rows.map(({ What, Charged, Balance, ...row }) => [What, Charged, row['Paid or credited'], Balance]),
    ).toEqual([
      ['Opening balance', '', '', '50.00'],
      ['Invoice EV-1', '100.00', '', '150.00'],
      ['Invoice -2+3', '20.00', '', '170.00'],
      ['Payment outside the portal', '', '25.00', '145.00'],
      ['Closing balance', '', '', '145.00'],
    ]);
    expect(forward.rows[1]!['Details']).toMatch(/^'=cmd\|calc/);
    const items = await csv(payer, 'open-items');
    expect(items.rows.map((row) => [row['Number'], row['What for'], row['Paid'], row['Amount due']])).toEqual([
      ['OLD-1', 'Work', '0.00', '50.00'],
      ['EV-1', "'=cmd|calc", '25.00', '75.00'],
      ["'-2+3", "'@SUM(A1)", '0.00', '20.00'],
      ['Balance', '', '', '145.00'],
    ]);
    // A balance in the customer's favour is a number too.
    const { vendorId, customerId } = payer.actor;
    await pool.query(
      `WITH e AS (INSERT INTO ledger_entries VALUES ($1, $2, 'USD', 'goodwill_given', $1, '2026-01-08T12:00:00Z') RETURNING id)
       INSERT INTO ledger_lines SELECT $2, e.id, l.position, 'USD', l.account, $3, l.amount
       FROM e, (VALUES (1, 'receivable', -99900), (2, 'gateway_clearing', 99900)) l (position, account, amount)`,
      [newId(), vendorId, customerId],
    );
    expect((await csv(payer, 'balance-forward')).text).toContain(',-854.00\r\n');
  });

  test('the PDF is tagged, numbered, has the vendor’s head, and says every line', async () => {
    const payer = await makePayer();
    await payer.invoices(120, { issuedOn: '2026-01-05' });
    for (const kind of ['balance-forward', 'open-items'] as const) {
      const rendered = await renderStatement(payer.actor, { ...query, kind }, ZONE, new Date());
      if (!rendered.ok) throw new Error('it is short enough');
      const pdf = readPdf(rendered.pdf);
      expect(pdf).toMatchObject({
        title: expect.stringMatching(/^Statement for Customer/),
        language: 'en',
        tagged: true,
      });
      expect(pdf.count('Table')).toBe(1);
      // The head, the lines, and the opening balance.
      expect(pdf.count('TR')).toBe(kind === 'balance-forward' ? 122 : 121);
      const said = pdf.pages.map((runs) => runs.map((run) => run.text).join(' '));
      expect(said.length).toBeGreaterThan(2);
      said.forEach((text, at) => expect(text).toContain(`Page ${at + 1} of ${said.length}`));
      expect(said[0]).toContain('LLC');
      expect(said[0]).toContain('$12,000.00');
      expect(said.at(-1)).toContain('Closing balance');
    }
  });
});

describe('at the door', () => {
  async function ask<Answer>(payer: Payer, door: (args: never) => Promise<Answer>, search: string): Promise<Answer> {
    const { personId, contactId } = payer.actor;
    const { cookie } = await createSession({ personId, contactId, now: new Date() });
    const request = new Request(`http://localhost:3000/statements${search}`, { headers: { cookie } });
    const context = { nonce: '', requestId: 'test', clientAddress: '127.0.0.1' };
    return door({ request, context, params: {} } as never);
  }

  test('everybody sees their own customer’s alone, of the same vendor or another', async () => {
    const vendor = await makeVendor();
    const mine = await makePayer({ vendorId: vendor.id });
    const others = [await makePayer({ vendorId: vendor.id }), await makePayer()];
    await mine.invoices(1, { number: 'MINE-1' });
    for (const other of others) await other.invoices(3, { totalMinor: 999n });
    const { statement } = await ask(mine, page, '?period=all');
    expect(statement?.listed).toMatchObject({ movements: [{ what: 'Invoice MINE-1', balanceMinor: 10_000n }] });
    const text = await (await ask(mine, csvDoor, '?period=all')).text();
    expect(text.match(/Invoice /g)).toHaveLength(1);
  });

  test('nothing billed yet: no statement, no error; the files say what is wrong in words', async () => {
    const payer = await makePayer();
    expect(await ask(payer, page, '')).toMatchObject({ statement: null, currencies: [], problems: {} });
    await payer.invoices(1);
    for (const door of [csvDoor, pdfDoor]) {
      const answer = await ask(payer, door, '?from=2026-02-30&currency=CHF');
      expect(answer.status).toBe(422);
      expect(await answer.text()).toBe(
        'There is no such date. Write one like 2026-03-31.\nYou have no movements in CHF. Choose USD.',
      );
    }
    const pdf = await ask(payer, pdfDoor, '?kind=open-items');
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });
});
