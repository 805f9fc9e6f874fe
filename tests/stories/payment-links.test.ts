import { afterAll, describe, expect, test } from 'vitest';
import { dateIn } from '~/lib/dates';
import { makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, type Payer } from '~tests/support/payer';
import {
  asked,
  linkedInvoices,
  makeLink,
  newCard,
  review,
  revokeLink,
  type TestLink,
} from '~tests/support/payment-links';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { findLink } = await import('~/auth/link/find-link.server');
const { askForFreshLink } = await import('~/domain/payment-links/ask-for-fresh-link.server');
const { extendPaymentLink, revokePaymentLink } = await import('~/domain/payment-links/change-payment-link.server');
const { queueLinkMails } = await import('~/domain/payment-links/mail-payment-link.server');
const { makePaymentLinks } = await import('~/domain/payment-links/make-payment-links.server');
const { voidInvoice } = await import('~/domain/invoices/void-invoice.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { sha256 } = await import('~/lib/crypto.server');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
/** In the vendor's zone. */
const dayOf = (instant: Date) => dateIn('America/New_York', instant);

const found = async ({ token }: TestLink) => (await findLink([token]))!;
describe('S9: what opens a link', () => {
  test('is 256 random bits, of which only the hash is kept, and opens that link alone', async () => {
    const { link } = await linkedInvoices();
    const other = await linkedInvoices();
    expect(link.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const kept = await db.paymentLinkToken.findMany({ where: { vendorId: link.actor.vendorId } });
    expect(kept.map(({ tokenHash }) => Buffer.from(tokenHash))).toEqual([sha256(link.token)]);
    expect(await findLink([link.token])).toMatchObject({ linkId: link.actor.linkId });
    expect(await findLink([link.token], other.link.actor.linkId)).toBeNull();
    expect(await findLink([link.token, other.link.token], other.link.actor.linkId)).not.toBeNull();
    expect(await findLink([link.actor.linkId, `${link.token}x`, '', "' OR 1=1"])).toBeNull();
  });
});

describe('making links', () => {
  const by = (payer: Payer) => ({
    vendorId: payer.actor.vendorId,
    actor: { kind: 'system', name: 'test' } as const,
    cause: 'test',
    now,
  });
  const make = (payer: Payer, covers: string[] | 'account', more: object = {}) =>
    transaction((tx) =>
      makePaymentLinks(tx, {
        ...by(payer),
        lastDay: null,
        links: [{ customerId: payer.actor.customerId, covers }],
        ...more,
      }),
    );

  test('they work 30 days after the latest due date, never longer than 120 days from now', async () => {
    const payer = await makePayer();
    const [soon] = await payer.invoices(1, { dueOn: dayOf(inDays(10)) });
    const [late] = await payer.invoices(1, { dueOn: dayOf(inDays(-200)) });
    const [far] = await payer.invoices(1, { dueOn: dayOf(inDays(300)) });
    const days = async (ids: string[]) =>
      Math.round(((await makeLink(payer, ids, { now })).expiresAt.getTime() - now.getTime()) / DAY_MS);
    expect(await days([soon!.id, late!.id])).toBeGreaterThanOrEqual(40);
    expect(await days([soon!.id, late!.id])).toBeLessThanOrEqual(41);
    expect(await days([late!.id])).toBeGreaterThanOrEqual(30);
    expect(await days([late!.id])).toBeLessThanOrEqual(31);
    expect((await makeLink(payer, [far!.id], { now })).expiresAt.getTime()).toBeLessThanOrEqual(inDays(120).getTime());
  });

  test.each([-1, 121])('a last day %i days from now is refused', async (days) => {
    const { payer, ids } = await linkedInvoices(1);
    expect(await make(payer, ids, { lastDay: dayOf(inDays(days)) })).toMatchObject({
      ok: false,
      refusal: { kind: 'last-day-out-of-range' },
    });
    expect(await make(payer, ids, { lastDay: 'tomorrow' })).toMatchObject({ ok: false });
  });

  test('they are for invoices of that customer which are issued and still open', async () => {
    const payer = await makePayer();
    const scope = { vendorId: payer.actor.vendorId, customerId: payer.actor.customerId };
    const [open] = await payer.invoices(1);
    const sister = await makeCustomer({ vendorId: scope.vendorId });
    const theirs = await makeInvoice({ vendorId: scope.vendorId, customerId: sister.id });
    const strangers = await makePayer();
    const [foreign] = await strangers.invoices(1);
    const wrong = {
      void: await makeInvoice({ ...scope, voidReason: 'Billed twice' }),
      paid: await makeInvoice({ ...scope, paidMinor: 10_000n, totalMinor: 10_000n }),
      gone: await makeInvoice({ ...scope, draft: true }),
    };
    for (const [reason, invoice] of Object.entries(wrong)) {
      expect(await make(payer, [open!.id, invoice.id])).toMatchObject({
        ok: false,
        refusal: { kind: 'not-payable', invoices: [{ number: invoice.number, reason }], more: 0 },
      });
    }
    for (const { id } of [theirs, foreign!, { id: newId() }]) {
      expect(await make(payer, [open!.id, id])).toMatchObject({
        ok: false,
        refusal: { kind: 'not-payable', invoices: [{ number: null, reason: 'gone' }] },
      });
    }
    expect(
      await make(payer, 'account', { links: [{ customerId: strangers.actor.customerId, covers: 'account' }] }),
    ).toMatchObject({
      ok: false,
      refusal: { kind: 'no-customer' },
    });
    expect(await make(payer, [])).toMatchObject({ ok: false, refusal: { kind: 'nothing-named' } });
    expect(await make(payer, Array.from({ length: 1_001 }, newId))).toMatchObject({
      ok: false,
      refusal: { kind: 'too-many-invoices', count: 1_001, limit: 1_000 },
    });
    expect(await db.paymentLink.count({ where: { vendorId: scope.vendorId } })).toBe(0);
  });

  test('a viewer and staff of another vendor make none; who did is written down', async () => {
    const { payer, ids } = await linkedInvoices(1);
    const { vendorId } = payer.actor;
    const viewer = (await staffOf({ id: vendorId }, 'viewer')).actor;
    const stranger = (await staffOf({ id: (await makePayer()).actor.vendorId })).actor;
    for (const actor of [viewer, stranger])
      expect(await make(payer, ids, { actor })).toMatchObject({ ok: false, refusal: { kind: 'not-allowed' } });
    const biller = (await staffOf({ id: vendorId }, 'biller')).actor;
    expect(await make(payer, ids, { actor: biller })).toMatchObject({ ok: true });
    const entries = await db.auditEntry.findMany({ where: { vendorId, action: 'payment_link.made' } });
    expect(entries.at(-1)).toMatchObject({
      actorKind: 'staff',
      actorId: biller.staffId,
      data: { links: 1, invoices: 1 },
    });
  });

  test('two hundred at once take as many statements as one, and the same id makes no second', async () => {
    const payer = await makePayer();
    const { vendorId } = payer.actor;
    const links: { linkId: string; customerId: string; covers: string[] }[] = [];
    for (let n = 0; n < 200; n++) {
      const customer = await makeCustomer({ vendorId });
      const { id } = await makeInvoice({ vendorId, customerId: customer.id });
      links.push({ linkId: newId(), customerId: customer.id, covers: [id] });
    }
    const statements = async (asked: typeof links) => {
      const texts: string[] = [];
      const made = await transaction((tx) => {
        const counting = new Proxy(tx, {
          get(target, name: keyof typeof tx) {
            const value: unknown = target[name];
            if (typeof value !== 'function') return value;
            return (...args: unknown[]) => {
              texts.push(String(name));
              return (value as (...args: unknown[]) => unknown).apply(target, args);
            };
          },
        });
        return makePaymentLinks(counting, { ...by(payer), lastDay: null, links: asked });
      });
      expect(made).toMatchObject({ ok: true });
      return texts.length;
    };
    const one = await statements(links.slice(0, 1));
    expect(await statements(links.slice(1))).toBe(one);
    expect(await db.paymentLink.count({ where: { vendorId } })).toBe(200);
    expect(await make(payer, 'account', { links: links.slice(3, 4) })).toMatchObject({
      ok: false,
      refusal: { kind: 'made-already' },
    });
  });
});

describe('S10: a link that has ended', () => {
  test('expired, it takes nothing and shows nothing; extended, it works again', async () => {
    const { link } = await linkedInvoices(1);
    const after = new Date(link.expiresAt.getTime() + 1);
    const input = await asked(link, await newCard());
    expect(await review(link, after)).toEqual({ kind: 'ended', why: 'expired', payments: [] });
    expect(await startPayment(link.actor, input, after)).toMatchObject({ ok: false, refusal: { kind: 'link-ended' } });
    const { vendorId, linkId } = link.actor;
    const staff = (await staffOf({ id: vendorId }, 'biller')).actor;
    const because = { cause: 'test', now: after };
    const lastDay = dayOf(new Date(after.getTime() + 5 * DAY_MS));
    expect(await extendPaymentLink(staff, { linkId, lastDay: '2020-01-01' }, because)).toMatchObject({ ok: false });
    expect(
      await extendPaymentLink(staff, { linkId, lastDay: dayOf(new Date(after.getTime() + 121 * DAY_MS)) }, because),
    ).toMatchObject({
      ok: false,
      refusal: { kind: 'last-day-out-of-range' },
    });
    expect(await extendPaymentLink(staff, { linkId, lastDay }, because)).toEqual({ ok: true });
    expect(await review(link, after)).toMatchObject({ kind: 'ready' });
    expect(await startPayment(link.actor, input, after)).toMatchObject({ ok: true });
  });

  test('revoked, it is not extended, and its own receipts are gone with it', async () => {
    const { link } = await linkedInvoices(2);
    const first = await asked(link, await newCard());
    await startPayment(link.actor, { ...first, quote: first.quote.slice(0, 1) }, now);
    await revokeLink(link);
    expect(await review(link)).toEqual({ kind: 'ended', why: 'revoked', payments: [] });
    const { vendorId, linkId } = link.actor;
    const staff = (await staffOf({ id: vendorId }, 'biller')).actor;
    expect(
      await extendPaymentLink(staff, { linkId, lastDay: dayOf(inDays(20)) }, { cause: 'test', now }),
    ).toMatchObject({
      ok: false,
      refusal: { kind: 'revoked' },
    });
    await expect(
      db.$executeRaw`UPDATE payment_links SET revoked_at = NULL WHERE vendor_id = ${vendorId}::uuid AND id = ${linkId}::uuid`,
    ).rejects.toThrow('was revoked');
  });

  test('staff of another vendor neither revoke nor extend it', async () => {
    const { link } = await linkedInvoices(1);
    const stranger = (await staffOf({ id: (await makePayer()).actor.vendorId })).actor;
    const { linkId } = link.actor;
    const why = { cause: 'test', now };
    expect(await revokePaymentLink(stranger, linkId, why)).toMatchObject({
      ok: false,
      refusal: { kind: 'no-such-link' },
    });
    expect(await extendPaymentLink(stranger, { linkId, lastDay: dayOf(inDays(9)) }, why)).toMatchObject({ ok: false });
    expect(await review(link)).toMatchObject({ kind: 'ready' });
  });

  test('its invoices void, nothing of them is shown; some void, the others are', async () => {
    const { link, ids } = await linkedInvoices(2);
    const { vendorId } = link.actor;
    const voidIt = (invoiceId: string) =>
      voidInvoice(
        { kind: 'system', name: 'test' },
        { vendorId, invoiceId, reason: 'Billed twice', cause: 'test' },
        now,
      );
    await voidIt(ids[0]!);
    expect(await review(link)).toMatchObject({ kind: 'ready', quote: { lines: [{ invoiceId: ids[1] }] } });
    await voidIt(ids[1]!);
    expect(await review(link)).toEqual({ kind: 'ended', why: 'withdrawn', payments: [] });
  });
});

describe('mailing links', () => {
  const mailsTo = (vendorId: string) => db.outgoingMail.findMany({ where: { vendorId, kind: 'payment-link' } });

  test('S5: each mail has a copy of its own, which lies nowhere with us once it is sent', async () => {
    const { link } = await linkedInvoices(2);
    const { vendorId, linkId } = link.actor;
    const mark = newId();
    const queue = () => transaction((tx) => queueLinkMails(tx, { linkIds: [linkId], mark }));
    await queue();
    await drainJobs(undefined, ['send-payment-link']);
    const [job] = await db.$queryRaw<{ payload: string }[]>`SELECT payload::text FROM graphile_worker._private_jobs`;
    expect(job?.payload ?? '').not.toMatch(/[A-Za-z0-9_-]{43}/);
    const [queued] = await mailsTo(vendorId);
    expect(queued?.text).not.toContain('/l/');
    await queue();
    await drainJobs();
    const [sent, ...more] = await mailsTo(vendorId);
    expect(more).toEqual([]);
    expect(sent).toMatchObject({
      state: 'sent',
      text: '',
      html: '',
      subject: expect.stringMatching(/^\$200\.00 to pay to /),
    });
    expect(await db.paymentLinkToken.count({ where: { vendorId } })).toBe(2);
  });

  test('paid or revoked meanwhile, it is not sent', async () => {
    const { link } = await linkedInvoices(1);
    const { vendorId, linkId } = link.actor;
    await transaction((tx) => queueLinkMails(tx, { linkIds: [linkId], mark: newId() }));
    await startPayment(link.actor, await asked(link, await newCard()), now);
    await drainJobs();
    expect(await mailsTo(vendorId)).toEqual([]);
    const other = await linkedInvoices(1);
    await transaction((tx) => queueLinkMails(tx, { linkIds: [other.link.actor.linkId], mark: newId() }));
    await revokeLink(other.link);
    await drainJobs();
    expect(await mailsTo(other.link.actor.vendorId)).toEqual([]);
  });

  test('a fresh one goes to the address on file, for what is still open, and the answer never says what came of it', async () => {
    const { payer, ids, link } = await linkedInvoices(3);
    const { vendorId, customerId } = link.actor;
    const by = { clientAddress: '203.0.113.9', cause: 'test', now };
    // A link that works needs no other.
    expect(await askForFreshLink(await found(link), by)).toEqual({ ok: true });
    const part = await asked(link, await newCard());
    await startPayment(link.actor, { ...part, quote: part.quote.filter(({ invoiceId }) => invoiceId === ids[0]) }, now);
    const after = { ...by, now: new Date(link.expiresAt.getTime() + 1) };
    expect(await askForFreshLink(await found(link), after)).toEqual({ ok: true });
    await drainJobs();
    const [mail, ...more] = await mailsTo(vendorId);
    expect(more).toEqual([]);
    const contact = await db.contact.findFirstOrThrow({ where: { vendorId, customerId }, include: { person: true } });
    expect(mail).toMatchObject({ to: contact.person.email, state: 'sent' });
    const fresh = await db.paymentLink.findFirstOrThrow({ where: { vendorId, replaces: link.actor.linkId } });
    const named = await db.paymentLinkInvoice.findMany({ where: { vendorId, linkId: fresh.id } });
    expect(named.map(({ invoiceId }) => invoiceId).sort()).toEqual(ids.slice(1).sort());

    const rest = await makeLink(payer, ids.slice(1));
    await startPayment(rest.actor, await asked(rest, await newCard()), now);
    expect(await askForFreshLink(await found(link), after)).toEqual({ ok: true });
    expect(await askForFreshLink(await found(link), after)).toMatchObject({ ok: false, refusal: { kind: 'too-many' } });
    await drainJobs();
    expect(await mailsTo(vendorId)).toHaveLength(1);
  });

  test('one that the vendor took back is not renewed by whoever holds it, also once it would have expired', async () => {
    const { link } = await linkedInvoices(1);
    await revokeLink(link);
    for (const at of [now, new Date(link.expiresAt.getTime() + 1)]) {
      const by = { clientAddress: '203.0.113.10', cause: 'test', now: at };
      expect(await askForFreshLink(await found(link), by)).toEqual({ ok: true });
    }
    await drainJobs();
    expect(await db.paymentLink.count({ where: { vendorId: link.actor.vendorId } })).toBe(1);
    expect(await mailsTo(link.actor.vendorId)).toEqual([]);
  });
});

test('the books are right after all of it', async () => {
  expect(await verifyBooks()).toEqual([]);
});
