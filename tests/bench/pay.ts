import type pg from 'pg';
import { brokenRules } from './broken-rules';
import { openBenchHouse, type BenchHouse } from './bench-house';
import { openBenchPayer, pay, type BenchPayer } from './bench-payer';
import { median, round, table, tellGoals, timed, type Goal } from './figures';
import { connectFloor, payAtTheFloor } from './floor';
import { payBeyondTheLimit } from './pay-beyond-the-limit';
import { payTogether } from './pay-together';
import { WAYS, type WayToPay } from './ways-to-pay';

export type PayFigures = {
  way: string;
  invoices: number;
  rounds: number;
  productMs: number;
  gatewayMs: number;
  oursMs: number;
  floorMs: number;
  ratio: number;
};

const SIZES = [
  { invoices: 1, rounds: 41 },
  { invoices: 12, rounds: 41 },
  { invoices: 100, rounds: 31 },
  { invoices: 1_000, rounds: 15 },
];
/** Enough to compare the other ways to pay by. */
const FEW_SIZES = [
  { invoices: 100, rounds: 15 },
  { invoices: 1_000, rounds: 9 },
];
const WARM_UP_ROUNDS = 5;

type Measure = { way: WayToPay; invoices: number; rounds: number };

/** Pays N invoices through the product's door and by hand, in turns, so that both meet the same machine. */
async function measure(
  house: BenchHouse,
  floorPayer: BenchPayer,
  client: pg.Client,
  { way, invoices, rounds }: Measure,
): Promise<PayFigures> {
  const payerOf = await way.payers(house);
  const [product, gateway, floor]: number[][] = [[], [], []];
  for (let n = -WARM_UP_ROUNDS; n < rounds; n += 1) {
    const payer = await payerOf();
    const billed = await payer.payer.invoices(invoices);
    const form = await way.fillIn(payer, billed);
    await house.quiesce();
    house.takeGatewayMs();
    const productMs = await timed(() => pay(payer, form));
    const gatewayMs = house.takeGatewayMs();
    await house.quiesce();
    const made = await floorPayer.payer.invoices(invoices);
    const floorMs = await timed(() => payAtTheFloor(client, { ...floorPayer, invoices: made }));
    if (n < 0) continue;
    product!.push(productMs);
    gateway!.push(gatewayMs);
    floor!.push(floorMs);
  }
  const ours = median(product!.map((ms, n) => ms - (gateway![n] ?? 0)));
  return {
    way: way.name,
    invoices,
    rounds,
    productMs: round(median(product!)),
    gatewayMs: round(median(gateway!)),
    oursMs: round(ours),
    floorMs: round(median(floor!)),
    ratio: round(ours / median(floor!), 2),
  };
}

/** `npm run bench -- pay` */
export async function benchPay(say: (line: string) => void): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  const client = await connectFloor(house.databaseUrl);
  try {
    const floorPayer = await openBenchPayer(house);
    const single: PayFigures[] = [];
    for (const way of WAYS)
      for (const size of way.name === 'whole' ? SIZES : FEW_SIZES)
        single.push(await measure(house, floorPayer, client, { way, ...size }));
    say('One payment over N invoices: POST /pay with a session and a saved card until the answer; medians in ms');
    const row = (f: PayFigures) => [f.way, f.invoices, f.productMs, f.gatewayMs, f.oursMs, f.floorMs, f.ratio];
    for (const line of table(
      ['paid', 'invoices', 'product', 'of it gateway', 'ours', 'floor', 'ours/floor'],
      single.map(row),
    ))
      say(line);

    const beyond = await payBeyondTheLimit(house);
    say('\nPast the limit of 1,000: the same verbs without the door and the limit; ms without the gateway');
    for (const line of table(
      ['invoices', 'verbs'],
      beyond.map((f) => [f.invoices, f.oursMs]),
    ))
      say(line);

    const together = await payTogether(house);
    say(
      `\n${together.payers} payers at once, ${together.invoices} invoices each, ${together.payments} payments: product ${together.productPerSecond}/s, floor ${together.floorPerSecond}/s, ratio ${together.ratio}, errors ${together.errors}`,
    );

    const of = (way: WayToPay, invoices: number) => single.find((f) => f.way === way.name && f.invoices === invoices)!;
    const [beyond1k, beyond10k] = beyond;
    const goals: Goal[] = [
      ...WAYS.flatMap((way) => [
        { what: `${way.name}: time over the floor at 1,000 invoices`, value: of(way, 1_000).ratio, limit: 3 },
        {
          what: `${way.name}: time at 1,000 over time at 100`,
          value: round(of(way, 1_000).oursMs / of(way, 100).oursMs, 2),
          limit: 10,
        },
      ]),
      {
        what: 'time at 10,000 over time at 1,000 (slope)',
        value: round(beyond10k!.oursMs / beyond1k!.oursMs, 2),
        limit: 10,
      },
      { what: 'payers at once: share of the floor’s throughput', value: together.ratio, limit: 0.5, atLeast: true },
      { what: 'payers at once: errors and deadlocks', value: together.errors, limit: 0 },
      { what: 'rules of the books that are broken afterwards', value: await brokenRules(), limit: 0 },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures: { single, beyond, together }, goals };
  } finally {
    await client.end();
    await house.stop();
  }
}
