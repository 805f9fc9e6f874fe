import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '~server/sources';
import { freePorts, runProgram } from '~tests/support/product';
import { openBenchHouse } from './bench-house';
import { openBenchPayer, type BenchPayer } from './bench-payer';
import { round, table, tellGoals, type Goal } from './figures';
import { scriptSizes } from './script-sizes';

const SIZES = [12, 1_000, 10_000];
const SECONDS = 8;
const TURNS = 3;
const CONNECTIONS = 8;

type Load = { perSecond: number; p50: number; p99: number };

const program = (path: string) => join(root, 'node_modules', path);

/** The server has one core to itself, where the system can say so; whoever asks and the database have the others. */
function pinTo(core: string, pid: number): boolean {
  return spawnSync('taskset', ['-acp', core, String(pid)], { stdio: 'ignore' }).status === 0;
}

function load(url: string, cookie: string): Load {
  const [command, args] = process.platform === 'linux' ? ['taskset', ['-c', '1', process.execPath]] : [process.execPath, []];
  const options = ['-j', '-c', String(CONNECTIONS), '-d', String(SECONDS), '-H', `cookie=${cookie}`, url];
  const output = execFileSync(command, [...args, program('autocannon/autocannon.js'), ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const result = JSON.parse(output) as { requests: { average: number }; latency: { p50: number; p99: number }; non2xx: number; errors: number };
  if (result.non2xx + result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were not fine, ${result.errors} did not come`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

/** The best of a few turns: what the machine did meanwhile only ever takes away. */
const best = (turns: Load[]) => turns.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));

const memoryMb = (pid: number) => Math.round(Number.parseInt(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }), 10) / 1024);

async function startBarePage(port: number) {
  const built = spawnSync(process.execPath, [program('@remix-run/dev/dist/cli.js'), 'vite:build', '--config', 'tests/bench/bare/vite.config.ts', '--logLevel', 'warn'], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  if (built.status !== 0) throw new Error(`the bare page does not build:\n${built.stdout}${built.stderr}`);
  const { child, stdout, ended } = runProgram('tests/bench/bare/serve.ts', [], { ...(process.env as Record<string, string>), PORT: String(port) });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => stdout().includes('Ready') && resolve());
    void ended.then((end) => reject(new Error(`the bare page ended: ${end.stderr}`)));
  });
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, stop: () => void child.kill('SIGTERM') };
}

/** `npm run bench -- pages` */
export async function benchPages(say: (line: string) => void): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  const [port] = await freePorts(1);
  const bare = await startBarePage(port!);
  try {
    const { today } = await openToday();
    const payers: { size: number; payer: BenchPayer }[] = [];
    for (const size of SIZES) {
      const payer = await openBenchPayer(house);
      await payer.payer.invoices(size, { dueOn: '2026-11-01' });
      payers.push({ size, payer });
    }
    const pinned = pinTo('0', house.product.pid) && pinTo('0', bare.pid);
    const figures = [];
    let memory = 0;
    for (const { size, payer } of payers) {
      const { vendorId, customerId, contactId } = payer.payer.actor;
      const bareUrl = `${bare.url}/?of=${vendorId},${customerId},${contactId}&today=${today}`;
      const turns: { ours: Load; bare: Load }[] = [];
      for (let n = 0; n < TURNS; n += 1) {
        turns.push({ bare: load(bareUrl, ''), ours: load(`${house.product.url}/invoices`, payer.cookie) });
        memory = Math.max(memory, memoryMb(house.product.pid));
      }
      const [ours, theirs] = [best(turns.map((turn) => turn.ours)), best(turns.map((turn) => turn.bare))];
      figures.push({ open: size, ...ours, barePerSecond: theirs.perSecond, share: round(ours.perSecond / theirs.perSecond, 2) });
    }
    say(`Open invoices, 100 rows a page, ${CONNECTIONS} connections, ${pinned ? 'web process on one core' : 'web process not pinned'}; ms`);
    for (const line of table(['open', 'requests/s', 'p50', 'p99', 'bare page/s', 'share'], figures.map((f) => [f.open, f.perSecond, f.p50, f.p99, f.barePerSecond, f.share]))) say(line);
    say(`Memory of the web process: ${memory} MB`);
    const scripts = scriptSizes();
    say('\nOur scripts per page, kB gzipped');
    for (const line of table(['page', 'kB'], scripts.map(({ page, kB }) => [page, kB]))) say(line);
    const [, thousand, tenThousand] = figures;
    const goals: Goal[] = [
      { what: 'page at 10,000 open invoices over page at 1,000', value: round(thousand!.perSecond / tenThousand!.perSecond, 2), limit: 1.3 },
      ...[thousand!, tenThousand!].map((f) => ({ what: `share of the bare page’s rate at ${f.open} open`, value: f.share, limit: 0.6, atLeast: true })),
      { what: 'memory of the web process, MB', value: memory, limit: 300 },
      { what: 'scripts of the pay page, kB gzipped', value: scripts.find(({ page }) => page === 'pay')!.kB, limit: 130 },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures: { pages: figures, memoryMb: memory, scripts, pinned }, goals };
  } finally {
    bare.stop();
    await house.stop();
  }
}

async function openToday(): Promise<{ today: string }> {
  const { dateIn } = await import('~/lib/dates');
  return { today: dateIn('America/New_York', new Date()) };
}
