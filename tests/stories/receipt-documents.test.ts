import { afterAll, expect, test } from 'vitest';
import { issueReceipt } from '~tests/support/issue-receipt';
import { makePayer } from '~tests/support/payer';
import { readPdf, type ReadPdf } from '~tests/support/read-pdf';
import { asked, makeLink, newCard } from '~tests/support/payment-links';
import { payByCard, settleOutside } from '~tests/support/settled';
import { startWorld } from '~tests/support/world';
import { makeContact } from '~tests/factories/make-customer';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { renderKnownReceipt, renderReceipt } = await import('~/domain/receipts/render-receipt.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { sendReceipt } = await import('~/domain/receipts/send-receipt.server');
const { sendMail } = await import('~/domain/mail/send-mail.server');
const { listOutbox, readOutboxAttachment } = await import('~/gateways/outbox.server');

const now = new Date('2026-11-20T12:00:00Z');

const words = (pdf: ReadPdf) => pdf.pages.flat().map((run) => run.text.trim());
const minor = (text: string) => BigInt(text.replace(/[$,.]/g, ''));

/** The table's rows, read off the pages: the runs that stand on one line with an invoice number. */
function rowsOf(pdf: ReadPdf, numbers: string[]): { number: string; amounts: bigint[] }[] {
  const known = new Set(numbers);
  return pdf.pages.flatMap((runs) =>
    runs
      .filter((run) => known.has(run.text))
      .map((first) => ({
        number: first.text,
        amounts: runs
          .filter((run) => Math.abs(run.y - first.y) < 1.5 && run.x > first.x && run.text.startsWith('$'))
          .map((run) => minor(run.text)),
      })),
  );
}

test('the PDF says what was paid, invoice by invoice, and its figures re-add', async () => {
  const payer = await makePayer();
  const invoices = [
    ...(await payer.invoices(10)),
    ...(await payer.invoices(1, { paidMinor: 3_999n })),
    ...(await payer.invoices(1, { totalMinor: 12_345_678n, summary: 'Rack in Gdańsk \u202eevil' })),
  ];
  const { id } = await payByCard(payer, now);
  const rendered = await renderReceipt({
    receiptId: id,
    vendorId: payer.actor.vendorId,
    customerId: payer.actor.customerId,
  });
  const { snapshot } = (await loadReceipt(id, {}))!;
  expect(rendered!.filename).toBe(`${snapshot.number}.pdf`);
  expect(rendered!.pdf.length).toBeLessThan(60_000);

  const pdf = readPdf(rendered!.pdf);
  expect(pdf).toMatchObject({ title: `Receipt ${snapshot.number}`, language: 'en', tagged: true });
  expect(pdf.pages).toHaveLength(1);
  expect([pdf.count('Table'), pdf.count('TR'), pdf.count('TD')]).toEqual([1, 13, 72]);
  for (const said of [
    snapshot.number,
    snapshot.vendor.name,
    snapshot.vendor.legalName,
    'Tax ID 14-2718281',
    snapshot.payer.name,
    `Customer ${snapshot.payer.number}`,
    snapshot.payer.contact!.name,
    snapshot.payer.contact!.email,
    'Visa •••• 4242',
    '20 Nov 2026',
    'Rack in Gdańsk evil',
    'Page 1 of 1',
    'Settled before',
  ]) {
    expect(words(pdf)).toContain(said);
  }
  // Long as it is, it may take two lines.
  expect(words(pdf).join('')).toContain(snapshot.gatewayReference!);

  const rows = rowsOf(
    pdf,
    invoices.map((invoice) => invoice.number),
  );
  expect(rows.map((row) => row.number).sort()).toEqual(invoices.map((invoice) => invoice.number).sort());
  for (const { number, amounts } of rows) {
    const { totalMinor, paidMinor } = invoices.find((invoice) => invoice.number === number)!;
    // What was paid before stands in the row where there is some, so that each row adds up by itself.
    const before = paidMinor > 0n ? [paidMinor] : [];
    expect(amounts).toEqual([totalMinor, ...before, totalMinor - paidMinor, 0n]);
  }
  const paid = rows.reduce((sum, row) => sum + row.amounts.at(-2)!, 0n);
  const total = pdf.pages[0]!.find((run) => run.text === 'Total paid')!;
  const shown = pdf.pages[0]!.find((run) => Math.abs(run.y - total.y) < 1 && run.text.startsWith('$'))!;
  expect(minor(shown.text)).toBe(paid);
  expect(paid).toBe(12_345_678n + 11n * 10_000n - 3_999n);
});

test('what a part payment leaves open stands on it', async () => {
  const payer = await makePayer();
  const paymentId = await settleOutside(payer, 2, { now, amountMinor: 2_501n });
  const { id } = await transaction((tx) => issueReceipt(tx, { paymentId, vendorId: payer.actor.vendorId, now }));
  const { snapshot } = (await loadReceipt(id, {}))!;
  expect(snapshot).toMatchObject({
    method: { kind: 'outside' },
    totalMinor: '5002',
    invoices: [{ stillOpenMinor: '7499' }, { stillOpenMinor: '7499' }],
  });
  const pdf = readPdf((await renderReceipt({ receiptId: id }))!.pdf);
  expect(
    rowsOf(
      pdf,
      snapshot.invoices.map((invoice) => invoice.number),
    ).map((row) => row.amounts),
  ).toEqual([
    [10_000n, 2_501n, 7_499n],
    [10_000n, 2_501n, 7_499n],
  ]);
  expect(words(pdf)).toContain('Received directly');
});

test('36 invoices stand on one page; hundreds on as many as it takes, each once', async () => {
  for (const [count, pages] of [
    [36, 1],
    [300, 7],
  ] as const) {
    const payer = await makePayer();
    const invoices = await payer.invoices(count, {
      summary: 'Managed hosting with a description that is longer than the line it has',
    });
    const { id } = await payByCard(payer, now);
    const pdf = readPdf((await renderReceipt({ receiptId: id }))!.pdf);
    expect(pdf.pages).toHaveLength(pages);
    const rows = rowsOf(
      pdf,
      invoices.map((invoice) => invoice.number),
    );
    expect(new Set(rows.map((row) => row.number)).size).toBe(count);
    expect(rows).toHaveLength(count);
    pdf.pages.forEach((page, at) => {
      expect(page.map((run) => run.text)).toEqual(expect.arrayContaining(['Paid now', `Page ${at + 1} of ${pages}`]));
    });
    expect(pdf.pages.at(-1)!.map((run) => run.text)).toContain('Total paid');
  }
});

test('drawn again it is the same, byte for byte, whatever has changed since', async () => {
  const payer = await makePayer();
  await payer.invoices(4);
  const { id } = await payByCard(payer, now);
  const before = (await renderReceipt({ receiptId: id }))!.pdf;
  const { vendorId, customerId, personId } = payer.actor;
  await db.vendor.update({
    where: { id: vendorId },
    data: { name: 'Renamed', addressLines: ['Elsewhere'], timeZone: 'Asia/Tokyo' },
  });
  await db.customer.update({ where: { id: customerId }, data: { name: 'Renamed too' } });
  await db.person.update({ where: { id: personId }, data: { name: 'Somebody else' } });
  await db.invoice.updateMany({ where: { vendorId, customerId }, data: { archivedAt: now, summary: 'Other words' } });
  expect((await renderReceipt({ receiptId: id }))!.pdf.equals(before)).toBe(true);
});

test('it is mailed once, to who paid, with the PDF', async () => {
  const payer = await makePayer();
  await payer.invoices(25);
  const { id, number } = await payByCard(payer, now);
  await Promise.all([1, 2, 3].map(() => sendReceipt({ receiptId: id, now })));
  const { id: mailId } = await db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey: `receipt:${id}` } });
  await sendMail({ mailId, now, renderReceipt: renderKnownReceipt });
  await sendReceipt({ receiptId: id, now });
  const mails = await db.outgoingMail.findMany({ where: { receiptId: id } });
  const person = await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } });
  expect(mails).toMatchObject([{ to: person.email, kind: 'receipt', state: 'sent', dedupeKey: `receipt:${id}` }]);
  expect(mails[0]!.subject).toContain(number);
  expect(mails[0]!.text).toContain('$2,500.00');
  expect(mails[0]!.text).toContain('and 5 more');
  const [file] = (await listOutbox()).find((mail) => mail.id === mailId)!.attachments;
  expect(await readOutboxAttachment(mailId, file!.filename)).toMatchObject({
    content: (await renderReceipt({ receiptId: id }))!.pdf,
  });
});

test('when who paid is gone, it goes to a payer who is there, and to nobody else', async () => {
  const payer = await makePayer();
  const { vendorId, customerId, contactId } = payer.actor;
  await makeContact({ vendorId, customerId, role: 'viewer' });
  await payer.invoices(1);
  const { id } = await payByCard(payer, now);
  await db.contact.update({ where: { id: contactId }, data: { removedAt: now } });
  await sendReceipt({ receiptId: id, now });
  expect(await db.outgoingMail.count({ where: { receiptId: id } })).toBe(0);
  const successor = await makeContact({ vendorId, customerId, role: 'payer' });
  await sendReceipt({ receiptId: id, now });
  expect(await db.outgoingMail.findMany({ where: { receiptId: id } })).toMatchObject([{ to: successor.email }]);
});

test('where nobody is known by name to have paid, no line says who did', async () => {
  const payer = await makePayer();
  const [invoice] = await payer.invoices(1);
  const link = await makeLink(payer, [invoice!.id], { now });
  const input = await asked(link, await newCard());
  expect(await startPayment(link.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
  const { id } = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
  const { vendorId, customerId } = payer.actor;
  const said = words(readPdf((await renderReceipt({ receiptId: id, vendorId, customerId }))!.pdf));
  expect(said).toContain('Received from');
  expect(said).not.toContain('Paid by');
  expect(said).not.toContain('–');
});
