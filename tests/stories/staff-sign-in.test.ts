import { afterAll, expect, test } from 'vitest';
import { makeVendor } from '~tests/factories/make-vendor';
import { staffOf, STAFF_PASSWORD, type Staff } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { randomToken, sha256 } = await import('~/lib/crypto.server');
const { startStaffSignIn } = await import('~/auth/staff/start-staff-sign-in.server');
const { finishStaffSignIn } = await import('~/auth/staff/finish-staff-sign-in.server');
const { findStaffSession } = await import('~/auth/staff/find-staff-session.server');
const { staffSignOut } = await import('~/auth/staff/staff-sign-out.server');
const { requireStaff } = await import('~/auth/staff/staff-guards.server');
const { requireContact } = await import('~/auth/guards.server');
const { purgeExpired } = await import('~/auth/purge-expired.server');
const { STAFF_COOKIE, SESSION_COOKIE } = await import('~/auth/cookies');
const { dumpDatabase } = await import('~tests/support/sign-in-mail');

const now = new Date('2026-11-27T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(now.getTime() + ms);

const northwind = await makeVendor({ name: 'Northwind Hosting' });
const tokenOf = (cookie: string) => cookie.slice(`${STAFF_COOKIE}=`.length);

let callers = 0;
const caller = () => `10.2.${Math.floor((callers += 1) / 250)}.${callers % 250}`;
const typePassword = (staff: { email: string }, password = STAFF_PASSWORD, at = now) =>
  startStaffSignIn({ email: staff.email, password, clientAddress: caller(), cause: 'test', now: at });
const typeCode = (stepToken: string, code: string, { at = now, sessionToken = null as string | null } = {}) =>
  finishStaffSignIn({ code, stepToken, browser: { sessionToken, userAgent: 'test' }, cause: 'test', now: at });

async function step(staff: Staff, at = now): Promise<string> {
  const started = await typePassword(staff, STAFF_PASSWORD, at);
  if (!started.ok) throw new Error(started.refusal.kind);
  return started.stepToken;
}

async function signIn(staff: Staff, at = now, sessionToken: string | null = null): Promise<string> {
  const signedIn = await typeCode(await step(staff, at), staff.codeAt(at), { at, sessionToken });
  if (!signedIn.ok) throw new Error(signedIn.refusal.kind);
  return tokenOf(signedIn.cookie);
}

let requests = 0;
const visit = (path: string, cookie: string | null, init: RequestInit = {}) => ({
  request: new Request(`http://localhost${path}`, { ...init, headers: cookie ? { cookie } : {} }),
  context: { nonce: 'n', requestId: `r${(requests += 1)}`, clientAddress: '10.1.0.1' },
  params: {},
});
const refusal = async (guarded: Promise<unknown>) => {
  const thrown: unknown = await guarded.then(() => null).catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error('the guard let it through');
  return thrown;
};

test('S19: the password alone opens nothing; with the code of the authenticator it does', async () => {
  const staff = await staffOf(northwind);
  const stepToken = await step(staff);
  expect(await db.staffSession.count({ where: { vendorId: northwind.id, staffId: staff.actor.staffId } })).toBe(0);
  expect(await findStaffSession(stepToken, now)).toBeNull();
  const signedIn = await typeCode(stepToken, staff.codeAt(now));
  if (!signedIn.ok) throw new Error(signedIn.refusal.kind);
  expect(await findStaffSession(tokenOf(signedIn.cookie), now)).toMatchObject({
    staffId: staff.actor.staffId,
    vendorId: northwind.id,
    vendorName: 'Northwind Hosting',
    role: 'owner',
  });
  expect(
    await db.auditEntry.findMany({
      where: { vendorId: northwind.id, actorId: staff.actor.staffId },
      orderBy: { sequence: 'asc' },
      select: { action: true, actorKind: true },
    }),
  ).toEqual([
    { action: 'staff.password-accepted', actorKind: 'staff' },
    { action: 'staff.signed-in', actorKind: 'staff' },
  ]);
});

test('S19: a code is good once, an older one not after it, and none from two steps away', async () => {
  const staff = await staffOf(northwind);
  const code = staff.codeAt(now);
  expect((await typeCode(await step(staff), code)).ok).toBe(true);
  const again = await step(staff);
  for (const used of [code, staff.codeAt(now, -1)])
    expect(await typeCode(again, used)).toEqual({ ok: false, refusal: { kind: 'wrong-code' } });
  for (const steps of [2, -2])
    expect(await typeCode(again, staff.codeAt(now, steps))).toEqual({ ok: false, refusal: { kind: 'wrong-code' } });
  expect((await typeCode(again, staff.codeAt(now, 1))).ok).toBe(true);
  expect(await db.auditEntry.count({ where: { actorId: staff.actor.staffId, action: 'staff.code-refused' } })).toBe(4);
});

test('S19: of twenty tries with one code at the same moment one gets in', async () => {
  const staff = await staffOf(northwind);
  const tokens = await Promise.all(Array.from({ length: 8 }, () => step(staff)));
  const tries = await Promise.all(tokens.map((token) => typeCode(token, staff.codeAt(now))));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  const other = await staffOf(northwind);
  const one = await step(other);
  const same = await Promise.all(Array.from({ length: 12 }, () => typeCode(one, other.codeAt(now))));
  expect(same.filter(({ ok }) => ok)).toHaveLength(1);
});

test('six wrong codes and the password must be typed again; the step lasts ten minutes and is used once', async () => {
  const staff = await staffOf(northwind);
  const token = await step(staff);
  const answers = [];
  for (let i = 0; i < 7; i++) answers.push(await typeCode(token, '000000'));
  expect(answers.map((answer) => (answer.ok ? 'in' : answer.refusal.kind))).toEqual([
    ...Array<string>(5).fill('wrong-code'),
    'gone',
    'gone',
  ]);
  expect(await typeCode(token, staff.codeAt(now))).toEqual({ ok: false, refusal: { kind: 'gone' } });
  const late = await step(staff);
  const at = later(10 * MINUTE);
  expect(await typeCode(late, staff.codeAt(at), { at })).toEqual({ ok: false, refusal: { kind: 'gone' } });
  const used = await step(staff);
  expect((await typeCode(used, staff.codeAt(now))).ok).toBe(true);
  expect(await typeCode(used, staff.codeAt(now, 1))).toEqual({ ok: false, refusal: { kind: 'gone' } });
});

test('S6: an unknown address, a wrong password, and somebody who was removed are answered alike', async () => {
  const staff = await staffOf(northwind);
  const gone = await staffOf(northwind, 'viewer');
  await db.staff.update({
    where: { id: gone.actor.staffId, vendorId: northwind.id },
    data: { removedAt: now, passwordHash: null, authenticator: null },
  });
  for (const [email, password] of [
    ['nobody@nowhere.example', STAFF_PASSWORD],
    [staff.email, 'not the password at all'],
    [staff.email, ''],
    [gone.email, STAFF_PASSWORD],
    ['no address', STAFF_PASSWORD],
  ] as const)
    expect(await typePassword({ email }, password)).toEqual({ ok: false, refusal: { kind: 'wrong-password' } });
});

test('S6: the page says the same of all of them, and no sooner', async () => {
  const page = await import('~/routes/vendor/sign-in');
  const staff = await staffOf(northwind);
  const ask = async (email: string) => {
    const began = performance.now();
    const body = new URLSearchParams({ email, password: 'not the password at all', to: '' });
    const answer = (await page.action(visit('/vendor/sign-in', null, { method: 'POST', body }))) as {
      data: { words: string };
      init: unknown;
    };
    return { words: answer.data.words, init: answer.init, tooSoon: performance.now() - began < 399 };
  };
  const [known, unknown] = [await ask(staff.email), await ask('nobody@nowhere.example')];
  expect(known).toEqual(unknown);
  expect(known).toEqual({ words: 'The address or the password is wrong.', init: { status: 422 }, tooSoon: false });
});

test('S7, S8: the eleventh password in a quarter of an hour is not looked at, right or wrong; others are', async () => {
  const staff = await staffOf(northwind);
  for (let i = 0; i < 10; i++) expect((await typePassword(staff, `wrong ${i}`)).ok).toBe(false);
  const eleventh = await typePassword(staff);
  expect(eleventh).toMatchObject({ ok: false, refusal: { kind: 'too-many' } });
  expect((await typePassword(await staffOf(northwind))).ok).toBe(true);
});

test('S14, S18: signing in always makes a new token, ends the session the browser had, and takes no planted one', async () => {
  const staff = await staffOf(northwind);
  const old = await signIn(staff);
  const planted = randomToken();
  for (const [sessionToken, steps] of [
    [old, 2],
    [planted, 4],
  ] as const) {
    const at = later(steps * 30_000);
    const token = await signIn(staff, at, sessionToken);
    expect(token).not.toBe(sessionToken);
    expect(await findStaffSession(sessionToken, at)).toBeNull();
    expect(await findStaffSession(token, at)).not.toBeNull();
  }
});

test('S14: another role ends every session', async () => {
  const staff = await staffOf(northwind, 'biller');
  const token = await signIn(staff);
  await db.staff.update({ where: { id: staff.actor.staffId, vendorId: northwind.id }, data: { role: 'viewer' } });
  expect(await findStaffSession(token, now)).toBeNull();
});

test('S15: the cookie is bound to this host, unreadable to scripts and not sent by other sites', async () => {
  const staff = await staffOf(northwind);
  const signedIn = await typeCode(await step(staff), staff.codeAt(now));
  if (!signedIn.ok) throw new Error('not signed in');
  const [pair, ...attributes] = signedIn.setCookie.split('; ');
  expect(pair).toMatch(/^__Host-quittance-staff=[\w-]{43}$/);
  expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Lax', 'Secure']);
});

test('S16: signing out ends this session at once, everywhere ends all of theirs, removing somebody too', async () => {
  const staff = await staffOf(northwind, 'biller');
  const [here, there, elsewhere] = await Promise.all([staff.cookie(now), staff.cookie(now), staff.cookie(now)]);
  const stranger = tokenOf(await (await staffOf(northwind)).cookie(now));
  const alive = async (cookie: string) => (await findStaffSession(tokenOf(cookie), now)) !== null;
  await staffSignOut({ sessionToken: tokenOf(here), everywhere: false, cause: 'test', now });
  expect([await alive(here), await alive(there), await alive(elsewhere)]).toEqual([false, true, true]);
  await staffSignOut({ sessionToken: tokenOf(here), everywhere: true, cause: 'test', now });
  expect(await alive(there)).toBe(true);
  await staffSignOut({ sessionToken: tokenOf(there), everywhere: true, cause: 'test', now });
  expect([await alive(there), await alive(elsewhere)]).toEqual([false, false]);
  const again = await staff.cookie(now);
  await db.staff.update({
    where: { id: staff.actor.staffId, vendorId: northwind.id },
    data: { removedAt: now, passwordHash: null, authenticator: null },
  });
  expect(await alive(again)).toBe(false);
  expect(await findStaffSession(stranger, now)).not.toBeNull();
});

test('S17: half an hour without a request ends a session, twelve hours end it however busy', async () => {
  const staff = await staffOf(northwind);
  const idle = tokenOf(await staff.cookie(now));
  expect(await findStaffSession(idle, later(30 * MINUTE - 1000))).not.toBeNull();
  const left = tokenOf(await staff.cookie(now));
  expect(await findStaffSession(left, later(30 * MINUTE))).toBeNull();
  const busy = tokenOf(await staff.cookie(now));
  for (let minutes = 20; minutes < 12 * 60; minutes += 20)
    expect(await findStaffSession(busy, later(minutes * MINUTE))).not.toBeNull();
  expect(await findStaffSession(busy, later(12 * HOUR))).toBeNull();
});

test('S5: neither token, code nor password stands in the database', async () => {
  const staff = await staffOf(northwind);
  const stepToken = await step(staff);
  const token = await signIn(staff);
  const dump = await dumpDatabase();
  for (const secret of [stepToken, token, STAFF_PASSWORD]) expect(dump).not.toContain(secret);
  expect(dump).toContain(sha256(token).toString('hex'));
});

test('a staff session opens no portal, and a customer session no desk', async () => {
  const staff = await staffOf(northwind);
  const token = tokenOf(await staff.cookie());
  for (const cookie of [`${STAFF_COOKIE}=${token}`, `${SESSION_COOKIE}=${token}`]) {
    expect((await refusal(requireContact(visit('/invoices', cookie)))).headers.get('location')).toBe(
      '/sign-in?to=%2Finvoices',
    );
  }
  const { makeContact, makeCustomer } = await import('~tests/factories/make-customer');
  const { createSession } = await import('~/auth/sessions.server');
  const customer = await makeCustomer({ vendorId: northwind.id });
  const contact = await makeContact({ vendorId: northwind.id, customerId: customer.id });
  const { cookie } = await createSession({ personId: contact.personId, contactId: contact.id, now: new Date() });
  for (const sent of [cookie, cookie.replace(SESSION_COOKIE, STAFF_COOKIE)]) {
    const sentAway = await refusal(requireStaff(visit('/vendor', sent)));
    expect([sentAway.status, sentAway.headers.get('location')]).toEqual([303, '/vendor/sign-in?to=%2Fvendor']);
    expect((await refusal(requireStaff(visit('/vendor', sent, { method: 'POST' })))).status).toBe(401);
  }
});

test('S28: a role that is too low is refused, and trying to change something is written down', async () => {
  const viewer = await staffOf(northwind, 'viewer');
  const cookie = await viewer.cookie();
  expect((await requireStaff(visit('/vendor', cookie))).actor).toEqual(viewer.actor);
  const refusals = () => db.auditEntry.count({ where: { actorId: viewer.actor.staffId, action: 'access.refused' } });
  for (const role of ['biller', 'owner'] as const)
    expect((await refusal(requireStaff(visit('/vendor/x', cookie), { role }))).status).toBe(403);
  expect(await refusals()).toBe(0);
  for (const role of ['biller', 'owner'] as const)
    expect((await refusal(requireStaff(visit('/vendor/x', cookie, { method: 'POST' }), { role }))).status).toBe(403);
  expect(await refusals()).toBe(2);
  const biller = await (await staffOf(northwind, 'biller')).cookie();
  expect((await requireStaff(visit('/vendor/x', biller), { role: 'biller' })).actor.role).toBe('biller');
  expect((await refusal(requireStaff(visit('/vendor/x', biller), { role: 'owner' }))).status).toBe(403);
});

test('a vendor keeps an owner who can sign in, also when two show each other out at once', async () => {
  const vendor = await makeVendor();
  const [one, other] = [await staffOf(vendor), await staffOf(vendor)];
  const out = (staff: Staff) =>
    db.staff.update({ where: { id: staff.actor.staffId, vendorId: vendor.id }, data: { role: 'viewer' } });
  const both = await Promise.allSettled([out(one), out(other)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await db.staff.count({ where: { vendorId: vendor.id, role: 'owner' } })).toBe(1);
});

test('an address works for one vendor at a time', async () => {
  const staff = await staffOf(northwind);
  const other = await makeVendor();
  await expect(staffOfAddress(other.id, staff.email)).rejects.toThrow(/unique/i);
});

const staffOfAddress = (vendorId: string, email: string) =>
  db.staff.create({ data: { id: crypto.randomUUID(), vendorId, email, name: 'Twice', role: 'viewer' } });

test('what signing in leaves behind is forgotten in time', async () => {
  await db.staffSession.deleteMany();
  const staff = await staffOf(northwind);
  const token = await signIn(staff);
  await purgeExpired({ now: later(8 * 24 * HOUR) });
  expect([await db.staffSession.count(), await db.staffSignIn.count()]).toEqual([0, 0]);
  expect(await findStaffSession(token, now)).toBeNull();
});
