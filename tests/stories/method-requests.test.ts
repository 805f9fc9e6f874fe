import { afterAll, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, type Payer } from '~tests/support/payer';
import { linkedInvoices, newCard } from '~tests/support/payment-links';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { findLink } = await import('~/auth/link/find-link.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { MAIL_BODY } = await import('~/domain/mail/queue-mail.server');
const { askForFreshLink } = await import('~/domain/payment-links/ask-for-fresh-link.server');
const { copyPaymentLink } = await import('~/domain/payment-links/hand-out-links.server');
const { listPaymentLinks } = await import('~/domain/payment-links/list-payment-links.server');
const { requestPaymentMethod } = await import('~/domain/payment-links/request-payment-method.server');
const { beginByLink, finishByLink } = await import('~/domain/payment-links/save-method-by-link.server');
const { listPaymentMethods } = await import('~/domain/payment-methods/list-payment-methods.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { unseal } = await import('~/lib/crypto.server');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const now = new Date();
const because = { cause: 'test', now };

/** Asks, and reads the link out of the mail on its way. */
async function ask(payer: Payer) {
  const { vendorId, customerId } = payer.actor;
  const staff = (await staffOf({ id: vendorId }, 'biller')).actor;
  const asked = await requestPaymentMethod(staff, { customerId, linkId: newId() }, because);
  if (!asked.ok) throw new Error(asked.refusal.kind);
  await drainJobs(undefined, ['send-payment-link']);
  const mail = await db.outgoingMail.findFirstOrThrow({ where: { vendorId, kind: 'payment-link' } });
  const token = /\/l\/([\w-]{43})/.exec(unseal(MAIL_BODY, mail.text).toString('utf8'))?.[1] ?? '';
  const link = async () => (await findLink([token]))!;
  return { staff, mail, link, linkId: asked.linkId, to: asked.to };
}

/** As the browser confirms it with the secret. */
async function confirm(clientSecret: string): Promise<string> {
  const setupIntentId = clientSecret.split('_secret_')[0] ?? '';
  const form = {
    key: process.env['STRIPE_PUBLISHABLE_KEY'] ?? '',
    client_secret: clientSecret,
    confirmation_token: (await newCard()).confirmationTokenId,
  };
  const path = `${world.sandboxUrl}/v1/setup_intents/${setupIntentId}/confirm`;
  const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(await answer.text());
  return setupIntentId;
}

test('a request goes to the address on file, keeps a card without signing in, and is good once', async () => {
  const payer = await makePayer();
  const { staff, mail, link, to } = await ask(payer);
  expect(mail).toMatchObject({ to, state: 'queued', secret: true });
  expect(mail.to).toMatch(/@example\.com$/);
  const begun = await beginByLink(await link(), now);
  if (!begun.ok) throw new Error(begun.refusal.kind);
  const setupIntentId = await confirm(begun.clientSecret);
  const finish = async () => finishByLink(await link(), { setupIntentId, cause: 'test' }, now);
  expect(await finish()).toEqual({ ok: true, verifyUrl: null });
  expect(await listPaymentMethods(payer.actor)).toMatchObject([{ brand: 'visa', last4: '4242', isDefault: true }]);
  expect(await link()).toMatchObject({ usedAt: now });
  expect(await finish()).toMatchObject({ ok: false });
  expect(await beginByLink(await link(), now)).toMatchObject({ ok: false });
  const { vendorId } = payer.actor;
  const entries = await db.auditEntry.findMany({ where: { vendorId }, orderBy: { sequence: 'asc' } });
  expect(entries.map(({ action, actorKind }) => [action, actorKind])).toEqual([
    ['payment_method.requested', 'staff'],
    ['payment_method.saved', 'link'],
  ]);
  await drainJobs();
  expect((await listPaymentLinks(staff, { search: '', before: null, now })).links).toEqual([]);
  expect(await verifyBooks()).toEqual([]);
});

test('of several cards that are confirmed and sent at once one is kept', async () => {
  const payer = await makePayer();
  const link = await (await ask(payer)).link();
  const setups: string[] = [];
  for (let n = 0; n < 4; n++) {
    const begun = await beginByLink(link, now);
    if (!begun.ok) throw new Error(begun.refusal.kind);
    setups.push(await confirm(begun.clientSecret));
  }
  const ends = await Promise.all(
    setups.map((setupIntentId) => finishByLink(link, { setupIntentId, cause: 'test' }, now)),
  );
  expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await listPaymentMethods(payer.actor)).toHaveLength(1);
});

test('what another customer’s setup confirmed is not kept through it', async () => {
  const [one, other] = [await ask(await makePayer()), await ask(await makePayer())];
  const begun = await beginByLink(await other.link(), now);
  if (!begun.ok) throw new Error(begun.refusal.kind);
  const setupIntentId = await confirm(begun.clientSecret);
  expect(await finishByLink(await one.link(), { setupIntentId, cause: 'test' }, now)).toMatchObject({
    ok: false,
    refusal: { kind: 'not-yours' },
  });
});

test('it pays nothing, staff get no copy, it is not renewed, and it ends after two weeks', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const { staff, link, linkId } = await ask(payer);
  const input = await payer.payAll({ kind: 'new', confirmationTokenId: 'ctoken_x', save: false, of: 'card' });
  const { vendorId, customerId } = payer.actor;
  const holder = { kind: 'link', linkId, vendorId, customerId } as const;
  expect((await startPayment(holder, input, now)).ok).toBe(false);
  expect(await db.payment.count({ where: { vendorId } })).toBe(0);
  expect(await copyPaymentLink(staff, linkId, because)).toMatchObject({ refusal: { kind: 'no-such-link' } });
  const late = new Date(now.getTime() + 14 * 86_400_000);
  expect(await beginByLink(await link(), late)).toMatchObject({ ok: false });
  await askForFreshLink(await link(), { clientAddress: '203.0.113.7', cause: 'test', now: late });
  expect(await db.paymentLink.count({ where: { vendorId } })).toBe(1);
});

test('asking again takes the earlier link’s place, also where two ask at once', async () => {
  const payer = await makePayer();
  const first = await ask(payer);
  const { vendorId, customerId } = payer.actor;
  const again = () => requestPaymentMethod(first.staff, { customerId, linkId: newId() }, because);
  expect((await Promise.all([again(), again(), again()])).every(({ ok }) => ok)).toBe(true);
  expect(await beginByLink(await first.link(), now)).toMatchObject({ ok: false });
  expect(await db.paymentLink.count({ where: { vendorId, covers: 'method', revokedAt: null } })).toBe(1);
});

test('a second click, which sends the same id, finds the first: one mail, and its link goes on working', async () => {
  const payer = await makePayer();
  const first = await ask(payer);
  const { vendorId, customerId } = payer.actor;
  const click = (scope = { customerId, linkId: first.linkId }) => requestPaymentMethod(first.staff, scope, because);
  expect(await Promise.all([click(), click()])).toEqual(
    [1, 2].map(() => ({ ok: true, linkId: first.linkId, to: first.to })),
  );
  expect(await db.outgoingMail.count({ where: { vendorId, kind: 'payment-link' } })).toBe(1);
  expect(await beginByLink(await first.link(), now)).toMatchObject({ ok: true });
  const { link } = await linkedInvoices(1);
  expect(await click({ customerId, linkId: link.actor.linkId })).toMatchObject({ refusal: { kind: 'other-request' } });
});

test('the same id again once its link was used or withdrawn asks anew', async () => {
  const payer = await makePayer();
  const first = await ask(payer);
  const { vendorId, customerId } = payer.actor;
  await db.paymentLink.update({ where: { vendorId, id: first.linkId }, data: { usedAt: now } });
  const again = await requestPaymentMethod(first.staff, { customerId, linkId: first.linkId }, because);
  expect(again).toMatchObject({ ok: true, to: first.to });
  expect(again.ok && again.linkId).not.toBe(first.linkId);
  expect(await db.paymentLink.count({ where: { vendorId, covers: 'method', revokedAt: null, usedAt: null } })).toBe(1);
});

test('S13, S38: a link that pays keeps nothing, and nobody without one begins', async () => {
  const { link } = await linkedInvoices(1);
  const paying = (await findLink([link.token]))!;
  expect(await beginByLink(paying, now)).toMatchObject({ ok: false });
  expect(await finishByLink(paying, { setupIntentId: 'seti_1', cause: 'test' }, now)).toMatchObject({ ok: false });
});

test('a viewer asks nobody, and no other vendor’s customer is asked', async () => {
  const payer = await makePayer();
  const { vendorId, customerId } = payer.actor;
  const viewer = (await staffOf({ id: vendorId }, 'viewer')).actor;
  expect(await requestPaymentMethod(viewer, { customerId, linkId: newId() }, because)).toMatchObject({
    refusal: { kind: 'not-allowed' },
  });
  const stranger = (await staffOf({ id: (await makePayer()).actor.vendorId })).actor;
  expect(await requestPaymentMethod(stranger, { customerId, linkId: newId() }, because)).toMatchObject({
    refusal: { kind: 'no-customer' },
  });
  await db.contact.updateMany({ where: { vendorId, customerId }, data: { role: 'viewer' } });
  const biller = (await staffOf({ id: vendorId }, 'biller')).actor;
  expect(await requestPaymentMethod(biller, { customerId, linkId: newId() }, because)).toMatchObject({
    refusal: { kind: 'nobody-to-write-to' },
  });
});
