import { afterAll, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { readPdf } from '~tests/support/read-pdf';
import { gatewayOf, paidAndDue, payWith, refundOf, truthOf, type Paid } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
const stripe = gatewayOf(world);
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
const { followGatewayRefund } = await import('~/domain/refunds/follow-refund.server');
const { loadRefundDocument } = await import('~/domain/refunds/load-refund-document.server');
const { renderKnownRefundDocument } = await import('~/domain/refunds/render-refund-document.server');
const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
const { statementSums } = await import('~/domain/statements/statement-sums.server');
const { listMovements } = await import('~/domain/statements/list-movements.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const because = { actor: { kind: 'system', name: 'test' }, cause: 'test', now } as const;

/** Two invoices of 100.00 with a fee of 2.5%: 205.00 charged. */
const payWithFee = (card = 'pm_card_visa') =>
  payWith(card, {
    now,
    fee: {
      rule: { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null },
      feeMinor: 500n,
    },
  });

/** What the books hold of fees. */
async function feesKept({ staff }: Paid): Promise<bigint> {
  const lines = await db.ledgerLine.findMany({ where: { vendorId: staff.vendorId, account: 'fees' } });
  return lines.reduce((sum, line) => sum - line.amountMinor, 0n);
}

const dues = async (paid: Paid) => (await paidAndDue(paid)).map((each) => each.due);

afterAll(async () => {
  expect(await verifyBooks()).toEqual([]);
});

describe('a fee goes back with what it was on', () => {
  test('off a named invoice: its proportion on top, on the document, its PDF and in the mail; the rest with the rest', async () => {
    const paid = await payWithFee();
    const [first = ''] = paid.invoiceIds;
    const what = { kind: 'parts', parts: [{ invoiceId: first, amountMinor: 10_000n }] } as const;
    const refunded = await requestRefund(paid.staff, refundOf(paid, { what }), now);
    expect(refunded).toMatchObject({ ok: true, refund: { state: 'succeeded', amountMinor: 10_250n } });
    expect(await dues(paid)).toEqual([10_000n, 0n]);
    expect(await truthOf(world, paid)).toMatchObject({ refunded: 10_250 });
    expect(await feesKept(paid)).toBe(250n);

    const row = await db.refundDocument.findFirstOrThrow({ where: { vendorId: paid.staff.vendorId } });
    const document = (await loadRefundDocument(row.id, {}))!;
    expect(document.snapshot).toMatchObject({ feeMinor: '250', totalMinor: '10250' });
    const pdf = readPdf((await renderKnownRefundDocument({ refundDocumentId: row.id })).pdf);
    const words = pdf.pages.flat().map((run) => run.text.trim());
    for (const said of ['Fee', '$2.50', 'Total refunded', '$102.50']) expect(words).toContain(said);
    await drainJobs();
    await drainJobs();
    const mails = await db.outgoingMail.findMany({ where: { vendorId: paid.staff.vendorId } });
    expect(mails.find((mail) => mail.kind === 'refund')?.text).toMatch(/Fee\s+\$2\.50\s+Total\s+\$102\.50/);
    expect(mails.find((mail) => mail.kind === 'receipt')?.text).toMatch(/Fee\s+\$5\.00\s+Total\s+\$205\.00/);

    const rest = await requestRefund(paid.staff, refundOf(paid), now);
    expect(rest).toMatchObject({ ok: true, refund: { state: 'succeeded', amountMinor: 10_250n } });
    expect(await feesKept(paid)).toBe(0n);
    expect(await truthOf(world, paid)).toMatchObject({ refunded: 20_500 });
  });

  test('a sum: the fee is in it', async () => {
    const paid = await payWithFee();
    const what = { kind: 'amount', amountMinor: 4_100n } as const;
    expect(await requestRefund(paid.staff, refundOf(paid, { what }), now)).toMatchObject({
      refund: { amountMinor: 4_100n },
    });
    expect(await dues(paid)).toEqual([0n, 4_000n]);
    expect(await feesKept(paid)).toBe(400n);
  });

  test('many small refunds give back all of it and not a cent more', async () => {
    const paid = await payWithFee();
    const part = refundOf(paid, { what: { kind: 'amount', amountMinor: 333n } });
    for (let at = 0; at < 12; at++) {
      await requestRefund(paid.staff, { ...part, refundId: refundOf(paid).refundId }, now);
      expect(await feesKept(paid)).toBeGreaterThanOrEqual(0n);
    }
    const all = await requestRefund(paid.staff, refundOf(paid), now);
    expect(all).toMatchObject({ ok: true, refund: { amountMinor: 20_500n - 12n * 333n } });
    expect(await feesKept(paid)).toBe(0n);
    expect(await dues(paid)).toEqual([10_000n, 10_000n]);
  });

  test('made at the gateway', async () => {
    const paid = await payWithFee();
    const made = await stripe.refunds.create({ charge: paid.chargeId, amount: 10_250 });
    await followGatewayRefund(made.id, because);
    expect(await dues(paid)).toEqual([0n, 10_000n]);
    expect(await feesKept(paid)).toBe(250n);
  });

  test('taken by a dispute, and back when it is won', async () => {
    const paid = await payWithFee();
    const opened = (await world.ctl('POST', '/disputes', { charge: paid.chargeId })) as { id: string };
    await syncDispute(opened.id, because);
    expect(await dues(paid)).toEqual([10_000n, 10_000n]);
    expect(await feesKept(paid)).toBe(0n);
    await world.ctl('POST', `/disputes/${opened.id}/close`, { outcome: 'won' });
    await syncDispute(opened.id, because);
    expect(await dues(paid)).toEqual([0n, 0n]);
    expect(await feesKept(paid)).toBe(500n);
  });

  test('a refund that comes back brings its fee, which can then be given back again', async () => {
    const paid = await payWithFee('pm_card_refundFail');
    const input = refundOf(paid);
    expect(await requestRefund(paid.staff, input, now)).toMatchObject({ refund: { amountMinor: 20_500n } });
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    expect(await syncRefund({ refundId: input.refundId, cause: 'test', now })).toMatchObject({ state: 'failed' });
    expect(await feesKept(paid)).toBe(500n);
    expect(await requestRefund(paid.staff, refundOf(paid), now)).toMatchObject({ refund: { amountMinor: 20_500n } });
  });
});

test('a statement owes nothing of fees and tells of them', async () => {
  const paid = await payWithFee();
  await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 4_100n } }), now);
  const { vendorId, customerId } = paid.payer.actor;
  const scope = { vendorId, customerId, currency: 'USD', timeZone: 'UTC' };
  const period = { from: null, to: '2999-12-31' };
  const sums = await db.$transaction((tx) => statementSums(tx, scope, period));
  expect(sums).toMatchObject({ chargedMinor: 24_000n, settledMinor: -20_000n, closingMinor: 4_000n });
  const { movements } = await listMovements(db, scope, { ...period, openingMinor: 0n, after: null, rows: 50 });
  const details = movements
    .filter(({ what }) => !what.startsWith('Invoice'))
    .sort((a, b) => (a.what < b.what ? -1 : 1));
  expect(details.map(({ what, detail, amountMinor }) => [what, detail, amountMinor])).toEqual([
    ['Payment', expect.stringContaining('plus a fee of $5.00'), -20_000n],
    ['Refund', expect.stringContaining('with $1.00 of the fee'), 4_000n],
  ]);
});
