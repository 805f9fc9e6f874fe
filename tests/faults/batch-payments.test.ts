import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { batchStories } from '~tests/support/batches';
import { countStatements } from '~tests/support/count-statements';
import { drainJobs } from '~tests/support/drain-jobs';
import { ownEnv } from '~tests/support/own-env';
import { standing } from '~tests/support/payer';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

const SLOW_MS = 240_000;
const CREATE = 'POST /v1/payment_intents';
const world = await startWorld({ GATEWAY_TIMEOUT_MS: '400' });
beforeAll(buildProduct, SLOW_MS);
afterAll(() => world.stop());
afterEach(async () => {
  await world.ctl('DELETE', '/faults');
  await db.gatewayTurn.deleteMany();
});

const { desk, customer, confirm, work, later, load, outcomes, paymentsOf, captured } = await batchStories(world);
const { countOf } = await import('~/domain/batch-payments/batch-payment');
const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
const { createCharger } = await import('~/domain/batch-payments/charger.server');
const { beginCharges } = await import('~/domain/batch-payments/begin-charges.server');
const { giveBack, takeCharges } = await import('~/domain/batch-payments/take-charges.server');
const { leaveOut } = await import('~/domain/batch-payments/write-outcomes.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { db } = await import('~/lib/db.server');

const fault = (kind: string, count = 9, more = {}) =>
  world.ctl('POST', '/faults', { route: CREATE, kind, count, ...more });
const intentsMade = async () =>
  ((await world.ctl('GET', '/stats')) as { requests: Record<string, number> }).requests[CREATE] ?? 0;

async function batchOf(invoices: number, options = {}) {
  const { vendorId, actor } = await desk();
  const each = await customer(vendorId, invoices);
  return { vendorId, actor, ...each, batchId: await confirm(actor, each.ids, options) };
}

/** Exactly so many outcomes, each charged once, and the books and the gateway agree. */
async function expectAllPaid({ actor, batchId, ids }: Awaited<ReturnType<typeof batchOf>>) {
  const batch = await load(actor, batchId);
  expect([batch.state, countOf(batch, 'succeeded'), countOf(batch, 'failed')]).toEqual(['completed', ids.length, 0]);
  const taken = await captured();
  for (const { id } of await paymentsOf(batchId)) expect(taken.get(id)).toBe(1);
  await drainJobs(() => new Date(), ['look-after-batches']);
  await expectAgreement(world);
}

describe('F27: a worker that ends', () => {
  test('between the bank’s answer and writing it down: another one finds it there', async () => {
    const made = await batchOf(5);
    const killed = createCharger();
    expect(await killed.take()).toBe(5);
    await killed.finish();
    expect(await outcomes(made.batchId, made.ids)).toEqual(made.ids.map(() => 'waiting'));
    const before = await intentsMade();
    await work();
    expect(await outcomes(made.batchId, made.ids)).toEqual(made.ids.map(() => 'waiting'));
    await later();
    await work();
    expect(await intentsMade()).toBe(before);
    await expectAllPaid(made);
  });

  test('while the bank is asked: another one repeats that very call, without waiting for anybody', async () => {
    const made = await batchOf(3);
    await fault('stall-after-commit', 3, { ms: 5_000 });
    const killed = createCharger();
    await killed.take();
    await killed.finish();
    await world.ctl('DELETE', '/faults');
    await later();
    await work();
    await expectAllPaid(made);
  });

  test('suspended past its lease, it writes nothing any more: not an outcome, not a payment, not the lease of another', async () => {
    const made = await batchOf(2);
    const [suspended, other] = await takeCharges('suspended', 2);
    await giveBack([{ ...other!, againInMs: 0 }]);
    await later();
    const [successor] = (await takeCharges('successor', 2)).filter(
      ({ paymentId }) => paymentId === suspended!.paymentId,
    );
    expect(successor!.fence).toBe(suspended!.fence + 1);
    const [item] = await db.batchItem.findMany({ where: { paymentId: suspended!.paymentId } });
    const skip = [{ invoiceId: item!.invoiceId, outcome: 'skipped', reason: 'paid' }] as const;
    expect(await leaveOut(suspended!, skip, true, new Date())).toBe(false);
    expect(await beginCharges([suspended!], new Date())).toEqual([{ made: 'over' }]);
    await giveBack([{ ...suspended!, againInMs: 0 }]);
    const charge = await db.batchCharge.findUniqueOrThrow({ where: { paymentId: suspended!.paymentId } });
    expect(charge).toMatchObject({ leaseOwner: 'successor', fence: successor!.fence, state: 'ready' });
    // It had looked before it was suspended, and goes on from there.
    const input = await made.payer.payAll(made.method!);
    const quote = input.quote.filter(({ invoiceId }) => invoiceId === item!.invoiceId);
    const stale = { ...input, paymentId: suspended!.paymentId, quote };
    const { customerId } = made.payer.actor;
    const payer = { ...made.actor, channel: 'batch', customerId, batchId: made.batchId } as const;
    expect(await startPayment({ ...payer, fence: suspended!.fence }, stale, new Date())).toMatchObject({
      ok: false,
      refusal: { kind: 'other-request' },
    });
    expect(await paymentsOf(made.batchId)).toEqual([]);
    expect(await beginCharges([successor!], new Date())).toMatchObject([{ ask: { id: suspended!.paymentId } }]);
    await later();
    await work();
    await expectAllPaid(made);
  });

  test('suspended, and the batch is cancelled meanwhile: it charges nothing', async () => {
    const made = await batchOf(1);
    const [suspended] = await takeCharges('suspended', 1);
    const input = await made.payer.payAll(made.method!);
    expect(await cancelBatch(made.actor, { batchId: made.batchId, cause: 'test' }, new Date())).toMatchObject({
      ok: true,
    });
    const { customerId } = made.payer.actor;
    const payer = {
      ...made.actor,
      channel: 'batch',
      customerId,
      batchId: made.batchId,
      fence: suspended!.fence,
    } as const;
    const stale = { ...input, paymentId: suspended!.paymentId };
    expect(await startPayment(payer, stale, new Date())).toMatchObject({ refusal: { kind: 'other-request' } });
    await expect(db.$executeRaw`
      INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, channel, invoice_count, staff_id, request_hash, created_at, batch_payment_id)
      VALUES (${suspended!.paymentId}::uuid, ${made.vendorId}::uuid, ${customerId}::uuid, 'USD', 10000, 'batch', 1, ${made.actor.staffId}::uuid, '', now(), ${made.batchId}::uuid)`).rejects.toThrow(
      'not what its batch expects',
    );
    expect(await standing(made.payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });
});

describe('F10: a gateway that turns away, loses answers or is away', () => {
  test.each([
    ['429-rate', 12],
    ['429-lock', 6],
    ['drop-after-commit', 4],
    ['drop-before', 4],
    ['bare-502', 4],
    ['500-after', 3],
  ])(
    '%s: nothing fails, each is charged once',
    async (kind, count) => {
      const made = await batchOf(6);
      await fault(kind, count);
      await work();
      for (let n = 0; n < 5; n += 1) {
        await later();
        await work();
      }
      await world.ctl('DELETE', '/faults');
      // Late enough that a 500 kept under the key is looked up, not asked for again.
      await reconcileRecent({ now: new Date(Date.now() + 9 * 60_000) });
      await later();
      await work();
      await expectAllPaid(made);
    },
    SLOW_MS,
  );

  test('F40: our key is refused: one try for each, told why, and all can be tried again', async () => {
    const made = await batchOf(3);
    await fault('401-key', 99);
    const before = await intentsMade();
    await work();
    expect(await outcomes(made.batchId, made.ids)).toEqual(made.ids.map(() => 'failed gateway_key_refused'));
    expect((await intentsMade()) - before).toBe(3);
    expect(await standing(made.payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
    const { findRetryable } = await import('~/domain/batch-payments/find-retryable.server');
    expect((await findRetryable(made.actor, made.batchId)).sort()).toEqual([...made.ids].sort());
  });
});

describe('charges that are made together', () => {
  test('take few statements for many, and each has its own payment, receipt and number', async () => {
    const made = await batchOf(40);
    const statements = await countStatements(() => work());
    expect(statements).toBeLessThan(5 * 40);
    const receipts = await db.receipt.findMany({ where: { vendorId: made.vendorId }, orderBy: { sequence: 'asc' } });
    expect(receipts.map(({ sequence }) => sequence)).toEqual(made.ids.map((_, at) => at + 1));
    await expectAllPaid(made);
  });

  test.each([
    ['held', 'allocations'],
    ['posted', 'receipts'],
  ])('one that cannot be %s holds up none of the others, and is made later', async (_what, table) => {
    const made = await batchOf(12);
    const others = await customer(made.vendorId, 1);
    const batchId = await confirm(made.actor, others.ids);
    await db.$executeRawUnsafe(`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.payment_id = (SELECT payment_id FROM batch_items WHERE invoice_id = '${made.ids[4]}') THEN RAISE EXCEPTION 'not this one'; END IF;
      RETURN NEW; END $$`);
    await db.$executeRawUnsafe(
      `CREATE TRIGGER refuse_one BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_one()`,
    );
    try {
      await work();
    } finally {
      await db.$executeRawUnsafe(`DROP FUNCTION refuse_one CASCADE`);
    }
    const expected = made.ids.map((_id, at) => (at === 4 ? 'waiting' : 'succeeded'));
    expect(await outcomes(made.batchId, made.ids)).toEqual(expected);
    expect(await outcomes(batchId, others.ids)).toEqual(['succeeded']);
    await later();
    await work();
    await expectAllPaid(made);
  });

  test('one whose invoice somebody else keeps locked holds up none of the others, and is made later', async () => {
    const made = await batchOf(6);
    const { pool } = await import('~/lib/db.server');
    const line = await pool.connect();
    try {
      await line.query('BEGIN');
      await line.query('SELECT FROM invoices WHERE id = $1 FOR UPDATE', [made.ids[5]]);
      await Promise.all([work(), work()]);
      const expected = made.ids.map((_id, at) => (at === 5 ? 'waiting' : 'succeeded'));
      expect(await outcomes(made.batchId, made.ids)).toEqual(expected);
    } finally {
      await line.query('ROLLBACK');
      line.release();
    }
    await later();
    await work();
    await expectAllPaid(made);
  });

  test('no more are taken than have their turn at the gateway soon', async () => {
    const { getConfig } = await import('~/lib/config.server');
    const made = await batchOf(20);
    const config = getConfig();
    config.GATEWAY_CALLS_PER_SECOND = 20;
    try {
      const charger = createCharger();
      // 18 a second are for batches: within 400 ms there are eight.
      expect(await charger.take()).toBe(8);
      expect(await charger.take()).toBeLessThanOrEqual(1);
      await charger.finish();
      await charger.write();
    } finally {
      config.GATEWAY_CALLS_PER_SECOND = null;
    }
    await later();
    await work();
    await expectAllPaid(made);
  });
});

test(
  'a batch of thousands keeps no other vendor waiting: each vendor has its turn',
  async () => {
    const large = await batchOf(60);
    const small = await batchOf(5);
    const order = (await takeCharges('one', 10)).map(({ batchId }) => (batchId === large.batchId ? 'large' : 'small'));
    expect(order.filter((which) => which === 'small')).toHaveLength(5);
    await later();
    await work();
    await expectAllPaid(large);
    await expectAllPaid(small);
  },
  SLOW_MS,
);

describe('F27: real workers', () => {
  const startWorker = async (): Promise<Product> => {
    const [port] = await freePorts(1);
    return startProduct({ ...ownEnv(), PORT: String(port), ROLE: 'worker', GATEWAY_TIMEOUT_MS: '60000' });
  };
  const settled = async (made: Awaited<ReturnType<typeof batchOf>>) =>
    countOf(await load(made.actor, made.batchId), 'succeeded');

  test(
    'one is killed half-way, one is stopped past its leases and goes on: every invoice is charged once, none is dropped',
    async () => {
      const made = await batchOf(150);
      await fault('delay', 100_000, { ms: 300 });
      const killed = await startWorker();
      await expect.poll(() => settled(made), { timeout: 60_000, interval: 50 }).toBeGreaterThan(10);
      killed.signal('SIGKILL');
      await killed.ended;
      const stopped = await startWorker();
      const had = await settled(made);
      await expect.poll(() => settled(made), { timeout: 60_000, interval: 50 }).toBeGreaterThan(had);
      stopped.signal('SIGSTOP');
      const third = await startWorker();
      await expect.poll(() => settled(made), { timeout: 120_000, interval: 250 }).toBe(150);
      stopped.signal('SIGCONT');
      for (const each of [stopped, third]) {
        each.signal('SIGTERM');
        expect(await each.ended).toMatchObject({ code: 0 });
      }
      expect(await paymentsOf(made.batchId)).toHaveLength(150);
      await expectAllPaid(made);
    },
    SLOW_MS,
  );
});
