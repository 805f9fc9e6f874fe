import { afterAll, expect, test } from 'vitest';
import { issueReceipt } from '~tests/support/issue-receipt';
import { makePayer, type Payer } from '~tests/support/payer';
import { readPdf } from '~tests/support/read-pdf';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { createSession } = await import('~/auth/sessions.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { loader: listPage } = await import('~/routes/portal/receipts');
const { loader: receiptPage } = await import('~/routes/portal/receipt');
const { loader: receiptPdf } = await import('~/routes/portal/receipt-pdf');
const { loader: invoicePdf } = await import('~/routes/portal/invoice-pdf');
const { loader: receiptsZip } = await import('~/routes/portal/receipts-zip');
const { loader: verifyPage } = await import('~/routes/link/verify');

const START = Date.parse('2026-03-05T12:00:00Z');

/** So many receipts, an hour apart, each for one invoice of 100.00; oldest first. */
async function issue(payer: Payer, count: number): Promise<{ id: string; number: string; invoiceId: string }[]> {
  const { vendorId, customerId } = payer.actor;
  const invoices = await payer.invoices(count, { summary: 'Managed hosting' });
  const payments = invoices.map((invoice, at) => ({
    id: newId(),
    customerId,
    currency: 'USD',
    settledAt: new Date(START + at * 3_600_000),
    allocations: [{ invoiceId: invoice.id, amountMinor: invoice.totalMinor }],
  }));
  return transaction(async (tx) => {
    await recordOutsidePayments(tx, { vendorId, payments });
    const issued = [];
    for (const [at, { id, settledAt, allocations }] of payments.entries()) {
      issued.push({
        ...(await issueReceipt(tx, { paymentId: id, vendorId, now: settledAt })),
        invoiceId: allocations[0]!.invoiceId,
        at,
      });
    }
    return issued;
  });
}

type Asked = { params?: Record<string, string>; search?: string };

/** What a loader is called with when this payer's browser, or a stranger's, asks. */
async function ask(payer: Payer | null, { params = {}, search = '' }: Asked = {}) {
  const cookie =
    payer &&
    (await createSession({ personId: payer.actor.personId, contactId: payer.actor.contactId, now: new Date() })).cookie;
  const request = new Request(`http://localhost:3000/receipts${search}`, {
    headers: { accept: 'text/html', ...(cookie && { cookie }) },
  });
  return { request, params, context: { nonce: 'n', requestId: newId(), clientAddress: '10.0.0.1' } };
}

/** A loader's answer, returned or thrown. */
const answer = async (loading: Promise<unknown>) => (await loading.catch((thrown: unknown) => thrown)) as Response;

test('files go to their own customer alone; for all others they do not exist', async () => {
  const owner = await makePayer();
  const [receipt] = await issue(owner, 1);
  const colleague = await makePayer({ vendorId: owner.actor.vendorId });
  const stranger = await makePayer();
  for (const [load, id] of [
    [receiptPdf, receipt!.id],
    [invoicePdf, receipt!.invoiceId],
  ] as const) {
    const own = await answer(load(await ask(owner, { params: { id } })));
    expect(own.status).toBe(200);
    expect(Object.fromEntries(own.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
    });
    expect(own.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.pdf"/);
    expect(readPdf(Buffer.from(await own.arrayBuffer())).tagged).toBe(true);

    const nowhere = await answer(load(await ask(owner, { params: { id: newId() } })));
    expect(nowhere.status).toBe(404);
    const text = await nowhere.text();
    for (const [who, wanted] of [
      [colleague, id],
      [stranger, id],
      [owner, 'x'],
      [owner, "' OR 1=1"],
    ] as const) {
      const refused = await answer(load(await ask(who, { params: { id: wanted } })));
      expect([refused.status, await refused.text()]).toEqual([404, text]);
    }
    expect((await answer(load(await ask(null, { params: { id } })))).headers.get('location')).toMatch(/^\/sign-in/);
  }
  for (const who of [colleague, stranger]) {
    expect((await answer(receiptPage(await ask(who, { params: { id: receipt!.id } })))).status).toBe(404);
  }
});

test("several come as one file, and none if one of them is another customer's", async () => {
  const [owner, other] = [await makePayer(), await makePayer()];
  const [first, second] = await issue(owner, 2);
  const [foreign] = await issue(other, 1);
  const zip = await answer(
    receiptsZip(await ask(owner, { search: `?id=${first!.id}&id=${second!.id}&id=${first!.id}` })),
  );
  expect(zip.headers.get('content-type')).toBe('application/zip');
  const bytes = Buffer.from(await zip.arrayBuffer());
  expect(bytes.readUInt16LE(bytes.length - 12)).toBe(2);
  for (const { number } of [first!, second!]) expect(bytes.includes(`${number}.pdf`)).toBe(true);

  const mixed = await answer(receiptsZip(await ask(owner, { search: `?id=${first!.id}&id=${foreign!.id}` })));
  expect(mixed.status).toBe(404);
  const nothing = await answer(receiptsZip(await ask(owner)));
  expect(nothing.headers.get('location')).toBe('/receipts?refused=nothing-selected');
  const many = Array.from({ length: 51 }, () => `id=${newId()}`).join('&');
  expect((await answer(receiptsZip(await ask(owner, { search: `?${many}` })))).headers.get('location')).toBe(
    '/receipts?refused=too-many',
  );
});

test('the list turns page by page, newest first, every receipt once, and finds by number', async () => {
  const owner = await makePayer();
  const issued = await issue(owner, 53);
  await issue(await makePayer({ vendorId: owner.actor.vendorId }), 2);
  const first = await listPage(await ask(owner));
  expect(first.receipts).toHaveLength(50);
  const second = await listPage(await ask(owner, { search: new URL(first.older!, 'http://localhost').search }));
  expect(second.older).toBeNull();
  expect([...first.receipts, ...second.receipts].map((receipt) => receipt.number)).toEqual(
    issued.map((receipt) => receipt.number).reverse(),
  );
  expect(first.receipts[0]).toMatchObject({
    total: '$100.00',
    invoiceCount: 1,
    method: 'Received directly',
    issuedOn: '7 Mar 2026',
  });
  const found = await listPage(await ask(owner, { search: '?q=r-2026-00004' }));
  expect(found.receipts.map((receipt) => receipt.number)).toEqual(
    [49, 48, 47, 46, 45, 44, 43, 42, 41, 40].map((n) => `R-2026-0000${n}`),
  );
  expect((await listPage(await ask(owner, { search: '?q=%25&before=nonsense' }))).receipts).toEqual([]);
});

test('the page shows the receipt as it was issued, and a hundred rows until more are asked for', async () => {
  const owner = await makePayer();
  const { vendorId, customerId } = owner.actor;
  const invoices = await owner.invoices(130);
  const paymentId = newId();
  const allocations = invoices.map((invoice) => ({ invoiceId: invoice.id, amountMinor: invoice.totalMinor }));
  await transaction((tx) =>
    recordOutsidePayments(tx, {
      vendorId,
      payments: [{ id: paymentId, customerId, currency: 'USD', settledAt: new Date(START), allocations }],
    }),
  );
  const { id } = await transaction((tx) => issueReceipt(tx, { paymentId, vendorId, now: new Date(START) }));
  const page = await receiptPage(await ask(owner, { params: { id } }));
  expect(page.receipt).toMatchObject({
    total: '$13,000.00',
    invoiceCount: 130,
    paid: 'on 5 Mar 2026 · received directly',
  });
  expect(page.receipt.invoices).toHaveLength(100);
  expect((await receiptPage(await ask(owner, { params: { id }, search: '?all' }))).receipt.invoices).toHaveLength(130);
});

test('the public check needs no sign-in and says four things, or that there is no such receipt', async () => {
  const owner = await makePayer();
  const [receipt] = await issue(owner, 1);
  const token = new URL((await loadReceipt(receipt!.id, {}))!.verifyUrl).pathname.split('/').at(-1)!;
  const genuine = await verifyPage(await ask(null, { params: { token } }));
  expect(genuine.data).toEqual({
    language: 'en',
    receipt: {
      kind: 'receipt',
      number: receipt!.number,
      payee: expect.stringMatching(/LLC$/),
      total: '$100.00',
      credit: null,
      paidOn: '5 Mar 2026',
      refunded: null,
      takenBack: null,
      failed: false,
    },
  });
  expect(genuine.init?.status ?? 200).toBe(200);
  const middle = Math.floor(token.length / 2);
  const forged = `${token.slice(0, middle)}${token.charAt(middle) === 'A' ? 'B' : 'A'}${token.slice(middle + 1)}`;
  const fake = await verifyPage(await ask(null, { params: { token: forged } }));
  expect([fake.data, fake.init?.status]).toEqual([{ language: 'en', receipt: null }, 404]);
});
