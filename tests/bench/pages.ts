import { dateIn } from '~/lib/dates';
import { startBarePage, type BarePage } from './bare-page';
import { openBenchHouse, type BenchHouse } from './bench-house';
import { openBenchPayer } from './bench-payer';
import { round, table, tellGoals, type Goal } from './figures';
import { best, load, share, type Load } from './load';
import { memoryMb, pinTo } from './process-costs';
import { scriptSizes } from './script-sizes';

const SIZES = [12, 1_000, 10_000];
const TURNS = 3;
const HOW = { connections: 8, seconds: 8 };

type PageFigures = Load & { open: number; bare: Load; share: number; memoryMb: number };

/** The two pages in turns, so that both meet the same machine. */
async function measure(house: BenchHouse, bare: BarePage, open: number): Promise<PageFigures> {
  const { payer, cookie } = await openBenchPayer(house);
  const today = dateIn('America/New_York', new Date());
  await payer.invoices(open, { dueOn: today });
  const { vendorId, customerId, contactId } = payer.actor;
  const bareUrl = `${bare.url}/?of=${vendorId},${customerId},${contactId}&today=${today}`;
  const turns: { ours: Load; theirs: Load }[] = [];
  let memory = 0;
  for (let n = 0; n < TURNS; n += 1) {
    const theirs = load(bareUrl, { ...HOW, pid: bare.pid });
    const ours = load(`${house.product.url}/invoices`, { ...HOW, pid: house.product.pid, cookie });
    turns.push({ ours, theirs });
    memory = Math.max(memory, memoryMb(house.product.pid));
  }
  const [ours, theirs] = [best(turns.map((turn) => turn.ours)), best(turns.map((turn) => turn.theirs))];
  return { open, ...ours, bare: theirs, share: share(ours, theirs), memoryMb: memory };
}

/** `npm run bench -- pages` */
export async function benchPages(say: (line: string) => void): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  const bare = await startBarePage();
  try {
    const pinned = pinTo('0', house.product.pid) && pinTo('0', bare.pid);
    const pages: PageFigures[] = [];
    for (const size of SIZES) pages.push(await measure(house, bare, size));
    say(
      `Open invoices, 100 rows a page, ${HOW.connections} connections, ${pinned ? 'web process on one core' : 'web process not pinned'}; ms`,
    );
    const head = [
      'open',
      'requests/s',
      'p50',
      'p99',
      'per processor s',
      'bare page/s',
      'bare per processor s',
      'share',
    ];
    for (const line of table(
      head,
      pages.map((f) => [
        f.open,
        f.perSecond,
        f.p50,
        f.p99,
        f.perProcessorSecond ?? '',
        f.bare.perSecond,
        f.bare.perProcessorSecond ?? '',
        f.share,
      ]),
    ))
      say(line);
    const memory = Math.max(...pages.map((page) => page.memoryMb));
    say(`Memory of the web process: ${memory} MB`);
    const scripts = scriptSizes();
    say('\nOur scripts per page, kB gzipped');
    for (const line of table(
      ['page', 'kB'],
      scripts.map(({ page, kB }) => [page, kB]),
    ))
      say(line);
    const [, thousand, tenThousand] = pages;
    const goals: Goal[] = [
      {
        what: 'page at 10,000 open invoices over page at 1,000',
        value: round(1 / share(tenThousand!, thousand!), 2),
        limit: 1.3,
      },
      ...[thousand!, tenThousand!].map((f) => ({
        what: `share of the bare page’s rate at ${f.open} open`,
        value: f.share,
        limit: 0.6,
        atLeast: true,
      })),
      { what: 'memory of the web process, MB', value: memory, limit: 300 },
      {
        what: 'scripts of the pay page, kB gzipped',
        value: scripts.find(({ page }) => page === 'pay')!.kB,
        limit: 130,
      },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures: { pages, memoryMb: memory, scripts, pinned }, goals };
  } finally {
    bare.stop();
    await house.stop();
  }
}
