import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reached, type Goal } from './figures';

const USAGE = `npm run bench -- pay|pages [--json] [--out FILE]

pay     paying 1, 12, 100, 1,000 and 10,000 invoices at once, against a floor written by hand on the driver
pages   the open-invoices page at 12, 1,000 and 10,000 open invoices, against a bare page; script sizes

--json prints the figures as JSON and nothing else. Exit code 1 when a goal is missed.`;

type Bench = (say: (line: string) => void) => Promise<{ figures: object; goals: Goal[] }>;
const benches: Record<string, () => Promise<Bench>> = {
  pay: async () => (await import('./pay')).benchPay,
  pages: async () => (await import('./pages')).benchPages,
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, out: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [name = ''] = positionals;
  const load = benches[name];
  if (values.help || positionals.length !== 1 || !load) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const bench = await load();
  const { figures, goals } = await bench(values.json ? () => undefined : (line) => console.log(line));
  const result = {
    bench: name,
    at: new Date().toISOString(),
    ...figures,
    goals: goals.map((goal) => ({ ...goal, reached: reached(goal) })),
  };
  const json = JSON.stringify(result, null, 2);
  if (values.json) console.log(json);
  if (values.out) writeFileSync(values.out, `${json}\n`);
  return goals.every(reached) ? 0 : 1;
}

process.exitCode = await main();
