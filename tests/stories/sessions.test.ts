import { afterAll, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { randomToken, sha256 } = await import('~/lib/crypto.server');
const { createSession } = await import('~/auth/sessions.server');
const { findSession } = await import('~/auth/find-session.server');
const { switchCustomer } = await import('~/auth/switch-customer.server');
const { signOut } = await import('~/auth/sign-out.server');
const { requestSignIn } = await import('~/auth/request-sign-in.server');
const { signInWithCode } = await import('~/auth/sign-in-with-code.server');
const { requireContact, requirePayer, requirePerson } = await import('~/auth/guards.server');
const { listOwnCustomers } = await import('~/auth/list-own-customers.server');
const { purgeExpired } = await import('~/auth/purge-expired.server');
const { SESSION_COOKIE } = await import('~/auth/cookies');
const { dumpDatabase, sendSignInMail } = await import('~tests/support/sign-in-mail');
const choosePage = await import('~/routes/auth/choose-customer');
const outPage = await import('~/routes/auth/sign-out');

const now = new Date('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;
const later = (ms: number) => new Date(now.getTime() + ms);

const northwind = await makeVendor({ name: 'Northwind Hosting' });
const contoso = await makeVendor({ name: 'Contoso Paper' });
const fabrikam = await makeCustomer({ vendorId: northwind.id, name: 'Fabrikam Inc.' });
const tailspin = await makeCustomer({ vendorId: contoso.id, name: 'Tailspin Toys' });

const payer = (values: { role?: 'payer' | 'viewer' } = {}) =>
  makeContact({ vendorId: northwind.id, customerId: fabrikam.id, ...values });
/** Somebody at both customers, of two vendors. */
async function both() {
  const one = await payer();
  const other = await makeContact({ vendorId: contoso.id, customerId: tailspin.id, email: one.email, role: 'viewer' });
  return { one, other };
}

const tokenOf = (cookie: string) => cookie.slice(`${SESSION_COOKIE}=`.length);
const looking = { active: false, now };
async function session(contact: { personId: string; id: string } | { personId: string; id: null }, at = now) {
  const { cookie } = await createSession({ personId: contact.personId, contactId: contact.id, now: at });
  return { cookie, token: tokenOf(cookie) };
}

let requests = 0;
const context = () => ({ nonce: 'n', requestId: `r${(requests += 1)}`, clientAddress: `10.1.0.${requests % 250}` });
const visit = (path: string, cookie: string | null, init: RequestInit = {}) => ({
  request: new Request(`http://localhost${path}`, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
  }),
  context: context(),
  params: {},
});
/** The response a guard throws. */
const refusal = async (guarded: Promise<unknown>) => {
  const thrown: unknown = await guarded.then(() => null).catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error('the guard let it through');
  return thrown;
};

test('S14: choosing another customer changes the token, and the old one is worth nothing', async () => {
  const { one, other } = await both();
  const before = await session(one);
  const switched = await switchCustomer({ sessionToken: before.token, contactId: other.id, cause: 'test', now });
  if (!switched.ok) throw new Error(switched.refusal);
  expect(await findSession(before.token, looking)).toBeNull();
  expect(await findSession(tokenOf(switched.cookie), looking)).toMatchObject({
    contactId: other.id,
    vendorId: contoso.id,
    customerName: 'Tailspin Toys',
    role: 'viewer',
  });
  expect(await db.auditEntry.findFirst({ where: { vendorId: contoso.id, action: 'customer.chosen' } })).toMatchObject({
    actorKind: 'contact',
    actorId: other.id,
  });
});

test('S14: nobody switches to a customer that is not theirs, or was taken from them', async () => {
  const { one, other } = await both();
  const stranger = await payer();
  const { token } = await session(one);
  const to = (contactId: unknown) => switchCustomer({ sessionToken: token, contactId, cause: 'test', now });
  for (const contactId of [stranger.id, 'nonsense', null, one.personId])
    expect(await to(contactId)).toEqual({ ok: false, refusal: 'not-yours' });
  await db.contact.update({ where: { id: other.id }, data: { removedAt: now } });
  expect(await to(other.id)).toEqual({ ok: false, refusal: 'not-yours' });
  expect(await findSession(token, looking)).toMatchObject({ contactId: one.id });
});

test('S14, S18: signing in always makes a new token, ends the session the browser had, and takes no planted one', async () => {
  const contact = await payer();
  const old = await session(contact);
  const planted = randomToken();
  for (const sessionToken of [old.token, planted]) {
    const asked = await requestSignIn({
      email: contact.email,
      to: '',
      browserToken: null,
      clientAddress: '10.9.9.9',
      now,
    });
    const mail = await sendSignInMail(contact.email, now);
    if (!asked.ok || !mail) throw new Error('no mail');
    const browser = { browserToken: asked.browserToken, sessionToken, userAgent: 'test' };
    const signedIn = await signInWithCode({
      code: mail.code,
      email: null,
      browser,
      clientAddress: '10.9.9.9',
      cause: 'test',
      now,
    });
    if (!signedIn.ok) throw new Error(signedIn.refusal.kind);
    expect(tokenOf(signedIn.cookie)).not.toBe(sessionToken);
    expect(await findSession(sessionToken, looking)).toBeNull();
    expect(await findSession(tokenOf(signedIn.cookie), looking)).toMatchObject({
      personId: contact.personId,
      contactId: contact.id,
    });
  }
});

test('S15: the cookie is bound to this host, unreadable to scripts and not sent by other sites', async () => {
  const { setCookie } = await createSession({ personId: (await payer()).personId, contactId: null, now });
  const [pair, ...attributes] = setCookie.split('; ');
  expect(pair).toMatch(/^__Host-quittance=[\w-]{43}$/);
  expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=1209600', 'Path=/', 'SameSite=Lax', 'Secure']);
});

test('S16: signing out ends this session at once, everywhere ends them all', async () => {
  const contact = await payer();
  const [here, there, elsewhere] = [await session(contact), await session(contact), await session(contact)];
  const stranger = await session(await payer());
  const left = await outPage.action(visit('/sign-out', here.cookie, { method: 'POST', body: new URLSearchParams() }));
  expect(left.headers.get('set-cookie')).toMatch(/^__Host-quittance=; Path=\/; Max-Age=0;/);
  expect(await findSession(here.token, looking)).toBeNull();
  expect(await findSession(there.token, looking)).not.toBeNull();
  await signOut({ sessionToken: there.token, everywhere: true, cause: 'test', now });
  expect(await findSession(there.token, looking)).toBeNull();
  expect(await findSession(elsewhere.token, looking)).toBeNull();
  expect(await findSession(stranger.token, looking)).not.toBeNull();
  expect(
    await db.auditEntry.count({ where: { actorId: contact.personId, action: { startsWith: 'person.signed-out' } } }),
  ).toBe(2);
});

test('S16: a session that ended already signs nobody else out', async () => {
  const contact = await payer();
  const [here, there] = [await session(contact), await session(contact)];
  await signOut({ sessionToken: here.token, everywhere: false, cause: 'test', now });
  await signOut({ sessionToken: here.token, everywhere: true, cause: 'test', now });
  expect(await findSession(there.token, looking)).not.toBeNull();
});

test('S17: twelve hours without doing anything end a session, looking does not count', async () => {
  const { token } = await session(await payer());
  expect(await findSession(token, { active: false, now: later(12 * HOUR - 1000) })).not.toBeNull();
  expect(await findSession(token, { active: false, now: later(12 * HOUR) })).toBeNull();
  expect(await findSession(token, { active: true, now: later(11 * HOUR) })).not.toBeNull();
  expect(await findSession(token, { active: false, now: later(22 * HOUR) })).not.toBeNull();
});

test('S17: two weeks end it, however busy', async () => {
  const { token } = await session(await payer());
  for (let hours = 10; hours < 14 * 24; hours += 10)
    expect(await findSession(token, { active: true, now: later(hours * HOUR) })).not.toBeNull();
  expect(await findSession(token, { active: true, now: later(14 * 24 * HOUR) })).toBeNull();
});

test('S31: asking who is there by GET leaves the database as it is', async () => {
  const { one } = await both();
  const { cookie, token } = await session(one, new Date(Date.now() - HOUR));
  const before = await dumpDatabase();
  await requireContact(visit('/invoices', cookie));
  await choosePage.loader(visit('/choose-customer', cookie));
  outPage.loader();
  expect(await dumpDatabase()).toBe(before);
  await requireContact(visit('/invoices', cookie, { method: 'POST' }));
  const { lastSeenAt } = await db.session.findUniqueOrThrow({ where: { tokenHash: new Uint8Array(sha256(token)) } });
  expect(Date.now() - lastSeenAt.getTime()).toBeLessThan(60_000);
});

test('a contact is told who they are, with one question to the database per request', async () => {
  const { one } = await both();
  const { cookie } = await session(one, new Date());
  const asked = visit('/invoices', cookie);
  const signedIn = await requireContact(asked);
  expect(signedIn).toMatchObject({
    actor: {
      kind: 'contact',
      vendorId: northwind.id,
      customerId: fabrikam.id,
      contactId: one.id,
      personId: one.personId,
      role: 'payer',
    },
    person: { email: one.email },
    customer: { name: 'Fabrikam Inc.' },
    vendor: { name: 'Northwind Hosting', slug: northwind.slug },
    otherCustomers: 1,
    cause: `request ${asked.context.requestId}`,
  });
  // Ended meanwhile: this request keeps its answer, the next one notices.
  await db.session.deleteMany({ where: { personId: one.personId } });
  expect(await requireContact(asked)).toEqual(signedIn);
  expect((await refusal(requireContact(visit('/invoices', cookie)))).status).toBe(303);
});

test('who is not signed in is sent to sign in and back; what is not a page is refused', async () => {
  const nobody = await refusal(requireContact(visit('/invoices?page=2', null)));
  expect([nobody.status, nobody.headers.get('location')]).toEqual([303, '/sign-in?to=%2Finvoices%3Fpage%3D2']);
  const json = await refusal(
    requireContact(visit('/payments/1/state', null, { headers: { accept: 'application/json' } })),
  );
  expect(json.status).toBe(401);
  const { cookie } = await session(await payer(), new Date(Date.now() - 13 * HOUR));
  for (const bad of [null, cookie, `${SESSION_COOKIE}=${randomToken()}`, `${SESSION_COOKIE}='; DROP TABLE sessions`]) {
    expect((await refusal(requireContact(visit('/pay', bad, { method: 'POST' })))).status).toBe(401);
  }
});

test('who has several customers chooses one first, by vendor and with what is open there', async () => {
  const { one, other } = await both();
  await makeInvoice({ vendorId: contoso.id, customerId: tailspin.id, totalMinor: 12_00n });
  const { cookie } = await session({ personId: one.personId, id: null }, new Date());
  const sent = await refusal(requireContact(visit('/pay', cookie)));
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/choose-customer?to=%2Fpay']);
  expect((await requirePerson(visit('/choose-customer', cookie))).contactId).toBeNull();
  expect(await listOwnCustomers(one.personId)).toMatchObject([
    { contactId: other.id, vendorName: 'Contoso Paper', role: 'viewer', open: [{ dueMinor: 1200n }] },
    { contactId: one.id, vendorName: 'Northwind Hosting', role: 'payer', open: [] },
  ]);
  const form = new URLSearchParams({ contactId: other.id, to: '/pay' });
  const chosen = await choosePage.action(visit('/choose-customer', cookie, { method: 'POST', body: form }));
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/pay']);
  expect(chosen.headers.get('set-cookie')).toMatch(/^__Host-quittance=[\w-]{43};/);
});

test('a viewer looks but does not pay, and trying is written down', async () => {
  const viewer = await payer({ role: 'viewer' });
  const { cookie } = await session(viewer, new Date());
  expect((await requireContact(visit('/invoices', cookie))).actor.role).toBe('viewer');
  expect((await refusal(requirePayer(visit('/pay', cookie)))).status).toBe(403);
  expect(await db.auditEntry.count({ where: { actorId: viewer.id, action: 'access.refused' } })).toBe(0);
  expect((await refusal(requirePayer(visit('/pay', cookie, { method: 'POST' })))).status).toBe(403);
  expect(await db.auditEntry.findFirst({ where: { actorId: viewer.id, action: 'access.refused' } })).toMatchObject({
    vendorId: northwind.id,
    subjectId: 'POST /pay',
  });
});

test('a contact who is removed is out at once', async () => {
  const { one } = await both();
  const single = await payer();
  const [{ token: several }, { token: only }] = [await session(one), await session(single)];
  await db.contact.updateMany({ where: { id: { in: [one.id, single.id] } }, data: { removedAt: now } });
  expect(await findSession(several, looking)).toMatchObject({ contactId: null, contactCount: 1 });
  expect(await findSession(only, looking)).toBeNull();
});

test('what signing in leaves behind is forgotten in time', async () => {
  await db.session.deleteMany();
  await db.signInRequest.deleteMany();
  const contact = await payer();
  const live = await session(contact);
  const ended = await session(contact);
  await signOut({ sessionToken: ended.token, everywhere: false, cause: 'test', now });
  await requestSignIn({ email: contact.email, to: '', browserToken: null, clientAddress: '10.9.9.8', now });
  await purgeExpired({ now: later(24 * HOUR) });
  expect([await db.session.count(), await db.signInRequest.count()]).toEqual([2, 1]);
  await purgeExpired({ now: later(8 * 24 * HOUR) });
  expect([await db.session.count(), await db.signInRequest.count()]).toEqual([1, 0]);
  expect(await findSession(live.token, looking)).not.toBeNull();
  await purgeExpired({ now: later(365 * 24 * HOUR) });
  expect([await db.session.count(), await db.rateLimit.count()]).toEqual([0, 0]);
});
