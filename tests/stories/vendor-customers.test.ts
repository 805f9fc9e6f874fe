import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makePaymentMethod } from '~tests/factories/make-payment-method';
import { makeVendor } from '~tests/factories/make-vendor';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { buildProduct } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const SLOW_MS = 240_000;
const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { createSession } = await import('~/auth/sessions.server');
const { findSession } = await import('~/auth/find-session.server');
const { addDays, dateIn } = await import('~/lib/dates');
const { languageOf } = await import('~/domain/customers/language-of.server');
const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
const { newId } = await import('~/lib/ids');
const { suggestNumber } = await import('~/domain/customers/suggest-number.server');
const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');

let desk: Desk;
beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  desk = await openDesk(world);
}, SLOW_MS);
afterAll(async () => {
  await desk.stop();
  await world.stop();
}, SLOW_MS);

const now = new Date();
const today = dateIn('America/New_York', now);

/** A vendor of its own with somebody of each role. */
async function makeDesk() {
  const vendor = await makeVendor();
  const [owner, biller, viewer] = [
    await staffOf(vendor),
    await staffOf(vendor, 'biller'),
    await staffOf(vendor, 'viewer'),
  ];
  return {
    vendor,
    actor: biller.actor,
    owner: await owner.cookie(),
    biller: await biller.cookie(),
    viewer: await viewer.cookie(),
  };
}

const notes = async (vendorId: string, subjectId?: string) =>
  (
    await db.auditEntry.findMany({
      where: {
        vendorId,
        subject: { in: ['customer', 'contact', 'payment_method'] },
        ...(subjectId ? { subjectId } : {}),
      },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ action, actorId, data }) => ({ action, actorId, data }));

/** The form as its page gives it. */
async function newCustomerForm(cookie: string) {
  const { status, body } = await desk.get('/vendor/customers/new', cookie);
  expect(status).toBe(200);
  const field = (name: string) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(body)?.[1] ?? '';
  return { customerId: field('customerId'), number: field('number') };
}

describe('a new customer', () => {
  test('gets the next number; however often its form is sent, there is one of it', async () => {
    const { vendor, actor, biller } = await makeDesk();
    expect(await suggestNumber(actor)).toBe('C-1001');
    await makeCustomer({ vendorId: vendor.id, number: 'KD-0099' });
    await makeCustomer({ vendorId: vendor.id, number: 'other' });
    await makeCustomer({ vendorId: vendor.id, number: 'KD-0012' });
    const form = await newCustomerForm(biller);
    expect(form.number).toBe('KD-0100');
    const typed = {
      ...form,
      name: 'Coho',
      address: '1 Main St\r\nBoston',
      taxId: 'US-1',
      contactName: 'Ada',
      email: 'ada@coho.example',
      role: 'payer',
    };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => desk.post('/vendor/customers/new', biller, typed)),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe(`/vendor/customers/${form.customerId}?done=created`);
    }
    expect(await db.customer.findMany({ where: { vendorId: vendor.id, name: 'Coho' } })).toMatchObject([
      { id: form.customerId, number: 'KD-0100', addressLines: ['1 Main St', 'Boston'], taxId: 'US-1' },
    ]);
    expect(await db.contact.count({ where: { vendorId: vendor.id, customerId: form.customerId } })).toBe(1);
    expect((await notes(vendor.id)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['customer.created', actor.staffId],
      ['contact.added', actor.staffId],
    ]);
    const page = await desk.get(`/vendor/customers/${form.customerId}?done=created`, biller);
    for (const words of ['Coho', 'The customer was created.', 'ada@coho.example', '1 Main St'])
      expect(page.body).toContain(words);
    // The same form with other words in it is another customer, and gets an id of its own.
    const again = await desk.post('/vendor/customers/new', biller, { ...typed, number: 'KD-7', name: 'Another' });
    expect(again.status).toBe(409);
    expect(again.body).toContain('This form has made a customer already');
    expect(again.body).toContain('value="Another"');
    expect(again.body).not.toContain(`value="${form.customerId}"`);
  });

  test('what is refused keeps what was typed', async () => {
    const { vendor, biller } = await makeDesk();
    await makeCustomer({ vendorId: vendor.id, number: 'C-7' });
    const form = await newCustomerForm(biller);
    const typed = {
      ...form,
      number: 'C-7',
      name: 'Typed Name',
      address: 'Typed Street 1',
      taxId: 'T',
      contactName: 'Typed Person',
      email: 'nowhere',
      role: 'viewer',
    };
    const wrong = await desk.post('/vendor/customers/new', biller, typed);
    expect(wrong.status).toBe(422);
    for (const words of ['Type a whole e-mail address', 'Typed Name', 'Typed Street 1', 'Typed Person', 'nowhere'])
      expect(wrong.body).toContain(words);
    const taken = await desk.post('/vendor/customers/new', biller, { ...typed, email: 'x@y.example' });
    expect(taken.status).toBe(422);
    expect(taken.body).toContain('Another customer has this number.');
    expect(taken.body).toContain('Typed Person');
    expect(await db.customer.count({ where: { vendorId: vendor.id } })).toBe(1);
    // An id that is another vendor’s customer makes nothing and says nothing of it.
    const strange = await makeCustomer({ vendorId: (await makeVendor()).id, name: 'Strange' });
    const stolen = await desk.post('/vendor/customers/new', biller, {
      ...typed,
      number: 'C-8',
      email: '',
      contactName: '',
      customerId: strange.id,
    });
    expect(stolen.status).toBe(409);
    expect(stolen.body).not.toContain('Strange');
    expect(await db.customer.findUnique({ where: { id: strange.id } })).toMatchObject({ name: 'Strange' });
  });

  test('details change with what they were before in the audit; the same again changes nothing', async () => {
    const { vendor, biller, viewer } = await makeDesk();
    const customer = await makeCustomer({ vendorId: vendor.id, number: 'C-1', name: 'Old Name' });
    await makeCustomer({ vendorId: vendor.id, number: 'C-2' });
    const path = `/vendor/customers/${customer.id}/edit`;
    const typed = { number: 'C-1', name: 'New Name', address: '', taxId: '' };
    for (let i = 0; i < 2; i++) expect((await desk.post(path, biller, typed)).status).toBe(303);
    expect(await notes(vendor.id, customer.id)).toMatchObject([
      {
        action: 'customer.changed',
        data: {
          from: { name: 'Old Name', addressLines: ['2 Side Street', 'Boston, MA 02108'] },
          to: { name: 'New Name', addressLines: [] },
        },
      },
    ]);
    const taken = await desk.post(path, biller, { ...typed, number: 'C-2' });
    expect([taken.status, taken.body.includes('Another customer has this number.')]).toEqual([422, true]);
    expect((await desk.get(path, viewer)).status).toBe(403);
    expect((await desk.get(`/vendor/customers/${customer.id}`, viewer)).body).toContain(
      'Details changed: name, address',
    );
  });
});

test('a field that the form does not send stays as it is; one that it sends empty is emptied', async () => {
  const { vendor, biller } = await makeDesk();
  const customer = await makeCustomer({ vendorId: vendor.id, number: 'C-1', name: 'Coho' });
  const path = `/vendor/customers/${customer.id}/edit`;
  const row = () => db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  const full = { number: 'C-1', name: 'Coho', address: '1 Quay', taxId: 'DE1', language: 'de' };
  const kept = { number: 'C-1', name: 'Coho', addressLines: ['1 Quay'], taxId: 'DE1', language: 'de' };
  expect((await desk.post(path, biller, full)).status).toBe(303);
  for (const field of Object.keys(full)) {
    const { [field as keyof typeof full]: _left, ...sent } = full;
    expect((await desk.post(path, biller, sent)).status, field).toBe(303);
    expect(await row(), field).toMatchObject(kept);
  }
  expect((await desk.post(path, biller, {})).status).toBe(303);
  expect(await row()).toMatchObject(kept);
  expect((await desk.post(path, biller, { taxId: '', language: '' })).status).toBe(303);
  expect(await row()).toMatchObject({ ...kept, taxId: null, language: null });
});

test('a customer is written to in a language of its own, or as everybody; another is refused at its field', async () => {
  const { vendor, biller } = await makeDesk();
  const customer = await makeCustomer({ vendorId: vendor.id, number: 'C-1', name: 'Coho' });
  const page = `/vendor/customers/${customer.id}`;
  const path = `${page}/edit`;
  const language = () => languageOf({ vendorId: vendor.id, customerId: customer.id });
  const typed = { number: 'C-1', name: 'Coho', address: '', taxId: '' };
  await db.vendor.update({ where: { id: vendor.id }, data: { language: 'fr' } });
  expect(await language()).toBe('fr');
  expect((await desk.get(path, biller)).body).toContain('As for everybody: Français');
  const refused = await desk.post(path, biller, { ...typed, language: 'tlh' });
  expect([refused.status, refused.body.includes('or leave it empty.')]).toEqual([422, true]);
  expect((await desk.post(path, biller, { ...typed, language: 'de' })).status).toBe(303);
  expect(await language()).toBe('de');
  expect((await desk.get(page, biller)).body).toContain('Deutsch');
  expect((await desk.post(path, biller, { ...typed, language: '' })).status).toBe(303);
  expect(await language()).toBe('fr');
});

test('activity names the invoice or document that each entry is about, and leads to it', async () => {
  const vendor = await makeVendor();
  const owner = await staffOf(vendor);
  const customer = await makeCustomer({ vendorId: vendor.id });
  const invoice = await makeInvoice({ vendorId: vendor.id, customerId: customer.id, number: 'INV-77' });
  const note = { creditNoteId: newId(), of: { invoiceId: invoice.id }, amountMinor: 1_250n, reason: 'Damaged' };
  const issued = await issueCreditNote(owner.actor, { ...note, vendorId: vendor.id, cause: 'test' }, now);
  if (!issued.ok) throw new Error(issued.refusal.kind);
  const page = (await desk.get(`/vendor/customers/${customer.id}`, await owner.cookie())).body;
  const entry = new RegExp(`<a[^>]*href="/vendor/invoices/${invoice.id}"[^>]*>([^<]*)</a>`).exec(page)?.[1];
  expect(page).toContain(`Credit note issued, ${issued.creditNote.number}, $12.50</a>`);
  expect(entry).toBeTruthy();
});

describe('contacts', () => {
  const session = async (personId: string, contactId: string) =>
    /=(.*)$/.exec((await createSession({ personId, contactId, now })).cookie)?.[1] ?? '';

  test('an address that belongs elsewhere is the same person, called here as this vendor calls them', async () => {
    const { vendor, biller } = await makeDesk();
    const other = await makeVendor();
    const elsewhere = await makeCustomer({ vendorId: other.id });
    const known = await makeContact({
      vendorId: other.id,
      customerId: elsewhere.id,
      email: 'shared@person.example',
      name: 'Secret Name',
    });
    const customer = await makeCustomer({ vendorId: vendor.id });
    const path = `/vendor/customers/${customer.id}`;
    const add = (form: Record<string, string> = {}) =>
      desk.post(path, biller, {
        intent: 'contact-add',
        contactName: 'Our Name',
        email: 'Shared@Person.example',
        role: 'viewer',
        ...form,
      });
    for (let i = 0; i < 3; i++) expect((await add()).status).toBe(303);
    const [contact] = await db.contact.findMany({ where: { vendorId: vendor.id, customerId: customer.id } });
    expect(contact).toMatchObject({ personId: known.personId, role: 'viewer', removedAt: null });
    const page = (await desk.get(path, biller)).body;
    expect(page).toContain('Our Name');
    expect(page).not.toContain('Secret Name');
    expect(await db.person.findUnique({ where: { id: known.personId } })).toMatchObject({ name: 'Secret Name' });
    const asPayer = await add({ role: 'payer' });
    expect([asPayer.status, asPayer.body.includes('a contact already, as viewer')]).toEqual([422, true]);
    expect(await notes(vendor.id)).toMatchObject([{ action: 'contact.added' }]);
  });

  test('S14, S16: another role and removal end their sessions for this customer, and no others', async () => {
    const { vendor, biller } = await makeDesk();
    const [here, there] = [await makeCustomer({ vendorId: vendor.id }), await makeCustomer({ vendorId: vendor.id })];
    const contact = await makeContact({ vendorId: vendor.id, customerId: here.id });
    const same = await makeContact({ vendorId: vendor.id, customerId: there.id, email: contact.email });
    const path = `/vendor/customers/${here.id}`;
    const change = (form: Record<string, string>) => desk.post(path, biller, { contactId: contact.id, ...form });
    const refusals: Record<string, string>[] = [
      { intent: 'contact-remove' },
      { intent: 'contact-role', role: 'payer' },
    ];
    const token = await session(contact.personId, contact.id);
    const elsewhere = await session(contact.personId, same.id);
    const isIn = async (which: string) => (await findSession(which, { active: false, now })) !== null;

    expect((await change({ intent: 'contact-role', role: 'payer' })).status).toBe(303);
    expect(await isIn(token)).toBe(true);
    expect((await change({ intent: 'contact-role', role: 'viewer' })).status).toBe(303);
    expect([await isIn(token), await isIn(elsewhere)]).toEqual([false, true]);

    const second = await session(contact.personId, contact.id);
    expect((await change({ intent: 'contact-remove' })).status).toBe(303);
    expect([await isIn(second), await isIn(elsewhere)]).toEqual([false, true]);
    expect((await desk.get(path, biller)).body).not.toContain(`value="${contact.id}"`);
    for (const form of refusals) expect((await change(form)).status).toBe(404);
    // Another customer’s contact is none of this one’s.
    expect((await change({ intent: 'contact-remove', contactId: same.id })).status).toBe(404);
    expect(await db.contact.findUnique({ where: { id: same.id } })).toMatchObject({ removedAt: null });

    expect(
      (await desk.post(path, biller, { intent: 'contact-add', email: contact.email, contactName: '', role: 'payer' }))
        .status,
    ).toBe(303);
    expect(await db.contact.findUnique({ where: { id: contact.id } })).toMatchObject({
      role: 'payer',
      removedAt: null,
    });
    expect((await notes(vendor.id)).map(({ action }) => action)).toEqual([
      'contact.role-changed',
      'contact.removed',
      'contact.added',
    ]);
  });
});

test('methods on file: staff choose the default, and remove one here and at the gateway', async () => {
  const { vendor, biller, actor } = await makeDesk();
  const customer = await makeCustomer({ vendorId: vendor.id });
  const scope = { vendorId: vendor.id, customerId: customer.id };
  const gatewayCustomerId = await ensureGatewayCustomer(scope);
  const attached = (await (
    await fetch(`${world.sandboxUrl}/v1/payment_methods/pm_card_visa/attach`, {
      method: 'POST',
      headers: { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
      body: new URLSearchParams({ customer: gatewayCustomerId }),
    })
  ).json()) as { id: string };
  const real = await makePaymentMethod({ ...scope, gatewayMethodId: attached.id, isDefault: true });
  const newer = await makePaymentMethod({ ...scope, brand: 'mastercard', last4: '4444' });
  const path = `/vendor/customers/${customer.id}`;
  const change = (intent: string, methodId: string) => desk.post(path, biller, { intent, methodId });
  expect((await change('method-default', newer.id)).status).toBe(303);
  expect(await db.paymentMethod.findMany({ where: { ...scope, defaultSince: { not: null } } })).toMatchObject([
    { id: newer.id },
  ]);
  expect((await change('method-remove', real.id)).status).toBe(303);
  expect(await db.paymentMethod.findUnique({ where: { id: real.id } })).toMatchObject({ defaultSince: null });
  expect((await change('method-remove', real.id)).status).toBe(404);
  const there = (await (
    await fetch(`${world.sandboxUrl}/v1/payment_methods/${attached.id}`, {
      headers: { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
    })
  ).json()) as { customer: string | null };
  expect(there.customer).toBeNull();
  expect((await notes(vendor.id)).map(({ action, actorId }) => [action, actorId])).toEqual([
    ['payment_method.made_default', actor.staffId],
    ['payment_method.removed', actor.staffId],
  ]);
  const others = await makeCustomer({ vendorId: vendor.id });
  const theirs = await makePaymentMethod({ vendorId: vendor.id, customerId: others.id });
  for (const intent of ['method-default', 'method-remove']) expect((await change(intent, theirs.id)).status).toBe(404);
});

test('the page adds up: what is open by age, what is in dispute, and the statement in the same words', async () => {
  const { vendor, viewer } = await makeDesk();
  const customer = await makeCustomer({ vendorId: vendor.id, name: 'Page Inc' });
  const scope = { vendorId: vendor.id, customerId: customer.id };
  await makeInvoice({
    ...scope,
    number: 'P-1',
    totalMinor: 100_00n,
    issuedOn: addDays(today, -100),
    dueOn: addDays(today, -70),
  });
  await makeInvoice({ ...scope, number: 'P-2', totalMinor: 50_00n, issuedOn: today, dueOn: addDays(today, 10) });
  await makeInvoice({
    ...scope,
    number: 'P-3',
    totalMinor: 20_00n,
    issuedOn: today,
    dueOn: addDays(today, 10),
    disputeReason: 'not ours',
  });
  await makeInvoice({ ...scope, number: 'P-4', totalMinor: 77_00n, paidMinor: 77_00n, issuedOn: today, dueOn: today });
  const page = (await desk.get(`/vendor/customers/${customer.id}`, viewer)).body;
  for (const words of [
    '$150.00',
    '$100.00',
    '$20.00',
    'Disputed',
    'P-1',
    'P-2',
    '70 days late',
    '$77.00',
    'outside the portal',
  ])
    expect(page).toContain(words);
  for (const words of ['P-4', 'Add a contact', 'Make default', '>Edit<']) expect(page).not.toContain(words);
  const csv = await desk.get(`/vendor/customers/${customer.id}/statement.csv?period=all`, viewer);
  expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  for (const number of ['P-1', 'P-2', 'P-4']) expect(csv.body).toContain(number);
  const pdf = await desk.get(`/vendor/customers/${customer.id}/statement.pdf`, viewer);
  expect([pdf.status, pdf.headers['content-type'], pdf.body.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  expect((await desk.get(`/vendor/customers/${customer.id}/statement.csv?from=yesterday`, viewer)).status).toBe(422);
});
