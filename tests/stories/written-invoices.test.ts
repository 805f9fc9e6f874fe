import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { look, post } from '~tests/support/desk';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { dateIn, addDays } = await import('~/lib/dates');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { newDraft } = await import('~/domain/invoices/new-draft.server');
const { loadInvoice } = await import('~/domain/invoices/load-invoice.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const { listAttachments, readAttachment } = await import('~/domain/invoices/attachments.server');
const vendorFile = await import('~/routes/vendor/invoice-attachment');
const newPage = await import('~/routes/vendor/invoice-new');
const editPage = await import('~/routes/vendor/invoice-edit');
const page = await import('~/routes/vendor/invoice');
const preview = await import('~/routes/vendor/invoice-preview');

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const ZONE = 'America/New_York';
const today = dateIn(ZONE, new Date());

type Desk = Awaited<ReturnType<typeof desk>>;
async function desk() {
  const vendor = await makeVendor();
  const biller = await staffOf(vendor, 'biller');
  const customer = await makeCustomer({ vendorId: vendor.id });
  const scope = { vendorId: vendor.id, customerId: customer.id };
  return { vendor, biller, customer, scope, contact: await makeContact(scope), cookie: await biller.cookie() };
}

type Form = [string, string][];
/** What the page sends: two lines and a discount, 2 × 150.00 + 40.00 − 30.00 at 10 %: 341.00. */
function formOf({ customer }: Desk, values: Record<string, string> = {}): Form {
  const fields = {
    intent: 'issue',
    id: newId(),
    customer: customer.id,
    currency: 'USD',
    number: '',
    issuedOn: today,
    dueOn: addDays(today, 30),
    summary: 'Hosting and support',
    memo: 'Thank you.',
    ...values,
  };
  const lines: Form = [
    ['Hosting', '2', '150.00'],
    ['Support', '1', '40.00'],
    ['Discount', '1', '-30.00'],
  ].flatMap(([description = '', quantity = '', unitPrice = '']): Form => [
    ['description', description],
    ['quantity', quantity],
    ['unitPrice', unitPrice],
    ['taxRate', '10'],
  ]);
  return [...Object.entries(fields), ...lines];
}
const idIn = (form: Form) => form.find(([name]) => name === 'id')?.[1] ?? '';
const write = (at: Desk, form: Form) => post(newPage.action, '/vendor/invoices/new', { cookie: at.cookie, form });
const edit = (at: Desk, id: string, form: Form | Record<string, string>) =>
  post(editPage.action, `/vendor/invoices/${id}/edit`, { cookie: at.cookie, params: { id }, form });
const load = async (at: Desk, id: string) => {
  const invoice = await loadVendorInvoice(at.scope, id);
  if (!invoice) throw new Error('no such invoice');
  return invoice;
};
const invoicesOf = (at: Desk) => db.invoice.findMany({ where: { vendorId: at.vendor.id }, orderBy: { number: 'asc' } });

describe('an invoice is written and issued', () => {
  let at: Desk;
  beforeAll(async () => {
    at = await desk();
  });

  it('takes the next number, is owed at once, and its story says who did it', async () => {
    const form = formOf(at);
    const answer = await write(at, form);
    expect(answer).toMatchObject({ status: 303, location: `/vendor/invoices/${idIn(form)}?done=issued` });
    const invoice = await load(at, idIn(form));
    expect(invoice).toMatchObject({
      number: 'INV-1001',
      totalMinor: 34_100n,
      taxMinor: 3_100n,
      dueMinor: 34_100n,
      reason: null,
    });
    expect(tellStory(invoice).map(({ what, by, amountMinor }) => ({ what, by, amountMinor }))).toEqual([
      { what: expect.stringMatching(/^Issued as INV-1001, due /) as string, by: 'Sam Biller', amountMinor: 34_100n },
    ]);
    expect(await loadInvoice(at.scope, invoice.id)).toMatchObject({
      number: 'INV-1001',
      memo: 'Thank you.',
      dueMinor: 34_100n,
    });
    expect(await verifyBooks()).toEqual([]);
  });

  it('a double click makes one invoice and takes one number; another invoice under its id is refused', async () => {
    const form = formOf(at);
    const before = (await invoicesOf(at)).length;
    const answers = await Promise.all([write(at, form), write(at, form), write(at, form)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await invoicesOf(at)).toHaveLength(before + 1);
    const other = formOf(at, { id: idIn(form), summary: 'Something else' });
    expect((await write(at, other)).status).toBe(409);
    expect((await load(at, idIn(form))).summary).toBe('Hosting and support');
  });

  it('ten at once take ten numbers in a row, past those that are used', async () => {
    const own = await desk();
    await makeInvoice({ ...own.scope, number: 'INV-7' });
    await makeInvoice({ ...own.scope, number: 'INV-10' });
    const forms = Array.from({ length: 10 }, () => formOf(own));
    const answers = await Promise.all(forms.map((form) => write(own, form)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    await write(own, formOf(own, { number: 'INV-22' }));
    await write(own, formOf(own));
    await write(own, formOf(own));
    const numbers = (await invoicesOf(own)).map(({ number }) => Number(number.slice(4))).sort((a, b) => a - b);
    expect(numbers).toEqual([7, 10, ...Array.from({ length: 13 }, (_, index) => 11 + index)]);
    expect(await verifyBooks()).toEqual([]);
  });

  it('a number by hand is taken once; what is refused takes none, and everything typed comes back', async () => {
    const own = await desk();
    expect((await write(own, formOf(own, { number: 'A/2026-1' }))).status).toBe(303);
    const again = await write(own, formOf(own, { number: 'A/2026-1', memo: 'Kept' }));
    expect(again).toMatchObject({ status: 409, data: { typed: { number: 'A/2026-1', memo: 'Kept' } } });
    const wrong = await write(own, formOf(own, { dueOn: '2020-01-01' }));
    expect(wrong).toMatchObject({
      status: 422,
      data: { typed: { dueOn: '2020-01-01' }, problems: { fields: { dueOn: expect.any(String) as string } } },
    });
    expect((await write(own, formOf(own, { issuedOn: addDays(today, 2) }))).status).toBe(422);
    await write(own, formOf(own));
    expect((await invoicesOf(own)).map(({ number }) => number)).toEqual(['A/2026-1', 'INV-1001']);
  });

  it('works without scripts: a line more, a discount, a line less, nothing kept meanwhile', async () => {
    const before = (await invoicesOf(at)).length;
    const added = await write(at, formOf(at, { intent: 'add-discount' }));
    expect(added).toMatchObject({ status: 200, data: { words: null, typed: { lines: { length: 4 } } } });
    expect(await write(at, formOf(at, { intent: 'remove-line:0' }))).toMatchObject({
      data: { typed: { lines: { length: 2 } } },
    });
    expect(await invoicesOf(at)).toHaveLength(before);
  });

  it('starts with the tax rate of the customer’s own latest invoice, never with a stranger’s', async () => {
    const own = await desk();
    await write(own, formOf(own));
    const stranger = await makeCustomer({ vendorId: own.vendor.id });
    const rateFor = async (customer: { id: string }) =>
      (await newDraft({ ...own.scope, customerId: customer.id }, { timeZone: ZONE, now: new Date() })).lines[0]
        ?.taxRate;
    expect([await rateFor(own.customer), await rateFor(stranger)]).toEqual(['10', '0']);
  });

  it('previews as a PDF what is typed, and keeps nothing', async () => {
    const before = (await invoicesOf(at)).length;
    const asked = { cookie: at.cookie, form: formOf(at, { intent: '' }) };
    const answer = await post(preview.action, '/vendor/invoices/preview', asked);
    expect(answer.status).toBe(200);
    expect(String(answer.data)).toMatch(/^%PDF-/);
    expect(await invoicesOf(at)).toHaveLength(before);
  });
});

describe('a draft', () => {
  it('is seen by staff alone, is written anew, and takes its number as it is issued', async () => {
    const at = await desk();
    const form = formOf(at, { intent: 'draft' });
    expect((await write(at, form)).location).toBe(`/vendor/invoices/${idIn(form)}?done=drafted`);
    expect(await loadInvoice(at.scope, idIn(form))).toBeNull();
    const draft = await load(at, idIn(form));
    expect(draft).toMatchObject({ issuedAt: null, reason: 'gone', number: expect.stringMatching(/^DRAFT-/) as string });
    const changed = formOf(at, { intent: 'draft', version: String(draft.version), summary: 'Hosting' });
    expect((await edit(at, draft.id, changed)).status).toBe(303);
    const issued = formOf(at, { intent: 'issue', version: String(draft.version + 1), summary: 'Hosting' });
    const answers = await Promise.all([edit(at, draft.id, issued), edit(at, draft.id, issued)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const invoice = await load(at, draft.id);
    expect(invoice).toMatchObject({ number: 'INV-1001', summary: 'Hosting', dueMinor: 34_100n, lines: { length: 3 } });
    expect(tellStory(invoice).map(({ what }) => what.split(',')[0])).toEqual([
      'Draft written',
      'Draft changed',
      'Issued as INV-1001',
    ]);
    expect(await verifyBooks()).toEqual([]);
  });

  it('that a colleague changed meanwhile is not overwritten unseen', async () => {
    const at = await desk();
    const form = formOf(at, { intent: 'draft' });
    await write(at, form);
    const { id, version } = await load(at, idIn(form));
    await edit(at, id, formOf(at, { intent: 'draft', version: String(version), summary: 'Theirs' }));
    const mine = await edit(at, id, formOf(at, { intent: 'draft', version: String(version), summary: 'Mine' }));
    expect(mine).toMatchObject({ status: 409, data: { draft: { version: version + 1, typed: { summary: 'Mine' } } } });
    expect((await load(at, id)).summary).toBe('Theirs');
    await edit(at, id, formOf(at, { intent: 'draft', version: String(version + 1), summary: 'Mine' }));
    expect((await load(at, id)).summary).toBe('Mine');
  });

  it('is thrown away, which an issued invoice never is', async () => {
    const at = await desk();
    const [draft, issued] = [formOf(at, { intent: 'draft' }), formOf(at)];
    await write(at, draft);
    await write(at, issued);
    expect((await edit(at, idIn(draft), { intent: 'discard' })).status).toBe(303);
    expect((await edit(at, idIn(issued), { intent: 'discard' })).status).toBe(409);
    expect((await edit(at, idIn(draft), { intent: 'discard' })).status).toBe(404);
    expect((await invoicesOf(at)).map(({ id }) => id)).toEqual([idIn(issued)]);
    expect(await verifyBooks()).toEqual([]);
  });
});

describe('what was issued', () => {
  it('keeps its money: the database refuses other lines, another number, its end', async () => {
    const at = await desk();
    const form = formOf(at);
    await write(at, form);
    const id = idIn(form);
    for (const statement of [
      'UPDATE invoice_lines SET unit_price_minor = 1 WHERE invoice_id = $1',
      'DELETE FROM invoice_lines WHERE invoice_id = $1',
      `UPDATE invoices SET number = 'X-1' WHERE id = $1`,
      'UPDATE invoices SET issued_at = NULL WHERE id = $1',
      'DELETE FROM invoices WHERE id = $1',
    ])
      await expect(pool.query(statement, [id]), statement).rejects.toThrow(/issued|foreign key/);
    expect((await edit(at, id, formOf(at, { summary: 'Other' }))).status).toBe(409);
  });

  it('may be due later and say something else, which a payer is shown first', async () => {
    const at = await desk();
    const form = formOf(at);
    await write(at, form);
    const before = await load(at, idIn(form));
    const details = { dueOn: addDays(today, 60), summary: 'Hosting', memo: '' };
    expect((await edit(at, before.id, details)).location).toBe(`/vendor/invoices/${before.id}?done=changed`);
    const after = await load(at, before.id);
    expect(after).toMatchObject({ ...details, memo: null, totalMinor: before.totalMinor });
    expect(after.version).toBeGreaterThan(before.version);
    expect(tellStory(after).at(-1)).toMatchObject({
      by: 'Sam Biller',
      what: expect.stringMatching(/^Changed: due date from/) as string,
    });
    const early = await edit(at, before.id, { ...details, dueOn: '2020-01-01' });
    expect(early).toMatchObject({ status: 409, data: { details: { dueOn: '2020-01-01' }, words: { field: 'dueOn' } } });
    for (const [field, value] of [
      ['summary', 'x'.repeat(151)],
      ['summary', ''],
      ['memo', 'x'.repeat(2_001)],
      ['dueOn', 'soon'],
    ] as const)
      expect(await edit(at, before.id, { ...details, [field]: value })).toMatchObject({
        status: 422,
        data: { details: { [field]: value }, words: { field } },
      });
    await edit(at, before.id, details);
    expect((await load(at, before.id)).version).toBe(after.version);
  });
});

describe('files of an invoice', () => {
  const PDF = '%PDF-1.7 hours';
  const formWith = (...files: [name: string, content: string | Uint8Array<ArrayBuffer>][]) => {
    const form = new FormData();
    form.set('intent', 'attach');
    for (const [name, content] of files) form.append('files', new File([content], name));
    return form;
  };
  const send = (at: Desk, id: string, form: FormData | Record<string, string>, cookie = at.cookie) =>
    post(page.action, `/vendor/invoices/${id}`, { cookie, params: { id }, form });

  it('are kept, downloaded by staff and, once it is issued, by its customer alone, and taken away again', async () => {
    const [at, other] = [await desk(), await desk()];
    const form = formOf(at, { intent: 'draft' });
    await write(at, form);
    const id = idIn(form);
    expect((await send(at, id, formWith(['../hours\u202e.pdf', PDF], ['photo.png', png]))).status).toBe(303);
    const of = { vendorId: at.vendor.id, invoiceId: id };
    const [file, photo] = await listAttachments(of);
    expect([file, photo]).toMatchObject([
      { fileName: 'hours.pdf', mediaType: 'application/pdf', sizeBytes: PDF.length },
      { fileName: 'photo.png', mediaType: 'image/png' },
    ]);
    const params = { id, attachmentId: file!.id };
    const read = (cookie: string) => look(vendorFile.loader, '/x', { cookie, params });
    expect(await read(at.cookie)).toMatchObject({ status: 200, data: PDF });
    expect((await read(other.cookie)).status).toBe(404);
    expect((await send(other, id, { intent: 'detach', attachmentId: photo!.id })).status).toBe(404);
    expect((await send(at, id, { intent: 'detach', attachmentId: photo!.id })).status).toBe(303);
    expect(await listAttachments(of)).toMatchObject([{ id: file!.id }]);
    const paid = (attachmentId: string) => readAttachment(of, attachmentId);
    expect((await paid(file!.id))?.content.toString()).toBe(PDF);
    expect(await readAttachment({ ...of, vendorId: other.vendor.id }, file!.id)).toBeNull();
    expect(tellStory(await load(at, id)).map(({ what, aside }) => [what, aside])).toEqual([
      ['Draft written', undefined],
      ['File attached', 'hours.pdf, photo.png'],
      ['File removed', 'photo.png'],
    ]);
    expect((await edit(at, id, { intent: 'discard' })).status).toBe(303);
    expect(await listAttachments(of)).toEqual([]);
  });

  it.each([
    ['a page that pretends to be one', [['hours.pdf', '<script>alert(1)</script>']]],
    ['nothing', []],
    ['more than five', Array.from({ length: 6 }, (_, at) => [`${at}.pdf`, PDF])],
    ['more than 5 MB', [['large.pdf', PDF.padEnd(5 * 1024 * 1024 + 1, ' ')]]],
    [
      'one that is not taken among others',
      [
        ['a.pdf', PDF],
        ['b.exe', 'MZ'],
      ],
    ],
  ] as [string, [string, string][]][])('refuses %s, and keeps nothing of it', async (_what, files) => {
    const at = await desk();
    const form = formOf(at);
    await write(at, form);
    expect((await send(at, idIn(form), formWith(...files))).status).toBe(422);
    expect(await listAttachments({ vendorId: at.vendor.id, invoiceId: idIn(form) })).toEqual([]);
  });

  it('two who attach at once do not go beyond five; a viewer attaches nothing', async () => {
    const at = await desk();
    const form = formOf(at);
    await write(at, form);
    const three = () => formWith(['1.pdf', PDF], ['2.pdf', PDF], ['3.pdf', PDF]);
    const answers = await Promise.all([send(at, idIn(form), three()), send(at, idIn(form), three())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const viewer = await (await staffOf(at.vendor, 'viewer')).cookie();
    expect((await send(at, idIn(form), formWith(['4.pdf', PDF]), viewer)).status).toBe(403);
    expect(await listAttachments({ vendorId: at.vendor.id, invoiceId: idIn(form) })).toHaveLength(3);
  });
});

describe('who may', () => {
  it('a viewer looks, and writes nothing', async () => {
    const at = await desk();
    const cookie = await (await staffOf(at.vendor, 'viewer')).cookie();
    const form = formOf(at);
    expect((await post(newPage.action, '/vendor/invoices/new', { cookie, form })).status).toBe(403);
    expect((await look(newPage.loader, '/vendor/invoices/new', { cookie })).status).toBe(403);
    await write(at, form);
    const params = { id: idIn(form) };
    expect((await look(page.loader, `/vendor/invoices/${params.id}`, { cookie, params })).status).toBe(200);
    expect((await post(editPage.action, 'x', { cookie, params, form: { intent: 'discard' } })).status).toBe(403);
  });

  it('another vendor’s customer, invoice and id are as if they did not exist', async () => {
    const [at, other] = [await desk(), await desk()];
    const form = formOf(at);
    await write(at, form);
    expect((await write(other, formOf(other, { customer: at.customer.id }))).status).toBe(404);
    expect((await write(other, formOf(other, { id: idIn(form) }))).status).toBe(404);
    expect((await edit(other, idIn(form), formOf(other))).status).toBe(404);
    const params = { id: idIn(form) };
    expect((await look(page.loader, '/x', { cookie: other.cookie, params })).status).toBe(404);
    const asked = { cookie: other.cookie, form: formOf(other, { customer: at.customer.id }) };
    expect((await post(preview.action, '/vendor/invoices/preview', asked)).status).toBe(404);
    expect(await invoicesOf(other)).toEqual([]);
  });

  it('customers are found by name, number and address; archived ones and other vendors’ are not', async () => {
    const [at, other] = [await desk(), await desk()];
    const search = async (q: string) => {
      const { data } = await look(newPage.loader, `/vendor/invoices/new?q=${encodeURIComponent(q)}`, {
        cookie: at.cookie,
      });
      return (data as { customers: { id: string }[] }).customers.map(({ id }) => id);
    };
    for (const words of [at.customer.name.slice(2).toUpperCase(), at.customer.number, at.contact.email, ''])
      expect(await search(words)).toEqual([at.customer.id]);
    expect(await search(other.customer.name)).toEqual([]);
    expect(await search('%')).toEqual([]);
    await db.customer.update({
      where: { id: at.customer.id, vendorId: at.vendor.id },
      data: { archivedAt: new Date() },
    });
    expect(await search('')).toEqual([]);
    expect((await write(at, formOf(at))).status).toBe(404);
  });
});
