import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makePaymentMethod } from '~tests/factories/make-payment-method';
import { makeVendor } from '~tests/factories/make-vendor';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { buildProduct } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const SLOW_MS = 240_000;
const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { addDays, dateIn } = await import('~/lib/dates');
const { parseCustomerQuery } = await import('~/domain/customers/customer-query');
const { listCustomers, PAGE_ROWS } = await import('~/domain/customers/list-customers.server');
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');

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
const today = dateIn('America/New_York', now);

async function makeDesk() {
  const vendor = await makeVendor();
  return { vendor, viewer: await (await staffOf(vendor, 'viewer')).cookie() };
}

test('says of everybody what they owe per currency, how they pay and whether by themselves; finds, narrows and sorts', async () => {
  const { vendor, viewer } = await makeDesk();
  const { vendorId } = { vendorId: vendor.id };
  const [ada, ben, cho] = [
    await makeCustomer({ vendorId, name: 'Adventure Works', number: 'A-1' }),
    await makeCustomer({ vendorId, name: 'blue Yonder', number: 'B-2' }),
    await makeCustomer({ vendorId, name: 'Coho <b>Winery</b>', number: 'C-3' }),
  ];
  const other = await makeVendor();
  const strange = await makeCustomer({ vendorId: other.id, name: 'Adventure elsewhere', number: 'A-1' });
  await makeInvoice({ vendorId: other.id, customerId: strange.id });
  await makeContact({ vendorId: other.id, customerId: strange.id, email: 'zoe@found.example' });
  const contact = await makeContact({ vendorId, customerId: ben.id, email: 'ben.smith@found.example' });
  const gone = await makeContact({ vendorId, customerId: ada.id, email: 'gone@found.example' });
  await db.contact.updateMany({ where: { vendorId, id: gone.id }, data: { removedAt: now } });
  const due = (days: number) => ({ issuedOn: addDays(today, -60), dueOn: addDays(today, days) });
  await makeInvoice({ vendorId, customerId: ada.id, totalMinor: 120_000n, ...due(-10) });
  await makeInvoice({ vendorId, customerId: ada.id, totalMinor: 30_000n, paidMinor: 10_000n, ...due(0) });
  await makeInvoice({ vendorId, customerId: ada.id, totalMinor: 5_000n, currency: 'EUR', ...due(5) });
  await makeInvoice({ vendorId, customerId: ben.id, totalMinor: 500_000n, ...due(20) });
  await makeInvoice({ vendorId, customerId: cho.id, totalMinor: 9_000n, draft: true });
  await makePaymentMethod({ vendorId, customerId: ben.id, brand: 'mastercard', last4: '4444' });
  const card = await makePaymentMethod({ vendorId, customerId: ben.id, last4: '1881', isDefault: true });
  const payer = {
    kind: 'contact',
    vendorId,
    customerId: ben.id,
    contactId: contact.id,
    personId: contact.personId,
    role: 'payer',
  } as const;
  await setAutopay(payer, { currency: 'USD', methodId: card.id, capMinor: 50_000n, noticeDays: 3, cause: 't' }, now);

  const list = (search: string) => listCustomers({ vendorId }, parseCustomerQuery(new URLSearchParams(search)), today);
  const { rows, matching } = await list('');
  expect(matching).toBe(3);
  expect(rows).toEqual([
    {
      id: ada.id,
      number: 'A-1',
      name: 'Adventure Works',
      balances: [
        { currency: 'EUR', openMinor: 5_000n, overdueMinor: 0n },
        { currency: 'USD', openMinor: 140_000n, overdueMinor: 120_000n },
      ],
      method: null,
      autopayIn: [],
    },
    expect.objectContaining({
      id: ben.id,
      balances: [{ currency: 'USD', openMinor: 500_000n, overdueMinor: 0n }],
      method: expect.objectContaining({ last4: '1881', others: 1 }) as unknown,
      autopayIn: ['USD'],
    }),
    expect.objectContaining({ id: cho.id, balances: [], method: null }),
  ]);
  const numbers = async (search: string) => (await list(search)).rows.map(({ number }) => number).join(' ');
  for (const [search, found] of [
    ['q=adventure', 'A-1'],
    ['q=works+ADV', 'A-1'],
    ['q=b-2', 'B-2'],
    ['q=smith%40found', 'B-2'],
    ['q=found.example', 'B-2'],
    ['q=gone%40', ''],
    ['q=zoe', ''],
    ['q=%25', ''],
    ['q=y', 'B-2 C-3'],
    ['only=owes', 'A-1 B-2'],
    ['only=overdue', 'A-1'],
    ['only=no-method', 'A-1 C-3'],
    ['only=no-method&only=owes', 'A-1'],
    ['only=autopay', 'B-2'],
    ['sort=number&dir=desc', 'C-3 B-2 A-1'],
    ['sort=open', 'B-2 A-1 C-3'],
    ['sort=open&dir=asc', 'C-3 A-1 B-2'],
    ['sort=overdue&only=owes', 'A-1 B-2'],
    ['sort=open&currency=EUR&only=owes', 'A-1 B-2'],
    ['sort=newest', 'C-3 B-2 A-1'],
  ])
    expect({ search, found: await numbers(search ?? '') }).toEqual({ search, found });

  const page = await desk.get('/vendor/customers', viewer);
  expect(page.status).toBe(200);
  for (const words of ['Adventure Works', '$1,400.00', '€50.00', '1881', 'on in USD', 'Coho &lt;b&gt;Winery'])
    expect(page.body).toContain(words);
  expect(page.body).not.toContain('elsewhere');
  expect(page.body).not.toContain('New customer');
  expect((await desk.get('/vendor/customers?q=nobody-like-this', viewer)).body).toContain('No customer matches');
});

test('pages go by keyset in every sort: each customer once, there and back', async () => {
  const { vendor } = await makeDesk();
  const vendorId = vendor.id;
  const count = PAGE_ROWS * 2 + 7;
  for (let i = 0; i < count; i++) {
    // Names and amounts that are the same, so that only the id tells them apart.
    const customer = await makeCustomer({ vendorId, name: `Twin ${i % 3}`, number: `T-${i}` });
    if (i % 2) await makeInvoice({ vendorId, customerId: customer.id, totalMinor: BigInt(1_000 * (i % 5) + 1_000) });
  }
  for (const sort of ['name', 'number', 'newest', 'open', 'overdue'])
    for (const dir of ['asc', 'desc']) {
      const read = (at: string) =>
        listCustomers({ vendorId }, parseCustomerQuery(new URLSearchParams(`sort=${sort}&dir=${dir}${at}`)), today);
      const first = await read('');
      const second = await read(`&after=${encodeURIComponent(first.next ?? '')}`);
      const third = await read(`&after=${encodeURIComponent(second.next ?? '')}`);
      const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
      expect({ sort, dir, count: new Set(ids).size, last: third.rows.length, next: third.next }).toEqual({
        sort,
        dir,
        count,
        last: 7,
        next: null,
      });
      const back = await read(`&before=${encodeURIComponent(third.previous ?? '')}`);
      expect(back.rows).toEqual(second.rows);
      expect((await read(`&before=${encodeURIComponent(back.previous ?? '')}`)).rows).toEqual(first.rows);
    }
});

test('S43: the file holds what the list holds, and nothing that a spreadsheet would run', async () => {
  const { vendor, viewer } = await makeDesk();
  const vendorId = vendor.id;
  const evil = await makeCustomer({ vendorId, name: '=HYPERLINK("http://evil.test")', number: '+1' });
  await makeCustomer({ vendorId, name: 'Plain, "quoted"', number: 'P-1' });
  await makeContact({ vendorId, customerId: evil.id, email: 'a@evil.example' });
  await makeInvoice({
    vendorId,
    customerId: evil.id,
    totalMinor: 12_345n,
    dueOn: addDays(today, 3),
    issuedOn: today,
  });
  const file = await desk.get('/vendor/customers.csv', viewer);
  expect(file.headers['content-type']).toContain('text/csv');
  expect(file.headers['cache-control']).toBe('no-store');
  const lines = file.body.replace('\u{feff}', '').trim().split('\r\n');
  expect(lines).toEqual([
    'Number,Name,Address,Tax id,Language,E-mail addresses,Method on file,AutoPay,Open USD,Overdue USD',
    `'+1,"'=HYPERLINK(""http://evil.test"")","2 Side Street, Boston, MA 02108",,,a@evil.example,,,123.45,0.00`,
    'P-1,"Plain, ""quoted""","2 Side Street, Boston, MA 02108",,,,,,0.00,0.00',
  ]);
  expect((await desk.get('/vendor/customers.csv?only=owes', viewer)).body).not.toContain('P-1');
});
