import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownEnv } from '~tests/support/own-env';
import { enter, postPayment, readPayForm, type Visitor } from '~tests/support/pay-over-http';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { buildProduct, freePorts, nextRelease, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

/** Releases with different migrations side by side on one database: first more of it is made, later less. */
const SLOW_MS = 240_000;
const PAYERS = 12;
const CREATE = 'POST /v1/payment_intents';

const EXPANDS = `
  ALTER TABLE payments ADD COLUMN next_note text;
  ALTER TABLE invoices ADD COLUMN next_flag boolean NOT NULL DEFAULT false;
  CREATE TABLE next_things (id uuid PRIMARY KEY, payment_id uuid REFERENCES payments (id));
  CREATE INDEX payments_next_note ON payments (next_note);`;
const CONTRACTS = `
  DROP TABLE next_things;
  ALTER TABLE payments DROP COLUMN next_note;
  ALTER TABLE invoices DROP COLUMN next_flag;`;
const BREAKS = `
  ALTER TABLE payments ADD COLUMN half_way text;
  ALTER TABLE payments ADD CONSTRAINT never CHECK (amount_minor < 0);`;

const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const folder = await mkdtemp(join(tmpdir(), 'quittance-releases-'));
const running: Product[] = [];

beforeAll(buildProduct, SLOW_MS);
afterAll(async () => {
  for (const product of running) product.signal('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  await rm(folder, { recursive: true });
  await world.stop();
});

async function start(release?: string): Promise<Product> {
  const [port] = await freePorts(1);
  const product = await startProduct({ ...ownEnv(), PORT: String(port), LOG_LEVEL: 'fatal' }, release);
  running.push(product);
  return product;
}

type Comer = { payer: Payer; visitor: Visitor; form: URLSearchParams };

async function arrive(at: Product): Promise<Comer[]> {
  const comers: Comer[] = [];
  for (let n = 0; n < PAYERS; n += 1) {
    const payer = await makePayer();
    await payer.invoices(2);
    const { methodId } = await payer.saveCard('pm_card_visa');
    const visitor = await enter(at.url, payer.actor, methodId);
    comers.push({ payer, visitor, form: await readPayForm(visitor) });
  }
  return comers;
}

/** One after the other while `work` goes on, so that some are before it, some in the middle and some after it. */
async function payDuring(comers: Comer[], work: () => Promise<Product>): Promise<Product> {
  const started = work();
  const answers: number[] = [];
  for (const { visitor, form } of comers) answers.push((await postPayment(visitor, form)).status);
  expect(new Set(answers)).toEqual(new Set([303]));
  return started;
}

async function expectPaidOnce(comers: Comer[]): Promise<void> {
  const paid = { due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };
  for (const { payer } of comers) await expect.poll(() => standing(payer.actor), { timeout: 60_000 }).toEqual(paid);
}

const columnsOf = async (table: string) =>
  (
    await db.$queryRaw<{ name: string }[]>`
      SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = ${table}`
  ).map(({ name }) => name);

describe('F39: releases with different migrations', () => {
  test(
    'the old one goes on while the next one changes the database under it, also started anew, and nobody pays twice',
    async () => {
      const old = await start();
      await world.ctl('POST', '/webhooks', { url: `${old.url}/hooks/stripe`, duplicate: 1 });
      const expanding = nextRelease(join(folder, 'expanding'), '29990101000000_next', EXPANDS);
      const contracting = nextRelease(join(folder, 'contracting'), '29990102000000_after_that', CONTRACTS);

      const first = await arrive(old);
      await world.ctl('POST', '/faults', { route: CREATE, kind: 'delay', ms: 400, count: PAYERS });
      const next = await payDuring(first, () => start(expanding));
      expect(await columnsOf('payments')).toContain('next_note');
      await expectPaidOnce(first);

      // Rolled back: the old code once more, on the database of the next.
      const second = await arrive(await start());
      await world.ctl('POST', '/faults', { route: CREATE, kind: 'delay', ms: 400, count: PAYERS });
      // Its code needs no less than the next one's, so it too outlives what takes the columns away.
      await payDuring([...second, ...(await arrive(next))], () => start(contracting));
      expect(await columnsOf('payments')).not.toContain('next_note');
      await expectPaidOnce(second);

      await world.ctl('POST', '/quiesce');
      await expect.poll(() => db.payment.count({ where: { endedAt: null } }), { timeout: 90_000 }).toBe(0);
      await expect.poll(() => db.gatewayEvent.count({ where: { state: 'queued' } }), { timeout: 30_000 }).toBe(0);
      const { charges } = (await world.ctl('GET', '/truth')) as { charges: unknown[] };
      expect(charges).toHaveLength(3 * PAYERS);
      expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
    },
    SLOW_MS,
  );

  test(
    'one whose migration fails does not start and says why, nothing of it is kept, and the old one goes on',
    async () => {
      const old = await start();
      const comers = await arrive(old);
      await payDuring(comers.slice(0, 1), async () => old);
      const broken = nextRelease(join(folder, 'broken'), '29990103000000_broken', BREAKS);
      await expect(start(broken)).rejects.toThrow(/migrations could not be applied.*29990103000000_broken/s);
      expect(await columnsOf('payments')).not.toContain('half_way');
      await payDuring(comers.slice(1), () => start());
      await expectPaidOnce(comers);
    },
    SLOW_MS,
  );
});
