import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { reached, type Goal } from './figures';

const USAGE = `npm run bench -- pay|pages|invoices|books|webhooks|recovery|race|batch [--json] [--out FILE]

pay        paying 1, 12, 100, 1,000 and 10,000 invoices at once, against a floor written by hand
invoices   the vendor's list at 1,000 and 1,000,000 invoices: tabs, filters, orders and pages (--invoices N: so many)
pages      the open-invoices page at 12, 1,000 and 10,000 open invoices, against a bare page; script sizes
books      verify-books over a million settled payments (--payments N: over so many)
webhooks   a burst of 15,000 signed events about 5,000 payments, with repeats, at the web process while the worker runs
recovery   the product is killed with payments in flight and started again: until each of them is decided
race       64 payers on one invoice at the same moment
batch      5,000 invoices charged at once, against gateways with and without a limit, and with workers killed; the page that
           confirms 10,000, and their confirmation (--payments N; --only unlimited|customers|limited|killed|confirm: one of them)

--json prints the figures as JSON and nothing else. Exit code 1 when a goal is missed.`;

type Bench = (
  say: (line: string) => void,
  size: { payments?: number; invoices?: number; only?: string },
) => Promise<{ figures: object; goals: Goal[] }>;
const benches: Record<string, () => Promise<Bench>> = {
  pay: async () => (await import('./pay')).benchPay,
  pages: async () => (await import('./pages')).benchPages,
  invoices: async () => (await import('./invoices')).benchInvoices,
  books: async () => (await import('./books')).benchBooks,
  webhooks: async () => (await import('./webhooks')).benchWebhooks,
  recovery: async () => (await import('./recovery')).benchRecovery,
  batch: async () => (await import('./batch')).benchBatch,
  race: async () => (await import('./race')).benchRace,
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      out: { type: 'string' },
      payments: { type: 'string' },
      invoices: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const [name = ''] = positionals;
  const load = benches[name];
  if (values.help || positionals.length !== 1 || !load) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const bench = await load();
  const { figures, goals } = await bench(values.json ? () => undefined : (line) => console.log(line), {
    ...(values.payments && { payments: Number.parseInt(values.payments, 10) }),
    ...(values.invoices && { invoices: Number.parseInt(values.invoices, 10) }),
    ...(values.only && { only: values.only }),
  });
  const result = {
    bench: name,
    at: new Date().toISOString(),
    load: loadavg().map((each) => Math.round(each * 100) / 100),
    ...figures,
    goals: goals.map((goal) => ({ ...goal, reached: reached(goal) })),
  };
  const json = JSON.stringify(result, null, 2);
  if (values.json) console.log(json);
  if (values.out) writeFileSync(values.out, `${json}\n`);
  return goals.every(reached) ? 0 : 1;
}

// Broken off: what the bench has made goes with it all the same.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(130));
process.exitCode = await main();
