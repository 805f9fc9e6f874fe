import { afterAll, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { staffOf, type Staff } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { randomToken } = await import('~/lib/crypto.server');
const { inviteAgain, inviteStaff } = await import('~/domain/staff/invite-staff.server');
const { changeRole, removeStaff } = await import('~/domain/staff/manage-staff.server');
const { listStaff } = await import('~/domain/staff/list-staff.server');
const { createStaff } = await import('~/domain/staff/create-staff.server');
const { acceptInvitation, readInvitation } = await import('~/auth/staff/invitations.server');
const { startStaffSignIn } = await import('~/auth/staff/start-staff-sign-in.server');
const { findStaffSession } = await import('~/auth/staff/find-staff-session.server');
const { codeInStep, stepAt } = await import('~/auth/staff/authenticator.server');
const { requireStaff } = await import('~/auth/staff/staff-guards.server');
const { requireContact } = await import('~/auth/guards.server');
const { createSession } = await import('~/auth/sessions.server');
const { sendMail } = await import('~/domain/mail/send-mail.server');
const { readOutboxMail } = await import('~/gateways/outbox.server');
const { dumpDatabase } = await import('~tests/support/sign-in-mail');
const invitationPage = await import('~/routes/vendor/invitation');
const viewAsPage = await import('~/routes/vendor/view-as');

const now = new Date('2026-11-27T12:00:00Z');
const DAY = 86_400_000;
const why = { cause: 'test', now };
const PASSWORD = 'seven green umbrellas';
const vendor = await makeVendor({ name: 'Northwind Hosting' });
const owner = await staffOf(vendor);

let requests = 0;
const visit = (path: string, cookie: string | null, form?: Record<string, string>, params = {}) => {
  requests += 1;
  const context = { nonce: 'n', requestId: `r${requests}`, clientAddress: `10.3.0.${requests % 250}` };
  const body = form && new URLSearchParams(form);
  const headers: Record<string, string> = cookie ? { cookie } : {};
  return {
    request: new Request(`http://localhost${path}`, { method: form ? 'POST' : 'GET', body, headers }),
    context,
    params,
  };
};
const refusal = async (guarded: Promise<unknown>) => {
  const thrown: unknown = await guarded.then(() => null).catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error('the guard let it through');
  return thrown;
};

/** What the invitation's mail says, as it lands in the outbox. */
async function mailTo(email: string) {
  const mail = await db.outgoingMail.findFirstOrThrow({
    where: { vendorId: vendor.id, to: email, kind: 'staff-invitation' },
    orderBy: { id: 'desc' },
  });
  await sendMail({
    mailId: mail.id,
    now,
    renderReceipt: () => Promise.reject(new Error('an invitation has no receipt')),
  });
  const text = (await readOutboxMail(mail.id))?.text ?? '';
  return { text, token: /\/vendor\/invitation\/([\w-]{43})/.exec(text)?.[1] ?? '' };
}

let invited = 0;
async function invite(role = 'biller', by: Staff = owner) {
  const email = `new-${(invited += 1)}@staff.example`;
  const result = await inviteStaff(by.actor, { email, name: 'Nia New', role }, why);
  if (!result.ok) throw new Error(result.refusal.kind);
  return { email, ...(await mailTo(email)) };
}

const accept = async (
  token: string,
  { password = PASSWORD, at = now, code = undefined as string | undefined } = {},
) => {
  const invitation = await readInvitation(token, at);
  const shown = invitation ? codeInStep(invitation.secret, stepAt(at)) : '123456';
  const browser = { sessionToken: null, userAgent: 'test' };
  const clientAddress = `10.9.0.${(requests += 1) % 250}`;
  return acceptInvitation({ token, password, code: code ?? shown, browser, clientAddress, cause: 'test', now: at });
};

test('an owner invites by mail; the link sets a password and an authenticator, once, and shows recovery codes', async () => {
  const { email, token, text } = await invite();
  expect(text).toContain('Northwind Hosting');
  expect(text).toContain(owner.name);
  expect(await db.outgoingMail.findFirst({ where: { to: email, vendorId: vendor.id } })).toMatchObject({
    state: 'sent',
    text: '',
  });
  expect(await listStaff(owner.actor, now)).toContainEqual(
    expect.objectContaining({ email, state: 'invited', role: 'biller' }),
  );
  const accepted = await accept(token);
  if (!accepted.ok) throw new Error(accepted.refusal.kind);
  expect(accepted.recoveryCodes).toHaveLength(10);
  const session = await findStaffSession(/=([\w-]{43})/.exec(accepted.cookie.cookie)?.[1] ?? '', now);
  expect(session).toMatchObject({ staffEmail: email, role: 'biller', vendorId: vendor.id });
  expect(await accept(token)).toEqual({ ok: false, refusal: { kind: 'gone' } });
  const typed = { email, password: PASSWORD, clientAddress: '10.9.1.1', cause: 't', now };
  expect((await startStaffSignIn(typed)).ok).toBe(true);
  expect(
    (
      await db.auditEntry.findMany({
        where: { vendorId: vendor.id, subjectId: session?.staffId },
        orderBy: { sequence: 'asc' },
      })
    ).map(({ action, actorId }) => [action, actorId]),
  ).toEqual([
    ['staff.created', owner.actor.staffId],
    ['staff.invited', owner.actor.staffId],
    ['staff.joined', session?.staffId],
    ['staff.password-accepted', session?.staffId],
  ]);
});

test('S1, S31: opening the link changes nothing, however often', async () => {
  const { token } = await invite();
  const before = await dumpDatabase();
  for (let i = 0; i < 5; i++) {
    const page = await invitationPage.loader(visit(`/vendor/invitation/${token}`, null, undefined, { token }));
    expect(page.data).toMatchObject({ vendorName: 'Northwind Hosting' });
    expect(page.init?.headers).toBeUndefined();
  }
  expect(await dumpDatabase()).toBe(before);
  expect((await accept(token)).ok).toBe(true);
});

test('S2, S3, S5: a link works once of twenty presses, for seven days, and is kept as a hash', async () => {
  const { token, email } = await invite();
  expect(await dumpDatabase()).not.toContain(token);
  const all = await Promise.all(Array.from({ length: 20 }, () => accept(token)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.staffSession.count({ where: { vendorId: vendor.id, staffId: await idOf(email) } })).toBe(1);
  const late = await invite();
  const at = (ms: number) => new Date(now.getTime() + ms);
  expect(await readInvitation(late.token, at(7 * DAY - 1000))).not.toBeNull();
  expect(await accept(late.token, { at: at(7 * DAY) })).toEqual({ ok: false, refusal: { kind: 'gone' } });
  for (const unknown of [randomToken(), '', 'x'])
    expect(await accept(unknown)).toEqual({ ok: false, refusal: { kind: 'gone' } });
});

const idOf = async (email: string) => (await db.staff.findFirstOrThrow({ where: { vendorId: vendor.id, email } })).id;

test('a weak password and a wrong code leave the link as it was', async () => {
  const { token } = await invite();
  expect(await accept(token, { password: 'password1234' })).toMatchObject({ refusal: { kind: 'password' } });
  expect(await accept(token, { code: '000000' })).toEqual({ ok: false, refusal: { kind: 'code' } });
  expect((await accept(token)).ok).toBe(true);
});

test('another mail makes the earlier link worthless; whoever has signed in gets none; removing takes the link back', async () => {
  const { token, email } = await invite();
  const id = await idOf(email);
  expect((await inviteAgain(owner.actor, id, why)).ok).toBe(true);
  const second = (await mailTo(email)).token;
  expect(second).not.toBe(token);
  expect(await readInvitation(token, now)).toBeNull();
  expect((await removeStaff(owner.actor, { staffId: id, ...why })).ok).toBe(true);
  expect(await readInvitation(second, now)).toBeNull();
  const back = await inviteStaff(owner.actor, { email, name: 'Nia Again', role: 'viewer' }, why);
  expect(back).toMatchObject({ ok: true });
  expect(await idOf(email)).toBe(id);
  expect((await accept((await mailTo(email)).token)).ok).toBe(true);
  expect(await inviteAgain(owner.actor, id, why)).toEqual({ ok: false, refusal: 'no-such-invitation' });
});

test('an address that works already is not invited, here or elsewhere', async () => {
  const other = await staffOf(await makeVendor());
  const email = (staff: Staff) => inviteStaff(owner.actor, { email: staff.email, name: 'X', role: 'viewer' }, why);
  expect(await email(owner)).toEqual({ ok: false, refusal: { kind: 'already-staff', role: 'owner' } });
  expect(await email(other)).toEqual({ ok: false, refusal: { kind: 'works-elsewhere' } });
  for (const [typed, kind] of [
    [{ email: 'nonsense', name: 'X', role: 'viewer' }, 'not-an-address'],
    [{ email: 'x@y.example', name: ' ', role: 'viewer' }, 'no-name'],
    [{ email: 'x@y.example', name: 'X', role: 'admin' }, 'unknown-role'],
  ] as const)
    expect(await inviteStaff(owner.actor, typed, why)).toEqual({ ok: false, refusal: { kind } });
});

test('S14, S16: another role and removal end every session; what they had to come back with is gone', async () => {
  const staff = await staffOf(vendor, 'biller');
  const alive = async (cookie: string) => (await findStaffSession(cookie.split('=')[1] ?? '', now)) !== null;
  const first = await staff.cookie(now);
  const change = { staffId: staff.actor.staffId, ...why };
  expect((await changeRole(owner.actor, { ...change, role: 'viewer' })).ok).toBe(true);
  expect(await alive(first)).toBe(false);
  const second = await staff.cookie(now);
  expect((await changeRole(owner.actor, { ...change, role: 'viewer' })).ok).toBe(true);
  expect(await alive(second)).toBe(true);
  expect(await changeRole(owner.actor, { ...change, role: 'god' })).toEqual({ ok: false, refusal: 'unknown-role' });
  expect((await removeStaff(owner.actor, change)).ok).toBe(true);
  expect(await alive(second)).toBe(false);
  expect(await db.staff.findUnique({ where: { vendorId: vendor.id, id: staff.actor.staffId } })).toMatchObject({
    passwordHash: null,
    authenticator: null,
  });
  expect(await removeStaff(owner.actor, change)).toEqual({ ok: false, refusal: 'no-such-staff' });
});

test('S22: nobody changes, removes or invites again another vendor’s staff', async () => {
  const stranger = await staffOf(await makeVendor());
  const change = { staffId: owner.actor.staffId, ...why };
  expect(await changeRole(stranger.actor, { ...change, role: 'viewer' })).toEqual({
    ok: false,
    refusal: 'no-such-staff',
  });
  expect(await removeStaff(stranger.actor, change)).toEqual({ ok: false, refusal: 'no-such-staff' });
  const { email } = await invite();
  expect(await inviteAgain(stranger.actor, await idOf(email), why)).toEqual({
    ok: false,
    refusal: 'no-such-invitation',
  });
  expect((await listStaff(stranger.actor, now)).map(({ id }) => id)).toEqual([stranger.actor.staffId]);
});

test('the last owner who can sign in stays one; an owner who was only invited does not count', async () => {
  const own = await makeVendor();
  const [one, other] = [await staffOf(own), await staffOf(own)];
  await inviteStaff(one.actor, { email: `own-${own.slug}@staff.example`, name: 'Later', role: 'owner' }, why);
  expect(await removeStaff(one.actor, { staffId: one.actor.staffId, ...why })).toEqual({
    ok: false,
    refusal: 'yourself',
  });
  expect((await removeStaff(one.actor, { staffId: other.actor.staffId, ...why })).ok).toBe(true);
  expect(await changeRole(one.actor, { staffId: one.actor.staffId, role: 'viewer', ...why })).toEqual({
    ok: false,
    refusal: 'last-owner',
  });
  const pair = await makeVendor();
  const both = [await staffOf(pair), await staffOf(pair)] as const;
  const outcomes = await Promise.all([
    removeStaff(both[0].actor, { staffId: both[1].actor.staffId, ...why }),
    removeStaff(both[1].actor, { staffId: both[0].actor.staffId, ...why }),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test('the command answers a link instead of a password, another one when repeated, none once they can sign in', async () => {
  const typed = { email: 'Eve@Northwind.example', name: 'Eve', role: 'owner', vendorSlug: vendor.slug, ...why };
  const tokenIn = (link: string | null) => /\/vendor\/invitation\/([\w-]{43})$/.exec(link ?? '')?.[1] ?? '';
  const made = async (values = {}) => {
    const created = await createStaff({ ...typed, ...values });
    if (!created.ok) throw new Error(created.refusal.kind);
    return created;
  };
  const first = await made();
  const second = await made();
  expect([first.created, second.created, first.id === second.id]).toEqual([true, false, true]);
  expect(await readInvitation(tokenIn(first.link), now)).toBeNull();
  expect(await createStaff({ ...typed, role: 'viewer' })).toEqual({
    ok: false,
    refusal: { kind: 'already-staff', role: 'owner' },
  });
  expect((await accept(tokenIn(second.link))).ok).toBe(true);
  expect((await made()).link).toBeNull();
});

test('S49: staff look at the portal as a customer does, may do nothing there, and both ends are written down', async () => {
  const customer = await makeCustomer({ vendorId: vendor.id, name: 'Fabrikam Inc.' });
  const invoice = await makeInvoice({ vendorId: vendor.id, customerId: customer.id });
  const viewer = await staffOf(vendor, 'viewer');
  const cookie = await viewer.cookie();
  const begun = await viewAsPage.action(visit('/vendor/view-as', cookie, { customerId: customer.id }));
  expect([begun.status, begun.headers.get('location')]).toEqual([303, '/invoices']);
  const seen = await requireContact(visit('/invoices', cookie));
  expect(seen).toMatchObject({ viewedByStaff: true, customer: { name: 'Fabrikam Inc.' }, actor: { role: 'viewer' } });
  const { loader } = await import('~/routes/portal/invoice');
  const page = await loader(visit(`/invoices/${invoice.id}`, cookie, undefined, { id: invoice.id }));
  expect(page).toMatchObject({ invoice: { number: invoice.number }, mayPay: false });
  const portal = await import('~/routes/portal/payment-methods');
  expect((await refusal(portal.action(visit('/payment-methods', cookie, { intent: 'begin' })))).status).toBe(403);
  const ended = await viewAsPage.action(visit('/vendor/view-as', cookie, { intent: 'stop' }));
  expect(ended.headers.get('location')).toBe('/vendor');
  expect((await refusal(requireContact(visit('/invoices', cookie)))).headers.get('location')).toMatch(/^\/sign-in/);
  const written = await db.auditEntry.findMany({
    where: { vendorId: vendor.id, actorId: viewer.actor.staffId },
    orderBy: { sequence: 'asc' },
  });
  expect(written.map(({ action, actorKind, subjectId }) => [action, actorKind, subjectId])).toEqual([
    ['customer.viewed-as', 'staff', customer.id],
    ['access.refused', 'staff', 'POST /payment-methods'],
    ['customer.view-ended', 'staff', customer.id],
  ]);
});

test('S22, S49: nobody looks as another vendor’s customer; a payer’s own session beside it can do nothing meanwhile', async () => {
  const foreign = await makeCustomer({ vendorId: (await makeVendor()).id });
  const customer = await makeCustomer({ vendorId: vendor.id });
  const cookie = await owner.cookie();
  for (const customerId of [foreign.id, randomToken(), ''])
    expect((await refusal(viewAsPage.action(visit('/vendor/view-as', cookie, { customerId })))).status).toBe(404);
  const contact = await makeContact({ vendorId: vendor.id, customerId: customer.id });
  const payer = await createSession({ personId: contact.personId, contactId: contact.id, now: new Date() });
  const both = `${cookie}; ${payer.cookie}`;
  expect((await requireContact(visit('/pay', both, {}))).actor.contactId).toBe(contact.id);
  await viewAsPage.action(visit('/vendor/view-as', both, { customerId: customer.id }));
  expect((await refusal(requireContact(visit('/pay', both, {})))).status).toBe(403);
  expect((await requireStaff(visit('/vendor', both))).actor).toEqual(owner.actor);
});

test('S26: what a form says beyond what it asks is ignored; a role that may not invite invites nobody', async () => {
  const other = await makeVendor();
  const teamPage = await import('~/routes/vendor/team');
  const email = `sneaky-${other.slug}@staff.example`;
  const form = {
    name: 'Sly',
    email,
    role: 'viewer',
    vendorId: other.id,
    id: owner.actor.staffId,
    passwordHash: 'x',
    removedAt: '',
  };
  const biller = await (await staffOf(vendor, 'biller')).cookie();
  expect((await refusal(teamPage.action(visit('/vendor/settings/team', biller, form)))).status).toBe(403);
  expect(await db.staff.count({ where: { email } })).toBe(0);
  await teamPage.action(visit('/vendor/settings/team', await owner.cookie(), form));
  expect(await db.staff.findFirst({ where: { vendorId: vendor.id, email } })).toMatchObject({
    role: 'viewer',
    passwordHash: null,
    removedAt: null,
  });
  expect(await db.staff.count({ where: { vendorId: other.id } })).toBe(0);
});

test('S29: the database itself keeps vendors apart', async () => {
  const other = await makeVendor();
  const stranger = await staffOf(other);
  const customer = await makeCustomer({ vendorId: other.id });
  const hash = () => new Uint8Array(Buffer.from(randomToken()));
  const times = { createdAt: now, lastSeenAt: now, factorAt: now, expiresAt: new Date(now.getTime() + 1000) };
  const session = { id: crypto.randomUUID(), vendorId: vendor.id, tokenHash: hash(), ...times };
  for (const wrong of [
    db.staffSession.create({ data: { ...session, staffId: stranger.actor.staffId } }),
    db.staffSession.create({
      data: { ...session, staffId: owner.actor.staffId, viewedCustomerId: customer.id, viewingSince: now },
    }),
    db.staffPasskey.create({
      data: {
        id: crypto.randomUUID(),
        vendorId: vendor.id,
        staffId: stranger.actor.staffId,
        credentialId: 'x',
        publicKey: hash(),
        counter: 0,
        name: 'x',
        createdAt: now,
      },
    }),
    db.staffInvitation.create({
      data: {
        id: crypto.randomUUID(),
        vendorId: vendor.id,
        staffId: owner.actor.staffId,
        invitedBy: stranger.actor.staffId,
        tokenHash: hash(),
        createdAt: now,
        expiresAt: now,
      },
    }),
    db.staffRecoveryCode.create({
      data: { vendorId: vendor.id, staffId: stranger.actor.staffId, codeHash: hash(), createdAt: now },
    }),
  ])
    await expect(wrong).rejects.toThrow(/foreign key/i);
  await expect(
    db.staffSession.create({
      data: { ...session, staffId: owner.actor.staffId, expiresAt: new Date(now.getTime() + DAY) },
    }),
  ).rejects.toThrow(/staff_sessions_life/);
  await expect(
    db.staff.updateMany({ where: { vendorId: vendor.id, id: owner.actor.staffId }, data: { authenticator: null } }),
  ).rejects.toThrow(/staff_two_factors/);
});
