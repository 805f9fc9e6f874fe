import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { readPdf } from '~tests/support/read-pdf';
import { makeStaff, payWith, refundOf, type Paid } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';
import { makePayer, type Payer } from '~tests/support/payer';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { createSession } = await import('~/auth/sessions.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
const { loadRefundDocument } = await import('~/domain/refunds/load-refund-document.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { listOutbox, readOutboxAttachment } = await import('~/gateways/outbox.server');
const { loader: refundPage } = await import('~/routes/portal/refund');
const { loader: refundPdf } = await import('~/routes/portal/refund-pdf');
const { loader: receiptPage } = await import('~/routes/portal/receipt');
const { loader: paymentPage } = await import('~/routes/portal/payment');
const { loader: invoicePage } = await import('~/routes/portal/invoice');
const { loader: verifyPage } = await import('~/routes/link/verify');
const { refundCommand } = await import('~server/commands/refund');
const { reconcileCommand } = await import('~server/commands/reconcile');

const now = new Date();
let paid: Paid;
let documentId: string;

beforeAll(async () => {
  paid = await payWith('pm_card_visa', { count: 3, now });
  await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 12_500n } }), now);
  documentId = (await db.refundDocument.findFirstOrThrow({ where: { vendorId: paid.staff.vendorId } })).id;
});

async function ask(payer: Payer | null, params: Record<string, string>, path = '/') {
  const cookie = payer
    ? (await createSession({ personId: payer.actor.personId, contactId: payer.actor.contactId, now: new Date() }))
        .cookie
    : '';
  const request = new Request(`http://localhost:3000${path}`, { headers: { cookie } });
  return { request, params, context: { nonce: '', requestId: 'test', clientAddress: '127.0.0.1' } };
}

const tokenOf = (verifyUrl: string) => new URL(verifyUrl).pathname.split('/').at(-1) ?? '';

test('the PDF is one tagged page that names invoices, reason and receipt, and re-adds', async () => {
  const answer = await refundPdf(await ask(paid.payer, { id: documentId }));
  const file = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(file.length).toBeLessThan(60_000);
  const document = (await loadRefundDocument(documentId, {}))!;
  const { number, receiptNumber, invoices } = document.snapshot;
  const pdf = readPdf(file);
  expect(pdf).toMatchObject({ title: `Refund ${number}`, language: 'en', tagged: true });
  expect(pdf.pages).toHaveLength(1);
  const words = pdf.pages.flat().map((run) => run.text.trim());
  for (const said of ['Refunded', '$125.00', 'Sent back', ...invoices.map((invoice) => invoice.number)])
    expect(words).toContain(said);
  expect(words.join(' ')).toContain(`of receipt ${receiptNumber}`);
  expect(invoices.map((invoice) => invoice.refundedMinor)).toEqual(['2500', '10000']);
});

test('it goes out by mail once, with the PDF', async () => {
  await drainJobs();
  await drainJobs();
  const mails = (await listOutbox()).filter((mail) => mail.subject.startsWith('Refund RF-'));
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain('$125.00');
  const [file] = mails[0]?.attachments ?? [];
  expect(await readOutboxAttachment(mails[0]?.id ?? '', file?.filename ?? '')).toMatchObject({
    contentType: 'application/pdf',
  });
});

test('nobody else sees it', async () => {
  const colleague = await makePayer({ vendorId: paid.staff.vendorId });
  const stranger = await makePayer();
  for (const other of [colleague, stranger]) {
    expect((await refundPdf(await ask(other, { id: documentId }))).status).toBe(404);
    await expect(refundPage(await ask(other, { id: documentId }))).rejects.toMatchObject({ status: 404 });
  }
  await expect(refundPage(await ask(paid.payer, { id: 'nonsense' }))).rejects.toMatchObject({ status: 404 });
});

test('its page, the receipt, the payment, the invoice and the public check all tell of it', async () => {
  const page = await refundPage(await ask(paid.payer, { id: documentId }));
  expect(page).toMatchObject({ failed: false, paymentId: paid.paymentId, refund: { total: '$125.00' } });

  const receipt = await db.receipt.findFirstOrThrow({ where: { vendorId: paid.staff.vendorId } });
  const shown = await receiptPage(await ask(paid.payer, { id: receipt.id }));
  expect(shown.since).toMatchObject({
    left: '$175.00',
    lines: [{ words: 'Refund', amount: '−$125.00', document: { id: documentId } }],
  });
  const payment = await paymentPage(await ask(paid.payer, { id: paid.paymentId }));
  expect(payment.since).toEqual(shown.since);
  expect(payment.after?.stillOwedMinor).toBe(12_500n);

  const invoice = await invoicePage(await ask(paid.payer, { id: paid.invoiceIds[1] ?? '' }));
  expect(invoice.invoice).toMatchObject({
    paidMinor: 7_500n,
    dueMinor: 2_500n,
    reversals: [{ kind: 'refund', amountMinor: 2_500n, documentId }],
  });

  const receiptToken = tokenOf((await loadReceipt(receipt.id, {}))!.verifyUrl);
  expect((await verifyPage(await ask(null, { token: receiptToken }))).data.receipt).toMatchObject({
    kind: 'receipt',
    total: '$300.00',
    refunded: '$125.00',
    takenBack: null,
  });
  const token = tokenOf((await loadRefundDocument(documentId, {}))!.verifyUrl);
  expect((await verifyPage(await ask(null, { token }))).data.receipt).toMatchObject({
    kind: 'refund document',
    total: '$125.00',
    failed: false,
  });
  const forged = `${token.slice(0, 60)}${token.charAt(60) === 'A' ? 'B' : 'A'}${token.slice(61)}`;
  expect((await verifyPage(await ask(null, { token: forged }))).data.receipt).toBeNull();
});

test('a refund that fails after its document, and a dispute: told wherever the receipt is', async () => {
  const other = await payWith('pm_card_refundFail', { now });
  const input = refundOf(other, { what: { kind: 'amount', amountMinor: 5_000n } });
  await requestRefund(other.staff, input, now);
  await world.ctl('POST', '/clock', { advanceSeconds: 10 });
  await syncRefund({ refundId: input.refundId, cause: 'test', now });
  const opened = (await world.ctl('POST', '/disputes', { charge: other.chargeId, amount: 20_000 })) as { id: string };
  await syncDispute(opened.id, { actor: { kind: 'system', name: 'test' }, cause: 'test', now: new Date() });
  const where = { vendorId: other.staff.vendorId };
  const document = await db.refundDocument.findFirstOrThrow({ where });
  expect(await refundPage(await ask(other.payer, { id: document.id }))).toMatchObject({ failed: true });
  const receipt = await db.receipt.findFirstOrThrow({ where });
  const { since } = await receiptPage(await ask(other.payer, { id: receipt.id }));
  expect(since.left).toBe('$0.00');
  expect(since.lines.map((line) => [line.words, line.amount])).toEqual([
    ['Refund', '−$50.00'],
    ['Refund did not arrive', '+$50.00'],
    ['Taken back by the bank', '−$200.00'],
  ]);
  const token = tokenOf((await loadReceipt(receipt.id, {}))!.verifyUrl);
  expect((await verifyPage(await ask(null, { token }))).data.receipt).toMatchObject({
    refunded: null,
    takenBack: '$200.00',
  });
  await drainJobs();
  await drainJobs();
  const told = await db.outgoingMail.findMany({
    where: { ...where, kind: 'refund-failed' },
    orderBy: { subject: 'desc' },
  });
  expect(told.map((mail) => mail.subject)).toEqual([
    `Refund ${document.number} did not arrive: $50.00 to ${(await db.customer.findFirstOrThrow({ where })).name}`,
    `Refund ${document.number} did not arrive: $50.00 from ${(await db.vendor.findFirstOrThrow({ where: { id: where.vendorId } })).name}`,
  ]);
  for (const mail of told) expect(mail.text).toMatch(/Settles its invoices again\s+\$50\.00/);
  const failed = tokenOf((await loadRefundDocument(document.id, {}))!.verifyUrl);
  expect((await verifyPage(await ask(null, { token: failed }))).data.receipt).toMatchObject({ failed: true });
});

describe('the command', () => {
  async function run(positionals: string[], values: Record<string, unknown>, json = false) {
    const lines: string[] = [];
    const code = await refundCommand.run(
      { values: values as Record<string, string>, positionals },
      { now: new Date(), json, out: (line) => lines.push(line) },
    );
    return { code, text: lines.join('\n') };
  }

  test('refunds by receipt number off named invoices, in a member of staff’s name, and never twice under one id', async () => {
    const mine = await payWith('pm_card_visa', { now });
    const { vendorId, staffId } = mine.staff;
    const vendor = await db.vendor.findUniqueOrThrow({ where: { id: vendorId } });
    const receipt = await db.receipt.findFirstOrThrow({ where: { vendorId } });
    const invoice = await db.invoice.findFirstOrThrow({ where: { vendorId, id: mine.invoiceIds[0] } });
    const values = {
      reason: 'Billed twice',
      invoice: [`${invoice.number}=12.34`],
      staff: `${staffId}@staff.example`,
      vendor: vendor.slug,
      id: refundOf(mine).refundId,
    };
    for (let times = 0; times < 2; times++) {
      const said = await run([receipt.number], values, true);
      expect(said.code).toBe(0);
      expect(JSON.parse(said.text)).toMatchObject({ ok: true, state: 'succeeded', amountMinor: '1234', id: values.id });
    }
    expect(await db.refund.findMany({ where: { vendorId } })).toMatchObject([{ staffId, reason: 'Billed twice' }]);
    expect(await run([mine.paymentId], { reason: 'The rest' })).toMatchObject({
      code: 0,
      text: expect.stringContaining('Refunded $187.66.'),
    });
    expect(await run([mine.paymentId], { reason: 'More' })).toEqual({
      code: 1,
      text: 'All of this payment has gone back already.',
    });
  });

  test('refuses what it cannot read, and guesses nothing', async () => {
    const mine = await payWith('pm_card_visa', { now });
    const other = await makeStaff((await makePayer()).actor.vendorId);
    const cases: [string[], Record<string, unknown>, number][] = [
      [[], { reason: 'x' }, 2],
      [['a', 'b'], { reason: 'x' }, 2],
      [[mine.paymentId], {}, 1],
      [['R-1999-000001'], { reason: 'x' }, 1],
      [[mine.paymentId], { reason: 'x', amount: '12,34' }, 2],
      [[mine.paymentId], { reason: 'x', amount: '0' }, 2],
      [[mine.paymentId], { reason: 'x', amount: '1.234' }, 2],
      [[mine.paymentId], { reason: 'x', amount: '1', invoice: ['T-1=1'] }, 2],
      [[mine.paymentId], { reason: 'x', invoice: ['T-1'] }, 2],
      [[mine.paymentId], { reason: 'x', invoice: ['NONE=1.00'] }, 2],
      [[mine.paymentId], { reason: 'x', staff: `${other.staffId}@staff.example` }, 2],
      [[mine.paymentId], { reason: 'x', amount: '200.01' }, 1],
    ];
    for (const [positionals, values, code] of cases) expect((await run(positionals, values)).code).toBe(code);
    expect(await db.refund.count({ where: { vendorId: mine.staff.vendorId } })).toBe(0);
  });

  test('reconcile compares refunds and disputes too, and names what it repaired', async () => {
    const mine = await payWith('pm_card_visa', { now });
    await world.ctl('POST', '/refunds', { charge: mine.chargeId, amount: 500 });
    const lines: string[] = [];
    const code = await reconcileCommand.run(
      { values: { days: '2' }, positionals: [] },
      { now: new Date(), json: false, out: (line) => lines.push(line) },
    );
    expect([code, lines.join('\n')]).toEqual([0, expect.stringMatching(/repaired {2}refund-there-not-here/)]);
  });
});
