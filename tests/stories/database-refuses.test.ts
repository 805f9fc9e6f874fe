import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool, Prisma, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');

const now = new Date();
let payer: Payer;
let neighbour: Payer;
let paid: string;
let open: string;

beforeAll(async () => {
  payer = await makePayer();
  neighbour = await makePayer({ vendorId: payer.actor.vendorId });
  await payer.invoices(2);
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  await startPayment(payer.actor, input, now);
  paid = input.paymentId;
  const [invoice] = await payer.invoices(1);
  open = invoice?.id ?? '';
});

const run = (text: string, values: unknown[] = []) => pool.query(text, values);

describe('what the database refuses, whatever the code says', () => {
  test.each(['ledger_entries', 'ledger_lines', 'audit_entries', 'allocations', 'receipts'])(
    '%s: no change, no removal',
    async (table) => {
      await expect(run(`UPDATE ${table} SET vendor_id = vendor_id`)).rejects.toThrow('append-only');
      await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
      await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
    },
  );

  test('I2: more on an invoice than it asks for', async () => {
    await expect(run('UPDATE invoices SET paid_minor = total_minor + 1 WHERE id = $1', [open])).rejects.toThrow(
      'invoices_not_over_applied',
    );
    await expect(run('UPDATE invoices SET in_flight_minor = -1 WHERE id = $1', [open])).rejects.toThrow(
      'invoices_parts',
    );
  });

  test('I7: a settled payment that is anything else again, and one that changes what it asked for', async () => {
    await expect(run(`UPDATE payments SET state = 'failed', settled_at = NULL WHERE id = $1`, [paid])).rejects.toThrow(
      'cannot go from succeeded to failed',
    );
    await expect(run('UPDATE payments SET amount_minor = amount_minor + 1 WHERE id = $1', [paid])).rejects.toThrow(
      'cannot change',
    );
    await expect(run('DELETE FROM payments WHERE id = $1', [paid])).rejects.toThrow('never deleted');
  });

  const insertPayment = (id: string, amount: number) =>
    transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, channel, invoice_count, request_hash, created_at)
        VALUES (${id}::uuid, ${payer.actor.vendorId}::uuid, ${payer.actor.customerId}::uuid, 'USD', ${amount}, 'portal', 1, '\\x00', now())`;
      return tx;
    });

  test('I1: a payment whose shares do not add up, at commit', async () => {
    await expect(insertPayment(newId(), 500)).rejects.toThrow('does not add up');
  });

  test('I1, I17: shares that are too small, or of another customer’s invoice', async () => {
    const [theirs] = await neighbour.invoices(1);
    const allocate = (invoiceId: string, amount: number) =>
      transaction(async (tx) => {
        const id = newId();
        await tx.$executeRaw`
          INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, channel, invoice_count, request_hash, created_at)
          VALUES (${id}::uuid, ${payer.actor.vendorId}::uuid, ${payer.actor.customerId}::uuid, 'USD', 500, 'portal', 1, '\\x00', now())`;
        await tx.$executeRaw`
          INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
          VALUES (${payer.actor.vendorId}::uuid, ${id}::uuid, ${invoiceId}::uuid, ${payer.actor.customerId}::uuid, 'USD', ${amount})`;
      });
    await expect(allocate(open, 499)).rejects.toThrow('do not add up');
    await expect(allocate(theirs?.id ?? '', 500)).rejects.toThrow(/foreign key/i);
  });

  test('I8: an entry that does not balance', async () => {
    const entry = newId();
    const unbalanced = transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
        VALUES (${entry}::uuid, ${payer.actor.vendorId}::uuid, 'USD', 'payment_settled', ${newId()}::uuid, now())`;
      await tx.$executeRaw`
        INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
        VALUES (${payer.actor.vendorId}::uuid, ${entry}::uuid, 1, 'USD', 'receivable', ${payer.actor.customerId}::uuid, 5)`;
    });
    await expect(unbalanced).rejects.toThrow('does not balance');
  });

  test('I4: the same payment posted twice', async () => {
    const twice = run(
      `INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
       SELECT $1, vendor_id, currency, kind, source_id, occurred_at FROM ledger_entries WHERE source_id = $2`,
      [newId(), paid],
    );
    await expect(twice).rejects.toThrow('ledger_entries_vendor_id_kind_source_id_key');
  });

  test('I6: a receipt for money that has not come', async () => {
    const waiting = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    await startPayment(payer.actor, waiting, now);
    const unearned = run(
      `INSERT INTO receipts (id, vendor_id, customer_id, payment_id, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
       SELECT $1, vendor_id, customer_id, $2, currency, year, sequence + 1, 'R-X', total_minor, issued_at, snapshot, signature, key_id
       FROM receipts WHERE payment_id = $3`,
      [newId(), waiting.paymentId, paid],
    );
    await expect(unearned).rejects.toThrow('has not settled');
  });
});

describe('what the database refuses of money that goes back', () => {
  let refundId: string;
  beforeAll(async () => {
    const { requestRefund } = await import('~/domain/refunds/request-refund.server');
    refundId = newId();
    const what = { kind: 'amount' as const, amountMinor: 3_000n };
    const asked = { refundId, paymentId: paid, what, reason: 'Sent back', cause: 'test' };
    expect(await requestRefund({ kind: 'system', name: 'test' }, asked, now)).toMatchObject({ ok: true });
  });

  test.each(['refund_allocations', 'refund_returns', 'dispute_allocations', 'dispute_returns', 'refund_documents'])(
    '%s: no change, no removal',
    async (table) => {
      await expect(run(`UPDATE ${table} SET vendor_id = vendor_id`)).rejects.toThrow('append-only');
      await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    },
  );

  const insert = (more: { amount: number; shares: number[]; origin?: string; loss?: number }) =>
    transaction(async (tx) => {
      const { amount, shares, origin = 'ours', loss = 0 } = more;
      const id = newId();
      await tx.$executeRaw`
        INSERT INTO refunds (id, vendor_id, customer_id, payment_id, currency, amount_minor, loss_minor, origin, channel, reason, request_hash, created_at)
        SELECT ${id}::uuid, vendor_id, customer_id, id, currency, ${amount}, ${loss}, ${origin}, 'gateway', 'Test', '\\x00', now() FROM payments WHERE id = ${paid}::uuid`;
      const invoices = await tx.allocation.findMany({ where: { paymentId: paid }, orderBy: { invoiceId: 'desc' } });
      for (const [at, share] of shares.entries()) {
        await tx.$executeRaw`
          INSERT INTO refund_allocations (vendor_id, refund_id, payment_id, invoice_id, customer_id, currency, amount_minor)
          SELECT vendor_id, ${id}::uuid, payment_id, invoice_id, customer_id, currency, ${share} FROM allocations
          WHERE payment_id = ${paid}::uuid AND invoice_id = ${invoices[at]?.invoiceId ?? open}::uuid`;
      }
    });

  test('I15: more than was taken, more than is left on an invoice, shares that do not add up', async () => {
    await expect(insert({ amount: 17_001, shares: [] })).rejects.toThrow('more than is left');
    await expect(insert({ amount: 7_001, shares: [7_001] })).rejects.toThrow('more taken back from invoice');
    await expect(insert({ amount: 10_001, shares: [], origin: 'gateway' })).rejects.toThrow('does not add up');
    await expect(insert({ amount: 500, shares: [499] })).rejects.toThrow('do not add up');
  });

  test('I7: a refund that is anything else again, or is removed', async () => {
    const back = `UPDATE refunds SET state = 'pending', succeeded_at = NULL WHERE id = $1`;
    await expect(run(back, [refundId])).rejects.toThrow(/cannot/);
    await expect(run('UPDATE refunds SET amount_minor = 1 WHERE id = $1', [refundId])).rejects.toThrow('cannot change');
    await expect(run('DELETE FROM refunds WHERE id = $1', [refundId])).rejects.toThrow('never deleted');
  });

  test('I16: a refund of ours while a dispute forbids it, and a dispute that reverses twice', async () => {
    const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
    const { gatewayChargeId } = await db.payment.findUniqueOrThrow({
      where: { id: paid, vendorId: payer.actor.vendorId },
    });
    const opened = (await world.ctl('POST', '/disputes', { charge: gatewayChargeId, amount: 1_000 })) as { id: string };
    await syncDispute(opened.id, { actor: { kind: 'system', name: 'test' }, cause: 'test', now });
    await expect(insert({ amount: 500, shares: [500] })).rejects.toThrow('a dispute forbids');
    await expect(run('UPDATE gateway_disputes SET withdrawn_at = now()')).rejects.toThrow('reverses once');
    await expect(run('DELETE FROM gateway_disputes')).rejects.toThrow('never deleted');
  });
});

test('F41: a transaction that Prisma gives up on leaves nothing, even with a statement in flight', async () => {
  const person = newId();
  const late = db.$transaction(
    async (tx) => {
      await tx.$executeRaw(
        Prisma.sql`INSERT INTO people (id, email, name) VALUES (${person}::uuid, ${`${person}@example.com`}, 'Late')`,
      );
      // Longer than the database allows a statement to take, which is far less than Prisma's own timer.
      await tx.$executeRawUnsafe(`SET LOCAL statement_timeout = '200ms'`);
      await tx.$executeRawUnsafe('SELECT pg_sleep(1)');
    },
    { timeout: 120_000 },
  );
  await expect(late).rejects.toThrow('statement timeout');
  expect(await db.person.count({ where: { id: person } })).toBe(0);
  const [limits] = await db.$queryRaw<[{ lock: string; statement: string; transaction: string }]>`
    SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement, current_setting('transaction_timeout') AS transaction`;
  expect(limits).toEqual({ lock: '8s', statement: '20s', transaction: '30s' });
});
