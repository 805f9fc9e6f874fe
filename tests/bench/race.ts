import { makeContact } from '~tests/factories/make-customer';
import { enter, postPayment, readPayForm } from '~tests/support/pay-over-http';
import { openBenchHouse, type BenchHouse } from './bench-house';
import { openBenchPayer } from './bench-payer';
import { brokenRules } from './broken-rules';
import { percentile, round, table, tellGoals, timed, type Goal } from './figures';

const PAYERS = 64;
const ROUNDS = 12;
const WARM_UP_ROUNDS = 2;

type Outcome = { ms: number; won: boolean; refused: boolean };

/** `npm run bench -- race`: 64 people of one customer press Pay on the same invoice at the same moment. */
export async function benchRace(say: (line: string) => void): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  try {
    const rounds = await race(house);
    const ms = rounds.flat().map((each) => each.ms);
    const figures = {
      payers: PAYERS,
      rounds: rounds.length,
      p50: round(percentile(ms, 0.5)),
      p99: round(percentile(ms, 0.99)),
      longest: round(Math.max(...ms)),
      roundsWithoutOneWinner: rounds.filter((each) => each.filter(({ won }) => won).length !== 1).length,
      errors: rounds.flat().filter(({ won, refused }) => !won && !refused).length,
    };
    say(`${PAYERS} payers on one invoice, ${ROUNDS} times: one pays, the others are told`);
    for (const line of table(['p50 ms', 'p99 ms', 'longest ms'], [[figures.p50, figures.p99, figures.longest]]))
      say(line);
    const goals: Goal[] = [
      { what: 'decided at the 99th percentile, ms', value: figures.p99, limit: 1_000 },
      { what: 'rounds in which not exactly one has paid', value: figures.roundsWithoutOneWinner, limit: 0 },
      { what: 'errors and deadlocks', value: figures.errors, limit: 0 },
      { what: 'rules of the books that are broken afterwards', value: await brokenRules(), limit: 0 },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures, goals };
  } finally {
    await house.stop();
  }
}

async function race(house: BenchHouse): Promise<Outcome[][]> {
  const first = await openBenchPayer(house);
  const others = await Promise.all(
    Array.from({ length: PAYERS - 1 }, async () => {
      const contact = await makeContact({ vendorId: first.vendorId, customerId: first.customerId });
      const { vendorId, customerId } = first;
      const actor = { ...first.payer.actor, vendorId, customerId, contactId: contact.id, personId: contact.personId };
      return enter(house.product.url, actor, first.methodId);
    }),
  );
  const payers = [first, ...others];
  const rounds: Outcome[][] = [];
  for (let n = -WARM_UP_ROUNDS; n < ROUNDS; n += 1) {
    await first.payer.invoices(1);
    const forms: URLSearchParams[] = [];
    for (const payer of payers) forms.push(await readPayForm(payer));
    await house.quiesce();
    const outcomes = await Promise.all(
      payers.map(async (payer, at) => {
        const outcome = { ms: 0, won: false, refused: false };
        outcome.ms = await timed(async () => {
          const answer = await postPayment(payer, forms[at]!);
          await answer.text();
          outcome.won = answer.status === 303;
          outcome.refused = answer.status >= 400 && answer.status < 500;
        });
        return outcome;
      }),
    );
    await house.quiesce();
    if (n >= 0) rounds.push(outcomes);
  }
  return rounds;
}
