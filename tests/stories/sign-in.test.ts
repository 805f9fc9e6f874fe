import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { sha256 } = await import('~/lib/crypto.server');
const { requestSignIn } = await import('~/auth/request-sign-in.server');
const { signInWithCode } = await import('~/auth/sign-in-with-code.server');
const { signInWithLink } = await import('~/auth/sign-in-with-link.server');
const { readSignInLink } = await import('~/auth/read-sign-in-link.server');
const { BROWSER_COOKIE, SESSION_COOKIE } = await import('~/auth/cookies');
const { dumpDatabase, sendSignInMail, signInJob } = await import('~tests/support/sign-in-mail');
const linkPage = await import('~/routes/auth/link');
const signInPage = await import('~/routes/auth/sign-in');
const codePage = await import('~/routes/auth/code');

const now = new Date('2026-11-20T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const vendor = await makeVendor({ name: 'Northwind Hosting' });
const customer = await makeCustomer({ vendorId: vendor.id });

let callers = 0;
/** Each asks from its own address, so that only the test about addresses meets their limit. */
const newCaller = () => `10.0.${Math.floor((callers += 1) / 250)}.${callers % 250}`;
const somebody = () => makeContact({ vendorId: vendor.id, customerId: customer.id });
const sessionCount = () => db.session.count();

beforeEach(async () => {
  await db.session.deleteMany();
  await db.signInRequest.deleteMany();
  await db.rateLimit.deleteMany();
});

async function ask(email: string, browserToken: string | null = null, at = now) {
  const asked = await requestSignIn({ email, to: '/pay', browserToken, clientAddress: newCaller(), now: at });
  if (!asked.ok) throw new Error(asked.refusal.kind);
  const mail = await sendSignInMail(email, at);
  if (!mail) throw new Error('no mail was sent');
  return { ...mail, browserToken: asked.browserToken };
}

const browser = (browserToken: string | null, sessionToken: string | null = null) => ({
  browserToken,
  sessionToken,
  userAgent: 'test',
});
const byLink = (token: string, browserToken: string | null, at = now) =>
  signInWithLink({ token, browser: browser(browserToken), cause: 'test', now: at });
const byCode = (code: string, browserToken: string | null, email: string | null = null, at = now) =>
  signInWithCode({ code, email, browser: browser(browserToken), clientAddress: newCaller(), cause: 'test', now: at });
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const contextOf = (clientAddress = newCaller()) => ({ nonce: 'n', requestId: 'r', clientAddress });

function request(
  path: string,
  { form, browserToken }: { form?: Record<string, string>; browserToken?: string | null } = {},
) {
  const headers = browserToken ? { cookie: `${BROWSER_COOKIE}=${browserToken}` } : undefined;
  return new Request(
    `http://localhost${path}`,
    form ? { method: 'POST', body: new URLSearchParams(form), headers } : { headers },
  );
}

/** What a route answers, thrown, returned or wrapped by data(), as status, headers and body. */
async function answer(given: Promise<unknown>) {
  const value = await given.catch((thrown: unknown) => thrown);
  if (value instanceof Response) return { status: value.status, headers: value.headers, body: null };
  const { data, init } = value as { data?: unknown; init?: ResponseInit };
  return { status: init?.status ?? 200, headers: new Headers(init?.headers), body: data ?? value };
}

/** The page's actions ask the clock themselves, so what they use must be asked for now. */
const askNow = (email: string) => ask(email, null, new Date());

test('S1: opening the link changes nothing, however often and by whom; the button signs in', async () => {
  const { email } = await somebody();
  const { token, browserToken } = await askNow(email);
  const before = await dumpDatabase();
  for (const jar of [browserToken, null, null, 'x'.repeat(43), browserToken]) {
    const page = await answer(
      linkPage.loader({
        request: request(`/sign-in/link/${token}`, { browserToken: jar }),
        context: contextOf(),
        params: { token },
      }),
    );
    expect(page.status).toBe(200);
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(page.body).toMatchObject({
      senderName: 'Northwind Hosting',
      state: jar === browserToken ? 'ready' : 'other-browser',
    });
  }
  expect(await dumpDatabase()).toBe(before);

  const pressed = await answer(
    linkPage.action({
      request: request(`/sign-in/link/${token}?to=%2Fpay`, { form: {}, browserToken }),
      context: contextOf(),
      params: { token },
    }),
  );
  expect(pressed.status).toBe(303);
  expect(pressed.headers.get('location')).toBe('/pay');
  expect(pressed.headers.get('set-cookie')).toMatch(
    /^__Host-quittance=[\w-]{43}; Path=\/; Max-Age=1209600; Secure; HttpOnly; SameSite=Lax$/,
  );
  expect(await sessionCount()).toBe(1);
});

test('S2: of twenty presses at once one signs in and nineteen are told the link is gone', async () => {
  const { email } = await somebody();
  const { token, browserToken } = await askNow(email);
  const press = () =>
    answer(
      linkPage.action({
        request: request(`/sign-in/link/${token}`, { form: {}, browserToken }),
        context: contextOf(),
        params: { token },
      }),
    );
  const answers = await Promise.all(Array.from({ length: 20 }, press));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(19).fill(410)]);
  expect(await sessionCount()).toBe(1);
});

test('S2: the same code typed in twenty tabs at once signs in once', async () => {
  const { email } = await somebody();
  const { code, browserToken } = await ask(email);
  const answers = await Promise.all(Array.from({ length: 20 }, () => byCode(code, browserToken)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await sessionCount()).toBe(1);
});

test('S3: link and code are good for ten minutes and no longer', async () => {
  const { email } = await somebody();
  const { token, code, browserToken } = await ask(email);
  expect(await byLink(token, browserToken, later(601))).toEqual({ ok: false, refusal: { kind: 'gone' } });
  expect(await byCode(code, browserToken, null, later(601))).toEqual({ ok: false, refusal: { kind: 'gone' } });
  expect(await sessionCount()).toBe(0);
  expect(await byLink(token, browserToken, later(599))).toMatchObject({ ok: true });
});

test('S4: the link works only in the browser that asked; the code works in any, with the address', async () => {
  const { email } = await somebody();
  const { token, code, browserToken } = await ask(email);
  expect(await byLink(token, null)).toEqual({ ok: false, refusal: { kind: 'other-browser' } });
  expect(await byLink(token, 'y'.repeat(43))).toEqual({ ok: false, refusal: { kind: 'other-browser' } });
  expect(await byCode(code, 'y'.repeat(43))).toEqual({ ok: false, refusal: { kind: 'gone' } });
  expect(await sessionCount()).toBe(0);
  expect(await readSignInLink({ token, browserToken, now })).toMatchObject({ ok: true, sameBrowser: true });
  expect(await byCode(code, 'y'.repeat(43), email.toUpperCase())).toMatchObject({ ok: true });
  expect(await byLink(token, browserToken)).toEqual({ ok: false, refusal: { kind: 'gone' } });
});

test('S5: a dump of the database never holds what signs in, before the mail is sent or after', async () => {
  const { email } = await somebody();
  const asked = await requestSignIn({ email, to: '', browserToken: null, clientAddress: newCaller(), now });
  if (!asked.ok) throw new Error(asked.refusal.kind);
  const { sendSignIn } = await import('~/auth/send-sign-in.server');
  const job = await signInJob(email);
  const beforeMail = await dumpDatabase();
  await sendSignIn({ ...job, now });
  const beforeSent = await dumpDatabase();
  const mail = await sendSignInMail(email, now);
  const signedIn = await byLink(mail?.token ?? '', asked.browserToken);
  if (!mail || !signedIn.ok) throw new Error('not signed in');
  const after = await dumpDatabase();

  const sessionToken = signedIn.cookie.slice(SESSION_COOKIE.length + 1);
  for (const dump of [beforeMail, beforeSent, after]) {
    for (const secret of [mail.token, asked.browserToken, sessionToken]) expect(dump).not.toContain(secret);
    // Not the code alone: six digits are found by chance in any long row of digits.
    expect(dump).not.toMatch(new RegExp(`\\b${mail.code}\\b\\s*Or open this link`));
  }
  expect(after).toContain(sha256(mail.token).toString('hex'));
  expect(after).toContain(sha256(sessionToken).toString('hex'));
  expect(after).not.toContain(sha256(mail.code).toString('hex'));
  expect(await db.outgoingMail.findFirst({ where: { to: email } })).toMatchObject({
    state: 'sent',
    text: '',
    html: '',
  });
});

test('S6: an unknown address is answered like a known one, and gets no mail', async () => {
  const { email } = await somebody();
  const answers = [];
  for (const address of [email, 'nobody@unknown.example']) {
    const context = contextOf();
    const asked = await answer(
      signInPage.action({
        request: request('/sign-in', { form: { email: address, to: '/pay' } }),
        context,
        params: {},
      }),
    );
    const cookie = asked.headers.get('set-cookie') ?? '';
    const token = /browser=([\w-]{43});/.exec(cookie)?.[1];
    const page = await answer(
      codePage.loader({ request: request('/sign-in/code', { browserToken: token }), context, params: {} }),
    );
    const tried = await answer(
      codePage.action({
        request: request('/sign-in/code', { browserToken: token, form: { code: '12345x' } }),
        context,
        params: {},
      }),
    );
    answers.push({
      status: asked.status,
      location: asked.headers.get('location'),
      cookie: cookie.replace(/=[\w-]{43};/, '=;'),
      page: { ...(page.body as object), email: '' },
      tried: tried.body,
    });
  }
  expect(answers[0]).toMatchObject({ status: 303, location: '/sign-in/code?to=%2Fpay' });
  expect(answers[1]).toEqual(answers[0]);
  expect(await sendSignInMail('nobody@unknown.example', new Date())).toBeNull();
  expect(await db.outgoingMail.count({ where: { to: 'nobody@unknown.example' } })).toBe(0);
});

test('S6: and in the same time', async () => {
  const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let round = 0; round < 100; round += 1) {
    const { email } = await somebody();
    for (const kind of ['known', 'unknown'] as const) {
      const address = kind === 'known' ? email : `nobody-${round}@unknown.example`;
      const started = performance.now();
      await requestSignIn({ email: address, to: '', browserToken: null, clientAddress: newCaller(), now });
      took[kind].push(performance.now() - started);
    }
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length / 2] ?? 0;
  const ratio = median(took.known) / median(took.unknown);
  expect(ratio).toBeGreaterThan(0.7);
  expect(ratio).toBeLessThan(1.4);
});

test('S6: a person removed from every customer is nobody', async () => {
  const contact = await somebody();
  await db.contact.update({ where: { id: contact.id }, data: { removedAt: now } });
  const asked = await requestSignIn({
    email: contact.email,
    to: '',
    browserToken: null,
    clientAddress: newCaller(),
    now,
  });
  expect(asked.ok).toBe(true);
  expect(await sendSignInMail(contact.email, now)).toBeNull();
});

test('S7: the sixth mail in a quarter of an hour to one address is refused, others go on', async () => {
  const { email } = await somebody();
  const press = (address: string, clientAddress: string) =>
    answer(
      signInPage.action({
        request: request('/sign-in', { form: { email: address } }),
        context: contextOf(clientAddress),
        params: {},
      }),
    );
  for (let n = 0; n < 5; n += 1) expect((await press(email, newCaller())).status).toBe(303);
  const sixth = await press(` ${email.toUpperCase()}`, newCaller());
  expect(sixth.status).toBe(429);
  expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(800);
  expect(sixth.body).toMatchObject({ words: 'Too many tries. Wait 15 minutes, then try again.' });
  expect((await press('another@unknown.example', newCaller())).status).toBe(303);
  expect(await db.signInRequest.count({ where: { email } })).toBe(5);
});

test('S7: the twenty-first mail in an hour from one place is refused, others go on', async () => {
  const from = (clientAddress: string, n: number) =>
    requestSignIn({ email: `n${n}@unknown.example`, to: '', browserToken: null, clientAddress, now });
  for (let n = 0; n < 20; n += 1) expect((await from(`2001:db8:0:1::${n + 1}`, n)).ok).toBe(true);
  expect(await from('2001:db8:0:1::99', 20)).toMatchObject({ ok: false, refusal: { kind: 'too-many' } });
  expect((await from('2001:db8:0:2::1', 21)).ok).toBe(true);
});

test('S8: five wrong codes are forgiven, the sixth burns code and link', async () => {
  const kept = await somebody();
  const first = await ask(kept.email);
  for (let n = 0; n < 5; n += 1)
    expect(await byCode(wrong(first.code), first.browserToken)).toEqual({ ok: false, refusal: { kind: 'wrong-code' } });
  expect(await byCode(first.code, first.browserToken)).toMatchObject({ ok: true });

  const burned = await somebody();
  const second = await ask(burned.email);
  for (let n = 0; n < 6; n += 1) expect((await byCode(wrong(second.code), second.browserToken)).ok).toBe(false);
  expect((await byCode(second.code, second.browserToken)).ok).toBe(false);
  expect(await byLink(second.token, second.browserToken)).toEqual({ ok: false, refusal: { kind: 'gone' } });
  expect(await sessionCount()).toBe(1);
  expect(await db.auditEntry.count({ where: { action: 'sign-in.burned' } })).toBe(1);
});

test('S8: guesses at the same time are counted one by one', async () => {
  const { email } = await somebody();
  const { code, browserToken } = await ask(email);
  await Promise.all(Array.from({ length: 15 }, () => byCode(wrong(code), browserToken)));
  expect(await db.signInRequest.findFirst({ where: { email } })).toMatchObject({ wrongCodes: 6, usedAt: null });
});

test('S8: asking again does not buy more than twenty guesses a day, and signing in wipes the count', async () => {
  const { email } = await somebody();
  const guess = () => byCode('000000', null, email);
  for (let n = 0; n < 20; n += 1) expect(await guess()).toEqual({ ok: false, refusal: { kind: 'wrong-code' } });
  expect(await guess()).toMatchObject({ ok: false, refusal: { kind: 'too-many' } });
  // The link is no guess, so whoever has the mailbox still gets in.
  const { token, browserToken } = await ask(email);
  expect(await byLink(token, browserToken)).toMatchObject({ ok: true });
});

test('asking again leaves the earlier mail good, until one of them is used', async () => {
  const { email } = await somebody();
  const first = await ask(email);
  const second = await ask(email, first.browserToken);
  expect(second.browserToken).toBe(first.browserToken);
  expect(await byCode(first.code, first.browserToken)).toMatchObject({ ok: true });
  expect(await byLink(second.token, second.browserToken)).toEqual({ ok: false, refusal: { kind: 'gone' } });
});

test('a program that fills in the hidden field gets the usual answer and no mail', async () => {
  const { email } = await somebody();
  const form = { email, company_website: 'https://spam.example' };
  const pressed = await answer(
    signInPage.action({ request: request('/sign-in', { form }), context: contextOf(), params: {} }),
  );
  expect(pressed.status).toBe(303);
  expect(await db.signInRequest.count()).toBe(0);
});

test('the way back survives the mail, and leads nowhere else', async () => {
  const { email } = await somebody();
  const { link, token, browserToken } = await askNow(email);
  expect(new URL(link).searchParams.get('to')).toBe('/pay');
  const evil = request(`/sign-in/link/${token}?to=${encodeURIComponent('//evil.example')}`, { form: {}, browserToken });
  const pressed = await answer(linkPage.action({ request: evil, context: contextOf(), params: { token } }));
  expect(pressed.headers.get('location')).toBe('/invoices');
});

test('the audit log tells who signed in, and its chain is whole', async () => {
  const { email, personId } = await somebody();
  const { token, browserToken } = await ask(email);
  await byLink(token, browserToken);
  const entry = await db.auditEntry.findFirst({ where: { action: 'person.signed-in', actorId: personId } });
  expect(entry).toMatchObject({
    chain: 'house',
    vendorId: null,
    actorKind: 'person',
    subject: 'session',
    data: { how: 'link' },
  });
});
