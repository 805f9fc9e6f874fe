import { afterAll, describe, expect, test } from 'vitest';
import { makeVendor } from '~tests/factories/make-vendor';
import { makePayer } from '~tests/support/payer';
import { gatewayOf } from '~tests/support/refunds';
import { staffOf, type Staff } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { takeInvoiceNumber } = await import('~/domain/invoices/invoice-number.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { reviewPayment } = await import('~/domain/payments/review-payment.server');
const { beginSavingMethod } = await import('~/domain/payment-methods/save-payment-method.server');
const brandPage = await import('~/routes/vendor/brand');
const rulesPage = await import('~/routes/vendor/payment-rules');
const feesPage = await import('~/routes/vendor/fees');
const invoicesPage = await import('~/routes/vendor/invoice-settings');
const logoPage = await import('~/routes/link/logo');
const { renderInvoice } = await import('~/domain/invoices/render-invoice.server');

const now = new Date();
type Form = Record<string, string | string[] | File>;

let requests = 0;
/** What the browser of somebody signed in sends. */
async function visit(staff: Staff, path: string, fields?: Form) {
  requests += 1;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields ?? {}))
    for (const each of Array.isArray(value) ? value : [value]) form.append(name, each);
  const headers = { cookie: await staff.cookie() };
  const request = new Request(
    `http://localhost${path}`,
    fields ? { method: 'POST', body: form, headers } : { headers },
  );
  return {
    request,
    params: {},
    context: { nonce: 'n', requestId: `r${requests}`, clientAddress: `10.4.0.${requests % 250}` },
  };
}

type Page = { action: (args: Awaited<ReturnType<typeof visit>>) => Promise<unknown> };
/** What a page answers to a form: where it leads, or what it refuses. */
async function post(page: Page, staff: Staff, fields: Form) {
  const answer: unknown = await page
    .action(await visit(staff, '/vendor/settings', fields))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return { status: answer.status, to: answer.headers.get('location') };
  const { data, init } = answer as { data: { about: string; words: string }; init: { status: number } };
  return { status: init.status, about: data.about, words: data.words };
}

const vendorOf = (staff: Staff) => db.vendor.findUniqueOrThrow({ where: { id: staff.actor.vendorId } });
const actionsOf = async (staff: Staff) =>
  (await db.auditEntry.findMany({ where: { vendorId: staff.actor.vendorId }, orderBy: { sequence: 'asc' } })).map(
    ({ action, actorKind }) => `${actorKind} ${action}`,
  );

const RULES: Form = { methodKinds: ['card', 'sepa_debit'], massPayment: 'on', creditUse: 'always', currency: 'USD' };
const INVOICES: Form = { timeZone: 'Europe/Berlin', language: 'en', prefix: 'INV-', next: '1001' };
const BRAND: Form = {
  intent: 'brand',
  name: 'Umbrella',
  legalName: 'Umbrella Inc.',
  address: '1 Rain Street\nSeattle',
  taxId: 'US 1',
  email: 'pay@umbrella.example',
  brandColor: '#8A1C1C',
};
/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

describe('who may change what', () => {
  const pages: [string, Page, Form][] = [
    ['brand', brandPage, BRAND],
    ['payments', rulesPage, RULES],
    ['fees', feesPage, { currency: 'USD', 'percent-card': '2' }],
    ['invoices and mails', invoicesPage, INVOICES],
  ];
  test.each(pages)('%s: owners alone, and nothing is changed by others', async (_name, page, form) => {
    const vendor = await makeVendor();
    for (const role of ['biller', 'viewer'] as const)
      expect((await post(page, await staffOf(vendor, role), form)).status).toBe(403);
    expect(await db.vendor.findUniqueOrThrow({ where: { id: vendor.id } })).toMatchObject({
      name: vendor.name,
      timeZone: vendor.timeZone,
      creditUse: 'choice',
    });
    const owner = await staffOf(vendor);
    expect((await post(page, owner, form)).status).toBe(303);
    expect((await actionsOf(owner)).filter((action) => action.startsWith('staff vendor.'))).toHaveLength(1);
  });

  test.each(pages)('%s: an old factor is asked for again', async (_name, page, form) => {
    const owner = await staffOf(await makeVendor());
    const args = await visit(owner, '/vendor/settings', form);
    args.request.headers.set('cookie', await owner.cookie(new Date(now.getTime() - 6 * 60_000)));
    const answer: unknown = await page.action(args).catch((thrown: unknown) => thrown);
    expect(answer).toMatchObject({ status: 403, statusText: 'reauth_required' });
    expect((await actionsOf(owner)).filter((action) => action.startsWith('staff vendor.'))).toEqual([]);
  });
});

describe('brand', () => {
  test('is what customers see from then on', async () => {
    const owner = await staffOf(await makeVendor());
    expect(await post(brandPage, owner, BRAND)).toEqual({ status: 303, to: '/vendor/settings/brand?done=brand' });
    expect(await vendorOf(owner)).toMatchObject({
      name: 'Umbrella',
      addressLines: ['1 Rain Street', 'Seattle'],
      taxId: 'US 1',
      brandColor: '#8a1c1c',
    });
  });

  test('what cannot be printed is refused where it stands, and nothing is saved', async () => {
    const owner = await staffOf(await makeVendor({ name: 'Before' }));
    expect(await post(brandPage, owner, { ...BRAND, brandColor: 'red' })).toMatchObject({
      status: 422,
      about: 'brandColor',
    });
    expect((await vendorOf(owner)).name).toBe('Before');
  });

  test('a logo is kept by its bytes, shown to everybody, and can be taken away', async () => {
    const owner = await staffOf(await makeVendor());
    const logo = (content: Buffer | string, name: string) => ({
      intent: 'logo',
      logo: new File([new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content)], name),
    });
    expect(await post(brandPage, owner, logo('<svg onload="alert(1)"/>', 'logo.png'))).toMatchObject({
      status: 422,
      about: 'logo',
    });
    expect(await post(brandPage, owner, logo(Buffer.concat([PNG, Buffer.alloc(262_144)]), 'logo.png'))).toMatchObject({
      status: 422,
    });
    expect(await post(brandPage, owner, logo(PNG, 'logo.png'))).toMatchObject({ status: 303 });
    const { logoHash } = await vendorOf(owner);
    const shown = await logoPage.loader({ ...(await visit(owner, '/')), params: { hash: logoHash ?? '' } });
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
    const torn = Buffer.concat([PNG.subarray(0, 41), Buffer.from('no pixels'), PNG.subarray(50)]);
    expect(await post(brandPage, owner, logo(torn, 'logo.png'))).toMatchObject({ status: 422, about: 'logo' });
    const none = await logoPage.loader({ ...(await visit(owner, '/')), params: { hash: 'a'.repeat(64) } });
    expect(none.status).toBe(404);
    expect(await post(brandPage, owner, { intent: 'no-logo' })).toMatchObject({ status: 303 });
    expect((await vendorOf(owner)).logoHash).toBeNull();
  });

  test('a logo stands on an invoice’s PDF', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const plain = await renderInvoice(payer.actor, invoice?.id ?? '');
    const owner = await staffOf({ id: payer.actor.vendorId });
    await post(brandPage, owner, { intent: 'logo', logo: new File([new Uint8Array(PNG)], 'logo.png') });
    const branded = await renderInvoice(payer.actor, invoice?.id ?? '');
    expect(plain?.pdf.toString('latin1')).not.toContain('/Subtype /Image');
    expect(branded?.pdf.toString('latin1')).toContain('/Subtype /Image');
  });
});

describe('payment rules', () => {
  test('show what is set, for every currency that is billed', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    await payer.invoices(1, { currency: 'JPY' });
    const owner = await staffOf({ id: payer.actor.vendorId });
    await post(rulesPage, owner, { ...RULES, 'minimum-USD': '1,000.00' });
    const shown = await rulesPage.loader(await visit(owner, '/vendor/settings/payments?done=1'));
    expect(shown).toMatchObject({
      done: true,
      mayChange: true,
      typed: {
        creditUse: 'always',
        amounts: [
          { currency: 'JPY', minimum: '', threshold: '' },
          { currency: 'USD', minimum: '1000.00', threshold: '' },
        ],
      },
    });
    const fees = await feesPage.loader(await visit(owner, '/vendor/settings/fees?currency=JPY'));
    expect(fees).toMatchObject({ currency: 'JPY', currencies: ['JPY', 'USD'], typed: [{ method: 'card' }] });
  });

  test('replace what was set, in the currencies that are named', async () => {
    const owner = await staffOf(await makeVendor());
    const set = await post(rulesPage, owner, {
      ...RULES,
      partPayments: 'on',
      'minimum-USD': '1,000.00',
      'threshold-USD': '50000',
    });
    expect(set).toMatchObject({ status: 303 });
    const { vendorId } = owner.actor;
    expect(await vendorOf(owner)).toMatchObject({
      partPayments: true,
      creditUse: 'always',
      methodKinds: ['card', 'sepa_debit'],
    });
    expect(await db.partPaymentMinimum.findMany({ where: { vendorId } })).toMatchObject([
      { currency: 'USD', minimumMinor: 100_000n },
    ]);
    expect(await db.batchThreshold.findMany({ where: { vendorId } })).toMatchObject([
      { currency: 'USD', thresholdMinor: 5_000_000n },
    ]);
    await post(rulesPage, owner, RULES);
    expect(await db.partPaymentMinimum.count({ where: { vendorId } })).toBe(0);
    expect((await vendorOf(owner)).partPayments).toBe(false);
  });

  test.each([
    ['methodKinds', { methodKinds: [] }],
    ['methodKinds', { methodKinds: 'cash' }],
    ['creditUse', { creditUse: 'sometimes' }],
    ['minimum-USD', { 'minimum-USD': '1,23' }],
    ['threshold-USD', { 'threshold-USD': '-1' }],
  ])('%s: %j is refused in words', async (about, change) => {
    const owner = await staffOf(await makeVendor());
    expect(await post(rulesPage, owner, { ...RULES, ...change })).toMatchObject({ status: 422, about });
  });

  test('where invoices are paid one at a time, the page says so and a payment of two is refused', async () => {
    const payer = await makePayer();
    const invoices = await payer.invoices(2);
    const card = await payer.saveCard('pm_card_visa');
    const both = await payer.payAll(card);
    const { massPayment: _off, ...oneByOne } = RULES;
    await post(rulesPage, await staffOf({ id: payer.actor.vendorId }), oneByOne);
    const ask = { currency: 'USD', all: true, again: null, part: false, first: undefined };
    expect(await reviewPayment(payer.actor, ask)).toMatchObject({
      kind: 'too-many',
      limit: 1,
      count: 2,
      firstMinor: 10_000n,
    });
    expect(await startPayment(payer.actor, both, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'too-many', limit: 1 },
    });
    const first = await reviewPayment(payer.actor, { ...ask, first: 1 });
    expect(first).toMatchObject({ kind: 'ready', quote: { lines: [{ invoiceId: invoices[0]?.id }] } });
    const one = { ...both, quote: both.quote.slice(0, 1) };
    expect(await startPayment(payer.actor, one, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  });

  test('a way to pay that is no longer taken is neither offered nor charged, nor can one be saved', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const card = await payer.saveCard('pm_card_visa');
    await post(rulesPage, await staffOf({ id: payer.actor.vendorId }), { ...RULES, methodKinds: 'us_bank_account' });
    const ask = { currency: 'USD', all: true, again: null, part: false, first: undefined };
    expect(await reviewPayment(payer.actor, ask)).toMatchObject({
      kind: 'ready',
      methods: [],
      kinds: ['us_bank_account'],
    });
    expect(await startPayment(payer.actor, await payer.payAll(card), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'method-not-taken' },
    });
    const begun = await beginSavingMethod(payer.actor);
    if (!begun.ok) throw new Error(begun.refusal.kind);
    const setup = await gatewayOf(world).setupIntents.retrieve(begun.clientSecret.split('_secret_')[0] ?? '');
    expect(setup.payment_method_types).toEqual(['us_bank_account']);
  });
});

describe('fees', () => {
  test('are set as they are typed, for one currency', async () => {
    const owner = await staffOf(await makeVendor());
    const { vendorId } = owner.actor;
    expect(
      await post(feesPage, owner, { currency: 'USD', 'percent-card': '2.5', 'cap-card': '20', 'who-card': 'credit' }),
    ).toMatchObject({ status: 303 });
    expect(await db.feeRule.findMany({ where: { vendorId } })).toMatchObject([
      { currency: 'USD', method: 'card', creditOnly: true, basisPoints: 250, flatMinor: 0n, capMinor: 2_000n },
    ]);
    expect(await post(feesPage, owner, { currency: 'USD' })).toMatchObject({ status: 303 });
    expect(await db.feeRule.count({ where: { vendorId } })).toBe(0);
  });

  test('more than card networks allow is asked about first', async () => {
    const owner = await staffOf(await makeVendor());
    const high = { currency: 'USD', 'percent-card': '4', 'who-card': 'credit' };
    expect(await post(feesPage, owner, high)).toMatchObject({ status: 422, about: 'beyondCardRules' });
    expect(await post(feesPage, owner, { ...high, beyondCardRules: 'on' })).toMatchObject({ status: 303 });
  });

  test('an odd currency is no form of ours', async () => {
    expect(await post(feesPage, await staffOf(await makeVendor()), { currency: 'XXL' })).toMatchObject({ status: 400 });
  });
});

describe('invoices and mails', () => {
  test('a time zone is one that there is', async () => {
    const owner = await staffOf(await makeVendor());
    const odd = { ...INVOICES, timeZone: 'Mars/Olympus' };
    expect(await post(invoicesPage, owner, odd)).toMatchObject({ status: 422, about: 'timeZone' });
    const set = { ...INVOICES, timeZone: 'Pacific/Auckland', language: 'ar', mailName: ' Accounts  team ' };
    expect(await post(invoicesPage, owner, set)).toMatchObject({ status: 303 });
    expect(await vendorOf(owner)).toMatchObject({
      timeZone: 'Pacific/Auckland',
      language: 'ar',
      mailName: 'Accounts team',
    });
  });

  test('numbers go on or begin another series, and never go back', async () => {
    const owner = await staffOf(await makeVendor());
    const next = () => transaction((tx) => takeInvoiceNumber(tx, owner.actor));
    const shown = async () => (await invoicesPage.loader(await visit(owner, '/'))).typed;
    expect(await shown()).toMatchObject({ prefix: 'INV-', next: '1001' });
    expect(await post(invoicesPage, owner, { ...INVOICES, next: '2000' })).toMatchObject({ status: 303 });
    expect(await next()).toBe('INV-2000');
    expect(await post(invoicesPage, owner, { ...INVOICES, next: '2000' })).toMatchObject({
      status: 409,
      about: 'next',
    });
    expect(await post(invoicesPage, owner, { ...INVOICES, prefix: '2026/', next: '1' })).toMatchObject({ status: 303 });
    expect([await next(), await next()]).toEqual(['2026/1', '2026/2']);
    expect(await shown()).toMatchObject({ prefix: '2026/', next: '3' });
  });

  test.each([
    ['prefix', { prefix: 'IN V' }],
    ['prefix', { prefix: 'I'.repeat(21) }],
    ['language', { language: '' }],
    ['next', { next: '0' }],
    ['next', { next: '1,000' }],
    ['mailName', { mailName: 'm'.repeat(61) }],
  ])('%s: %j is refused in words', async (about, change) => {
    const owner = await staffOf(await makeVendor());
    expect(await post(invoicesPage, owner, { ...INVOICES, ...change })).toMatchObject({ status: 422, about });
  });
});
