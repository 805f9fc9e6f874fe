import type { StaffActor } from '~/auth/actor';
import { dateIn } from '~/lib/dates';
import { makeVendor } from '~tests/factories/make-vendor';
import { staffOf } from '~tests/support/staff';
import type { BenchHouse } from './bench-house';
import { median, round, timed, type Goal } from './figures';
import { fillInvoices, vacuumInvoices } from './invoices/fill-invoices';
import { fillPayers } from './invoices/fill-payers';

const TURNS = 9;
const PAGE_LIMIT_MS = 1_000;
const CONFIRM_LIMIT_MS = 3_000;

const TIME_ZONE = 'America/New_York';
/** What the vendor has in all, where many customers are charged: a tenth of it is open. */
const FILLED = 200_000;
const CUSTOMERS = 20_000;

type Visitor = { actor: StaffActor; cookie: string };
type When = 'now' | 'later';

/** How long the page takes that says what a batch of these invoices will do, for staff who have selected them: the median in ms. */
export async function timeConfirmPage(
  { product }: BenchHouse,
  visitor: Visitor,
  invoiceIds: readonly string[],
  when: When = 'now',
): Promise<number> {
  await select(visitor, invoiceIds);
  const times: number[] = [];
  for (let turn = -2; turn < TURNS; turn += 1) {
    const took = await timed(() => look(product.url, visitor, invoiceIds.length, when));
    if (turn >= 0) times.push(took);
  }
  return round(median(times));
}

/**
 * The page and its confirmation for invoices of as many customers, some without a method and some with debits that were
 * returned, in the house of a vendor with FILLED invoices; the page again while another batch has planned the same ones.
 */
export async function timeManyCustomers(house: BenchHouse, count: number): Promise<Goal[]> {
  const vendor = await makeVendor({ timeZone: TIME_ZONE });
  const today = dateIn(TIME_ZONE, new Date());
  await fillInvoices(house.databaseUrl, { vendorId: vendor.id, count: FILLED, customers: CUSTOMERS, today });
  await fillPayers(house.databaseUrl, { vendorId: vendor.id });
  await vacuumInvoices(house.databaseUrl);
  const staff = await staffOf(vendor, 'biller');
  const visitor = { actor: staff.actor, cookie: await staff.cookie() };
  const ids = await oneOfEach(vendor.id, count);
  const many = `${count.toLocaleString('en')} invoices of as many customers`;
  const page = (what: string, value: number) => ({ what: `ms for ${what}`, value, limit: PAGE_LIMIT_MS });
  const confirmed = (what: string, value: number) => ({ what: `ms to ${what}`, value, limit: CONFIRM_LIMIT_MS });
  return [
    page(`the page that confirms ${many}`, await timeConfirmPage(house, visitor, ids)),
    confirmed(`charge ${many} now`, await timeConfirmation(house, visitor, ids, 'now')),
    confirmed(`schedule ${many}`, await timeConfirmation(house, visitor, ids, 'later')),
    page('the page again, just after they were scheduled', await timeConfirmPage(house, visitor, ids, 'later')),
  ];
}

async function timeConfirmation(
  { product }: BenchHouse,
  visitor: Visitor,
  invoiceIds: readonly string[],
  when: When,
): Promise<number> {
  const { db } = await import('~/lib/db.server');
  await select(visitor, invoiceIds);
  const text = await look(product.url, visitor, invoiceIds.length, when);
  const shown = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
  const seen = { batchId: shown('batchId'), seen: shown('seen'), atOnce: shown('atOnce') };
  const body = new URLSearchParams({ ...seen, chargePer: 'invoice', when: when === 'now' ? 'now' : 'due-dates' });
  const headers = { cookie: visitor.cookie, origin: product.url };
  const took = await timed(async () => {
    const answer = await fetch(addressOf(product.url, when), { method: 'POST', headers, body, redirect: 'manual' });
    if (answer.status !== 303) throw new Error(`confirming was answered ${answer.status}: ${await answer.text()}`);
  });
  const items = await db.batchItem.count({ where: { batchId: seen.batchId } });
  if (items !== invoiceIds.length) throw new Error(`the batch has ${items} invoices`);
  return round(took);
}

const addressOf = (url: string, when: When) => `${url}/vendor/batch-payments/new?selected=1&when=${when}`;

async function look(url: string, { cookie }: Visitor, count: number, when: When): Promise<string> {
  const answer = await fetch(addressOf(url, when), { headers: { cookie } });
  const text = await answer.text();
  const said = count.toLocaleString('en');
  if (answer.status !== 200 || !text.includes(said))
    throw new Error(`the confirm page answered ${answer.status} and does not speak of ${said} invoices`);
  return text;
}

async function select({ actor: { vendorId, staffId } }: Visitor, invoiceIds: readonly string[]): Promise<void> {
  const { db } = await import('~/lib/db.server');
  await db.$executeRaw`
    INSERT INTO staff_selections (staff_id, vendor_id, invoice_ids, updated_at)
    VALUES (${staffId}::uuid, ${vendorId}::uuid, ${invoiceIds}::uuid[], now())
    ON CONFLICT (staff_id) DO UPDATE SET invoice_ids = excluded.invoice_ids`;
}

/** An open invoice of each of so many customers, in no order. */
async function oneOfEach(vendorId: string, count: number): Promise<string[]> {
  const { db } = await import('~/lib/db.server');
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (SELECT DISTINCT ON (customer_id) id FROM invoices WHERE vendor_id = ${vendorId}::uuid AND desk_state = 'open' ORDER BY customer_id, id) o
    ORDER BY hashtext(id::text) LIMIT ${count}::int`;
  if (rows.length < count) throw new Error(`only ${rows.length} customers owe something`);
  return rows.map(({ id }) => id);
}
