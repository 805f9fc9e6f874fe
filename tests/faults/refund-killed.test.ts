import { afterAll, expect, test } from 'vitest';
import { runProgram } from '~tests/support/product';
import { paidAndDue, payWith, refundOf, reversalEntries, truthOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { reconcileRefunds } = await import('~/domain/refunds/reconcile-refunds.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const SLOW_MS = 120_000;
const OWN = ['DATABASE_URL', 'DATA_DIR', 'SESSION_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY'];
const MORE = ['STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE', 'STRIPE_JS_URL'];
const env = Object.fromEntries([...OWN, ...MORE].map((name) => [name, process.env[name] ?? '']));
const refund = (paymentId: string, id: string, more: Record<string, string> = {}) =>
  runProgram('server/quittance.ts', ['refund', paymentId, '--reason', 'Sent back', '--id', id, '--json'], {
    ...env,
    ...more,
  });

test(
  'the command is killed while the gateway’s answer is on its way: given back once, and the books know within a minute',
  async () => {
    const paid = await payWith('pm_card_visa', { now: new Date() });
    const { refundId } = refundOf(paid);
    await world.ctl('POST', '/faults', { route: 'POST /v1/refunds', kind: 'stall-after-commit', ms: 300_000 });
    const killed = refund(paid.paymentId, refundId, { GATEWAY_TIMEOUT_MS: '100000' });
    await expect.poll(async () => (await truthOf(world, paid)).refunded, { timeout: 60_000 }).toBe(20_000);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');
    await world.ctl('DELETE', '/faults');
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([0n, 0n]);

    await reconcileRefunds({ now: new Date(Date.now() + 60_000) });
    expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
    expect((await paidAndDue(paid)).map((each) => each.due)).toEqual([10_000n, 10_000n]);
    expect(await reversalEntries(paid.staff.vendorId)).toEqual(['refund_issued']);
    expect(await verifyBooks()).toEqual([]);

    // Run again by somebody who does not know: the same answer, nothing more.
    const again = await refund(paid.paymentId, refundId).ended;
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { id: refundId, state: 'succeeded' }]);
    expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
  },
  SLOW_MS,
);

test(
  'two processes refund the same payment at once: it is given back once',
  async () => {
    const paid = await payWith('pm_card_visa', { now: new Date() });
    const ended = await Promise.all([
      refund(paid.paymentId, refundOf(paid).refundId).ended,
      refund(paid.paymentId, refundOf(paid).refundId).ended,
    ]);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(await truthOf(world, paid)).toEqual({ refunded: 20_000, disputed: 0 });
    expect(await db.refund.count({ where: { vendorId: paid.staff.vendorId } })).toBe(1);
    expect(await verifyBooks()).toEqual([]);
  },
  SLOW_MS,
);
