import { afterAll, expect, test } from 'vitest';
import { issueReceipt } from '~tests/support/issue-receipt';
import { makePayer } from '~tests/support/payer';
import { payByCard, settleOutside } from '~tests/support/settled';
import { startWorld } from '~tests/support/world';
import { makeVendor } from '~tests/factories/make-vendor';
import type { Tx } from '~/lib/db.server';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { checkReceipt } = await import('~/domain/receipts/check-receipt.server');
const { checkSnapshotAddsUp } = await import('~/domain/receipts/snapshot');

const now = new Date('2026-11-20T12:00:00Z');

async function tokenOf(receiptId: string): Promise<string> {
  const receipt = await loadReceipt(receiptId, {});
  return new URL(receipt!.verifyUrl).pathname.split('/').at(-1)!;
}

test('twenty customers of one vendor pay at once: the numbers have no gap and no double', async () => {
  const vendor = await makeVendor();
  const payers = await Promise.all(Array.from({ length: 20 }, () => makePayer({ vendorId: vendor.id })));
  await Promise.all(payers.map((payer) => payer.invoices(3)));
  const receipts = await Promise.all(payers.map((payer) => payByCard(payer, now)));
  const sequences = receipts.map((receipt) => receipt.sequence).sort((a, b) => a - b);
  expect(sequences).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  expect(receipts.find((receipt) => receipt.sequence === 7)?.number).toBe('R-2026-000007');
  for (const { id } of receipts) {
    const receipt = await loadReceipt(id, { vendorId: vendor.id });
    expect(checkSnapshotAddsUp(receipt!.snapshot)).toBeNull();
    expect(receipt!.snapshot).toMatchObject({
      method: { kind: 'gateway', brand: 'visa', last4: '4242' },
      totalMinor: '30000',
    });
  }
  expect(await db.signingKey.count()).toBe(1);
});

test('a settlement that fails after its receipt gives the number back', async () => {
  const payer = await makePayer();
  const { vendorId } = payer.actor;
  const [first, second] = [await settleOutside(payer, 2, { now }), await settleOutside(payer, 1, { now })];
  const undone = transaction(async (tx) => {
    expect((await issueReceipt(tx, { paymentId: first, vendorId, now })).number).toBe('R-2026-000001');
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect((await transaction((tx) => issueReceipt(tx, { paymentId: second, vendorId, now }))).number).toBe(
    'R-2026-000001',
  );
  expect((await transaction((tx) => issueReceipt(tx, { paymentId: first, vendorId, now }))).number).toBe(
    'R-2026-000002',
  );
});

test('a payment has one receipt, however often and from how many sides it is asked for', async () => {
  const payer = await makePayer();
  const { vendorId } = payer.actor;
  const paymentId = await settleOutside(payer, 3, { now });
  const asks = await Promise.allSettled(
    Array.from({ length: 8 }, () => transaction((tx) => issueReceipt(tx, { paymentId, vendorId, now }))),
  );
  const given = asks.flatMap((ask) => (ask.status === 'fulfilled' ? [ask.value] : []));
  const again = await transaction((tx) => issueReceipt(tx, { paymentId, vendorId, now }));
  expect(given.length).toBeGreaterThan(0);
  expect(new Set([...given, again].map(({ id, number }) => `${id} ${number}`)).size).toBe(1);
  expect(await db.receipt.count({ where: { paymentId } })).toBe(1);
  expect(await db.receiptSeries.findMany({ where: { vendorId } })).toMatchObject([{ year: 2026, last: 1 }]);
});

test('only money that has arrived has a receipt', async () => {
  const payer = await makePayer();
  await payer.invoices(2);
  const input = await payer.payAll(await payer.saveCard('pm_card_chargeCustomerFail'));
  expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'failed' } });
  const { vendorId } = payer.actor;
  const issue = transaction((tx) => issueReceipt(tx, { paymentId: input.paymentId, vendorId, now }));
  await expect(issue).rejects.toThrow('only a settled payment has a receipt');
  expect(await db.receipt.count({ where: { paymentId: input.paymentId } })).toBe(0);
});

test('the year is the one the vendor is in', async () => {
  const midnight = new Date('2026-12-31T12:00:00Z');
  for (const [timeZone, number] of [
    ['Pacific/Kiritimati', 'R-2027-000001'],
    ['America/New_York', 'R-2026-000001'],
  ] as const) {
    const payer = await makePayer({ vendorId: (await makeVendor({ timeZone })).id });
    const paymentId = await settleOutside(payer, 1, { now });
    const issued = await transaction((tx) =>
      issueReceipt(tx, { paymentId, vendorId: payer.actor.vendorId, now: midnight }),
    );
    expect(issued.number).toBe(number);
  }
});

test('issuing takes the same few statements for one invoice and for a thousand', async () => {
  const payer = await makePayer();
  const { vendorId } = payer.actor;
  const counts = [];
  for (const size of [1, 1_000]) {
    const paymentId = await settleOutside(payer, size, { now });
    let statements = 0;
    await transaction((tx) => {
      const counting = new Proxy(tx, {
        get(target, name: keyof Tx) {
          if (name === '$queryRaw' || name === '$executeRaw') statements += 1;
          return target[name];
        },
      });
      return issueReceipt(counting, { paymentId, vendorId, now });
    });
    counts.push(statements);
  }
  expect(counts).toEqual([4, 4]);
});

test('anybody can check a receipt, and no altered one passes', async () => {
  const payer = await makePayer();
  await payer.invoices(2);
  const { id, number } = await payByCard(payer, now);
  const other = await makePayer();
  await other.invoices(1);
  const token = await tokenOf(id);
  expect(await checkReceipt(token)).toEqual({
    number,
    totalMinor: 20_000n,
    creditUsedMinor: 0n,
    currency: 'USD',
    payee: expect.stringMatching(/LLC$/),
    paidOn: '2026-11-20',
    refundedMinor: 0n,
    takenBackMinor: 0n,
  });

  const bytes = Buffer.from(token, 'base64url');
  for (const at of [0, 15, 16, 79]) {
    const altered = Buffer.from(bytes);
    altered[at]! ^= 1;
    expect(await checkReceipt(altered.toString('base64url'))).toBeNull();
  }
  const foreign = Buffer.from(await tokenOf((await payByCard(other, now)).id), 'base64url');
  expect(
    await checkReceipt(Buffer.concat([bytes.subarray(0, 16), foreign.subarray(16)]).toString('base64url')),
  ).toBeNull();

  await expect(db.$executeRaw`UPDATE receipts SET snapshot = '{}' WHERE id = ${id}::uuid`).rejects.toThrow(
    'append-only',
  );
  // Whoever owns the database can lift that; the signature is what they cannot make.
  await db.$executeRaw`ALTER TABLE receipts DISABLE TRIGGER receipts_append_only`;
  await db.$executeRaw`UPDATE receipts SET snapshot = jsonb_set(snapshot, '{totalMinor}', '"90000"'), total_minor = 90000 WHERE id = ${id}::uuid`;
  expect(await checkReceipt(token)).toBeNull();
  await db.$executeRaw`UPDATE receipts SET snapshot = jsonb_set(snapshot, '{totalMinor}', '"20000"') WHERE id = ${id}::uuid`;
  expect(await checkReceipt(token)).toBeNull();
  await db.$executeRaw`UPDATE receipts SET total_minor = 20000 WHERE id = ${id}::uuid`;
  expect(await checkReceipt(token)).not.toBeNull();
  await db.$executeRaw`ALTER TABLE receipts ENABLE TRIGGER receipts_append_only`;
});

test('a key that another secret sealed is passed over, and the private half lies nowhere in the clear', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const before = await payByCard(payer, now);
  const stored = await db.signingKey.findUniqueOrThrow({ where: { id: before.keyId } });
  expect(Buffer.from(stored.privateKey).includes(Buffer.from('302e020100300506032b6570', 'hex'))).toBe(false);
  await db.signingKey.create({
    data: {
      id: newId(),
      publicKey: Buffer.from('00', 'hex'),
      privateKey: Buffer.alloc(150, 7),
      createdAt: new Date('2099-01-01'),
    },
  });
  await payer.invoices(1);
  const after = await payByCard(payer, now);
  expect(after.keyId).toBe(before.keyId);
  expect(await checkReceipt(await tokenOf(after.id))).not.toBeNull();
});
