import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePayer, type Payer } from '~tests/support/payer';
import { makeLink, newCard, revokeLink, type TestLink } from '~tests/support/payment-links';
import { ownEnv } from '~tests/support/own-env';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { startWorld, type World } from '~tests/support/world';

const SLOW_MS = 240_000;
const PERSON = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';

let world: World;
let product: Product;

beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  world = await startWorld();
  const [port] = await freePorts(1);
  product = await startProduct({
    ...ownEnv(),
    PORT: String(port),
    ROLE: 'web',
    LOG_LEVEL: 'debug',
    TRUSTED_PROXIES: '1',
  });
}, SLOW_MS);
afterAll(async () => {
  product.signal('SIGTERM');
  await product.ended;
  await world.stop();
}, SLOW_MS);

const { newId } = await import('~/lib/ids');

let caller = 0;

/** Somebody's browser: it keeps cookies, follows nothing, and comes from an address of its own. */
class Browser {
  cookies = new Map<string, string>();
  address = `198.51.100.${++caller}`;

  async ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const answer = await fetch(new URL(path, product.url), {
      redirect: 'manual',
      ...init,
      headers: {
        'user-agent': PERSON,
        'x-forwarded-for': this.address,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...init.headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      this.cookies.set(name, value);
    }
    return answer;
  }

  post(path: string, form: URLSearchParams | Record<string, string> = {}): Promise<Response> {
    const headers = { origin: product.url, 'sec-fetch-site': 'same-origin' };
    return this.ask(path, { method: 'POST', body: new URLSearchParams(form), headers });
  }

  /** Opens a link as a person does: the page that it leads to. */
  async open({ token, actor }: TestLink): Promise<string> {
    const answer = await this.ask(`/l/${token}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/links/${actor.linkId}`);
    return `/links/${actor.linkId}`;
  }

  /** The form of the page, filled in with a new card. */
  async form(path: string, card = 'pm_card_visa'): Promise<URLSearchParams> {
    const html = await (await this.ask(path)).text();
    const form = new URLSearchParams({ method: 'new', inPlace: '1', newKind: 'card' });
    form.set('confirmationTokenId', (await newCard(card)).confirmationTokenId);
    for (const name of ['paymentId', 'currency', 'quote', 'credit', 'fee']) {
      const value = new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];
      if (value === undefined) throw new Error(`the page has no field ${name}: ${html.slice(0, 300)}`);
      form.set(name, value);
    }
    return form;
  }
}

async function ready(count = 1): Promise<{ payer: Payer; ids: string[]; numbers: string[]; link: TestLink }> {
  const payer = await makePayer();
  const invoices = await payer.invoices(count);
  const ids = invoices.map(({ id }) => id);
  return { payer, ids, numbers: invoices.map(({ number }) => number), link: await makeLink(payer, ids) };
}

/** Pays all that the link is for, and answers the payment's and the receipt's ids. */
async function payAll(browser: Browser, link: TestLink) {
  const { db } = await import('~/lib/db.server');
  const path = await browser.open(link);
  const form = await browser.form(path);
  const answer = await browser.post(path, form);
  const paymentId = form.get('paymentId') ?? '';
  expect(answer.headers.get('location')).toBe(`${path}/payments/${paymentId}`);
  const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId, vendorId: link.actor.vendorId } });
  return { paymentId, receiptId: receipt.id, path };
}

/** What differs between any two answers says nothing. */
const told = async (answer: Response) =>
  `${answer.status} ${(await answer.text())
    .replace(/nonce=(\\?)"[^"]*"/g, 'nonce')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-\w{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    // The page says which address it is; that was asked for.
    .replace(/\/invoices\/x"/g, '/invoices/ID"')
    .replace(/\/l\/[\w-]+/g, '/l/TOKEN')}`;

describe('S11: the token leaves the address', () => {
  it('with the first answer, into a cookie of this browser; no referrer, nothing stored, nothing indexed', async () => {
    const { link } = await ready();
    const browser = new Browser();
    const first = await browser.ask(`/l/${link.token}`);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(`/links/${link.actor.linkId}`);
    expect(first.headers.get('referrer-policy')).toBe('no-referrer');
    expect(first.headers.get('cache-control')).toBe('no-store');
    const [cookie] = first.headers.getSetCookie();
    expect(cookie).toMatch(
      new RegExp(`^__Host-quittance-links=${link.token}; Path=/; Max-Age=43200; Secure; HttpOnly; SameSite=Lax$`),
    );
    const page = await browser.ask(`/links/${link.actor.linkId}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const html = await page.text();
    expect(html).toContain('content="noindex"');
    expect(html).not.toContain(link.token);
  });

  it('and reaches neither the log, the gateway nor the database', async () => {
    const { link } = await ready();
    const browser = new Browser();
    await browser.ask(`/l/${link.token}x`);
    await browser.ask(`/l/${link.token}`, { method: 'HEAD' });
    const { paymentId } = await payAll(browser, link);
    const { db } = await import('~/lib/db.server');
    const payment = await db.payment.findUniqueOrThrow({ where: { id: paymentId, vendorId: link.actor.vendorId } });
    expect((payment.gatewayRequest as { returnUrl: string }).returnUrl).toMatch(
      new RegExp(`^http://localhost:\\d+/links/${link.actor.linkId}/payments/${paymentId}$`),
    );
    const { rows } = await dump(link.token);
    expect(rows).toEqual([]);
    expect(JSON.stringify(await world.ctl('GET', '/truth'))).not.toContain(link.token);
    expect(product.stdout()).toContain('/l/:token');
    expect(product.stdout()).not.toContain(link.token);
  });
});

/** The tables in which a text stands anywhere. */
async function dump(text: string): Promise<{ rows: string[] }> {
  const { pool } = await import('~/lib/db.server');
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await pool.query(`SELECT FROM ${name} t WHERE position($1 in t::text) > 0 LIMIT 1`, [text]);
    if (rowCount) found.push(name);
  }
  return { rows: found };
}

describe('S9: a link shows what it is for, and nothing else', () => {
  it('its invoices and their papers; for all others there is no such page', async () => {
    const { payer, ids, numbers, link } = await ready();
    const [hidden] = await payer.invoices(1);
    const sister = await makePayer({ vendorId: payer.actor.vendorId });
    const [theirs] = await sister.invoices(1);
    const browser = new Browser();
    const path = await browser.open(link);
    const invoice = await browser.ask(`${path}/invoices/${ids[0]}`);
    expect(invoice.status).toBe(200);
    expect(await invoice.text()).toContain(numbers[0]);
    const pdf = await browser.ask(`${path}/invoices/${ids[0]}/pdf`);
    expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('cache-control')]).toEqual([
      200,
      'application/pdf',
      'no-store',
    ]);
    const nowhere = await told(await browser.ask(`${path}/invoices/${newId()}`));
    for (const id of [hidden!.id, theirs!.id, 'x']) {
      expect(await told(await browser.ask(`${path}/invoices/${id}`))).toBe(nowhere);
      expect((await browser.ask(`${path}/invoices/${id}/pdf`)).status).toBe(404);
    }
    const page = await (await browser.ask(path)).text();
    expect(page).not.toContain(hidden!.number);
    for (const portal of [
      '/invoices',
      '/statements',
      '/payment-methods',
      '/payments',
      '/receipts',
      `/invoices/${ids[0]}`,
    ])
      expect((await browser.ask(portal)).headers.get('location')).toMatch(/^\/sign-in/);
  });

  it('never a receipt or payment of somebody else, and its own page and paper of the receipt', async () => {
    const { payer, ids, link } = await ready(2);
    const own = new Browser();
    const paid = await payAll(own, await makeLink(payer, ids.slice(0, 1)));
    const other = new Browser();
    const path = await other.open(link);
    const nowhere = await told(await other.ask(`${path}/receipts/${newId()}`));
    expect(await told(await other.ask(`${path}/receipts/${paid.receiptId}`))).toBe(nowhere);
    const noPayment = await told(await other.ask(`${path}/payments/${newId()}`));
    expect(await told(await other.ask(`${path}/payments/${paid.paymentId}`))).toBe(noPayment);
    expect((await other.ask(`${path}/payments/${paid.paymentId}/state`)).status).toBe(404);
    expect((await other.ask(`${path}/receipts/${paid.receiptId}/pdf`)).status).toBe(404);
    expect((await other.post(`${path}/payments/${paid.paymentId}`, { intent: 'cancel' })).status).toBe(404);
    // Another link's address opens nothing in a browser that has not opened that link.
    expect((await other.ask(paid.path)).status).toBe(404);

    const receipt = await own.ask(`${paid.path}/receipts/${paid.receiptId}`);
    expect([receipt.status, receipt.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const paper = await own.ask(`${paid.path}/receipts/${paid.receiptId}/pdf`);
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await (await own.ask(`${paid.path}/payments/${paid.paymentId}/state`)).json()).toEqual({
      state: 'succeeded',
    });
  });

  it('S13: neither saved cards nor anybody’s address, also in what the page’s scripts fetch', async () => {
    const { payer, link } = await ready();
    const { methodId } = await payer.saveCard('pm_card_mastercard');
    const { db } = await import('~/lib/db.server');
    const { person } = await db.contact.findUniqueOrThrow({
      where: { id: payer.actor.contactId, vendorId: payer.actor.vendorId },
      include: { person: true },
    });
    const browser = new Browser();
    const path = await browser.open(link);
    for (const address of [path, `${path}.data`]) {
      const text = await (await browser.ask(address)).text();
      for (const secret of [methodId, '4444', person.email, person.name, link.token])
        expect(text).not.toContain(secret);
    }
    const form = await browser.form(path);
    form.set('method', methodId);
    expect((await browser.post(path, form)).status).toBe(409);
    form.set('method', 'new');
    form.set('save', 'on');
    expect((await browser.post(path, form)).status).toBe(303);
    expect(await db.paymentMethod.count({ where: { vendorId: payer.actor.vendorId } })).toBe(1);
  });

  it('links that do not exist all look alike, and trying many ends', async () => {
    const browser = new Browser();
    const { link } = await ready();
    const unknown = ['x', 'A'.repeat(43), newId(), link.token.slice(0, -1), `${link.token}A`, "' OR 1=1"];
    const answers = await Promise.all(
      unknown.map(async (token) => told(await browser.ask(`/l/${encodeURIComponent(token)}`))),
    );
    for (const answer of answers)
      expect(answer.replace(/%27.*?1%3D1|' OR 1=1|\/l\/TOKEN%20OR%201%3D1/g, '')).toMatch(/^404 /);
    expect(new Set(answers.slice(0, 5)).size).toBe(1);
    const tries = await Promise.all(Array.from({ length: 30 }, () => browser.ask(`/l/${'B'.repeat(43)}`)));
    const stopped = tries.filter(({ status }) => status === 429);
    expect(stopped).toHaveLength(unknown.length);
    expect(Number(stopped[0]?.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect((await browser.ask(`/l/${link.token}`)).status).toBe(303);
    expect((await new Browser().ask(`/l/${'B'.repeat(43)}`)).status).toBe(404);
  });
});

describe('S10: links that have ended', () => {
  it('taken back, answer 410 without amounts and names, pay nothing, are not renewed, and say whom to write to', async () => {
    const { payer, numbers, link } = await ready();
    const { db } = await import('~/lib/db.server');
    const customer = await db.customer.findUniqueOrThrow({
      where: { id: payer.actor.customerId, vendorId: payer.actor.vendorId },
      include: { vendor: true },
    });
    const browser = new Browser();
    const path = await browser.open(link);
    const form = await browser.form(path);
    await revokeLink(link);
    const page = await browser.ask(path);
    expect(page.status).toBe(410);
    const html = await page.text();
    for (const secret of [customer.name, `>${customer.vendor.name}<`, numbers[0] ?? '', '100.00', '10000'])
      expect(html).not.toContain(secret);
    expect(html).toContain('The vendor took this payment link back');
    expect(html).toContain(`href="mailto:${customer.vendor.email}"`);
    expect(html).not.toContain('Mail a fresh link');
    expect((await browser.post(path, form)).status).toBe(410);
    expect(await db.payment.count({ where: { vendorId: payer.actor.vendorId } })).toBe(0);
    const asked = await browser.post(`${path}/fresh`);
    expect(asked.headers.get('location')).toBe(`${path}?fresh=asked`);
    expect(await (await browser.ask(`${path}?fresh=asked`)).text()).not.toContain('Look into the mailbox');
    expect(await db.paymentLink.count({ where: { vendorId: payer.actor.vendorId } })).toBe(1);
  });

  it('once expired, still have the receipt of what was paid through them', async () => {
    const { link } = await ready();
    const browser = new Browser();
    const paid = await payAll(browser, link);
    const { pool } = await import('~/lib/db.server');
    await pool.query(`ALTER TABLE payment_links DISABLE TRIGGER payment_links_change`);
    await pool.query(
      `UPDATE payment_links SET created_at = now() - interval '2 days', expiry_set_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE id = $1`,
      [link.actor.linkId],
    );
    await pool.query(`ALTER TABLE payment_links ENABLE TRIGGER payment_links_change`);
    expect((await browser.ask(`${paid.path}/receipts/${paid.receiptId}/pdf`)).status).toBe(200);
    const html = await (await browser.ask(paid.path)).text();
    expect(html).toContain('This is paid');
    expect(html).toContain(`/receipts/${paid.receiptId}`);
    expect(html).not.toContain('$100.00');
  });
});

describe('opens', () => {
  const opensOf = async ({ actor }: TestLink) => {
    const { db } = await import('~/lib/db.server');
    return (await db.paymentLink.findFirstOrThrow({ where: { id: actor.linkId, vendorId: actor.vendorId } })).openCount;
  };

  it('S31: looking changes nothing, whoever looks how often', async () => {
    const { link } = await ready();
    for (const userAgent of [PERSON, 'Googlebot/2.1', 'SafeLinks/1.0']) {
      const browser = new Browser();
      for (const method of ['HEAD', 'GET', 'GET']) {
        const headers = { 'user-agent': userAgent };
        expect((await browser.ask(`/l/${link.token}`, { method, headers })).status).toBe(303);
        expect((await browser.ask(`/links/${link.actor.linkId}`, { method, headers })).status).toBe(200);
      }
    }
    expect(await opensOf(link)).toBe(0);
    const { db } = await import('~/lib/db.server');
    expect(await db.payment.count({ where: { vendorId: link.actor.vendorId } })).toBe(0);
  });

  it('count people: once a place, no robots, no staff of the vendor, and only who holds the link', async () => {
    const { payer, link } = await ready();
    const path = `/links/${link.actor.linkId}/opened`;
    const person = new Browser();
    expect((await person.post(path)).status).toBe(404);
    await person.open(link);
    for (const _again of [1, 2]) expect((await person.post(path)).status).toBe(204);
    expect(await opensOf(link)).toBe(1);
    const scanner = new Browser();
    await scanner.open(link);
    const headers = { origin: product.url, 'user-agent': 'Mozilla/5.0 HeadlessChrome/141.0' };
    expect((await scanner.ask(path, { method: 'POST', body: new URLSearchParams(), headers })).status).toBe(204);
    expect((await scanner.ask(path)).status).toBe(400);
    const staff = new Browser();
    await staff.open(link);
    const [name = '', value = ''] = (await (await staffOf({ id: payer.actor.vendorId })).cookie()).split('=');
    staff.cookies.set(name, value);
    expect((await staff.post(path)).status).toBe(204);
    expect(await opensOf(link)).toBe(1);
    const second = new Browser();
    await second.open(link);
    await second.post(path);
    expect(await opensOf(link)).toBe(2);
  });
});

it('S38: five declined cards an hour from one place, whatever the links', async () => {
  const browser = new Browser();
  const { link } = await ready();
  const path = await browser.open(link);
  for (let n = 0; n < 5; n++)
    expect((await browser.post(path, await browser.form(path, 'pm_card_visa_chargeDeclined'))).status).toBe(402);
  const other = await ready();
  const otherPath = await browser.open(other.link);
  const refused = await browser.post(otherPath, await browser.form(otherPath));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
  const elsewhere = new Browser();
  expect((await elsewhere.post(await elsewhere.open(other.link), await elsewhere.form(otherPath))).status).toBe(303);
});

it('S30: nothing is paid at the word of another page', async () => {
  const { link } = await ready();
  const browser = new Browser();
  const path = await browser.open(link);
  const body = await browser.form(path);
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of foreign) expect((await browser.ask(path, { method: 'POST', body, headers })).status).toBe(403);
  expect((await browser.post(path, body)).status).toBe(303);
});
