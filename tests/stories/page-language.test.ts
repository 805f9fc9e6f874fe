import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { makeLink } from '~tests/support/payment-links';
import { buildProduct } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const SLOW_MS = 240_000;
const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { createSession } = await import('~/auth/sessions.server');

let desk: Desk;
beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  desk = await openDesk(world);
}, SLOW_MS);
afterAll(async () => {
  await desk.stop();
  await world.stop();
}, SLOW_MS);

/** Somebody signed in for a customer of the given language. */
async function signedIn(language: string | null) {
  const vendor = await makeVendor();
  const customer = await makeCustomer({ vendorId: vendor.id });
  await db.customer.update({ where: { id: customer.id }, data: { language } });
  const contact = await makeContact({ vendorId: vendor.id, customerId: customer.id });
  const { cookie } = await createSession({ personId: contact.personId, contactId: contact.id, now: new Date() });
  return { vendor, cookie: cookie.split(';')[0] ?? '' };
}

test('before anybody is known the page speaks as the browser asks, refusals too', async () => {
  const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' };
  const page = (await desk.get('/sign-in', '', german)).body;
  expect(page).toContain('<html lang="de"');
  expect(page).toContain('<title>Anmelden · Quittance</title>');
  expect(page).toContain('Ein Passwort gibt es nicht.');
  expect((await desk.get('/sign-in', '')).body).toContain('There is no password.');
  const nowhere = await desk.get('/no-such-page', '', german);
  expect([nowhere.status, nowhere.body.includes('Diese Seite gibt es nicht')]).toEqual([404, true]);
  const refused = await desk.post('/sign-in', 'language=es', { email: 'nobody', to: '' });
  expect([refused.status, refused.body.includes('Escriba una dirección de correo completa')]).toEqual([422, true]);
});

test('a customer reads the language they are written to in, and may choose another in their browser', async () => {
  const { cookie } = await signedIn('fr');
  const page = (await desk.get('/invoices', cookie)).body;
  expect(page).toContain('<html lang="fr"');
  expect(page).toContain('Moyens de paiement');
  const chosen = await desk.post('/language', cookie, { language: 'de', to: '/receipts' });
  expect([chosen.status, chosen.headers.location]).toEqual([303, '/receipts']);
  const kept = String(chosen.headers['set-cookie']).split(';')[0] ?? '';
  expect(kept).toBe('language=de');
  expect((await desk.get('/receipts', `${cookie}; ${kept}`)).body).toContain('<html lang="de"');
});

test('Arabic runs from right to left on every page of its reader, an unknown address too; the desk does not', async () => {
  const { vendor, cookie } = await signedIn('ar');
  for (const [path, status] of [
    ['/invoices', 200],
    ['/no-such-page', 404],
    ['/invoices/no-such-invoice', 404],
  ] as const) {
    const page = await desk.get(path, cookie);
    expect([path, page.status]).toEqual([path, status]);
    expect(page.body).toContain('<html lang="ar" dir="rtl"');
  }
  const posted = await desk.post('/no-such-page', cookie, {});
  expect([posted.status, posted.body.includes('<html lang="ar" dir="rtl"')]).toEqual([404, true]);
  const known = await desk.get('/no-such-page', '', { 'accept-language': 'ar' });
  expect(known.body).toContain('<html lang="ar" dir="rtl"');
  const staff = await (await staffOf(vendor)).cookie();
  expect((await desk.get('/vendor/invoices', `${staff}; language=ar`)).body).toContain('<html lang="en" dir="ltr"');
});

test('a language that there is not changes nothing, and nobody is sent elsewhere', async () => {
  const { cookie } = await signedIn(null);
  const odd = await desk.post('/language', cookie, { language: 'tlh', to: '//evil.example/' });
  expect([odd.status, odd.headers.location, odd.headers['set-cookie']]).toEqual([303, '/invoices', undefined]);
  expect((await desk.get('/invoices', `${cookie}; language=tlh`)).body).toContain('<html lang="en"');
});

test('the desk is in English whatever the browser asks for or has chosen', async () => {
  const { vendor } = await signedIn('de');
  const cookie = await (await staffOf(vendor)).cookie();
  const page = await desk.get('/vendor/settings', `${cookie}; language=de`, { 'accept-language': 'de' });
  expect(page.body).toContain('<html lang="en"');
  expect(page.body).toContain('Sign out');
});

test('a page of nobody goes on in the language in which the browser was spoken to, until another is chosen', async () => {
  const { cookie } = await signedIn('fr');
  const answer = await desk.get('/receipts', cookie);
  const spoken = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  expect(spoken).toBe('spoken=fr');
  expect((await desk.get('/receipts', `${cookie}; ${spoken}`)).headers['set-cookie']).toBeUndefined();
  for (const path of ['/sign-in', '/sign-in/code', '/verify/none', '/no-such-page']) {
    const page = (await desk.get(path, spoken)).body;
    expect(page, path).toContain('<html lang="fr"');
    expect((await desk.get(path, `${spoken}; language=es`)).body, path).toContain('<html lang="es"');
  }
  for (const path of ['/sign-in', '/sign-in/code', '/verify/none'])
    expect((await desk.get(path, spoken)).body, path).toContain(`name="to" value="${path}"`);
  // Whoever signs in is spoken to in their own language again.
  const { cookie: german } = await signedIn('de');
  expect((await desk.get('/receipts', `${german}; ${spoken}`)).body).toContain('<html lang="de"');
});

test('a page of a payment link is in its customer’s language, offers the others, and leads to sign in in the same', async () => {
  const { vendor } = await signedIn('de');
  const customer = await db.customer.findFirstOrThrow({ where: { vendorId: vendor.id } });
  const scope = { vendorId: vendor.id, customerId: customer.id };
  await makeInvoice(scope);
  const { token, actor } = await makeLink({ actor: scope });
  const opened = await desk.get(`/l/${token}`, '');
  const links = String(opened.headers['set-cookie']).split(';')[0] ?? '';
  const path = `/links/${actor.linkId}`;
  const page = await desk.get(path, links);
  expect(page.body).toContain('<html lang="de"');
  expect(page.body).toContain(`name="to" value="${path}"`);
  const spoken = String(page.headers['set-cookie']).split(';')[0] ?? '';
  expect((await desk.get('/sign-in', spoken)).body).toContain('<html lang="de"');
  expect((await desk.get(path, `${links}; language=fr`)).body).toContain('<html lang="fr"');
});

test('an address that is none answers whoever is signed in wholly in their language', async () => {
  const { cookie } = await signedIn('de');
  for (const path of ['/no-such-page', '/invoices/none', '/no/such/page']) {
    const { status, body } = await desk.get(path, cookie);
    expect([status, body.includes('<html lang="de"'), body.includes('Diese Seite gibt es nicht')], path).toEqual([
      404,
      true,
      true,
    ]);
  }
});
