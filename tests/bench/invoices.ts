import { addDays, dateIn } from '~/lib/dates';
import { makeVendor } from '~tests/factories/make-vendor';
import { staffOf } from '~tests/support/staff';
import { openBenchHouse, type BenchHouse } from './bench-house';
import { median, round, table, tellGoals, timed, type Goal } from './figures';
import { fillInvoices, vacuumInvoices } from './invoices/fill-invoices';

const FEW = 1_000;
const MANY = 1_000_000;
const TURNS = 25;

const TIME_ZONE = 'America/New_York';
/** Later than every id there is. */
const LAST_ID = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/** Pages that are full at a thousand invoices already. */
const OPEN = '';
const SEARCHED = '?tab=all&q=contoso';

/** What staff ask the list for. `n` is how many invoices there are, so that pages lie deep in either list. */
const ADDRESSES: [what: string, search: (at: { n: number; today: string }) => string][] = [
  ['open', () => OPEN],
  ['overdue, largest first', () => '?tab=overdue&sort=amount&dir=desc'],
  ['upcoming by number', () => '?tab=upcoming&sort=number'],
  ['paid, last issued first', () => '?tab=paid&sort=issued&dir=desc'],
  ['all by number, backwards', () => '?tab=all&sort=number&dir=desc'],
  ['all by amount', () => '?tab=all&sort=amount'],
  ['a page in the middle, by date', ({ today }) => `?tab=all&after=${addDays(today, -400)}~${LAST_ID}`],
  ['a page in the middle, by number', ({ n }) => `?tab=all&sort=number&after=INV-${100_000 + n / 2}~${LAST_ID}`],
  ['the page before it', ({ today }) => `?tab=all&before=${addDays(today, -400)}~${LAST_ID}`],
  ['one customer', () => '?tab=all&customer=K-10015'],
  ['a customer with a twentieth of all, by number', () => '?tab=all&customer=K-10001&sort=number'],
  ['a seldom currency', () => '?tab=paid&currency=JPY'],
  ['a seldom currency by number', () => '?tab=all&currency=JPY&sort=number'],
  ['a currency that there is none of', () => '?tab=all&currency=CHF'],
  ['amounts within ten cents', () => '?tab=all&currency=USD&min=5000&max=5000.10'],
  ['amounts within a thousand, by date', () => '?tab=paid&currency=USD&min=5000&max=6000'],
  ['due on a day', ({ today }) => `?tab=all&due-from=${addDays(today, -200)}&due-to=${addDays(today, -200)}`],
  [
    'due in a month, by number',
    ({ today }) => `?tab=paid&due-from=${addDays(today, -430)}&due-to=${addDays(today, -400)}&sort=number`,
  ],
  [
    'due in a month, by amount',
    ({ today }) => `?tab=paid&due-from=${addDays(today, -430)}&due-to=${addDays(today, -400)}&sort=amount`,
  ],
  [
    'issued in a month, by due date',
    ({ today }) => `?tab=all&issued-from=${addDays(today, -430)}&issued-to=${addDays(today, -400)}`,
  ],
  ['search: a number', () => '?tab=all&q=INV-100500'],
  ['search: the end of a number', () => '?tab=all&q=100500'],
  ['search: what is in no number', () => '?tab=all&q=zebra'],
  ['search: a customer by number', () => '?tab=all&q=K-10015'],
  ['search: a name that a tenth have', () => SEARCHED],
  ['search: the same, open, by amount', () => '?tab=open&q=contoso&sort=amount'],
  ['search: the same, drafts', () => '?tab=drafts&q=contoso'],
  ['search: the same, void, by number', () => '?tab=void&q=contoso&sort=number'],
  ['search: the same, paid, a seldom currency', () => '?tab=paid&q=contoso&currency=JPY'],
  [
    'search: the same, due in a month',
    ({ today }) => `?tab=all&q=contoso&due-from=${addDays(today, -430)}&due-to=${addDays(today, -400)}`,
  ],
  ['search: a name that a hundredth have', () => '?tab=all&q=contoso+pharma&sort=issued'],
  [
    'two years of a seldom currency, by amount',
    ({ today }) => `?tab=paid&currency=JPY&due-from=${addDays(today, -800)}&due-to=${addDays(today, -70)}&sort=amount`,
  ],
];

type Visitor = { cookie: string; invoices: number };

/** `npm run bench -- invoices [--invoices N]`: a vendor of a thousand invoices beside one of a million, in turns. */
export async function benchInvoices(
  say: (line: string) => void,
  { invoices = MANY }: { invoices?: number } = {},
): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  try {
    const today = dateIn(TIME_ZONE, new Date());
    const few = await openDesk(house, FEW, today);
    say(`Writing ${invoices.toLocaleString('en')} invoices`);
    let many: Visitor | undefined;
    const fillSeconds = round((await timed(async () => (many = await openDesk(house, invoices, today)))) / 1_000);
    say(`written in ${fillSeconds} s\n`);
    await vacuumInvoices(house.databaseUrl);
    const pages: { what: string; few: number; many: number; ratio: number }[] = [];
    for (const [what, search] of ADDRESSES) {
      const ask =
        (visitor: Visitor, where = search) =>
        () =>
          askFor(house, `/vendor/invoices${where({ n: visitor.invoices, today })}`, visitor.cookie);
      const same = await inTurns(ask(few), ask(many!));
      const full = () => (search({ n: few.invoices, today }).includes('q=') ? SEARCHED : OPEN);
      const ours = same.rows.few < same.rows.many ? await inTurns(ask(few, full), ask(many!)) : same;
      pages.push({ what, few: ours.few, many: ours.many, ratio: ours.ratio });
    }
    say(
      'Where the short list has less than a page, a full page of it stands beside: of open invoices, or of a search.',
    );
    for (const line of table(
      [`p50 in ms of ${TURNS} turns`, `${FEW}`, `${invoices}`, 'ratio'],
      pages.map(({ what, few: a, many: b, ratio }) => [what, a, b, ratio]),
    ))
      say(line);
    const all = round(median(pages.map(({ many: ms }) => ms)) / median(pages.map(({ few: ms }) => ms)), 2);
    const worst = pages.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    const goals: Goal[] = [
      { what: 'the list at so many invoices over the list at 1,000: the median page', value: all, limit: 1.3 },
      { what: `the same, the worst page (${worst.what})`, value: worst.ratio, limit: 1.3 },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures: { invoices, fillSeconds, pages }, goals };
  } finally {
    await house.stop();
  }
}

async function openDesk(house: BenchHouse, invoices: number, today: string): Promise<Visitor> {
  const vendor = await makeVendor({ timeZone: TIME_ZONE });
  await fillInvoices(house.databaseUrl, { vendorId: vendor.id, count: invoices, today });
  const staff = await staffOf(vendor, 'biller');
  return { cookie: await staff.cookie(), invoices };
}

type Asked = { took: number; rows: number };

async function askFor({ product }: BenchHouse, path: string, cookie: string): Promise<Asked> {
  const began = performance.now();
  const answer = await fetch(`${product.url}${path}`, { headers: { cookie }, redirect: 'manual' });
  const text = await answer.text();
  const took = performance.now() - began;
  if (answer.status !== 200 || !text.includes('Invoices')) throw new Error(`${path} answered ${answer.status}`);
  return { took, rows: text.split('name="tick"').length - 1 };
}

/** One after the other, so that both meet the same machine. The first answers only warm up. */
async function inTurns(askFew: () => Promise<Asked>, askMany: () => Promise<Asked>) {
  const [few, many]: [number[], number[]] = [[], []];
  const rows = { few: 0, many: 0 };
  for (let turn = -3; turn < TURNS; turn += 1) {
    const [a, b] = [await askFew(), await askMany()];
    Object.assign(rows, { few: a.rows, many: b.rows });
    if (turn < 0) continue;
    few.push(a.took);
    many.push(b.took);
  }
  return { rows, few: round(median(few)), many: round(median(many)), ratio: round(median(many) / median(few), 2) };
}
