import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { withCredit } from '~tests/support/credits';
import { makePayer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { lockPayments } = await import('~/domain/payments/lock-payment.server');
const { readPayment } = await import('~/domain/payments/payment-row.server');
const { recordPayment } = await import('~/domain/payments/record-payment.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');

test('a payment by credit waits for nobody who has locked the payment that the credit came from', async () => {
  const payer = await makePayer();
  const { vendorId, customerId } = payer.actor;
  const paymentId = newId();
  const of = { vendorId, customerId, currency: 'USD', cause: 'test' };
  const over = { parts: [] };
  const actor = { kind: 'system', name: 'test' } as const;
  const now = new Date();
  await recordPayment(actor, { ...of, paymentId, amountMinor: 10_000n, over, receivedAt: now, note: 'Cheque' }, now);
  await payer.invoices(1);
  const input = await withCredit(payer, { kind: 'none' }, 10_000n);

  let held = () => undefined as void;
  const isHeld = new Promise<void>((resolve) => (held = resolve));
  const paying = isHeld.then(() => Promise.race([startPayment(payer.actor, input, now), sleep(5_000)]));
  const from = await readPayment(db, paymentId);
  await transaction(async (tx) => {
    await lockPayments(tx, [from!]);
    held();
    // Whoever settles or refunds that payment goes on to its invoices; here it only waits for the other one to be done.
    expect(await paying).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  });
});
