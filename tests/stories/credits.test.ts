import { afterAll, describe, expect, test } from 'vitest';
import { accountsOf, giveCredit, lotsOf, withCredit } from '~tests/support/credits';
import { makePayer, standing } from '~tests/support/payer';
import { makeStaff } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
const { refundCredit } = await import('~/domain/credits/refund-credit.server');
const { setCreditUse } = await import('~/domain/vendors/set-credit-use.server');
const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const VISA = 'pm_card_visa';
const system = { kind: 'system', name: 'test' } as const;
type Payer = Awaited<ReturnType<typeof makePayer>>;

async function charges(payer: Payer): Promise<number> {
  const { gatewayCustomerId } = await db.customer.findFirstOrThrow({
    where: { id: payer.actor.customerId, vendorId: payer.actor.vendorId },
  });
  const truth = (await world.ctl('GET', '/truth')) as { charges: { customer: string; captured: boolean }[] };
  return truth.charges.filter((charge) => charge.customer === gatewayCustomerId).length;
}

const noteOf = (payer: Payer, invoiceId: string, amountMinor: bigint, creditNoteId = newId()) => ({
  creditNoteId,
  vendorId: payer.actor.vendorId,
  of: { invoiceId },
  amountMinor,
  reason: 'Two hours too many',
  cause: 'test',
});

describe('paying with credit', () => {
  test('credit pays what is due first, the card the rest, once; the receipt re-adds', async () => {
    const payer = await makePayer();
    await payer.invoices(3);
    await giveCredit(payer, 4_000n, now);
    await giveCredit(payer, 8_000n, new Date(now.getTime() + 1000));
    const input = await withCredit(payer, await payer.saveCard(VISA), 12_000n);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 18_000n, receipts: 1 });
    expect(await lotsOf(payer)).toMatchObject([
      { amount: 4_000n, used: 4_000n, left: 0n },
      { amount: 8_000n, used: 8_000n, left: 0n },
    ]);
    const payment = await db.payment.findFirstOrThrow({
      where: { id: input.paymentId, vendorId: payer.actor.vendorId },
      include: { allocations: { orderBy: { creditMinor: 'desc' } } },
    });
    expect(payment).toMatchObject({ amountMinor: 18_000n, creditMinor: 12_000n });
    expect(payment.allocations).toMatchObject([
      { amountMinor: 0n, creditMinor: 10_000n },
      { amountMinor: 8_000n, creditMinor: 2_000n },
      { amountMinor: 10_000n, creditMinor: 0n },
    ]);
    const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
    expect(receipt.snapshot).toMatchObject({ creditUsedMinor: '12000', totalMinor: '18000', unappliedMinor: '0' });
    expect(await accountsOf(payer)).toMatchObject({ receivable: 0n, customer_credit: 0n, gateway_clearing: 18_000n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await charges(payer)).toBe(1);
  });

  test('all of it: nothing is charged, no method is needed, and the receipt says so', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    await giveCredit(payer, 50_000n, now);
    const input = await withCredit(payer, { kind: 'none' }, 20_000n);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 0n, receipts: 1 });
    expect(await lotsOf(payer)).toMatchObject([{ used: 20_000n, left: 30_000n }]);
    const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
    expect(receipt).toMatchObject({ totalMinor: 0n });
    expect(receipt.snapshot).toMatchObject({ method: { kind: 'credit' }, creditUsedMinor: '20000', totalMinor: '0' });
    const payment = await db.payment.findFirstOrThrow({
      where: { id: input.paymentId, vendorId: payer.actor.vendorId },
    });
    expect(payment.gatewayIntentId).toBeNull();
  });

  test('without enough credit a payment without a method is refused', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    await giveCredit(payer, 4_000n, now);
    const input = await withCredit(payer, { kind: 'none' }, 4_000n);
    expect(await startPayment(payer.actor, input, now)).toEqual({ ok: false, refusal: { kind: 'method-gone' } });
    const all = { ...input, creditMinor: 10_000n };
    expect(await startPayment(payer.actor, all, now)).toMatchObject({
      refusal: { kind: 'changed', changes: [{ kind: 'credit', wasMinor: 10_000n, isMinor: 4_000n }] },
    });
    const more = { ...input, creditMinor: 10_001n };
    expect(await startPayment(payer.actor, more, now)).toMatchObject({ ok: false });
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });

  test('another credit than the one shown: nothing is charged, and the change is said', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const lot = await giveCredit(payer, 4_000n, now);
    const input = await withCredit(payer, await payer.saveCard(VISA), 4_000n);
    await refundCredit(
      system,
      {
        refundId: newId(),
        vendorId: payer.actor.vendorId,
        creditId: lot,
        amountMinor: 1_500n,
        outside: false,
        reason: 'Asked',
        cause: 'test',
      },
      now,
    );
    expect(await startPayment(payer.actor, input, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'changed', changes: [{ kind: 'credit', wasMinor: 4_000n, isMinor: 2_500n }] },
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n, receipts: 0 });
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, left: 2_500n }]);
  });

  test('a rest too small to charge: less credit is used', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    await giveCredit(payer, 9_980n, now);
    const method = await payer.saveCard(VISA);
    expect(await startPayment(payer.actor, await withCredit(payer, method, 9_980n), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'amount-out-of-range' },
    });
    const input = await withCredit(payer, method, 9_950n);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await lotsOf(payer)).toMatchObject([{ used: 9_950n, left: 30n }]);
  });

  test('a decline and a cancelled question free the credit', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    await giveCredit(payer, 4_000n, now);
    const declined = await withCredit(payer, await payer.saveCard('pm_card_chargeCustomerFail'), 4_000n);
    expect(await startPayment(payer.actor, declined, now)).toMatchObject({ payment: { state: 'failed' } });
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, used: 0n, left: 4_000n }]);
    const asked = await withCredit(payer, await payer.saveCard('pm_card_authenticationRequired'), 4_000n);
    expect(await startPayment(payer.actor, asked, now)).toMatchObject({ payment: { state: 'action_required' } });
    expect(await lotsOf(payer)).toMatchObject([{ held: 4_000n, left: 0n }]);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 10_000n });
    await cancelPayment(payer.actor, { paymentId: asked.paymentId, cause: 'test' }, now);
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, left: 4_000n }]);
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });

  test('one credit for two payments at once gives one success', async () => {
    for (const cover of [true, false]) {
      const payer = await makePayer();
      const invoices = await payer.invoices(8);
      const creditMinor = cover ? 10_000n : 4_000n;
      await giveCredit(payer, creditMinor, now);
      const method = await payer.saveCard(VISA);
      const all = await payer.payAll(method);
      const tries = invoices.map(({ id }) => {
        const quote = all.quote.filter((line) => line.invoiceId === id);
        return startPayment(payer.actor, { ...all, paymentId: newId(), quote, creditMinor }, now);
      });
      const outcomes = await Promise.all(tries);
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
      for (const outcome of outcomes)
        if (!outcome.ok)
          expect(outcome.refusal).toMatchObject({
            kind: 'changed',
            changes: [{ kind: 'credit', wasMinor: creditMinor, isMinor: 0n }],
          });
      expect(await lotsOf(payer)).toMatchObject([{ used: creditMinor, held: 0n, left: 0n }]);
      expect(await standing(payer.actor)).toMatchObject({ due: 70_000n, inFlight: 0n, receipts: 1 });
    }
  });

  test('a part of an invoice and credit together', async () => {
    const payer = await makePayer();
    await setPartPayments({ vendorId: payer.actor.vendorId, allowed: true, minimums: [] }, { cause: 'test' });
    await payer.invoices(2);
    await giveCredit(payer, 5_000n, now);
    const input = await withCredit(payer, await payer.saveCard(VISA), 5_000n);
    const quote = input.quote.map((line, at) => ({ ...line, payMinor: at === 0 ? 3_000n : 6_000n }));
    expect(await startPayment(payer.actor, { ...input, quote }, now)).toMatchObject({
      payment: { state: 'succeeded' },
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 11_000n, paid: 4_000n });
    const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
    expect(receipt.snapshot).toMatchObject({
      invoices: [
        [expect.any(String), expect.any(String), '10000', '3000', '7000'],
        [expect.any(String), expect.any(String), '10000', '6000', '4000'],
      ],
    });
  });

  test('in its own currency and for its own customer alone', async () => {
    const payer = await makePayer();
    const other = await makePayer({ vendorId: payer.actor.vendorId });
    await payer.invoices(1);
    await giveCredit(payer, 10_000n, now, 'EUR');
    await giveCredit(other, 10_000n, now);
    const input = await withCredit(payer, await payer.saveCard(VISA), 5_000n);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({
      refusal: { kind: 'changed', changes: [{ kind: 'credit', isMinor: 0n }] },
    });
  });

  test('always and never: what the vendor says is what happens', async () => {
    const payer = await makePayer();
    const { vendorId } = payer.actor;
    await payer.invoices(1);
    await giveCredit(payer, 4_000n, now);
    const method = await payer.saveCard(VISA);
    await setCreditUse({ vendorId, use: 'always' }, { cause: 'test' });
    expect(await startPayment(payer.actor, await withCredit(payer, method, 0n), now)).toMatchObject({
      refusal: { kind: 'changed', changes: [{ kind: 'credit', wasMinor: 0n, isMinor: 4_000n }] },
    });
    await setCreditUse({ vendorId, use: 'never' }, { cause: 'test' });
    expect(await startPayment(payer.actor, await withCredit(payer, method, 4_000n), now)).toMatchObject({
      refusal: { kind: 'changed', changes: [{ kind: 'credit', wasMinor: 4_000n, isMinor: 0n }] },
    });
    await setCreditUse({ vendorId, use: 'choice' }, { cause: 'test' });
    expect(await startPayment(payer.actor, await withCredit(payer, method, 0n), now)).toMatchObject({ ok: true });
    expect(await lotsOf(payer)).toMatchObject([{ left: 4_000n }]);
  });
});

describe('credit notes', () => {
  test('lower what is due, take back tax in proportion, and the same id says the same', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1, { totalMinor: 11_900n, taxMinor: 1_900n });
    const note = noteOf(payer, invoice!.id, 5_950n);
    const first = await issueCreditNote(system, note, now);
    expect(first).toMatchObject({ ok: true, creditNote: { appliedMinor: 5_950n, amountMinor: 5_950n } });
    expect(await issueCreditNote(system, note, now)).toEqual(first);
    expect(await issueCreditNote(system, { ...note, amountMinor: 1n }, now)).toEqual({
      ok: false,
      refusal: { kind: 'other-request' },
    });
    expect(await standing(payer.actor)).toMatchObject({ due: 5_950n });
    expect(await accountsOf(payer)).toEqual({ receivable: 5_950n, revenue: -5_000n, tax: -950n });
    expect(await issueCreditNote(system, noteOf(payer, invoice!.id, 5_951n), now)).toEqual({
      ok: false,
      refusal: { kind: 'too-much', leftMinor: 5_950n, currency: 'USD' },
    });
  });

  test('what is paid or in a payment cannot be lowered: that is credit at once', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const asked = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    await startPayment(payer.actor, asked, now);
    const inFlight = await issueCreditNote(system, noteOf(payer, invoice!.id, 3_000n), now);
    expect(inFlight).toMatchObject({ creditNote: { appliedMinor: 0n } });
    expect(await lotsOf(payer)).toMatchObject([{ source: 'credit_note', amount: 3_000n, left: 3_000n }]);
    await cancelPayment(payer.actor, { paymentId: asked.paymentId, cause: 'test' }, now);
    await startPayment(payer.actor, await payer.payAll(await payer.saveCard(VISA)), now);
    const paid = await issueCreditNote(system, noteOf(payer, invoice!.id, 7_000n), now);
    expect(paid).toMatchObject({ creditNote: { appliedMinor: 0n } });
    expect(await accountsOf(payer)).toMatchObject({ receivable: 0n, customer_credit: -10_000n, revenue: 0n });
  });

  test('are refused without a reason, for nothing, for a draft, a stranger’s invoice and by who may only look', async () => {
    const payer = await makePayer();
    const stranger = await makePayer();
    const [invoice] = await payer.invoices(1);
    const [draft] = await payer.invoices(1, { draft: true });
    const kindOf = async (values: object, actor: Parameters<typeof issueCreditNote>[0] = system) => {
      const answer = await issueCreditNote(actor, { ...noteOf(payer, invoice!.id, 100n), ...values }, now);
      return answer.ok ? 'ok' : answer.refusal.kind;
    };
    expect(await kindOf({ reason: ' ' })).toBe('no-reason');
    expect(await kindOf({ amountMinor: 0n })).toBe('not-an-amount');
    expect(await kindOf({ of: { invoiceId: draft!.id } })).toBe('no-invoice');
    expect(await kindOf({ vendorId: stranger.actor.vendorId })).toBe('no-invoice');
    expect(await kindOf({}, await makeStaff(payer.actor.vendorId, 'viewer'))).toBe('not-allowed');
    expect(await kindOf({}, await makeStaff(stranger.actor.vendorId))).toBe('not-allowed');
    expect(await kindOf({}, await makeStaff(payer.actor.vendorId))).toBe('ok');
  });

  test('at once on one invoice never come to more than it', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const notes = await Promise.all(
      Array.from({ length: 8 }, () => issueCreditNote(system, noteOf(payer, invoice!.id, 4_000n), now)),
    );
    expect(notes.filter((note) => note.ok)).toHaveLength(2);
    expect(await standing(payer.actor)).toMatchObject({ due: 2_000n });
  });
});

test('the database refuses what the code does not ask for', async () => {
  const payer = await makePayer();
  const lot = await giveCredit(payer, 1_000n, now);
  const refused = (statement: Promise<unknown>) => expect(statement).rejects.toThrow();
  await refused(
    db.$executeRaw`UPDATE credits SET used_minor = 500 WHERE id = ${lot}::uuid AND vendor_id = ${payer.actor.vendorId}::uuid`,
  );
  await refused(
    db.$executeRaw`DELETE FROM credits WHERE id = ${lot}::uuid AND vendor_id = ${payer.actor.vendorId}::uuid`,
  );
  await refused(db.$executeRaw`DELETE FROM credit_moves WHERE vendor_id = ${payer.actor.vendorId}::uuid`);
  const { vendorId, customerId } = payer.actor;
  const payout = newId();
  await refused(
    db.$executeRaw`
      WITH o AS (INSERT INTO credit_payouts (id, vendor_id, customer_id, currency, credit_id, amount_minor, reason, request_hash, paid_at)
        VALUES (${payout}::uuid, ${vendorId}::uuid, ${customerId}::uuid, 'USD', ${lot}::uuid, 1001, 'x', '', now()) RETURNING id)
      INSERT INTO credit_moves (vendor_id, customer_id, currency, credit_id, kind, amount_minor, payout_id, at)
      SELECT ${vendorId}::uuid, ${customerId}::uuid, 'USD', ${lot}::uuid, 'held', 1001, o.id, now() FROM o`,
  );
});

test('the books hold', async () => {
  expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
});

test('twelve customers of one vendor pay at once, half of them by credit alone: nobody waits for each other for ever', async () => {
  const { vendorId } = (await makePayer()).actor;
  const asks: (() => ReturnType<typeof startPayment>)[] = [];
  const payers: Payer[] = [];
  for (let n = 0; n < 12; n += 1) {
    const payer = await makePayer({ vendorId });
    await payer.invoices(1);
    const byCredit = n % 2 === 1;
    if (byCredit) await giveCredit(payer, 50_000n, now);
    const method = byCredit ? ({ kind: 'none' } as const) : await payer.saveCard(VISA);
    const input = await withCredit(payer, method, byCredit ? 10_000n : 0n);
    payers.push(payer);
    asks.push(() => startPayment(payer.actor, input, now));
  }
  const results = await Promise.all(asks.map((ask) => ask()));
  for (const result of results) expect(result).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  for (const payer of payers) expect(await standing(payer.actor)).toMatchObject({ due: 0n, receipts: 1 });
  expect((await verifyBooks()).filter((finding) => finding.vendorId === vendorId)).toEqual([]);
});
