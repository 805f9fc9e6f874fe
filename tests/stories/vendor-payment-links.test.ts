import { afterAll, describe, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice, makeInvoices } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { look, post } from '~tests/support/desk';
import { drainJobs } from '~tests/support/drain-jobs';
import { makeLink, newCard, revokeLink } from '~tests/support/payment-links';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { findLink } = await import('~/auth/link/find-link.server');
const { copyPaymentLink, mailPaymentLink, makeAndHandOut } =
  await import('~/domain/payment-links/hand-out-links.server');
const { linksCsv } = await import('~/domain/payment-links/links-csv.server');
const { listPaymentLinks, loadPaymentLink } = await import('~/domain/payment-links/list-payment-links.server');
const { planLinks } = await import('~/domain/payment-links/plan-payment-links.server');
const { reviewLink } = await import('~/domain/payment-links/review-link.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const { loadMail } = await import('~/domain/mail/list-mails.server');
const mailPage = await import('~/routes/vendor/mail');
const newLinkPage = await import('~/routes/vendor/payment-link-new');

const now = new Date();
const because = { cause: 'test', now };

async function desk() {
  const vendor = await makeVendor();
  const { actor } = await staffOf(vendor, 'biller');
  return {
    actor,
    async customer(invoices: number, { name, contact = true }: { name?: string; contact?: boolean } = {}) {
      const customer = await makeCustomer({ vendorId: vendor.id, ...(name && { name }) });
      const scope = { vendorId: vendor.id, customerId: customer.id };
      const person = contact ? await makeContact(scope) : null;
      const made = invoices > 0 ? await makeInvoices(invoices, scope) : [];
      return { ...customer, scope, email: person?.email ?? null, invoices: made, ids: made.map(({ id }) => id) };
    },
  };
}

const all = (search = '') => ({ search, before: null, now });

describe('from chosen invoices', () => {
  test('one link for each customer, mailed to whoever pays there; what nobody can pay stays out, and says so', async () => {
    const { actor, customer } = await desk();
    const [one, two, mute] = [await customer(2), await customer(1), await customer(1, { contact: false })];
    const paid = await makeInvoice({ ...one.scope, totalMinor: 5_000n, paidMinor: 5_000n });
    const foreign = await (await desk()).customer(1);
    const chosen = [...one.ids, ...two.ids, ...mute.ids, paid.id, ...foreign.ids, newId(), 'x'];
    const plan = (await planLinks(actor, { invoices: chosen, customer: '' }))!;
    expect(plan.left).toBe(3);
    const byId = new Map(plan.links.map((link) => [link.customerId, link]));
    expect(byId.size).toBe(3);
    expect(byId.get(one.id)).toMatchObject({
      invoiceCount: 2,
      address: one.email,
      totals: [{ currency: 'USD', dueMinor: 20_000n }],
    });
    expect(byId.get(mute.id)).toMatchObject({ address: null });
    const links = plan.links.map(({ customerId, invoiceIds }) => ({ customerId, covers: invoiceIds ?? [] }));
    const made = await makeAndHandOut(actor, { links, lastDay: null, mail: true }, because);
    if (!made.ok) throw new Error(made.refusal.kind);
    await drainJobs();
    const mails = await db.outgoingMail.findMany({ where: { vendorId: actor.vendorId } });
    expect(mails.map(({ to }) => to).sort()).toEqual([one.email, two.email].sort());
    const csv = linksCsv(plan.links, made.links);
    for (const { token } of made.links) expect(csv).toContain(`http://localhost:3000/l/${token}`);
    expect(csv.trim().split('\r\n')).toHaveLength(4);
  });

  test('S43: a file of addresses runs nothing in a spreadsheet', async () => {
    const { actor, customer } = await desk();
    const [evil, plain] = [await customer(1, { name: '=HYPERLINK("http://evil.test")' }), await customer(1)];
    const plan = (await planLinks(actor, { invoices: [...evil.ids, ...plain.ids], customer: '' }))!;
    const csv = linksCsv(plan.links, []);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
  });

  test('the account of a customer, also one that owes nothing now; another vendor’s is none', async () => {
    const { actor, customer } = await desk();
    const idle = await customer(0);
    expect(await planLinks(actor, { invoices: [], customer: idle.id })).toMatchObject({
      links: [{ customerId: idle.id, invoiceIds: null, totals: [], latestDue: null }],
      left: 0,
    });
    const stranger = await (await desk()).customer(1);
    expect(await planLinks(actor, { invoices: [], customer: stranger.id })).toBeNull();
    expect(await planLinks(actor, { invoices: [], customer: 'x' })).toBeNull();
  });
});

describe('the list of links', () => {
  test('says for whom, what, what is owed now, how it stands and who looked', async () => {
    const { actor, customer } = await desk();
    const [one, two] = [await customer(3), await customer(1)];
    const open = await makeLink({ actor: one.scope }, one.ids);
    const account = await makeLink({ actor: one.scope });
    const settled = await makeLink({ actor: two.scope }, two.ids);
    const gone = await makeLink({ actor: one.scope }, one.ids.slice(0, 1));
    await revokeLink(gone);
    const shown = await reviewLink((await findLink([settled.token]))!, { currency: null, first: undefined }, now);
    if (shown.kind !== 'ready') throw new Error(shown.kind);
    const input = { paymentId: newId(), currency: 'USD', quote: shown.quote.lines, method: await newCard() };
    const where = { returnUrl: 'http://localhost:3000/links', inPlace: true, cause: 'test' };
    expect(await startPayment(settled.actor, { ...input, ...where }, now)).toMatchObject({ ok: true });

    const { links, next } = await listPaymentLinks(actor, all());
    expect(next).toBeNull();
    const byId = new Map(links.map((link) => [link.id, link]));
    expect(byId.get(open.actor.linkId)).toMatchObject({
      state: 'open',
      covers: 'invoices',
      invoiceCount: 3,
      firstNumber: one.invoices[0]?.number,
      owed: [{ currency: 'USD', dueMinor: 30_000n }],
      openCount: 0,
    });
    expect(byId.get(account.actor.linkId)).toMatchObject({ covers: 'account', owed: [{ dueMinor: 30_000n }] });
    expect(byId.get(settled.actor.linkId)).toMatchObject({ state: 'paid', owed: [] });
    expect(byId.get(gone.actor.linkId)).toMatchObject({ state: 'revoked' });
    const late = new Date(open.expiresAt.getTime() + 1);
    const later = await listPaymentLinks(actor, { ...all(), now: late });
    expect(later.links.find(({ id }) => id === open.actor.linkId)).toMatchObject({ state: 'expired' });

    const loaded = await loadPaymentLink(actor, settled.actor.linkId, now);
    expect(loaded).toMatchObject({ payments: [{ state: 'succeeded', amountMinor: 10_000n }], mails: [] });
    const stranger = (await desk()).actor;
    expect(await loadPaymentLink(stranger, settled.actor.linkId, now)).toBeNull();
    expect((await listPaymentLinks(stranger, all())).links).toEqual([]);
  });

  test('is searched by customer and invoice, and read page by page', async () => {
    const { actor, customer } = await desk();
    const [contoso, other] = [await customer(1, { name: 'Contoso 100%_Freight' }), await customer(1)];
    for (let n = 0; n < 60; n++) await makeLink({ actor: other.scope });
    const link = await makeLink({ actor: contoso.scope }, contoso.ids);
    const found = async (search: string) => (await listPaymentLinks(actor, all(search))).links.map(({ id }) => id);
    for (const search of ['contoso', '100%_f', contoso.number, contoso.invoices[0]?.number ?? ''])
      expect(await found(search)).toContain(link.actor.linkId);
    expect(await found('100__F')).toEqual([]);
    const first = await listPaymentLinks(actor, all());
    expect(first.links).toHaveLength(50);
    const second = await listPaymentLinks(actor, { ...all(), before: first.next });
    expect(second.links).toHaveLength(11);
    expect(second.next).toBeNull();
    expect(new Set([...first.links, ...second.links].map(({ id }) => id)).size).toBe(61);
  });
});

test('one id of the page stands for a link of each customer, and the same page pressed again makes none', async () => {
  const vendor = await makeVendor();
  const cookie = await (await staffOf(vendor, 'biller')).cookie();
  const ids: string[] = [];
  for (let n = 0; n < 2; n++) {
    const { id: customerId } = await makeCustomer({ vendorId: vendor.id });
    ids.push((await makeInvoice({ vendorId: vendor.id, customerId })).id);
  }
  const path = `/vendor/payment-links/new?${ids.map((id) => `invoice=${id}`).join('&')}`;
  const page = (await look(newLinkPage.loader, path, { cookie })).data as { fields: Record<string, string> };
  const press = () => post(newLinkPage.action, path, { cookie, form: { ...page.fields, intent: 'make' } });
  expect(await press()).toMatchObject({ status: 200, data: { problem: null } });
  expect(await press()).toMatchObject({ status: 409 });
  expect(await db.paymentLink.count({ where: { vendorId: vendor.id } })).toBe(2);
});

describe('the mail of a link', () => {
  test('goes once for one press, and many presses at once hold nobody up', async () => {
    const { actor, customer } = await desk();
    const { scope, ids } = await customer(1);
    const { linkId } = (await makeLink({ actor: scope }, ids)).actor;
    const mark = newId();
    const pressed = await Promise.all(
      Array.from({ length: 30 }, () => mailPaymentLink(actor, { linkId, mark }, because)),
    );
    expect(pressed.every(({ ok }) => ok)).toBe(true);
    await drainJobs();
    expect(await db.outgoingMail.count({ where: { vendorId: actor.vendorId } })).toBe(1);
  });

  test('is sent again with another copy while the link works; afterwards the page says why not', async () => {
    const { actor, customer } = await desk();
    const { scope, ids, email } = await customer(1);
    const second = await makeContact(scope);
    const link = await makeLink({ actor: scope }, ids);
    const { linkId } = link.actor;
    expect(await mailPaymentLink(actor, { linkId, address: second.email }, because)).toEqual({
      ok: true,
      to: second.email,
    });
    expect(await mailPaymentLink(actor, { linkId, address: 'x@y.example' }, because)).toMatchObject({ ok: false });
    await drainJobs();
    const mails = () => db.outgoingMail.findMany({ where: { vendorId: actor.vendorId }, orderBy: { id: 'asc' } });
    const [mail] = await mails();
    expect(mail).toMatchObject({ to: second.email, state: 'sent', text: '' });
    const againOf = async (at = now) => (await loadMail(actor, mail!.id, at))?.again;
    expect(await againOf()).toEqual({ kind: 'link', linkId });
    const cookie = await (await staffOf({ id: actor.vendorId }, 'biller')).cookie();
    const press = () =>
      post(mailPage.action, '/x', { cookie, params: { id: mail!.id }, form: { intent: 'send-again', id: newId() } });
    expect(await press()).toMatchObject({ status: 303, location: `/vendor/payment-links/${linkId}?done=mailed` });
    await drainJobs();
    expect((await mails()).map(({ to }) => to)).toEqual([second.email, second.email]);
    expect(email).not.toBe(second.email);
    expect(await againOf(new Date('2099-01-01'))).toMatchObject({ kind: 'never', why: 'link-expired', linkId });
    await revokeLink(link);
    expect(await againOf()).toMatchObject({ kind: 'never', why: 'link-revoked' });
    expect(await press()).toMatchObject({ status: 409 });
    await drainJobs();
    expect(await mails()).toHaveLength(2);
  });
});

describe('whom it is mailed to', () => {
  async function payers() {
    const vendor = await makeVendor();
    const staff = await staffOf(vendor, 'biller');
    const { id: customerId } = await makeCustomer({ vendorId: vendor.id });
    const scope = { vendorId: vendor.id, customerId };
    const [first, second, third] = [await makeContact(scope), await makeContact(scope), await makeContact(scope)];
    const viewer = await makeContact({ ...scope, role: 'viewer' });
    const { id } = await makeInvoice(scope);
    const path = `/vendor/payment-links/new?invoice=${id}`;
    const cookie = await staff.cookie();
    const { fields, lines } = (await look(newLinkPage.loader, path, { cookie })).data as {
      fields: Record<string, string>;
      lines: { payers: { id: string; email: string }[] }[];
    };
    const press = (contacts: string[], intent = 'mail') =>
      post(newLinkPage.action, path, {
        cookie,
        form: [
          ...Object.entries({ ...fields, intent }),
          ...contacts.map((each): [string, string] => ['contact', each]),
        ],
      });
    const mailed = async () => {
      await drainJobs();
      const mails = await db.outgoingMail.findMany({ where: { vendorId: vendor.id } });
      return mails.map(({ to }) => to).sort();
    };
    return { first, second, third, viewer, lines, press, mailed, vendor };
  }

  test('everybody who pays can be chosen; each chosen one gets a copy of their own, and nobody else', async () => {
    const { first, second, third, viewer, lines, press, mailed, vendor } = await payers();
    expect(lines[0]?.payers.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
    const stranger = await payers();
    const chosen = [second.id, third.id, viewer.id, stranger.first.id];
    const emails = [second.email, third.email].sort();
    const answer = await press(chosen);
    expect(answer).toMatchObject({ status: 200, data: { problem: null } });
    expect((answer.data as { made: { mailedTo: string[] }[] }).made[0]?.mailedTo.toSorted()).toEqual(emails);
    expect(await mailed()).toEqual(emails);
    const copies = await db.paymentLinkToken.findMany({ where: { vendorId: vendor.id, mailKey: { not: null } } });
    expect(new Set(copies.map(({ mailKey }) => mailKey)).size).toBe(2);
    // Sent again for somebody else, the same form makes and mails nothing.
    expect(await press([first.id])).toMatchObject({ status: 409 });
    expect(await mailed()).toEqual(emails);
  });

  test('nobody: the link is only made, and asked to mail it the page says to choose', async () => {
    const { press, mailed, vendor } = await payers();
    expect(await press([])).toMatchObject({ status: 422, data: { made: null } });
    expect(await db.paymentLink.count({ where: { vendorId: vendor.id } })).toBe(0);
    expect(await press([], 'make')).toMatchObject({ status: 200, data: { made: [{ mailedTo: [] }] } });
    expect(await mailed()).toEqual([]);
  });

  test('an address that is another by now is not written to: the page is to be looked at again', async () => {
    const { first, press, mailed } = await payers();
    await db.person.update({ where: { id: first.personId }, data: { email: `moved-${first.id}@fabrikam.example` } });
    expect(await press([first.id])).toMatchObject({ status: 409, data: { made: null } });
    expect(await mailed()).toEqual([]);
  });

  test('somebody who pays there no more when the mail is written gets none', async () => {
    const { first, second, press, mailed } = await payers();
    expect(await press([first.id, second.id])).toMatchObject({ status: 200 });
    await db.contact.update({ where: { id: first.id }, data: { removedAt: now } });
    expect(await mailed()).toEqual([second.email]);
  });
});

describe('one link', () => {
  test('another copy has a token of its own, and the earlier ones go on working; an ended link has none', async () => {
    const { actor, customer } = await desk();
    const { scope, ids } = await customer(1);
    const link = await makeLink({ actor: scope }, ids);
    const { linkId } = link.actor;
    const copied = await copyPaymentLink(actor, linkId, because);
    if (!copied.ok) throw new Error(copied.refusal.kind);
    for (const token of [link.token, copied.token]) expect(await findLink([token])).toMatchObject({ linkId });
    const stranger = (await desk()).actor;
    expect(await copyPaymentLink(stranger, linkId, because)).toMatchObject({ refusal: { kind: 'no-such-link' } });
    expect(await mailPaymentLink(stranger, { linkId }, because)).toMatchObject({ refusal: { kind: 'no-such-link' } });
    await revokeLink(link);
    expect(await copyPaymentLink(actor, linkId, because)).toMatchObject({ refusal: { kind: 'ended' } });
    expect(await mailPaymentLink(actor, { linkId }, because)).toMatchObject({ refusal: { kind: 'ended' } });
  });

  test('is mailed to whoever pays there, which its page then says; where nobody does, staff are told', async () => {
    const { actor, customer } = await desk();
    const [known, mute] = [await customer(1), await customer(1, { contact: false })];
    const link = await makeLink({ actor: known.scope }, known.ids);
    expect(await mailPaymentLink(actor, { linkId: link.actor.linkId }, because)).toEqual({ ok: true, to: known.email });
    await drainJobs();
    const { id } = await db.outgoingMail.findFirstOrThrow({
      where: { vendorId: actor.vendorId, to: known.email ?? '' },
    });
    expect(await loadPaymentLink(actor, link.actor.linkId, now)).toMatchObject({
      mails: [{ id, to: known.email }],
    });
    const silent = await makeLink({ actor: mute.scope }, mute.ids);
    expect(await mailPaymentLink(actor, { linkId: silent.actor.linkId }, because)).toMatchObject({
      refusal: { kind: 'nobody-to-write-to' },
    });
  });
});
