import { afterAll, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { StaffPayer } from '~/domain/payments/payer';

const world = await startWorld();
afterAll(() => world.stop());

const { setFees } = await import('~/domain/fees/set-fees.server');
const { MAX_DECLINES_PER_HOUR } = await import('~/domain/payments/hold-tries.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { db } = await import('~/lib/db.server');

const now = new Date();

/** A biller of the customer's vendor, about to charge it. */
async function staffFor({ actor }: Payer, vendorId = actor.vendorId): Promise<StaffPayer> {
  const { staffId } = (await staffOf({ id: vendorId }, 'biller')).actor;
  const { customerId } = actor;
  return { kind: 'staff', channel: 'staff', role: 'biller', staffId, vendorId: actor.vendorId, customerId };
}

const paymentsOf = ({ actor }: Payer) => db.payment.findMany({ where: { vendorId: actor.vendorId } });

test('staff charge a saved card: settled in their name, receipt and mail for the customer, and no fee that nobody was shown', async () => {
  const payer = await makePayer();
  await payer.invoices(2);
  const rule = { method: 'card' as const, creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null };
  const { vendorId } = payer.actor;
  await setFees({ vendorId, currency: 'USD', rules: [rule], beyondCardRules: true }, { cause: 'test' });
  const staff = await staffFor(payer);
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  const once = await startPayment(staff, input, now);
  expect(once).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  expect(await startPayment(staff, input, now)).toEqual(once);
  await drainJobs();
  expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 20_000n, receipts: 1, receiptMails: 1 });
  expect(await paymentsOf(payer)).toMatchObject([
    { channel: 'staff', staffId: staff.staffId, contactId: null, feeMinor: 0n, amountMinor: 20_000n },
  ]);
  const [entry] = await db.auditEntry.findMany({ where: { vendorId, action: 'payment.started' } });
  expect(entry).toMatchObject({ actorKind: 'staff', actorId: staff.staffId });
});

test('a card that wants its owner is refused off session, and holds nothing afterwards', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const input = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
  const asked = await startPayment(await staffFor(payer), input, now);
  expect(asked).toMatchObject({ ok: true, payment: { state: 'failed', failureCode: 'authentication_required' } });
  expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n, receipts: 0 });
});

test('what the bank refuses staff is no try of the customer’s: they may still pay', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const card = await payer.saveCard('pm_card_authenticationRequired');
  const staff = await staffFor(payer);
  for (let tries = 0; tries < MAX_DECLINES_PER_HOUR; tries++)
    expect(await startPayment(staff, await payer.payAll(card), now)).toMatchObject({ payment: { state: 'failed' } });
  const good = await payer.payAll(await payer.saveCard('pm_card_visa'));
  expect(await startPayment(payer.actor, good, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
});

test('the database takes no payment in the name of another vendor’s staff, and none changes hands', async () => {
  const [payer, other] = [await makePayer(), await makePayer()];
  await payer.invoices(1);
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  const stranger = await staffFor(payer, other.actor.vendorId);
  await expect(startPayment(stranger, input, now)).rejects.toThrow(/payments_staff_fkey/);
  expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  const own = await staffFor(payer);
  expect(await startPayment(own, input, now)).toMatchObject({ ok: true });
  const colleague = await staffFor(payer);
  await expect(
    db.payment.update({
      where: { id: input.paymentId, vendorId: payer.actor.vendorId },
      data: { staffId: colleague.staffId },
    }),
  ).rejects.toThrow(/made by whom it was made/);
  expect(await verifyBooks()).toEqual([]);
});
