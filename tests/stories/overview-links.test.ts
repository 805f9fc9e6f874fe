import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { batchStories } from '~tests/support/batches';
import { chargeStories } from '~tests/support/charges';
import { giveCredit, withCredit } from '~tests/support/credits';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { makePayer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(world);
}, 60_000);
afterAll(async () => {
  await desk.stop();
  await world.stop();
});

const { bankSays, schedule } = await chargeStories(world);
const { confirm, work } = await batchStories(world);
const { addDays, dateIn } = await import('~/lib/dates');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { voidInvoice } = await import('~/domain/invoices/void-invoice.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { queueMail } = await import('~/domain/mail/queue-mail.server');
const { mondayOf } = await import('~/domain/overview/load-overview.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
const { advanceCharge } = await import('~/domain/scheduled-charges/advance-charge.server');

const timeZone = 'America/New_York';
const MINUTE = 60_000;
const DAY = 86_400_000;
const now = new Date();
const today = dateIn(timeZone, now);
const monday = mondayOf(today);
/** Noon of a day, on either side of the ocean the same day. */
const noon = (date: string) => new Date(`${date}T17:00:00Z`);

const text = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
const MONEY_ONCE = /[-−]?[$¥][\d,]+(\.\d+)?/;
const MONEY = new RegExp(MONEY_ONCE, 'g');
const minor = (amount: string) => BigInt(amount.replace(/[^\d]/g, '')) * (/[-−]/.test(amount) ? -1n : 1n);
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, each) => all + each, 0n);
/** A number that is said on its own, of so many things. */
const countIn = (words: string) => Number.parseInt(/(\d[\d,]*)/.exec(words)?.[1]?.replace(',', '') ?? '', 10);

type Said = { where: string; count: number; minor: bigint | null };

/** Every link of the overview's main part, with the count and the sum that are said beside it. */
function linksOf(page: string): { href: string; said: Said }[] {
  const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
  const said = new Map<string, Said & { href: string }>();
  const note = (href: string, where: string, count: number, amount: bigint | null) =>
    said.set(`${said.size}`, { href: href.replaceAll('&amp;', '&'), where, count, minor: amount });
  const cells = (row: string) => [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => cell);
  const amountIn = (html: string) => minor([...text(html).matchAll(MONEY)].at(-1)![0]);
  // Figures: the amount is the link, how many stands below.
  for (const [all, href = ''] of main.matchAll(
    /<dt[^>]*>[^<]*<\/dt><dd[^>]*><a[^>]*href="([^"]*)".*?<\/dd><dd.*?<\/dd>/gs,
  ))
    note(href, text(all), countIn(text(all.slice(all.lastIndexOf('<dd')))), amountIn(all));
  // Rows of tables: ages, weeks, who is late.
  for (const [row] of main.matchAll(/<tr.*?<\/tr>/gs)) {
    // Who it is leads to their page, which counts nothing.
    const href = [...row.matchAll(/<a[^>]*href="([^"]*)"/g)].find(([, to]) => !to?.includes('/customers/'))?.[1];
    if (!href) continue;
    const late = /· ([\d,]+) invoice/.exec(text(row))?.[1];
    const bare = cells(row)
      .map(text)
      .find((cell) => /^[\d,]+( invoices)?$/.test(cell));
    note(href, text(row), countIn(late ?? bare ?? ''), amountIn(row));
  }
  // Bars.
  for (const [, href = '', title = ''] of main.matchAll(/<a[^>]*href="([^"]*)"[^>]*><title>(.*?)<\/title>/gs))
    note(href, title, countIn(title.split(', ').at(-1)!), amountIn(title));
  // What wants a look, and why payments failed.
  let failures = 0;
  for (const [item, href = ''] of main.matchAll(/<li(?:\s[^>]*)?>(?:(?!<\/li>).)*?<a[^>]*href="([^"]*)".*?<\/li>/gs)) {
    if (href.includes('/customers/')) continue;
    const count = countIn(text(item));
    if (href.includes('reason=')) failures += count;
    note(href, text(item), count, null);
  }
  const known = new Set([...said.values()].map(({ href }) => href));
  for (const [, href = ''] of main.matchAll(/<a[^>]*href="([^"]*)"/g)) {
    const to = href.replaceAll('&amp;', '&');
    if (known.has(to) || to.includes('/customers/')) continue;
    if (to.includes('state=failed')) note(href, 'all that failed', failures, null);
    else if (to.includes('batch-payments')) {
      const [line = ''] = /In \d+ batch payment.*?<\/p>/s.exec(main)!;
      note(href, 'charges of batch payments to come', countIn(text(line)), amountIn(line));
    } else if (to.includes('charges')) {
      const card = main.slice(main.indexOf('Charges to come'));
      note(href, 'charges to come', 1, amountIn(/<p class="mb-2[^>]*>.*?<\/p>/s.exec(card)![0]));
    } else throw new Error(`a link of the overview that no figure stands by: ${to}`);
  }
  return [...said.values()].map(({ href, ...rest }) => ({ href, said: rest }));
}

/** What stands in the cell of amounts: first what is listed, then what it is of. */
function amountOf(row: string): bigint {
  const cell = [...row.matchAll(/<td class="[^"]*\bnum\b[^"]*"[^>]*>(.*?)<\/td>/gs)].at(-1)?.[1] ?? '';
  return minor(MONEY_ONCE.exec(text(cell))?.[0] ?? '0');
}

/** The rows that a page lists: how many, without what went back, and what their amounts come to. */
async function rowsOf(href: string, cookie: string): Promise<{ count: number; minor: bigint }> {
  const { status, body } = await desk.get(href, cookie);
  expect(status, href).toBe(200);
  expect(body, `${href} is one page`).not.toMatch(/>(Older|Later ones)</);
  const rows = [...body.matchAll(/<tbody.*?<\/tbody>/gs)].flatMap(([part]) => [...part.matchAll(/<tr.*?<\/tr>/gs)]);
  const read = rows.map(([row]) => ({
    back: />refund</.test(row),
    minor: amountOf(row),
  }));
  return { count: read.filter(({ back }) => !back).length, minor: sum(read.map((row) => row.minor)) };
}

const loseAnswer = () =>
  world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'drop-after-commit', count: 3 });

type Staff = Awaited<ReturnType<typeof staffOf>>;

/** A vendor's desk with something of everything that a figure could count wrongly. */
async function fill(vendor: { id: string }, staff: Staff) {
  const someone = () => makePayer({ vendorId: vendor.id });
  const payer = await someone();
  const { customerId } = payer.actor;
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const outside = async (settledAt: Date, amountMinor: bigint, currency = 'USD') => {
    const { id } = await makeInvoice({ vendorId: vendor.id, customerId, totalMinor: amountMinor, currency });
    const payment = { id: newId(), customerId, currency, settledAt, allocations: [{ invoiceId: id, amountMinor }] };
    await transaction((tx) => recordOutsidePayments(tx, { vendorId: vendor.id, payments: [payment] }));
    return payment.id;
  };

  // Came in this week, in an earlier one, before all weeks; of the earlier one a part went back this week.
  await outside(now, 25_00n);
  await outside(now, 7_000n, 'JPY');
  const earlier = await outside(noon(addDays(monday, -5)), 60_00n);
  await outside(noon(addDays(monday, -100)), 999_00n);
  const back = { refundId: newId(), paymentId: earlier, reason: 'Sent back', cause: 'test' };
  const what = { kind: 'amount', amountMinor: 20_00n } as const;
  expect(await requestRefund(staff.actor, { ...back, what }, now)).toMatchObject({ ok: true });

  // Banks took days: begun before this week, in now; the invoice of one is void by then.
  const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };
  for (const isVoid of [false, true]) {
    const slow = await someone();
    const [invoice] = await slow.invoices(1, { totalMinor: 41_00n });
    const input = await slow.payAll(await slow.saveCard('pm_usBankAccount_success'), { acceptance });
    const begun = await startPayment(slow.actor, input, noon(addDays(monday, -3)));
    expect(begun).toMatchObject({ payment: { state: 'processing' } });
    const reason = { vendorId: vendor.id, invoiceId: invoice!.id, reason: 'Billed twice', cause: 'test' };
    if (isVoid) expect(await voidInvoice(staff.actor, reason, now)).toMatchObject({ ok: true });
    await world.ctl('POST', '/clock', { advanceSeconds: 14 * 86_400 });
    await world.ctl('POST', '/quiesce');
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now })).toMatchObject({ state: 'succeeded' });
  }

  // Why payments failed; one failed long ago, and one was given up by its payer.
  const declined = await someone();
  await declined.invoices(1, { totalMinor: 31_00n, dueOn: addDays(today, -20) });
  const card = await declined.saveCard('pm_card_visa');
  for (const [says, at] of [
    ['insufficient_funds', now],
    ['insufficient_funds', ago(2 * DAY)],
    ['expired_card', now],
    ['generic_decline', now],
    ['lost_card', now],
    ['expired_card', ago(40 * DAY)],
  ] as const) {
    await bankSays(card, says);
    const input = await declined.payAll(card);
    expect(await startPayment(declined.actor, input, at)).toMatchObject({ payment: { state: 'failed' } });
  }
  const asking = await declined.saveCard('pm_card_authenticationRequired');
  const left = await declined.payAll(asking);
  expect(await startPayment(declined.actor, left, now)).toMatchObject({ payment: { state: 'action_required' } });
  expect(await cancelPayment(declined.actor, { paymentId: left.paymentId, cause: 'test' }, now)).toMatchObject({
    state: 'cancelled',
  });

  // In flight: undecided for long and just now, and waiting for a payer who uses credit too.
  for (const at of [ago(20 * MINUTE), now]) {
    const lost = await someone();
    await lost.invoices(1);
    const method = await lost.saveCard('pm_card_visa');
    await loseAnswer();
    expect(await startPayment(lost.actor, await lost.payAll(method), at)).toMatchObject({
      payment: { state: 'checking' },
    });
  }
  const waiting = await someone();
  await waiting.invoices(1);
  await giveCredit(waiting, 30_00n, now);
  const method = await waiting.saveCard('pm_card_authenticationRequired');
  const withSome = await withCredit(waiting, method, 30_00n);
  expect(await startPayment(waiting.actor, withSome, ago(20 * MINUTE))).toMatchObject({
    payment: { state: 'action_required' },
  });

  // A chargeback to answer, and one that was won.
  for (const won of [false, true]) {
    const disputing = await someone();
    await disputing.invoices(1);
    const input = await disputing.payAll(await disputing.saveCard('pm_card_visa'));
    expect(await startPayment(disputing.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
    const { gatewayChargeId: charge } = await db.payment.findUniqueOrThrow({ where: { id: input.paymentId } });
    const { id } = (await world.ctl('POST', '/disputes', { charge })) as { id: string };
    if (won) await world.ctl('POST', `/disputes/${id}/close`, { outcome: 'won' });
    await syncDispute(id, { actor: { kind: 'system', name: 'test' }, cause: 'test', now });
  }

  // Invoices of every age and state; a part of one is disputed.
  const invoice = (values: object) => makeInvoice({ vendorId: vendor.id, customerId, ...values });
  for (const days of [-9, 0, 1, 30, 31, 60, 61, 90, 91])
    await invoice({ dueOn: addDays(today, -days), totalMinor: BigInt(100 + days) });
  await invoice({ dueOn: addDays(today, -10), totalMinor: 7_000n, currency: 'JPY' });
  await invoice({ totalMinor: 1_000n, paidMinor: 400n });
  for (const values of [{ draft: true }, { voidReason: 'Twice' }, { disputeReason: 'Wrong' }, { archived: true }])
    await invoice(values);

  // Charges to come, and one that is under way: the gateway's answer was lost.
  for (const runs of [false, true]) {
    const agreed = await someone();
    await agreed.invoices(2, { totalMinor: 12_00n, dueOn: addDays(today, 30) });
    const chargeOn = addDays(today, 5);
    const chargeId = await schedule(agreed, await agreed.saveCard('pm_card_visa'), chargeOn, now);
    if (!runs) continue;
    await loseAnswer();
    expect(await advanceCharge({ chargeId, cause: 'test', now: noon(chargeOn) })).toBe('running');
  }

  // Batch payments: one waits, and of its invoices one is paid since and one in part; one is done.
  const batched = await someone();
  const inBatch = await batched.invoices(4, { totalMinor: 13_00n, dueOn: addDays(today, 40) });
  const [first, paidSince, partly, atOnce] = inBatch.map(({ id }) => id) as [string, string, string, string];
  await batched.saveCard('pm_card_visa');
  const later = { when: 'date', runOn: addDays(today, 8), now } as const;
  await confirm(staff.actor, [first, paidSince, partly], later);
  await confirm(staff.actor, [atOnce]);
  await work();
  for (const [invoiceId, amountMinor] of [
    [paidSince, 13_00n],
    [partly, 3_00n],
  ] as const) {
    const payment = { id: newId(), customerId: batched.actor.customerId, currency: 'USD', settledAt: now };
    const payments = [{ ...payment, allocations: [{ invoiceId, amountMinor }] }];
    await transaction((tx) => recordOutsidePayments(tx, { vendorId: vendor.id, payments }));
  }

  // Mails that were not delivered, on the first of seven days and on the day before.
  for (const days of [0, 6, 7]) {
    const dedupeKey = `test:${newId()}`;
    const mail = {
      dedupeKey,
      kind: 'test',
      vendorId: vendor.id,
      customerId,
      to: 'a@b.example',
      subject: 's',
      text: 't',
      html: 'h',
    };
    await transaction((tx) => queueMail(tx, { ...mail, now: days === 0 ? now : noon(addDays(today, -days)) }));
    await db.outgoingMail.update({ where: { dedupeKey }, data: { state: 'failed', lastError: '550 no' } });
  }
}

test('every figure, bar and row of the overview opens exactly what it counts', async () => {
  const vendor = await makeVendor({ timeZone });
  const staff = await staffOf(vendor);
  await fill(vendor, staff);
  const cookie = await staff.cookie();
  const { body } = await desk.get('/vendor', cookie);
  const links = linksOf(body);
  // Four figures of each of two currencies, ten ages, twelve bars and rows of each, five matters, three reasons, all of them, charges, batches, and who is late.
  expect(links.length).toBeGreaterThan(70);
  expect(links.find(({ href }) => href.includes('batch-payments'))?.said).toMatchObject({ count: 1, minor: 23_00n });
  for (const { href, said } of links) {
    const rows = await rowsOf(href, cookie);
    expect({ href, ...said, count: rows.count, minor: said.minor === null ? null : rows.minor }).toEqual({
      href,
      ...said,
    });
  }
  const stranger = await makeVendor({ timeZone });
  const nothing = await desk.get('/vendor', await (await staffOf(stranger)).cookie());
  expect(linksOf(nothing.body)).toEqual([]);
}, 120_000);
