import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';
import { enter, postPayment, readPayForm, type Visitor } from '~tests/support/pay-over-http';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';

/** The real product on its own database, whose server is killed again and again while many people pay. */
const SLOW_MS = 300_000;
const PAYERS = 24;
const KILLS = 3;

let dataDir: string;
let base: string;
let product: Product;

beforeAll(async () => {
  await buildProduct();
  dataDir = mkdtempSync(join(tmpdir(), 'quittance-outage-'));
  const [port, sandboxPort] = await freePorts(2);
  const secret = 'a secret that only tests use, 40 letters';
  const env = { DATA_DIR: dataDir, PORT: String(port), SANDBOX_PORT: String(sandboxPort), SESSION_SECRET: secret };
  product = await startProduct({ ...env, DEMO: '0', LOG_LEVEL: 'fatal' });
  const note = JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8')) as Record<string, string | number>;
  base = String(note['base']);
  // What this file does beside the product, it does on the same database, gateway and secret.
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: `postgresql://quittance:${note['password']}@127.0.0.1:${note['port']}/quittance`,
    DATA_DIR: dataDir,
    SESSION_SECRET: secret,
    STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
    STRIPE_API_BASE: product.sandboxUrl,
    STRIPE_JS_URL: `${product.sandboxUrl}/stripe.js`,
    APP_URL: product.url,
    LOG_LEVEL: 'silent',
  });
}, SLOW_MS);

afterAll(async () => {
  const { db, pool } = await import('~/lib/db.server');
  await db.$disconnect();
  await pool.end();
  product.signal('SIGTERM');
  await product.ended;
  for (const folder of [base, dataDir]) rmSync(folder, { recursive: true, force: true });
});

type Comer = { payer: Payer; visitor: Visitor; form: URLSearchParams };

async function arrive(): Promise<Comer> {
  const payer = await makePayer();
  await payer.invoices(3);
  const { methodId } = await payer.saveCard('pm_card_visa');
  const visitor = await enter(product.url, payer.actor, methodId);
  return { payer, visitor, form: await readPayForm(visitor) };
}

/** As `pg_ctl stop -m immediate` would, and worse: nobody is told, nothing is written. */
const killDatabase = () =>
  process.kill(Number.parseInt(readFileSync(join(base, 'cluster', 'postmaster.pid'), 'utf8'), 10), 'SIGKILL');

const isReady = async () => (await fetch(`${product.url}/readyz`)).status;

test(
  'F29, F30: while the database is away people are told to try again, and afterwards each has paid once',
  async () => {
    const comers: Comer[] = [];
    for (let n = 0; n < PAYERS; n += 1) comers.push(await arrive());
    const statuses: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const pressed = comers.map(async ({ visitor, form }) => {
        const { status } = await postPayment(visitor, form);
        statuses.push(status);
      });
      killDatabase();
      await Promise.all(pressed);
      await expect.poll(isReady, { timeout: 30_000 }).toBe(200);
    }
    // Paid, or told that it is not known yet, or to come back in a moment: never a mistake of ours.
    expect(new Set(statuses.filter((status) => ![303, 409, 503].includes(status)))).toEqual(new Set());
    expect(statuses).toContain(503);

    for (const { visitor, form } of comers) expect([303, 409]).toContain((await postPayment(visitor, form)).status);
    const { db } = await import('~/lib/db.server');
    const undecided = () => db.payment.count({ where: { endedAt: null } });
    await expect.poll(undecided, { timeout: 120_000, interval: 1_000 }).toBe(0);

    const truth = await (await fetch(`${product.sandboxUrl}/_ctl/truth`)).json();
    const { charges } = truth as { charges: { metadata: Record<string, string> }[] };
    for (const { payer, form } of comers) {
      const paid = { due: 0n, inFlight: 0n, paid: 30_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };
      await expect.poll(() => standing(payer.actor), { timeout: 60_000 }).toEqual(paid);
      const own = charges.filter(({ metadata }) => metadata['payment_id'] === form.get('paymentId'));
      expect(own).toHaveLength(1);
    }
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
  },
  SLOW_MS,
);
