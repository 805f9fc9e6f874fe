import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { look } from '~tests/support/desk';
import { asked, makeLink, newCard } from '~tests/support/payment-links';
import { makePayer, type Payer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { InvoicePageProps } from '~/components/invoices/invoice-page';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { alsoOpened } = await import('~/auth/link/opened-links');
const { createSession } = await import('~/auth/sessions.server');
const { countOpen } = await import('~/domain/payment-links/count-open.server');
const { extendPaymentLink, revokePaymentLink } = await import('~/domain/payment-links/change-payment-link.server');
const { makeAndHandOut } = await import('~/domain/payment-links/hand-out-links.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { countView } = await import('~/domain/invoices/count-view.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { linksOfSql, linksSql, mailsSql, viewsSql } = await import('~/domain/invoices/load-invoice-reach.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const portalPage = await import('~/routes/portal/invoice');
const portalViewed = await import('~/routes/portal/invoice-viewed');
const linkViewed = await import('~/routes/link/invoice-viewed');
const viewAsPage = await import('~/routes/vendor/view-as');

const PERSON = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';
const now = new Date();
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const because = { cause: 'test', now };

async function arrive(count = 1): Promise<{ payer: Payer; ids: string[] }> {
  const payer = await makePayer();
  return { payer, ids: (await payer.invoices(count)).map(({ id }) => id) };
}

/** What the story says, oldest first: what, who, and more about it. */
async function story({ actor }: Payer, invoiceId: string) {
  const invoice = (await loadVendorInvoice(actor, invoiceId))!;
  return tellStory(invoice).map(({ what, by, aside }) => [
    what.replace(/,? (due|until) .*/, ''),
    by ?? null,
    aside ?? null,
  ]);
}
const told = async (payer: Payer, invoiceId: string) => (await story(payer, invoiceId)).map(([what]) => what);

type Viewed = (typeof portalViewed)['action'] | (typeof linkViewed)['action'];

/** What the page's script sends. */
async function tell(action: Viewed, params: Record<string, string>, { cookie = '', userAgent = PERSON } = {}) {
  const headers = { cookie, 'user-agent': userAgent };
  const request = new Request('http://localhost/viewed', { method: 'POST', body: new URLSearchParams(), headers });
  const context = { nonce: 'n', requestId: newId(), clientAddress: '10.1.0.1' };
  const answer = await action({ request, context, params }).catch((thrown: unknown) => thrown);
  return (answer as Response).status;
}

async function signedIn({ personId, contactId }: Payer['actor']): Promise<string> {
  const { cookie } = await createSession({ personId, contactId, now: new Date() });
  return cookie;
}

describe('who looked at an invoice', () => {
  it('is told as the first look and the latest with a count, not as one line for each', async () => {
    const { payer, ids } = await arrive();
    const [invoiceId = ''] = ids;
    const look = (minutes: number) =>
      countView(
        payer.actor,
        invoiceId,
        { contactId: payer.actor.contactId },
        { userAgent: PERSON, now: after(minutes) },
      );
    expect(await told(payer, invoiceId)).toEqual([expect.stringMatching(/^Issued as/)]);
    await look(1);
    const name = (await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } })).name;
    expect((await story(payer, invoiceId)).at(-1)).toEqual(['Viewed by the customer', name, null]);
    // Looking again within half an hour is the same look.
    await look(20);
    expect(await told(payer, invoiceId)).not.toContain('Viewed again');
    await look(40);
    await look(80);
    expect((await story(payer, invoiceId)).slice(1)).toEqual([
      ['Viewed by the customer', name, null],
      ['Viewed again', name, '3 times in all'],
    ]);
    const link = await makeLink(payer, [invoiceId]);
    await countView(payer.actor, invoiceId, { linkId: link.actor.linkId }, { userAgent: PERSON, now: after(90) });
    expect((await story(payer, invoiceId)).at(-1)).toEqual([
      'Viewed again',
      null,
      'Through a payment link · 4 times in all',
    ]);
  });

  it('many at once are counted as one look, and what the customer does not see, or a robot sees, as none', async () => {
    const { payer, ids } = await arrive();
    const [invoiceId = ''] = ids;
    const viewer = { contactId: payer.actor.contactId };
    const robot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
    for (const userAgent of [robot, null, '']) await countView(payer.actor, invoiceId, viewer, { userAgent, now });
    const stranger = await makePayer({ vendorId: payer.actor.vendorId });
    await countView(stranger.actor, invoiceId, { contactId: stranger.actor.contactId }, { userAgent: PERSON, now });
    await countView(payer.actor, 'x', viewer, { userAgent: PERSON, now });
    const [draft] = await payer.invoices(1, { draft: true });
    await countView(payer.actor, draft!.id, viewer, { userAgent: PERSON, now });
    const where = { vendorId: payer.actor.vendorId };
    expect(await db.invoiceView.count({ where })).toBe(0);
    await Promise.all(
      Array.from({ length: 20 }, () => countView(payer.actor, invoiceId, viewer, { userAgent: PERSON, now })),
    );
    expect(await db.invoiceView.findMany({ where })).toMatchObject([{ invoiceId, views: 1 }]);
  });

  it('comes from the page of the portal and of the link; staff who look as the customer does are not the customer', async () => {
    const { payer, ids } = await arrive(2);
    const [invoiceId = '', other = ''] = ids;
    const { actor } = payer;
    const where = { vendorId: actor.vendorId };
    const cookie = await signedIn(actor);
    const page = async (asWhom: string) =>
      (await look(portalPage.loader, '/x', { cookie: asWhom, params: { id: invoiceId } })).data as InvoicePageProps;
    expect((await page(cookie)).viewedByStaff).toBe(false);
    expect(await tell(portalViewed.action, { id: invoiceId }, { cookie })).toBe(204);
    expect(await db.invoiceView.findMany({ where })).toMatchObject([
      { invoiceId, contactId: actor.contactId, views: 1 },
    ]);

    const link = await makeLink(payer, [invoiceId]);
    const opened = alsoOpened(new Request('http://localhost'), link.token).split(';')[0] ?? '';
    const of = (id: string) => ({ link: link.actor.linkId, id });
    expect(await tell(linkViewed.action, of(invoiceId), { cookie: opened })).toBe(204);
    expect(await tell(linkViewed.action, of(other), { cookie: opened })).toBe(404);
    expect(await tell(linkViewed.action, of(invoiceId))).toBe(404);
    expect(await db.invoiceView.findMany({ where: { ...where, linkId: { not: null } } })).toMatchObject([
      { invoiceId, linkId: link.actor.linkId, contactId: null },
    ]);

    const staff = await (await staffOf({ id: actor.vendorId })).cookie();
    expect(await tell(linkViewed.action, of(invoiceId), { cookie: `${opened}; ${staff}` })).toBe(204);
    const context = { nonce: 'n', requestId: newId(), clientAddress: '10.1.0.2' };
    const body = new URLSearchParams({ customerId: actor.customerId });
    const request = new Request('http://localhost/vendor/view-as', {
      method: 'POST',
      body,
      headers: { cookie: staff },
    });
    await viewAsPage.action({ request, context, params: {} });
    expect((await page(staff)).viewedByStaff).toBe(true);
    expect(await tell(portalViewed.action, { id: invoiceId }, { cookie: staff })).toBe(403);
    expect(await db.invoiceView.count({ where })).toBe(2);
  });
});

it('links are told from their making to their end, with their mails and the payment that came through', async () => {
  const { payer, ids } = await arrive(2);
  const [invoiceId = ''] = ids;
  const { actor: biller } = await staffOf({ id: payer.actor.vendorId }, 'biller');
  const made = await makeAndHandOut(
    biller,
    { links: [{ customerId: payer.actor.customerId, covers: ids }], lastDay: null, mail: true },
    because,
  );
  if (!made.ok) throw new Error(made.refusal.kind);
  const [{ linkId, token, expiresAt } = { linkId: '', token: '', expiresAt: now }] = made.links;
  await drainJobs();
  const scope = { vendorId: payer.actor.vendorId, linkId };
  await countOpen(scope, { userAgent: PERSON, clientAddress: '10.1.1.1', now: after(1) });
  await countOpen(scope, { userAgent: PERSON, clientAddress: '10.1.1.2', now: after(2) });
  const lastDay = new Date(expiresAt.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
  expect(await extendPaymentLink(biller, { linkId, lastDay }, { ...because, now: after(3) })).toEqual({ ok: true });
  const link = { actor: { kind: 'link' as const, ...scope, customerId: payer.actor.customerId }, token, expiresAt };
  expect(await startPayment(link.actor, await asked(link, await newCard()), after(4))).toMatchObject({ ok: true });
  await drainJobs();
  expect(await revokePaymentLink(biller, linkId, { ...because, now: after(6) })).toEqual({ ok: true });

  const invoice = (await loadVendorInvoice(payer.actor, invoiceId))!;
  const events = tellStory(invoice).map(({ what, by, aside }) => [what.replace(/ (until|as) .*/, ''), by, aside]);
  const { email } = await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } });
  const { number } = await db.receipt.findFirstOrThrow({ where: { vendorId: payer.actor.vendorId } });
  const expected = [
    ['Issued', undefined, undefined],
    ['Payment link made', 'Sam Biller', 'For 2 invoices'],
    ['Payment link mailed', undefined, `To ${email}`],
    ['Payment link opened', undefined, undefined],
    ['Payment link opened again', undefined, '2 times in all'],
    ['Payment link extended', 'Sam Biller', undefined],
    ['Paid with Visa •••• 4242', null, `Through a payment link · Receipt ${number}`],
    ['Receipt mailed', undefined, `To ${email}`],
    ['Payment link revoked', 'Sam Biller', undefined],
  ];
  expect(events).toHaveLength(expected.length);
  expect(events).toEqual(expect.arrayContaining(expected));
  expect(events.at(-1)).toEqual(expected.at(-1));
  // Another invoice of another customer knows nothing of it.
  const other = await arrive();
  expect(await told(other.payer, other.ids[0]!)).toHaveLength(1);
});

it('a mail that could not be delivered says so, to whom and why', async () => {
  const { payer, ids } = await arrive();
  const paid = await startPayment(payer.actor, await payer.payAll(await payer.saveCard('pm_card_visa')), now);
  expect(paid.ok).toBe(true);
  await drainJobs(undefined, ['send-receipt']);
  expect((await story(payer, ids[0]!)).at(-1)?.[0]).toBe('Receipt being mailed');
  await db.outgoingMail.updateMany({
    where: { vendorId: payer.actor.vendorId },
    data: { state: 'failed', lastError: 'EENVELOPE: no such mailbox' },
  });
  const { email } = await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } });
  expect((await story(payer, ids[0]!)).at(-1)).toEqual([
    'Receipt could not be mailed',
    null,
    `To ${email} · EENVELOPE: no such mailbox`,
  ]);
});

describe('however many invoices there are', () => {
  let plans: Record<string, string>;
  beforeAll(async () => {
    const of = { vendorId: newId(), invoiceId: newId() };
    const asked = {
      views: viewsSql(of),
      linksOf: linksOfSql(of),
      links: linksSql(of.vendorId, [newId(), newId()]),
      mails: mailsSql(of.vendorId, [newId(), newId()]),
    };
    const client = await pool.connect();
    // Tables of a test are small enough to be read whole; a large one is not.
    await client.query('SET enable_seqscan = off');
    plans = {};
    for (const [name, sql] of Object.entries(asked)) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql.text}`, sql.values);
      plans[name] = rows.map((row) => row['QUERY PLAN']).join('\n');
    }
    client.release(true);
  });

  it.each([
    ['views', 'invoice_views_by_viewer'],
    ['linksOf', 'payment_link_invoices_vendor_id_invoice_id_idx'],
    ['links', 'payment_links'],
    ['mails', 'outgoing_mails_about'],
  ])('its %s are looked up by an index', (name, index) => {
    expect(plans[name]).toMatch(new RegExp(`(Index Only Scan|Index Scan|Bitmap Index Scan) (using|on) "?${index}`));
    expect(plans[name]).not.toContain('Seq Scan');
  });
});
