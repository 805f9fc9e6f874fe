import { afterAll, expect, test } from 'vitest';
import { makeVendor } from '~tests/factories/make-vendor';
import { softPasskey } from '~tests/support/soft-passkey';
import { staffOf, STAFF_PASSWORD, type Staff } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { FACTOR_CODE, FACTOR_PASSKEY } = await import('~/lib/step-up');
const { requireRecentFactor } = await import('~/auth/staff/require-recent-factor.server');
const { requireStaff } = await import('~/auth/staff/staff-guards.server');
const { findStaffSession } = await import('~/auth/staff/find-staff-session.server');
const { startStaffSignIn } = await import('~/auth/staff/start-staff-sign-in.server');
const { finishStaffSignIn } = await import('~/auth/staff/finish-staff-sign-in.server');
const { askToSignIn, signInWithPasskey } = await import('~/auth/staff/sign-in-with-passkey.server');
const { askForNewPasskey } = await import('~/auth/staff/passkeys.server');
const own = await import('~/auth/staff/own-access.server');
const { listStaffSessions, endStaffSession } = await import('~/auth/staff/list-staff-sessions.server');
const { STAFF_COOKIE } = await import('~/auth/cookies');
const { dumpDatabase } = await import('~tests/support/sign-in-mail');
const accessPage = await import('~/routes/vendor/own-access');

const HERE = { origin: 'http://localhost:3000', rpId: 'localhost' };
const MINUTE = 60_000;
const vendor = await makeVendor({ name: 'Northwind Hosting' });
const tokenOf = (cookie: string) => /=([\w-]{43})/.exec(cookie)?.[1] ?? '';

let requests = 0;
type Context = { nonce: string; requestId: string; clientAddress: string; cookies?: string[] };
const visit = (path: string, cookie: string, form?: Record<string, string>) => {
  requests += 1;
  const context: Context = { nonce: 'n', requestId: `r${requests}`, clientAddress: `10.3.0.${requests % 250}` };
  const body = form && new URLSearchParams(form);
  const request = new Request(`http://localhost${path}`, { method: form ? 'POST' : 'GET', body, headers: { cookie } });
  return { request, context, params: {} };
};
const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const refusal = async (guarded: Promise<unknown>) => {
  const thrown: unknown = await guarded.then(() => null).catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error('the guard let it through');
  return thrown;
};
const signedIn = (cookie: string) => requireStaff(visit('/vendor', cookie));
/** A session whose last factor is ten minutes old. */
const stale = (staff: Staff) => staff.cookie(new Date(Date.now() - 10 * MINUTE));
const actions = async (staff: Staff) =>
  (
    await db.auditEntry.findMany({
      where: { vendorId: vendor.id, actorId: staff.actor.staffId },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ action }) => action);

async function withPasskey(staff: Staff) {
  const passkey = softPasskey(HERE);
  const me = await signedIn(await staff.cookie());
  const now = new Date();
  const added = await own.addPasskey(
    me,
    { answer: passkey.make(await askForNewPasskey(me.actor, me.staff, now)), name: 'Laptop' },
    now,
  );
  if (!added.ok) throw new Error(added.refusal);
  return passkey;
}

async function challenge(now = new Date()): Promise<{ challenge: string }> {
  const asked = await askToSignIn({ clientAddress: `10.4.0.${(requests += 1) % 250}`, now });
  if (!asked.ok) throw new Error(asked.refusal.kind);
  return JSON.parse(asked.options) as { challenge: string };
}
const enter = (answer: string, now = new Date()) =>
  signInWithPasskey({
    answer,
    browser: { sessionToken: null, userAgent: 'test' },
    clientAddress: `10.5.0.${(requests += 1) % 250}`,
    cause: 'test',
    now,
  });
const DOING = 'refund $50.00 to Fabrikam';
const fresh = (asked: Parameters<typeof requireRecentFactor>[0], form: FormData, needs: { role?: 'biller' } = {}) =>
  requireRecentFactor(asked, form, { ...needs, doing: DOING });
const REFUSED = { ok: false, refusal: { kind: 'passkey' } };

test('S21: within five minutes of the second factor nothing more is asked', async () => {
  const staff = await staffOf(vendor, 'biller');
  const cookie = await staff.cookie(new Date(Date.now() - 4 * MINUTE));
  const me = await fresh(visit('/vendor/x', cookie, {}), formOf({}), { role: 'biller' });
  expect(me.actor).toEqual(staff.actor);
});

test('S21, S14: later it answers reauth_required with the form kept, until a factor comes along; then the token is new', async () => {
  const staff = await staffOf(vendor, 'biller');
  const cookie = await stale(staff);
  const form = { amount: '12.34', reason: '<b>Sent & back</b>' };
  const first = await refusal(fresh(visit('/vendor/x?y=1', cookie, form), formOf(form)));
  expect(first.status).toBe(403);
  expect(await first.json()).toEqual({
    error: 'reauth_required',
    doing: DOING,
    action: '/vendor/x?y=1',
    held: Object.entries(form),
    refused: null,
    passkey: null,
    demo: false,
  });
  const wrong = { ...form, [FACTOR_CODE]: '000000' };
  const second = await refusal(fresh(visit('/vendor/x', cookie, wrong), formOf(wrong)));
  expect(second.status).toBe(403);
  expect(await second.json()).toMatchObject({
    held: Object.entries(form),
    refused: expect.stringMatching(/wrong/) as string,
  });

  const right = { ...form, [FACTOR_CODE]: staff.codeAt(new Date()) };
  const asked = visit('/vendor/x', cookie, right);
  expect((await fresh(asked, formOf(right))).actor).toEqual(staff.actor);
  expect(asked.context.cookies).toHaveLength(1);
  const renewed = tokenOf(asked.context.cookies?.[0] ?? '');
  expect(await findStaffSession(tokenOf(cookie), new Date())).toBeNull();
  expect(await findStaffSession(renewed, new Date())).toMatchObject({ staffId: staff.actor.staffId });
  await fresh(visit('/vendor/x', `${STAFF_COOKIE}=${renewed}`, {}), formOf({}));
  expect(await actions(staff)).toEqual(['staff.code-refused', 'staff.confirmed']);
});

test('S19: the code that signed in does not confirm as well', async () => {
  const staff = await staffOf(vendor, 'biller');
  const then = new Date(Date.now() - 1);
  const code = staff.codeAt(then);
  const started = await startStaffSignIn({
    email: staff.email,
    password: STAFF_PASSWORD,
    clientAddress: '10.6.0.1',
    cause: 't',
    now: then,
  });
  if (!started.ok) throw new Error(started.refusal.kind);
  const browser = { sessionToken: null, userAgent: '' };
  await finishStaffSignIn({ code, stepToken: started.stepToken, browser, cause: 't', now: then });
  const form = { [FACTOR_CODE]: code };
  expect((await refusal(fresh(visit('/vendor/x', await stale(staff), form), formOf(form)))).status).toBe(403);
});

test('S8: codes cannot be guessed by confirming: after thirty a day the right one is refused too', async () => {
  const staff = await staffOf(vendor, 'biller');
  const cookie = await stale(staff);
  const attempt = (code: string) =>
    refusal(fresh(visit('/vendor/x', cookie, { [FACTOR_CODE]: code }), formOf({ [FACTOR_CODE]: code })));
  for (let i = 0; i < 30; i++) expect((await attempt('000000')).status).toBe(403);
  const late = await attempt(staff.codeAt(new Date()));
  expect(late.status).toBe(429);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(3600);
});

test('S28 comes before S21: a role that is too low is refused whatever factor it brings', async () => {
  const viewer = await staffOf(vendor, 'viewer');
  const form = { [FACTOR_CODE]: viewer.codeAt(new Date()) };
  const refused = await refusal(fresh(visit('/vendor/x', await stale(viewer), form), formOf(form), { role: 'biller' }));
  expect(await refused.json()).toEqual({ error: 'not_allowed', needs: 'biller' });
  expect(await actions(viewer)).toEqual(['access.refused']);
});

test('S20: a passkey signs in, and confirms', async () => {
  const staff = await staffOf(vendor, 'biller');
  const passkey = await withPasskey(staff);
  const signed = await enter(passkey.answer(await challenge()));
  if (!signed.ok) throw new Error(signed.refusal.kind);
  expect((await signedIn(signed.cookie)).actor).toEqual(staff.actor);
  const cookie = await stale(staff);
  const asked = await refusal(fresh(visit('/vendor/x', cookie, {}), formOf({})));
  const options = JSON.parse(((await asked.json()) as { passkey: string }).passkey) as {
    challenge: string;
    allowCredentials: { id: string }[];
  };
  expect(options.allowCredentials.map(({ id }) => id)).toEqual([passkey.id]);
  const form = { [FACTOR_PASSKEY]: passkey.answer(options) };
  await fresh(visit('/vendor/x', cookie, form), formOf(form));
  expect((await actions(staff)).slice(-3)).toEqual(['staff.passkey-added', 'staff.signed-in', 'staff.confirmed']);
});

test('S20: wrong origin, wrong address, an unlocked device, a copy, a challenge used, old or foreign: all refused', async () => {
  const staff = await staffOf(vendor, 'biller');
  const passkey = await withPasskey(staff);
  for (const trick of [{ origin: 'https://evil.test' }, { rpId: 'evil.test' }, { userVerified: false }])
    expect(await enter(passkey.answer(await challenge(), trick))).toEqual(REFUSED);
  const used = await challenge();
  expect((await enter(passkey.answer(used))).ok).toBe(true);
  expect(await enter(passkey.answer(used))).toEqual(REFUSED);
  expect(await enter(passkey.answer({ challenge: 'AAAA' }))).toEqual(REFUSED);
  const old = await challenge(new Date(Date.now() - 6 * MINUTE));
  expect(await enter(passkey.answer(old))).toEqual(REFUSED);
  expect(await enter(passkey.answer(await challenge(), { counter: 1 }))).toEqual(REFUSED);
  expect(await enter(softPasskey(HERE).answer(await challenge()))).toEqual(REFUSED);
  for (const nonsense of ['', '{}', 'null', '{"id":1}', '[]', 'x'.repeat(20_000), JSON.stringify({ id: passkey.id })])
    expect(await enter(nonsense)).toEqual(REFUSED);
});

test('S20: one answer pressed many times at once signs in once', async () => {
  const passkey = await withPasskey(await staffOf(vendor, 'biller'));
  const answer = passkey.answer(await challenge());
  const all = await Promise.all(Array.from({ length: 10 }, () => enter(answer)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
});

test('S20: nobody confirms with another’s passkey, nor with a challenge that was for somebody else or for signing in', async () => {
  const [mine, theirs] = [await staffOf(vendor, 'biller'), await staffOf(vendor, 'biller')];
  const [passkey, other] = [await withPasskey(mine), await withPasskey(theirs)];
  const cookie = await stale(mine);
  const askFor = async (sent: string) => {
    const asked = await refusal(fresh(visit('/vendor/x', sent, {}), formOf({})));
    return JSON.parse(((await asked.json()) as { passkey: string }).passkey) as { challenge: string };
  };
  for (const answer of [
    other.answer(await askFor(cookie)),
    passkey.answer(await askFor(await stale(theirs))),
    passkey.answer(await challenge()),
  ]) {
    const form = { [FACTOR_PASSKEY]: answer };
    expect((await refusal(fresh(visit('/vendor/x', cookie, form), formOf(form)))).status).toBe(403);
  }
  expect(await enter(passkey.answer(await askFor(cookie)))).toEqual(REFUSED);
});

test('S20: a new passkey is bound to who asked for it, and to our address', async () => {
  const staff = await staffOf(vendor, 'biller');
  const me = await signedIn(await staff.cookie());
  const other = await signedIn(await (await staffOf(vendor, 'biller')).cookie());
  const passkey = softPasskey(HERE);
  const now = new Date();
  const add = async (answer: string) => own.addPasskey(me, { answer, name: '' }, now);
  const ask = (who = me) => askForNewPasskey(who.actor, who.staff, now);
  for (const answer of [
    passkey.make(await ask(other)),
    passkey.make(await ask(), { origin: 'https://evil.test' }),
    passkey.make(await ask(), { rpId: 'evil.test' }),
    passkey.make(await ask(), { userVerified: false }),
    passkey.make(await challenge()),
  ])
    expect(await add(answer)).toEqual({ ok: false, refusal: 'passkey' });
  const options = await ask();
  expect((await add(passkey.make(options))).ok).toBe(true);
  expect((await add(passkey.make(options))).ok).toBe(false);
  const [listed] = await own.listPasskeys(me);
  expect(await own.removePasskey(other, listed?.id)).toBe(false);
  expect(await own.removePasskey(me, listed?.id)).toBe(true);
  expect(await enter(passkey.answer(await challenge()))).toEqual(REFUSED);
});

test('S19: recovery codes let in once each, are kept as hashes, and new ones end the old', async () => {
  const staff = await staffOf(vendor, 'biller');
  const me = await signedIn(await staff.cookie());
  const now = new Date();
  const codes = await own.replaceRecoveryCodes(me, now);
  expect(codes).toHaveLength(10);
  expect(new Set(codes).size).toBe(10);
  const [first = '', second = '', third = ''] = codes;
  expect(first).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
  const dump = await dumpDatabase();
  for (const code of codes) for (const text of [code, code.replaceAll('-', '')]) expect(dump).not.toContain(text);
  const tryCode = async (code: string) => {
    const started = await startStaffSignIn({
      email: staff.email,
      password: STAFF_PASSWORD,
      clientAddress: '10.7.0.1',
      cause: 't',
      now,
    });
    if (!started.ok) throw new Error(started.refusal.kind);
    const browser = { sessionToken: null, userAgent: '' };
    return (await finishStaffSignIn({ code, stepToken: started.stepToken, browser, cause: 't', now })).ok;
  };
  expect(await tryCode(first.toUpperCase().replaceAll('-', ' '))).toBe(true);
  expect(await tryCode(first)).toBe(false);
  expect((await Promise.all([tryCode(second), tryCode(second), tryCode(second)])).filter(Boolean)).toHaveLength(1);
  const fresh = await own.replaceRecoveryCodes(me, now);
  expect(await tryCode(third)).toBe(false);
  expect(await tryCode(fresh[0] ?? '')).toBe(true);
});

test('a password is changed by who knows it, to one that is not the first anybody would try; other sessions end', async () => {
  const staff = await staffOf(vendor, 'biller');
  const [here, there] = [await staff.cookie(), await staff.cookie()];
  const me = await signedIn(here);
  const now = new Date();
  const change = (current: string, next: string) => own.changePassword(me, { current, next }, now);
  expect(await change('not mine', 'seven green umbrellas')).toEqual({ ok: false, refusal: { kind: 'current' } });
  for (const bad of [
    'short',
    'Password12345!',
    'aaaaaaaaaaaaaaa',
    'qwertyuiop1234',
    'northwindhosting1',
    'samSam2026!!',
  ])
    expect(await change(STAFF_PASSWORD, bad)).toMatchObject({ ok: false, refusal: { kind: 'password' } });
  expect((await change(STAFF_PASSWORD, 'seven green umbrellas')).ok).toBe(true);
  expect(await findStaffSession(tokenOf(here), now)).not.toBeNull();
  expect(await findStaffSession(tokenOf(there), now)).toBeNull();
  const typed = { email: staff.email, clientAddress: '10.8.0.1', cause: 't', now };
  expect((await startStaffSignIn({ ...typed, password: STAFF_PASSWORD })).ok).toBe(false);
  expect((await startStaffSignIn({ ...typed, password: 'seven green umbrellas' })).ok).toBe(true);
});

test('S21: every change of one’s own way in asks for a fresh factor, by itself', async () => {
  const staff = await staffOf(vendor, 'viewer');
  const cookie = await stale(staff);
  const before = await dumpDatabase();
  for (const intent of [
    'password',
    'authenticator',
    'authenticator-code',
    'recovery-codes',
    'passkey',
    'passkey-made',
    'passkey-remove',
  ]) {
    const answer = await refusal(accessPage.action(visit('/vendor/settings/sign-in', cookie, { intent })));
    expect([intent, answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      intent,
      403,
      'reauth_required',
    ]);
  }
  // Being seen is all that was written.
  const without = (dump: string) =>
    dump
      .split('\n')
      .filter((row) => !row.includes(staff.actor.staffId))
      .join('\n');
  expect(without(await dumpDatabase())).toBe(without(before));
});

test('another authenticator takes over once its code proves it, and the old one is worth nothing', async () => {
  const staff = await staffOf(vendor, 'biller');
  const me = await signedIn(await staff.cookie());
  const { codeInStep, secretFrom, stepAt } = await import('~/auth/staff/authenticator.server');
  const { randomToken } = await import('~/lib/crypto.server');
  const seed = randomToken();
  const now = new Date();
  const code = codeInStep(secretFrom(staff.actor.staffId, seed), stepAt(now));
  for (const wrong of [
    { seed, code: '000000' },
    { seed: 'nonsense', code },
    { seed: randomToken(), code },
  ])
    expect(await own.changeAuthenticator(me, wrong, now)).toEqual({ ok: false, refusal: 'wrong-code' });
  expect((await own.changeAuthenticator(me, { seed, code }, now)).ok).toBe(true);
  const form = { [FACTOR_CODE]: staff.codeAt(now) };
  expect((await refusal(fresh(visit('/vendor/x', await stale(staff), form), formOf(form)))).status).toBe(403);
});

test('S16: sessions are listed with their browsers, and one is ended from another; nobody ends a colleague’s', async () => {
  const staff = await staffOf(vendor, 'viewer');
  const [here, there] = [await staff.cookie(), await staff.cookie()];
  const me = await signedIn(here);
  const stranger = await signedIn(await (await staffOf(vendor)).cookie());
  const listed = await listStaffSessions(me, new Date());
  expect(listed.map((session) => session.here)).toEqual([true, false]);
  expect(await endStaffSession(stranger, listed[1]?.id, new Date())).toBe(false);
  expect(await endStaffSession(me, listed[1]?.id, new Date())).toBe(true);
  expect(await endStaffSession(me, listed[1]?.id, new Date())).toBe(false);
  expect(await findStaffSession(tokenOf(there), new Date())).toBeNull();
  expect(await listStaffSessions(me, new Date())).toHaveLength(1);
});
