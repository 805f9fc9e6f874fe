import { afterAll, expect, test } from 'vitest';
import { makePayer, type Payer } from '~tests/support/payer';
import { readPdf, type ReadPdf } from '~tests/support/read-pdf';
import { startWorld } from '~tests/support/world';
import { makeContact } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import type { Tx } from '~/lib/db.server';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
const { issueReceipt } = await import('~/domain/receipts/issue-receipt.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { renderKnownReceipt, renderReceipt } = await import('~/domain/receipts/render-receipt.server');
const { checkReceipt } = await import('~/domain/receipts/check-receipt.server');
const { sendReceipt } = await import('~/domain/receipts/send-receipt.server');
const { sendMail } = await import('~/domain/mail/send-mail.server');
const { listOutbox, readOutboxAttachment } = await import('~/gateways/outbox.server');
const { checkSnapshotAddsUp } = await import('~/domain/receipts/snapshot');

const now = new Date('2026-11-20T12:00:00Z');

/** Pays everything the payer owes with a card at the gateway, and answers the receipt's row. */
async function pay(payer: Payer) {
  const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
  const result = await startPayment(payer.actor, input, now);
  expect(result).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  return db.receipt.findUniqueOrThrow({ where: { paymentId: input.paymentId } });
}

/** A settled payment that has no receipt yet, over invoices of 100.00 each. */
async function settleOutside(payer: Payer, count: number, amountMinor = 10_000n): Promise<string> {
  const invoices = await payer.invoices(count);
  const id = newId();
  const allocations = invoices.map((invoice) => ({ invoiceId: invoice.id, amountMinor }));
  const { vendorId, customerId } = payer.actor;
  await transaction((tx) =>
    recordOutsidePayments(tx, {
      vendorId,
      payments: [{ id, customerId, currency: 'USD', settledAt: now, allocations }],
    }),
  );
  return id;
}

async function tokenOf(receiptId: string): Promise<string> {
  const receipt = await loadReceipt(receiptId, {});
  return new URL(receipt!.verifyUrl).pathname.split('/').at(-1)!;
}

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

test('twenty customers of one vendor pay at once: the numbers have no gap and no double', async () => {
  const vendor = await makeVendor();
  const payers = await Promise.all(Array.from({ length: 20 }, () => makePayer({ vendorId: vendor.id })));
  await Promise.all(payers.map((payer) => payer.invoices(3)));
  const receipts = await Promise.all(payers.map(pay));
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
  const [first, second] = [await settleOutside(payer, 2), await settleOutside(payer, 1)];
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
  const paymentId = await settleOutside(payer, 3);
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
    const paymentId = await settleOutside(payer, 1);
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
    const paymentId = await settleOutside(payer, size);
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
  const { id, number } = await pay(payer);
  const other = await makePayer();
  await other.invoices(1);
  const token = await tokenOf(id);
  expect(await checkReceipt(token)).toEqual({
    number,
    totalMinor: 20_000n,
    currency: 'USD',
    payee: expect.stringMatching(/LLC$/),
    paidOn: '2026-11-20',
  });

  const bytes = Buffer.from(token, 'base64url');
  for (const at of [0, 15, 16, 79]) {
    const altered = Buffer.from(bytes);
    altered[at]! ^= 1;
    expect(await checkReceipt(altered.toString('base64url'))).toBeNull();
  }
  const foreign = Buffer.from(await tokenOf((await pay(other)).id), 'base64url');
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
  const before = await pay(payer);
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
  const after = await pay(payer);
  expect(after.keyId).toBe(before.keyId);
  expect(await checkReceipt(await tokenOf(after.id))).not.toBeNull();
});

test('the PDF says what was paid, invoice by invoice, and its figures re-add', async () => {
  const payer = await makePayer();
  const invoices = [
    ...(await payer.invoices(10)),
    ...(await payer.invoices(1, { paidMinor: 3_999n })),
    ...(await payer.invoices(1, { totalMinor: 12_345_678n, summary: 'Rack in Gdańsk \u202eevil' })),
  ];
  const { id } = await pay(payer);
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
  expect([pdf.count('Table'), pdf.count('TR'), pdf.count('TD')]).toEqual([1, 13, 60]);
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
    expect(amounts).toEqual([totalMinor, totalMinor - paidMinor, 0n]);
  }
  const paid = rows.reduce((sum, row) => sum + row.amounts[1]!, 0n);
  const total = pdf.pages[0]!.find((run) => run.text === 'Total paid')!;
  const shown = pdf.pages[0]!.find((run) => Math.abs(run.y - total.y) < 1 && run.text.startsWith('$'))!;
  expect(minor(shown.text)).toBe(paid);
  expect(paid).toBe(12_345_678n + 11n * 10_000n - 3_999n);
});

test('what a part payment leaves open stands on it', async () => {
  const payer = await makePayer();
  const paymentId = await settleOutside(payer, 2, 2_501n);
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
    const { id } = await pay(payer);
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
  const { id } = await pay(payer);
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
  const { id, number } = await pay(payer);
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
  const { id } = await pay(payer);
  await db.contact.update({ where: { id: contactId }, data: { removedAt: now } });
  await sendReceipt({ receiptId: id, now });
  expect(await db.outgoingMail.count({ where: { receiptId: id } })).toBe(0);
  const successor = await makeContact({ vendorId, customerId, role: 'payer' });
  await sendReceipt({ receiptId: id, now });
  expect(await db.outgoingMail.findMany({ where: { receiptId: id } })).toMatchObject([{ to: successor.email }]);
});
