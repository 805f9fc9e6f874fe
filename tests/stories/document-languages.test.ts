import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makeLink } from '~tests/support/payment-links';
import { makePayer, type Payer } from '~tests/support/payer';
import { readPdf, type ReadPdf } from '~tests/support/read-pdf';
import { payWith, refundOf, type Paid } from '~tests/support/refunds';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { Language } from '~/lib/languages/language';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { LINKS_COOKIE } = await import('~/auth/cookies');
const { createSession } = await import('~/auth/sessions.server');
const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
const { renderCreditNote } = await import('~/domain/credits/render-credit-note.server');
const { renderInvoice, renderPreview, renderVendorInvoice } = await import('~/domain/invoices/render-invoice.server');
const { checkReceipt } = await import('~/domain/receipts/check-receipt.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { renderReceipt } = await import('~/domain/receipts/render-receipt.server');
const { zipReceipts } = await import('~/domain/receipts/zip-receipts.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { renderRefundDocument } = await import('~/domain/refunds/render-refund-document.server');
const { loadStatement } = await import('~/domain/statements/load-statement.server');
const { renderStatement } = await import('~/domain/statements/render-statement.server');
const { listOutbox, readOutboxAttachment } = await import('~/gateways/outbox.server');

const now = new Date();
let paid: Paid;
let receiptId: string;

const speak = (payer: Payer, language: Language | null) =>
  pool.query('UPDATE customers SET language = $1 WHERE id = $2', [language, payer.actor.customerId]);
const saysIn = (pdf: ReadPdf) => pdf.pages.flat().map(({ text }) => text.trim());
const read = (rendered: { pdf: Buffer } | null) => readPdf(rendered!.pdf);

beforeAll(async () => {
  paid = await payWith('pm_card_visa', { count: 3, now });
  receiptId = (await db.receipt.findFirstOrThrow({ where: { paymentId: paid.paymentId } })).id;
});

test('a receipt is drawn in the language its customer has now, and proves the same in each', async () => {
  const { snapshot, verifyUrl } = (await loadReceipt(receiptId, {}))!;
  const row = () => db.receipt.findUniqueOrThrow({ where: { id: receiptId } });
  const before = await row();
  const english = await renderReceipt({ receiptId });
  await speak(paid.payer, 'de');
  const german = read(await renderReceipt({ receiptId }));
  expect(german).toMatchObject({ title: `Zahlungsbeleg ${snapshot.number}`, language: 'de', tagged: true });
  expect(saysIn(german)).toEqual(
    expect.arrayContaining([
      'Zahlungsbeleg',
      '300,00\u00a0$',
      `Kundennummer ${snapshot.payer.number}`,
      'Gezahlt auf 3 Rechnungen',
      'Insgesamt gezahlt',
      'Seite 1 von 1',
      ...snapshot.invoices.map(({ summary }) => summary),
    ]),
  );
  const on = new Date(`${snapshot.paid.on}T00:00:00Z`).toLocaleDateString('de-DE', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  expect(saysIn(german)).toContain(`am ${on} mit Visa •••• 4242`);
  await speak(paid.payer, 'fr');
  const french = read(await renderReceipt({ receiptId }));
  expect(french).toMatchObject({ title: `Reçu ${snapshot.number}`, language: 'fr' });
  expect(saysIn(french)).toEqual(
    expect.arrayContaining(['300,00\u00a0$US', 'Payé sur 3 factures', 'Ce reçu est-il authentique\u00a0?']),
  );
  expect(await row()).toEqual(before);
  const token = new URL(verifyUrl).pathname.split('/').at(-1)!;
  expect(await checkReceipt(token)).toMatchObject({ number: snapshot.number });
  await speak(paid.payer, null);
  expect((await renderReceipt({ receiptId }))!.pdf.equals(english!.pdf)).toBe(true);
  await pool.query(`UPDATE vendors SET language = 'es' WHERE id = $1`, [paid.staff.vendorId]);
  expect(read(await renderReceipt({ receiptId }))).toMatchObject({
    title: `Recibo ${snapshot.number}`,
    language: 'es',
  });
  await pool.query(`UPDATE vendors SET language = 'en' WHERE id = $1`, [paid.staff.vendorId]);
});

test('the customer, whoever holds a link, the mail and staff get the same document', async () => {
  const [payer, other] = [paid.payer, await makePayer({ vendorId: paid.staff.vendorId })];
  await speak(payer, 'de');
  const { vendorId, customerId, personId, contactId } = payer.actor;
  const wanted = (await renderReceipt({ receiptId }))!;
  await drainJobs();
  const mail = await db.outgoingMail.findFirstOrThrow({ where: { receiptId } });
  const sent = (await listOutbox()).find(({ id }) => id === mail.id);
  expect(sent?.attachments.map(({ filename }) => filename)).toEqual([wanted.filename]);
  const attached = await readOutboxAttachment(mail.id, wanted.filename);
  expect(attached!.content.equals(wanted.pdf)).toBe(true);

  const door = async (route: { loader: (args: never) => Promise<Response> }, params: object, cookie: string) => {
    const context = { nonce: 'n', requestId: newId(), clientAddress: '10.0.0.1' };
    const request = new Request('http://localhost:3000/x', { headers: { cookie } });
    return Buffer.from(await (await route.loader({ request, params, context } as never)).arrayBuffer());
  };
  const own = (await createSession({ personId, contactId, now: new Date() })).cookie;
  const desk = await (await staffOf({ id: vendorId }, 'biller')).cookie();
  const portal = await door(await import('~/routes/portal/receipt-pdf'), { id: receiptId }, own);
  const vendor = await door(await import('~/routes/vendor/payment-receipt'), { id: paid.paymentId }, desk);
  expect([portal.equals(wanted.pdf), vendor.equals(wanted.pdf)]).toEqual([true, true]);
  const zipped = await zipReceipts({ vendorId, customerId }, [receiptId]);
  expect(zipped).toMatchObject({ ok: true, filename: 'receipts.zip' });
  expect(zipped.ok && zipped.zip.includes(wanted.filename)).toBe(true);
  expect(zipped.ok && zipped.zip.includes(wanted.pdf)).toBe(true);

  const [invoice] = await payer.invoices(1);
  const link = await makeLink(payer, [invoice!.id]);
  const opened = `${LINKS_COOKIE}=${link.token}`;
  const named = { link: link.actor.linkId, id: invoice!.id };
  const held = await door(await import('~/routes/link/invoice-pdf'), named, opened);
  expect(readPdf(held)).toMatchObject({ title: `Rechnung ${invoice!.number}`, language: 'de' });
  expect(held.equals((await renderVendorInvoice({ vendorId }, invoice!.id))!.pdf)).toBe(true);
  const [theirs] = await other.invoices(1);
  expect(read(await renderInvoice(other.actor, theirs!.id))).toMatchObject({ language: 'en' });
});

test('invoices, drafts and what is only being written, as the customer writes figures', async () => {
  const payer = await makePayer();
  await speak(payer, 'es');
  const draft = await payer.invoices(1, { draft: true, totalMinor: 1_234_567n, dueOn: '2026-03-05' });
  const rendered = await renderVendorInvoice(payer.actor, draft[0]!.id);
  expect(read(rendered)).toMatchObject({ title: `Borrador ${draft[0]!.number}`, language: 'es' });
  expect(saysIn(read(rendered))).toEqual(
    expect.arrayContaining(['Factura', '12.345,67\u00a0US$', 'vence el 5 mar 2026', 'Importe pendiente']),
  );
  const written = {
    currency: 'EUR',
    number: null,
    issuedOn: '2026-01-02',
    dueOn: '2026-02-01',
    summary: 'Hosting',
    memo: null,
    lines: [
      {
        description: 'Hosting',
        quantityMilli: 1_500n,
        unitPriceMinor: 10_000n,
        taxRateBp: 775,
        netMinor: 15_000n,
        taxMinor: 1_163n,
      },
    ],
  };
  await speak(payer, 'fr');
  const preview = await renderPreview(payer.actor, written);
  expect(preview!.filename).toBe('draft.pdf');
  expect(read(preview)).toMatchObject({ title: 'Aperçu d’une facture', language: 'fr' });
  expect(saysIn(read(preview))).toEqual(
    expect.arrayContaining(['brouillon', '1,5', '7,75 %', '161,63\u00a0€', 'Hosting', 'échéance le 1er févr. 2026']),
  );
});

test('refunds and credit notes', async () => {
  const { payer, staff } = paid;
  await speak(payer, 'es');
  await requestRefund(staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 12_500n } }), now);
  const { id: refundDocumentId } = await db.refundDocument.findFirstOrThrow({ where: { vendorId: staff.vendorId } });
  const refund = read(await renderRefundDocument({ refundDocumentId }));
  expect(refund).toMatchObject({ title: expect.stringMatching(/^Reembolso RF-/), language: 'es' });
  expect(saysIn(refund)).toEqual(
    expect.arrayContaining(['Reembolsado de 2 facturas', 'Total reembolsado', '125,00\u00a0US$', 'De nuevo pendiente']),
  );
  await speak(payer, 'de');
  const input = {
    creditNoteId: newId(),
    vendorId: staff.vendorId,
    amountMinor: 2_500n,
    reason: 'Goodwill',
    cause: 'test',
  };
  const of = { customerId: payer.actor.customerId, currency: 'USD' };
  expect(await issueCreditNote(staff, { ...input, of }, now)).toMatchObject({ ok: true });
  const note = read(await renderCreditNote({ creditNoteId: input.creditNoteId }));
  expect(note).toMatchObject({ title: expect.stringMatching(/^Gutschrift CN-/), language: 'de' });
  expect(saysIn(note)).toEqual(
    expect.arrayContaining(['Gutgeschrieben', 'Guthaben', '25,00\u00a0$', 'Goodwill', 'Insgesamt gutgeschrieben']),
  );
});

test('a statement on paper is the customer’s; on the screen it stays as the portal is', async () => {
  const { payer } = paid;
  await speak(payer, 'de');
  const query = { kind: 'balance-forward', from: null, to: '2099-12-31', currency: 'USD' } as const;
  const rendered = await renderStatement(payer.actor, query, 'UTC', now);
  if (!rendered.ok) throw new Error('it is short enough');
  const pdf = read(rendered);
  expect(pdf.title).toMatch(/^Kontoauszug für .*: Saldovortrag, bis 31\. Dez\. 2099$/);
  expect(pdf.language).toBe('de');
  const text = saysIn(pdf).join(' ');
  for (const said of [
    /Rechnung T-\d+ · Work order \d+ · fällig am 1\. Feb\. 2026/,
    /Zahlung · Visa •••• 4242 · Beleg R-/,
  ])
    expect(text).toMatch(said);
  const { listed } = await loadStatement(payer.actor, { query, after: null }, 'UTC', now);
  const whats = listed.kind === 'balance-forward' ? listed.movements.map(({ what }) => what) : [];
  expect(whats).toContain('Payment');
  const items = await renderStatement(payer.actor, { ...query, kind: 'open-items' }, 'UTC', now);
  expect(items.ok && saysIn(read(items)).join(' ')).toMatch(/Fällig am .*Offene Rechnungen/);
});
