import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { makeBomb, makeRepeating, makeWorkbook, partsWith } from '~tests/support/make-workbook';
import { buildProduct } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const SLOW_MS = 240_000;
const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { writeZip } = await import('~/lib/zip.server');
const { readCustomerFile, MOST_FILE_ROWS } = await import('~/domain/customer-imports/read-customer-file.server');
const { startImport } = await import('~/domain/customer-imports/start-import.server');
const { confirmImport } = await import('~/domain/customer-imports/confirm-import.server');
const { loadImport } = await import('~/domain/customer-imports/load-import.server');
const { forgetImports } = await import('~/domain/customer-imports/forget-imports.server');

let desk: Desk;
beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  desk = await openDesk(world);
}, SLOW_MS);
afterAll(async () => {
  await desk.stop();
  await world.stop();
}, SLOW_MS);

const now = new Date();
const why = { cause: 'test', now };

async function makeDesk() {
  const vendor = await makeVendor();
  const biller = await staffOf(vendor, 'biller');
  return { vendorId: vendor.id, actor: biller.actor, cookie: await biller.cookie() };
}

/** A file through the page, as a browser sends it; answers where it leads. */
async function upload(cookie: string, name: string, bytes: Buffer | string, importId = newId()) {
  const form = new FormData();
  form.set('importId', importId);
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name));
  return desk.upload('/vendor/customers/import', cookie, form);
}

const customersOf = (vendorId: string) =>
  db.customer.findMany({
    where: { vendorId },
    orderBy: { number: 'asc' },
    select: { number: true, name: true, addressLines: true, taxId: true },
  });
const contactsOf = async (vendorId: string) =>
  (
    await db.contact.findMany({
      where: { vendorId },
      include: { person: true, customer: true },
      orderBy: [{ customer: { number: 'asc' } }, { person: { email: 'asc' } }],
    })
  ).map(({ customer, person, role, name, removedAt }) => [
    customer.number,
    person.email,
    role,
    name,
    ...(removedAt ? ['removed'] : []),
  ]);

const HEADER = 'Number;Name;Address line 1;Address line 2;Tax id;Contact name;Contact e-mail;Contact role;Fax';

test('the language of a customer is read by its code and by its names, and who is there keeps theirs', async () => {
  const { vendorId, cookie } = await makeDesk();
  const csv =
    'Number,Name,Language\r\n1,Alpha,Deutsch\r\n2,Beta,french\r\n3,Gamma,\r\n4,Delta,tlh\r\n5,Epsilon,العربية\r\n';
  const path = String((await upload(cookie, 'customers.csv', csv)).headers.location);
  expect((await desk.get(path, cookie)).body).toContain(
    'Choose English, Deutsch, Français, Español, العربية, or leave it empty.',
  );
  expect((await desk.post(path, cookie, {})).status).toBe(303);
  const languages = () =>
    db.customer.findMany({ where: { vendorId }, orderBy: { number: 'asc' }, select: { language: true } });
  const read = [{ language: 'de' }, { language: 'fr' }, { language: null }, { language: 'ar' }];
  expect(await languages()).toEqual(read);
  const again = String((await upload(cookie, 'more.csv', csv.replace('french', 'es'))).headers.location);
  expect((await desk.get(again, cookie)).body.replaceAll('<!-- -->', '')).toContain('1 row says something else of');
  expect((await desk.post(again, cookie, {})).status).toBe(303);
  expect(await languages()).toEqual(read);
});

test('a file is checked, shown and let in: bad rows stop no good one, and the same file again makes nothing', async () => {
  const { vendorId, actor, cookie } = await makeDesk();
  const csv = [
    `\u{feff}${HEADER}`,
    '0001;Adventure Works;1 Main St;Boston;US-1;Ada;ada@import.example;payer;1',
    '0001;Adventure Works;1 Main St;Boston;US-1;Bea;bea@import.example;Viewer;',
    '0002;"Blue; Yonder";;;;;;;',
    ';No Number;;;;;;;',
    '0004;Bad Contact;;;;;nobody;king;',
    '0001;Another Name;;;;;;;',
    '0002;"Blue; Yonder";;;;;;;',
    '0007;"=HYPERLINK(""http://x"")";;;;;;;',
  ].join('\r\n');
  const sent = await upload(cookie, 'customers.csv', csv);
  expect(sent.status).toBe(303);
  const path = String(sent.headers.location);
  const page = (await desk.get(path, cookie)).body.replaceAll('<!-- -->', '');
  for (const words of [
    '3 customers will be created, 2 contacts added.',
    '8 rows read, 4 good, 4 to be mended (below)',
    'One column is not read: Fax.',
    'Import 3 customers',
    'Give it a number.',
    'Type a whole e-mail address, like name@company.com.',
    'Write payer or viewer.',
    'Line 2 has this number with other details.',
    'Line 4 is the same customer. Leave one of the two out.',
  ])
    expect(page).toContain(words);
  expect(await customersOf(vendorId)).toEqual([]);
  const list = await desk.get(`${path}/problems.csv`, cookie);
  expect(list.body).toContain('6,Contact e-mail,nobody,');

  for (let i = 0; i < 2; i++) expect((await desk.post(path, cookie, {})).headers.location).toBe(path);
  expect(await customersOf(vendorId)).toEqual([
    { number: '0001', name: 'Adventure Works', addressLines: ['1 Main St', 'Boston'], taxId: 'US-1' },
    { number: '0002', name: 'Blue; Yonder', addressLines: [], taxId: null },
    { number: '0007', name: '=HYPERLINK("http://x")', addressLines: [], taxId: null },
  ]);
  expect(await contactsOf(vendorId)).toEqual([
    ['0001', 'ada@import.example', 'payer', 'Ada'],
    ['0001', 'bea@import.example', 'viewer', 'Bea'],
  ]);
  expect((await desk.get('/vendor/customers.csv', cookie)).body).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(await db.customerImport.findFirst({ where: { vendorId } })).toMatchObject({
    goodRows: [],
    customersCreated: 3,
  });

  const again = String((await upload(cookie, 'customers.csv', csv)).headers.location);
  expect(again).not.toBe(path);
  const second = (await desk.get(again, cookie)).body;
  expect(second).toContain('Nothing in this file is new.');
  expect(second).toContain('This very file was imported on');
  expect((await desk.post(again, cookie, {})).status).toBe(303);
  expect(await db.customer.count({ where: { vendorId } })).toBe(3);
  const notes = await db.auditEntry.findMany({
    where: { vendorId, action: 'customers.imported' },
    orderBy: { sequence: 'asc' },
  });
  expect(notes.map(({ actorId, data }) => [actorId, data])).toMatchObject([
    [actor.staffId, { customers: 3, contacts: 2, rowsRead: 8, rowsRefused: 4 }],
    [actor.staffId, { customers: 0, contacts: 0 }],
  ]);
});

test('who is there keeps all they have; contacts they lack are added, and nobody who was removed comes back', async () => {
  const { vendorId, actor } = await makeDesk();
  const there = await makeCustomer({ vendorId, number: 'C-1', name: 'As It Is' });
  const removed = await makeContact({ vendorId, customerId: there.id, email: 'removed@keep.example' });
  await db.contact.updateMany({ where: { vendorId, id: removed.id }, data: { removedAt: now } });
  const strange = await makeCustomer({ vendorId: (await makeVendor()).id, number: 'C-2', name: 'Strange' });
  const shared = await makeContact({
    vendorId: strange.vendorId,
    customerId: strange.id,
    email: 'shared@keep.example',
    name: 'Known Elsewhere',
  });
  const csv = [
    'number,name,contact e-mail,contact name',
    'C-1,Other Name,removed@keep.example,Rem',
    'C-1,Other Name,new@keep.example,New',
    'C-2,Ours,shared@keep.example,Our Name',
  ].join('\n');
  const started = await startImport(actor, { importId: newId(), fileName: 'c.csv', bytes: Buffer.from(csv) }, now);
  if (!started.ok) throw new Error(started.refusal.problem);
  expect(await loadImport(actor, started.importId)).toMatchObject({
    state: 'waiting',
    preview: { customers: 1, contacts: 2, different: 2 },
  });
  const both = await Promise.all([1, 2, 3].map(() => confirmImport(actor, started.importId, why)));
  for (const answer of both) expect(answer).toEqual({ ok: true, made: { customers: 1, contacts: 2 } });
  expect((await customersOf(vendorId)).map(({ name }) => name)).toEqual(['As It Is', 'Ours']);
  expect(await contactsOf(vendorId)).toEqual([
    ['C-1', 'new@keep.example', 'payer', 'New'],
    ['C-1', 'removed@keep.example', 'payer', null, 'removed'],
    ['C-2', 'shared@keep.example', 'payer', 'Our Name'],
  ]);
  expect(await db.person.findUnique({ where: { email: 'shared@keep.example' } })).toMatchObject({
    id: shared.personId,
    name: 'Known Elsewhere',
  });
  expect(await db.customer.findUnique({ where: { id: strange.id } })).toMatchObject({ name: 'Strange' });
});

test('a workbook is read like a file of text; its formulas are not run, and the templates are read by what they name', async () => {
  const { vendorId, cookie } = await makeDesk();
  for (const kind of ['csv', 'xlsx']) {
    const template = await desk.get(`/vendor/customers/import/template.${kind}`, cookie);
    expect(template.headers['content-disposition']).toContain(`customers.${kind}`);
  }
  const empty = await upload(
    cookie,
    'empty.csv',
    (await desk.get('/vendor/customers/import/template.csv', cookie)).body,
  );
  expect((await desk.get(String(empty.headers.location), cookie)).body).toContain('Nothing in this file is new.');
  const workbook = await makeWorkbook([
    ['Number', 'Name', 'Address line 1', 'Contact e-mail'],
    [1001, 'Coho & <Sons>', '1 Main St', 'a@book.example'],
    ['0002', '=1+1', '', ''],
    ['', '', '', ''],
    ['0003', '', '', ''],
  ]);
  const sent = await upload(cookie, 'book.xlsx', workbook);
  const path = String(sent.headers.location);
  const page = (await desk.get(path, cookie)).body.replaceAll('<!-- -->', '');
  expect(page).toContain('2 customers will be created, 1 contact added.');
  expect(page).toMatch(/<td class="num">5<\/td>.*Give it a name\./);
  await desk.post(path, cookie, {});
  expect((await customersOf(vendorId)).map(({ number, name }) => [number, name])).toEqual([
    ['0002', 'computed'],
    ['1001', 'Coho & <Sons>'],
  ]);
});

test('S40, S44: what is too large, too deep or something else is refused with the reason, and nothing is kept', async () => {
  const { vendorId, cookie } = await makeDesk();
  const doctype = await partsWith(
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>',
  );
  const rows = Array.from({ length: MOST_FILE_ROWS + 1 }, (_, i) => `${i},N`).join('\n');
  for (const [name, bytes, words] of [
    ['bomb.xlsx', makeBomb(200), 'holds too much'],
    ['one-text.xlsx', await makeRepeating('x'.repeat(100_000), 3_000, 10), 'holds too much text'],
    ['long.xlsx', await makeRepeating('1', MOST_FILE_ROWS + 2, 1), 'more than 50,000 rows'],
    ['wide.xlsx', await makeRepeating('1', 2, 101), 'it has 101 columns'],
    ['xxe.xlsx', writeZip(doctype), 'names other documents'],
    ['broken.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100)]), 'no ZIP file'],
    [
      'other.zip',
      writeZip([{ name: 'a.xml', content: Buffer.from('<a/>'), modifiedAt: now }]),
      'no sheet that can be read',
    ],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'neither a CSV file nor a workbook'],
    ['no-header.csv', '1,Ada\n2,Ben', 'no column is called Number'],
    ['two.csv', 'Number,Name,Company\n1,A,B', 'two columns could be the Name'],
    ['proto.csv', '__proto__,constructor\n1,2', 'no column is called Number'],
    ['wide.csv', `Number,Name${',x'.repeat(1_000)}\n1,A`, '1002 columns'],
    ['quote.csv', 'Number,Name\n1,"never closed\n2,B', 'never closed'],
    ['long.csv', `Number,Name\n${rows}`, '50,001 rows'],
    ['empty.csv', '', 'o file was chosen'],
  ] as const) {
    const began = performance.now();
    const answer = await upload(cookie, name, bytes);
    expect({ name, status: answer.status, ms: performance.now() - began < 15_000 }).toEqual({
      name,
      status: 422,
      ms: true,
    });
    expect(answer.body.replaceAll('<!-- -->', ''), name).toContain(words);
  }
  expect(await db.customerImport.count({ where: { vendorId } })).toBe(0);
});

test('workbooks are read one after the other, and one that is refused keeps none waiting', async () => {
  const good = await makeWorkbook([
    ['Number', 'Name'],
    ['1', 'Ada'],
  ]);
  const read = await Promise.all(
    [good, makeBomb(200), good, Buffer.from('PK\u0003\u0004'), good].map((bytes) => readCustomerFile(bytes)),
  );
  expect(read.map(({ ok }) => ok)).toEqual([true, false, true, false, true]);
});

test('S44: other ways to write the same table are understood', async () => {
  const table = (text: string | Buffer) => readCustomerFile(Buffer.isBuffer(text) ? text : Buffer.from(text));
  const plain = 'Number,Name\n1,Müller\n';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, 'utf16le')]);
  for (const way of [plain, `\u{feff}${plain}`, plain.replaceAll('\n', '\r'), plain.replaceAll(',', '\t'), utf16])
    expect(await table(way)).toMatchObject({
      ok: true,
      file: { good: [{ number: '1', name: 'Müller' }], problems: [] },
    });
  expect(await table(Buffer.from(plain, 'latin1'))).toMatchObject({
    file: { good: [], refused: 1, problems: [{ line: 2, column: 'Name', remedy: /UTF-8/ }] },
  });
  expect(await table('Number,Name\n1,A,surplus\n2,"a"b"\n3,C')).toMatchObject({
    file: { good: [{ number: '3' }], problems: [{ line: 2, value: 'surplus' }, { line: 3 }] },
  });
});

test('the same form with the same file is one import, with another file it is another; files nobody lets in are forgotten', async () => {
  const { vendorId, actor } = await makeDesk();
  const start = (text: string, importId: string) =>
    startImport(actor, { importId, fileName: 'c.csv', bytes: Buffer.from(text) }, now);
  const id = newId();
  const ids = [];
  for (const text of ['Number,Name\n1,A', 'Number,Name\n1,A', 'Number,Name\n2,B']) {
    const started = await start(text, id);
    ids.push(started.ok ? started.importId : '');
  }
  expect(ids.slice(0, 2)).toEqual([id, id]);
  expect(new Set(ids).size).toBe(2);
  await confirmImport(actor, id, why);
  const stranger = await makeDesk();
  expect(await confirmImport(stranger.actor, ids[2], why)).toEqual({ ok: false, refusal: 'no-such-import' });
  await forgetImports({ now: new Date(now.getTime() + 86_400_000 + 1000) });
  expect((await db.customerImport.findMany({ where: { vendorId } })).map((each) => each.id)).toEqual([id]);
});

test('F34: twenty thousand rows go in with a handful of statements', async () => {
  const { vendorId, actor } = await makeDesk();
  const rows = Array.from({ length: 20_000 }, (_, i) => `B-${i},Bulk ${i},Street ${i},p${i % 12_000}@bulk.example`);
  const bytes = Buffer.from(`Number,Name,Address,E-mail\n${rows.join('\n')}`);
  const started = await startImport(actor, { importId: newId(), fileName: 'bulk.csv', bytes }, now);
  if (!started.ok) throw new Error(started.refusal.problem);
  const made = await confirmImport(actor, started.importId, why);
  expect(made).toEqual({ ok: true, made: { customers: 20_000, contacts: 20_000 } });
  expect(await db.customer.count({ where: { vendorId } })).toBe(20_000);
}, 60_000);
