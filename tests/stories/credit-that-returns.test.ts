import { afterAll, describe, expect, test } from 'vitest';
import { accountsOf, giveCredit, lotsOf, withCredit } from '~tests/support/credits';
import { makePayer } from '~tests/support/payer';
import { gatewayOf, payWith, truthOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { recordPayment } = await import('~/domain/payments/record-payment.server');
const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
const { refundCredit } = await import('~/domain/credits/refund-credit.server');
const { voidInvoice } = await import('~/domain/invoices/void-invoice.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
const { followChargeRefunds } = await import('~/domain/refunds/follow-refund.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const stripe = gatewayOf(world);
const now = new Date();
const VISA = 'pm_card_visa';
const system = { kind: 'system', name: 'test' } as const;
const because = { actor: system, cause: 'test', now };

const noteOf = (payer: Awaited<ReturnType<typeof makePayer>>, invoiceId: string, amountMinor: bigint) => ({
  creditNoteId: newId(),
  vendorId: payer.actor.vendorId,
  of: { invoiceId },
  amountMinor,
  reason: 'Two hours too many',
  cause: 'test',
});

/** Refunds a payment, has its invoice paid anew, and then the refund fails: its money finds no room. */
async function returnAfterPaidAnew(paid: Awaited<ReturnType<typeof payWith>>) {
  const refundId = newId();
  const what = { kind: 'all' as const };
  await requestRefund(system, { refundId, paymentId: paid.paymentId, what, reason: 'Back', cause: 'test' }, now);
  await startPayment(paid.payer.actor, await paid.payer.payAll(await paid.payer.saveCard(VISA)), now);
  const where = { id: refundId, vendorId: paid.payer.actor.vendorId };
  const { gatewayRefundId } = await db.refund.findUniqueOrThrow({ where });
  await world.ctl('POST', `/refunds/${gatewayRefundId}/fail`);
  await syncRefund({ refundId, cause: 'test', now });
}

describe('money that finds no invoice', () => {
  const ALL_VOID = ['one of two', 'all'] as const;
  test.each(ALL_VOID)(
    'I14, F17: %s voided while a debit is at the bank: its money is credit, and the receipt says so',
    async (which) => {
      const payer = await makePayer();
      const invoices = await payer.invoices(2);
      await giveCredit(payer, 3_000n, now);
      const bank = await payer.saveCard('pm_usBankAccount_success');
      const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };
      const input = { ...(await withCredit(payer, bank, 3_000n)), acceptance };
      expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'processing' } });
      const { vendorId } = payer.actor;
      for (const { id } of which === 'all' ? invoices : invoices.slice(0, 1))
        expect(
          await voidInvoice(system, { vendorId, invoiceId: id, reason: 'Twice', cause: 'test' }, now),
        ).toMatchObject({ ok: true, inFlightMinor: 10_000n });
      await world.ctl('POST', '/clock', { advanceSeconds: 14 * 86_400 });
      await world.ctl('POST', '/quiesce');
      const { gatewayIntentId } = await db.payment.findFirstOrThrow({ where: { id: input.paymentId, vendorId } });
      expect(gatewayIntentId).not.toBeNull();
      expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now })).toMatchObject({
        state: 'succeeded',
      });
      const lots = await lotsOf(payer);
      const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
      if (which === 'all') {
        expect(lots).toMatchObject([
          { source: 'credit_note', used: 0n, left: 3_000n },
          { source: 'voided_invoice' },
          { source: 'voided_invoice' },
        ]);
        expect(receipt.snapshot).toMatchObject({
          invoices: [],
          unappliedMinor: '17000',
          creditUsedMinor: '0',
          totalMinor: '17000',
        });
        expect(await accountsOf(payer)).toMatchObject({ receivable: 0n, customer_credit: -20_000n });
      } else {
        // The void invoice was the first, and the one the credit was for.
        expect(lots).toMatchObject([
          { source: 'credit_note', used: 0n, left: 3_000n },
          { source: 'voided_invoice', amount: 7_000n, left: 7_000n },
        ]);
        expect(receipt.snapshot).toMatchObject({ unappliedMinor: '7000', creditUsedMinor: '0', totalMinor: '17000' });
        expect(await accountsOf(payer)).toMatchObject({ receivable: 0n, customer_credit: -10_000n });
      }
      // Somebody refunds the whole charge at the gateway: off the paid invoices, then off the credit.
      const payment = await db.payment.findFirstOrThrow({ where: { id: input.paymentId, vendorId } });
      await stripe.refunds.create({ charge: payment.gatewayChargeId! });
      await followChargeRefunds(payment.gatewayChargeId!, because);
      expect(await accountsOf(payer)).toMatchObject({ customer_credit: -3_000n, gateway_clearing: 0n });
      expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
    },
  );

  test('a void needs a reason and an invoice on which nothing was settled', async () => {
    const payer = await makePayer();
    const [open, paid] = await payer.invoices(2);
    await payer.invoices(0);
    const { vendorId } = payer.actor;
    const tell = async (invoiceId: string, reason = 'Twice') => {
      const answer = await voidInvoice(system, { vendorId, invoiceId, reason, cause: 'test' }, now);
      return answer.ok ? 'ok' : answer.refusal.kind;
    };
    await issueCreditNote(system, noteOf(payer, paid!.id, 100n), now);
    expect(await tell(paid!.id)).toBe('settled-in-part');
    expect(await tell(open!.id, ' ')).toBe('no-reason');
    expect(await tell(newId())).toBe('no-invoice');
    expect(await tell(open!.id)).toBe('ok');
    expect(await tell(open!.id)).toBe('already-void');
    expect(await accountsOf(payer)).toMatchObject({ receivable: 9_900n });
    expect(await issueCreditNote(system, noteOf(payer, open!.id, 100n), now)).toMatchObject({
      refusal: { kind: 'void' },
    });
  });

  test('a cheque over more than is owed: the rest is credit; with nothing open, all of it is', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const { vendorId, customerId } = payer.actor;
    const cheque = (amountMinor: bigint) => ({
      paymentId: newId(),
      vendorId,
      customerId,
      currency: 'USD',
      amountMinor,
      over: { rule: 'oldest' as const },
      receivedAt: now,
      note: 'cheque 1042',
      cause: 'test',
    });
    const first = cheque(25_000n);
    expect(await recordPayment(system, first, now)).toMatchObject({ payment: { invoices: 2, unappliedMinor: 5_000n } });
    expect(await recordPayment(system, first, now)).toMatchObject({ payment: { invoices: 2, unappliedMinor: 5_000n } });
    expect(await recordPayment(system, cheque(700n), now)).toMatchObject({
      payment: { invoices: 0, unappliedMinor: 700n },
    });
    expect(await lotsOf(payer)).toMatchObject([
      { source: 'overpayment', left: 5_000n },
      { source: 'overpayment', left: 700n },
    ]);
    expect(await accountsOf(payer)).toMatchObject({
      receivable: 0n,
      customer_credit: -5_700n,
      outside_clearing: 25_700n,
    });
    const [third] = await payer.invoices(1);
    const named = { ...cheque(4_000n), over: { parts: [{ invoiceId: third!.id, amountMinor: 3_000n }] } };
    expect(await recordPayment(system, named, now)).toMatchObject({ payment: { invoices: 1, unappliedMinor: 1_000n } });
    const over = { ...cheque(9_000n), over: { parts: [{ invoiceId: third!.id, amountMinor: 7_001n }] } };
    expect(await recordPayment(system, over, now)).toMatchObject({
      refusal: { kind: 'too-much-on-invoice', dueMinor: 7_000n },
    });
  });

  test('I14: a refund that fails after the invoice was paid anew, and a dispute won then, are credit rows', async () => {
    const paid = await payWith(VISA, { count: 1, now });
    await returnAfterPaidAnew(paid);
    expect(await lotsOf(paid.payer)).toMatchObject([{ source: 'refund_returned', amount: 10_000n, left: 10_000n }]);
    const opened = (await world.ctl('POST', '/disputes', { charge: paid.chargeId })) as { id: string };
    await syncDispute(opened.id, because);
    expect(await lotsOf(paid.payer)).toMatchObject([{ refunded: 10_000n, left: 0n }]);
    await world.ctl('POST', `/disputes/${opened.id}/close`, { outcome: 'won' });
    await syncDispute(opened.id, because);
    expect(await lotsOf(paid.payer)).toMatchObject([{ refunded: 0n, left: 10_000n }]);

    const won = await payWith(VISA, { count: 1, now });
    const second = (await world.ctl('POST', '/disputes', { charge: won.chargeId })) as { id: string };
    await syncDispute(second.id, because);
    await startPayment(won.payer.actor, await won.payer.payAll(await won.payer.saveCard(VISA)), now);
    await world.ctl('POST', `/disputes/${second.id}/close`, { outcome: 'won' });
    await syncDispute(second.id, because);
    expect(await lotsOf(won.payer)).toMatchObject([{ source: 'dispute_reinstated', left: 10_000n }]);
  });
});

describe('giving credit back', () => {
  const back = (vendorId: string, creditId: string, amountMinor: bigint | null, more = {}) => ({
    refundId: newId(),
    vendorId,
    creditId,
    amountMinor,
    outside: false,
    reason: 'Asked for it',
    cause: 'test',
    ...more,
  });

  test('credit of no payment is handed back outside, never more than is left, however many ask at once', async () => {
    const payer = await makePayer();
    const { vendorId } = payer.actor;
    const lot = await giveCredit(payer, 10_000n, now);
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => refundCredit(system, back(vendorId, lot, 3_000n), now)),
    );
    expect(asked.filter((answer) => answer.ok)).toHaveLength(3);
    const rest = back(vendorId, lot, null);
    expect(await refundCredit(system, rest, now)).toMatchObject({ refunded: { kind: 'outside', amountMinor: 1_000n } });
    expect(await refundCredit(system, rest, now)).toMatchObject({ refunded: { kind: 'outside', amountMinor: 1_000n } });
    expect(await refundCredit(system, back(vendorId, lot, null), now)).toMatchObject({
      refusal: { kind: 'no-credit' },
    });
    expect(await accountsOf(payer)).toMatchObject({ customer_credit: 0n, outside_clearing: -10_000n });
  });

  test('credit of a card payment goes back to the card; one that fails is credit again', async () => {
    const paid = await payWith(VISA, { count: 1, now });
    const { vendorId } = paid.payer.actor;
    await returnAfterPaidAnew(paid);
    const lot = await db.credit.findFirstOrThrow({ where: { vendorId, source: 'refund_returned' } });
    const request = back(vendorId, lot.id, 4_000n);
    const answers = await Promise.all([refundCredit(system, request, now), refundCredit(system, request, now)]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await lotsOf(paid.payer)).toMatchObject([{ refunded: 4_000n, left: 6_000n }]);
    expect((await truthOf(world, paid)).refunded).toBe(4_000);
    const many = Array.from({ length: 4 }, () => refundCredit(system, back(vendorId, lot.id, 4_000n), now));
    expect((await Promise.all(many)).filter((answer) => answer.ok)).toHaveLength(1);
    expect((await truthOf(world, paid)).refunded).toBe(8_000);
    const { gatewayRefundId } = await db.refund.findUniqueOrThrow({ where: { id: request.refundId, vendorId } });
    await world.ctl('POST', `/refunds/${gatewayRefundId}/fail`);
    await syncRefund({ refundId: request.refundId, cause: 'test', now });
    expect(await lotsOf(paid.payer)).toMatchObject([{ refunded: 4_000n, left: 6_000n }]);
  });

  test('a refund of credit without an answer holds it; one that was never made frees it', async () => {
    const paid = await payWith(VISA, { count: 1, now });
    const { vendorId } = paid.payer.actor;
    await returnAfterPaidAnew(paid);
    const lot = await db.credit.findFirstOrThrow({ where: { vendorId, source: 'refund_returned' } });
    const request = back(vendorId, lot.id, 4_000n);
    await world.ctl('POST', '/faults', { route: 'POST /v1/refunds', kind: 'drop-before', count: 9 });
    await refundCredit(system, request, now);
    await world.ctl('DELETE', '/faults');
    expect(await lotsOf(paid.payer)).toMatchObject([{ held: 4_000n, refunded: 0n, left: 6_000n }]);
    await syncRefund({ refundId: request.refundId, cause: 'test', now: new Date(now.getTime() + 25 * 3_600_000) });
    expect(await lotsOf(paid.payer)).toMatchObject([{ held: 0n, refunded: 0n, left: 10_000n }]);
  });

  test('credit of a cheque is given back outside, with a refund document', async () => {
    const payer = await makePayer();
    const { vendorId, customerId } = payer.actor;
    const cheque = {
      paymentId: newId(),
      vendorId,
      customerId,
      currency: 'USD',
      amountMinor: 5_000n,
      over: { rule: 'oldest' as const },
    };
    await recordPayment(system, { ...cheque, receivedAt: now, note: 'cheque', cause: 'test' }, now);
    const lot = await db.credit.findFirstOrThrow({ where: { vendorId } });
    expect(await refundCredit(system, back(vendorId, lot.id, null), now)).toMatchObject({
      refunded: { kind: 'refund', refund: { state: 'succeeded' } },
    });
    const document = await db.refundDocument.findFirstOrThrow({ where: { vendorId } });
    expect(document.snapshot).toMatchObject({ creditMinor: '5000', invoices: [], totalMinor: '5000' });
  });

  test('a payment that uses it and a refund of it at once: one of them has it', async () => {
    const payer = await makePayer();
    const { vendorId } = payer.actor;
    await payer.invoices(1);
    const lot = await giveCredit(payer, 10_000n, now);
    const [paid, returned] = await Promise.all([
      withCredit(payer, { kind: 'none' }, 10_000n).then((input) => startPayment(payer.actor, input, now)),
      refundCredit(system, back(vendorId, lot, 10_000n), now),
    ]);
    expect([paid.ok, returned.ok].filter(Boolean)).toHaveLength(1);
  });
});

test('the books hold', async () => {
  expect((await verifyBooks()).filter(({ severity }) => severity === 'wrong')).toEqual([]);
});
