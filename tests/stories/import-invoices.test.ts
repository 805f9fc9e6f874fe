import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportInput, ImportOutcome } from '~/domain/invoice-files/import-invoices.server';
import { makeVendor } from '~tests/factories/make-vendor';
import { startWorld, type World } from '~tests/support/world';

const REAL_FILE = resolve('../shared/data/accounts-receivable.csv');
const NOW = new Date('2026-03-05T15:00:00Z');

let world: World;
let db: typeof import('~/lib/db.server').db;
let vendor: { id: string; slug: string };
let files = 0;

beforeAll(async () => {
  world = await startWorld();
  ({ db } = await import('~/lib/db.server'));
});
afterAll(() => world.stop());
beforeEach(async () => {
  vendor = await makeVendor();
});

async function fileOf(content: string | Buffer): Promise<string> {
  files += 1;
  const path = join(world.dataDir, `invoices-${files}.csv`);
  await writeFile(path, content);
  return path;
}

async function importFile(path: string, options: Partial<ImportInput> = {}) {
  const { importInvoices } = await import('~/domain/invoice-files/import-invoices.server');
  return importInvoices(
    { path, vendorSlug: vendor.slug, mapping: '', asOf: null, ignoreSettlement: false, acceptValid: false, ...options },
    NOW,
  );
}

async function imported(path: string, options: Partial<ImportInput> = {}): Promise<ImportOutcome> {
  const result = await importFile(path, options);
  if (!result.ok)
    throw new Error(
      JSON.stringify(result.refusal, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
    );
  return result.outcome;
}

async function refused(path: string, options: Partial<ImportInput> = {}) {
  const result = await importFile(path, options);
  if (result.ok) throw new Error('the file was imported');
  return result.refusal;
}

const invoices = () =>
  db.invoice.findMany({
    where: { vendorId: vendor.id },
    orderBy: { number: 'asc' },
    include: { customer: true, lines: true },
  });

/** What the books hold of the vendor, to see whether anything changed. */
async function traces(): Promise<number[]> {
  const where = { where: { vendorId: vendor.id } };
  return Promise.all([
    db.invoice.count(where),
    db.customer.count(where),
    db.contact.count(where),
    db.payment.count(where),
    db.ledgerEntry.count(where),
    db.auditEntry.count(where),
    db.invoiceImport.count(where),
  ]);
}

const PLAIN = 'Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Description,E-mail\n';

describe('a file of invoices', () => {
  it('without e-mail addresses says by one example how its customers sign in', async () => {
    const header = 'Invoice No,Customer,Invoice Date,Due Date,Amount,Currency\n';
    const outcome = await imported(
      await fileOf(`${header}1,AB/7-x,2026-01-05,2026-02-04,5,USD\n2,C2,2026-01-05,2026-02-04,5,USD\n`),
    );
    expect(outcome.notes).toContain('Customer AB/7-x, for one, signs in as ab_2f_7-x@example.com.');
    expect(await db.person.count({ where: { email: 'ab_2f_7-x@example.com' } })).toBe(1);
  });

  it('becomes customers, invoices and books in order', async () => {
    const outcome = await imported(
      await fileOf(
        `${PLAIN}007,ACME,2026-01-05,2026-02-04,"1,234.50",USD,"Hosting, January",Ada@Acme.example\nB-2,ACME,2026-01-06,2026-02-05,19,EUR,,ada@acme.example\n`,
      ),
    );
    expect(outcome).toMatchObject({
      rows: 2,
      created: 2,
      already: 0,
      refused: 0,
      customersCreated: 1,
      totals: { USD: 1_234_50n, EUR: 19_00n },
      notes: [],
    });
    const [first, second] = await invoices();
    expect(first).toMatchObject({
      number: '007',
      currency: 'USD',
      totalMinor: 1_234_50n,
      dueMinor: 1_234_50n,
      summary: 'Hosting, January',
      version: 1,
    });
    expect(first?.customer).toMatchObject({ number: 'ACME', name: 'Customer ACME' });
    expect(second).toMatchObject({ number: 'B-2', summary: 'Invoice B-2' });
    expect(
      await db.contact.findMany({
        where: { vendorId: vendor.id },
        select: { role: true, person: { select: { email: true } } },
      }),
    ).toEqual([{ role: 'payer', person: { email: 'ada@acme.example' } }]);
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    expect(await verifyBooks()).toEqual([]);
  });

  it.each([
    [
      'a byte order mark and CRLF',
      '\u{feff}invoice,customer,issued,due,amount\r\nA1,C1,2026-01-05,2026-02-04,5.00\r\n',
    ],
    ['semicolons and decimal commas', 'Invoice;Customer;Issued;Due;Amount\nA1;C1;05.01.2026;04.02.2026;5,00\n'],
    ['tabs', 'invoice\tcustomer\tissued\tdue\tamount\nA1\tC1\t20260105\t20260204\t5\n'],
    [
      'other columns, another order and blank lines',
      'note,due,amount,issued,customer,invoice\n\n"say ""hi"", twice",2026-02-04,5.0,2026-01-05,C1,A1\n\n',
    ],
    [
      'UTF-16',
      Buffer.from('\u{feff}invoice,customer,issued,due,amount\nA1,C1,2026-01-05,2026-02-04,5.00\n', 'utf16le'),
    ],
  ])('is understood with %s', async (_what, content) => {
    await imported(await fileOf(content));
    const found = await invoices();
    expect(
      found.map((invoice) => [
        invoice.number,
        invoice.totalMinor,
        invoice.issuedOn.toISOString().slice(0, 10),
        invoice.dueOn.toISOString().slice(0, 10),
      ]),
    ).toEqual([['A1', 500n, '2026-01-05', '2026-02-04']]);
  });

  it('is mapped by the sender where the headers are not known', async () => {
    const path = await fileOf('Beleg;Kunde;Vom;Bis;Summe\nR-1;4711;1/2/2026;3/2/2026;1.234,5\n');
    expect(await refused(path)).toMatchObject({ kind: 'file', problem: 'no column for the number was recognised' });
    await imported(path, {
      mapping:
        'number=Beleg,customer=Kunde,issuedOn=Vom,dueOn=Bis,amount=Summe,dateFormat=D/M/YYYY,decimal=comma,defaultCurrency=EUR',
    });
    expect((await invoices())[0]).toMatchObject({
      number: 'R-1',
      currency: 'EUR',
      totalMinor: 1_234_50n,
      issuedOn: new Date('2026-02-01'),
    });
  });

  it('is refused when its dates could be read in two ways, and read when one of them settles it', async () => {
    const head = 'invoice,customer,issued,due,amount\n';
    expect(await refused(await fileOf(`${head}A1,C1,1/2/2026,2/3/2026,5\n`))).toMatchObject({
      kind: 'file',
      problem: '1/2/2026 on line 2 can be two dates, and no other date in the file tells which',
    });
    expect(
      await refused(await fileOf(`${head}A1,C1,1/13/2026,2/13/2026,5\nA2,C1,13/1/2026,13/2/2026,5\n`)),
    ).toMatchObject({
      problem: 'the dates disagree: 13/1/2026 on line 3 begins with the day, 1/13/2026 on line 2 with the month',
    });
    await imported(await fileOf(`${head}A1,C1,1/2/2026,2/3/2026,5\nA2,C1,1/2/2026,2/13/2026,5\n`));
    expect((await invoices())[0]?.issuedOn).toEqual(new Date('2026-01-02'));
  });

  it.each([
    ['a missing file', '/nowhere/at/all.csv', 'there is no file /nowhere/at/all.csv'],
    ['a folder', '.', '. is not a file'],
  ])('is refused as %s', async (_what, path, problem) =>
    expect(await refused(path)).toMatchObject({ kind: 'file', problem }),
  );

  it('is refused when a quote is never closed', async () => {
    const path = await fileOf(
      'invoice,customer,issued,due,amount\nA1,C1,2026-01-05,2026-02-04,5\nA2,"C1,2026-01-05,2026-02-04,5\n',
    );
    expect(await refused(path)).toMatchObject({ kind: 'file', problem: expect.stringMatching(/line 3/) });
  });

  it('needs to be told whose it is when there are several vendors', async () => {
    const path = await fileOf(`${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n`);
    expect(await refused(path, { vendorSlug: undefined })).toMatchObject({
      kind: 'vendor',
      slugs: expect.arrayContaining([vendor.slug]),
    });
    expect(await refused(path, { vendorSlug: 'nobody' })).toMatchObject({ kind: 'vendor' });
  });
});

describe('broken rows', () => {
  const BROKEN =
    `${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n` +
    `2,C1,2026-01-05,2026-02-30,1.234,USD,,a@example.com\n` +
    `,C1,2026-01-05,2025-02-04,-5,XXX,,nobody\n` +
    `"4\nb",C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n` +
    `5,C1,2026-01-05,2026-02-04,5,USD,a "stray" quote\n` +
    `6,C1,2026-01-05,2026-02-04,5,USD,,a@example.com,one more\n` +
    `1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n` +
    `8,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n`;

  it('are all named with line, column, value, problem and remedy, and nothing is imported', async () => {
    const refusal = await refused(await fileOf(BROKEN));
    if (refusal.kind !== 'broken-rows') throw new Error(refusal.kind);
    expect(refusal.outcome).toMatchObject({ rows: 8, created: 2, refused: 6 });
    expect(refusal.outcome.errors.map(({ line, column, value, problem }) => [line, column, value, problem])).toEqual([
      [3, 'Due Date', '2026-02-30', 'is not a date'],
      [3, 'Amount', '1.234', 'can be read as two amounts'],
      [4, 'Invoice No', '', 'is empty'],
      [4, 'Due Date', '2025-02-04', 'is before the day of issue, 2026-01-05'],
      [4, 'Currency', 'XXX', 'is not an ISO 4217 currency'],
      [4, 'E-mail', 'nobody', 'is not an e-mail address'],
      [5, 'Invoice No', '4\nb', 'holds a line break or control character'],
      [7, '', '', expect.stringMatching(/quote|columns/)],
      [8, '', '', 'the row has 9 columns, the header has 8'],
      [9, 'Invoice No', '1', 'line 2 has the same invoice number'],
    ]);
    expect(refusal.outcome.errors.every((error) => error.remedy.length > 0)).toBe(true);
    expect(await traces()).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('are left out on request, and come in later without the good ones being doubled', async () => {
    const path = await fileOf(BROKEN);
    expect(await imported(path, { acceptValid: true })).toMatchObject({ created: 2, refused: 6 });
    expect((await invoices()).map((invoice) => invoice.number)).toEqual(['1', '8']);
    expect(await imported(path, { acceptValid: true })).toMatchObject({ created: 0, already: 2, refused: 6 });

    const mended = `${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n2,C1,2026-01-05,2026-02-28,1234,USD,,a@example.com\n`;
    expect(await imported(await fileOf(mended))).toMatchObject({
      created: 1,
      already: 1,
      refused: 0,
      customersCreated: 0,
    });
  });

  it('name an invoice that exists otherwise in the books', async () => {
    await imported(await fileOf(`${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n`));
    const refusal = await refused(
      await fileOf(
        `${PLAIN}1,C1,2026-01-05,2026-02-05,6,USD,,a@example.com\n2,C2,2026-01-05,2026-02-05,6,USD,,a@example.com\n`,
      ),
    );
    if (refusal.kind !== 'broken-rows') throw new Error(refusal.kind);
    expect(refusal.outcome.errors.map(({ line, column, value, problem }) => [line, column, value, problem])).toEqual([
      [2, 'amount', '6.00', 'invoice 1 exists already, there with 5.00'],
      [2, 'dueOn', '2026-02-05', 'invoice 1 exists already, there with 2026-02-04'],
    ]);
    expect(await db.customer.count({ where: { vendorId: vendor.id } })).toBe(1);
  });
});

describe('settlement and disputes', () => {
  const FILE =
    'invoice,customer,issued,due,amount,settledDate,disputed\n' +
    'S1,C1,2025-11-01,2025-12-01,10,2025-12-03,Yes\nS2,C1,2025-11-01,2025-12-01,20,2026-03-05,No\n' +
    'S3,C1,2025-11-01,2025-12-01,30,2026-03-06,Yes\nS4,C1,2025-11-01,2025-12-01,40,,no\n';
  const state = async () =>
    (await invoices()).map((invoice) => [
      invoice.number,
      invoice.paidMinor,
      invoice.dueMinor,
      invoice.disputedAt !== null,
    ]);

  it('counts what was settled by the day asked for as paid outside the portal', async () => {
    expect(await imported(await fileOf(FILE), { asOf: '2025-12-31' })).toMatchObject({ settled: 1, disputed: 1 });
    expect(await state()).toEqual([
      ['S1', 1000n, 0n, false],
      ['S2', 0n, 2000n, false],
      ['S3', 0n, 3000n, true],
      ['S4', 0n, 4000n, false],
    ]);
    const [payment] = await db.payment.findMany({ where: { vendorId: vendor.id } });
    expect(payment).toMatchObject({
      channel: 'outside',
      state: 'succeeded',
      amountMinor: 1000n,
      settledAt: new Date('2025-12-03T12:00:00Z'),
    });
  });

  it('takes the vendor’s today when no day is given', async () => {
    expect(await imported(await fileOf(FILE))).toMatchObject({ settled: 2, disputed: 1 });
  });

  it('can be ignored: everything is open and payable', async () => {
    expect(await imported(await fileOf(FILE), { ignoreSettlement: true })).toMatchObject({ settled: 0, disputed: 0 });
    expect((await state()).every(([, paid, due, disputed]) => paid === 0n && due !== 0n && !disputed)).toBe(true);
  });
});

describe('the same file twice', () => {
  it('changes nothing', async () => {
    const path = await fileOf(`${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n`);
    await imported(path);
    const before = await traces();
    expect(await imported(path)).toMatchObject({ created: 0, already: 1, importedBefore: NOW });
    expect(await imported(path, { mapping: 'decimal=point' })).toMatchObject({
      created: 0,
      already: 1,
      importedBefore: null,
    });
    expect(await traces()).toEqual(before);
  });

  it('changes nothing when both are read at the same moment', async () => {
    const path = await fileOf(
      `${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n2,C2,2026-01-05,2026-02-04,5,USD,,b@example.com\n`,
    );
    const outcomes = await Promise.all([imported(path), imported(path), imported(path)]);
    expect(outcomes.map((outcome) => outcome.created).sort()).toEqual([0, 0, 2]);
    expect(await traces()).toEqual([2, 2, 2, 0, 2, 1, 1]);
  });
});

it('belongs to one vendor: another vendor’s invoice of the same number is none of its business', async () => {
  const path = await fileOf(`${PLAIN}1,C1,2026-01-05,2026-02-04,5,USD,,a@example.com\n`);
  await imported(path);
  const other = await makeVendor();
  expect(await imported(path, { vendorSlug: other.slug })).toMatchObject({ created: 1, customersCreated: 1 });
});

describe('the real receivables', () => {
  const present = existsSync(REAL_FILE);
  const real = it.skipIf(!present);
  if (!present) it.skip(`${REAL_FILE} is not on this machine: its tests are left out`, () => undefined);

  real('become 100 customers and 2,466 invoices, settled in the past', async () => {
    const outcome = await imported(REAL_FILE);
    expect(outcome).toMatchObject({
      rows: 2_466,
      created: 2_466,
      refused: 0,
      customersCreated: 100,
      settled: 2_466,
      disputed: 0,
    });
    expect(await db.invoice.count({ where: { vendorId: vendor.id, dueMinor: 0n } })).toBe(2_466);
    const before = await traces();
    expect(before).toEqual([2_466, 100, 100, 2_466, 4_932, 1, 1]);
    expect(await imported(REAL_FILE)).toMatchObject({ created: 0, already: 2_466 });
    expect(await traces()).toEqual(before);
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    expect(await verifyBooks()).toEqual([]);
  });

  real('are all open when settlement is ignored, and 9149-MATVB has 36 to pay', async () => {
    await imported(REAL_FILE, { ignoreSettlement: true });
    const matvb = await db.customer.findFirstOrThrow({
      where: { vendorId: vendor.id, number: '9149-MATVB' },
      include: { contacts: { include: { person: true } }, invoices: { orderBy: { number: 'asc' } } },
    });
    expect(matvb).toMatchObject({ name: 'Customer 9149-MATVB', addressLines: ['Country 770'] });
    expect(matvb.contacts.map((contact) => [contact.role, contact.person.email])).toEqual([
      ['payer', '9149-matvb@example.com'],
    ]);
    const { quotePayment } = await import('~/domain/payments/quote-payment.server');
    const quoted = await quotePayment(
      { vendorId: vendor.id, customerId: matvb.id },
      { currency: 'USD', invoiceIds: 'all' },
    );
    expect(quoted.ok && [quoted.quote.lines.length, quoted.quote.totalMinor]).toEqual([36, 1_694_30n]);
    expect(matvb.invoices[0]?.number).toMatch(/^0/);
  });

  real('are partly open, partly disputed in the middle of 2013', async () => {
    const outcome = await imported(REAL_FILE, { asOf: '2013-06-30' });
    expect(outcome.settled).toBeGreaterThan(1_000);
    expect(outcome.disputed).toBeGreaterThan(100);
    expect(outcome.settled + outcome.disputed).toBeLessThan(2_466);
  });
});
