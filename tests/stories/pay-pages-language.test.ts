import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { bankStories } from '~tests/support/bank-stories';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { giveCredit } from '~tests/support/credits';
import { englishLeft, textOf } from '~tests/support/no-english';
import { makePayer, type Payer } from '~tests/support/payer';
import { buildProduct } from '~tests/support/product';
import { payWith, refundOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';
import { autopayWords } from '~/components/charges/autopay.words';
import { chargeListWords, chargeWords } from '~/components/charges/charge.words';
import { methodWords, newMethodWords } from '~/components/pay/method.words';
import { addCardWords, methodsPageWords, removeMethodWords } from '~/components/pay/methods-page.words';
import { payElsewhereWords } from '~/components/pay/pay-elsewhere.words';
import { payLineWords } from '~/components/pay/pay-lines.words';
import { payTicketWords } from '~/components/pay/pay-ticket.words';
import { payWhenWords } from '~/components/pay/pay-when.words';
import { payWords } from '~/components/pay/pay.words';
import { pickerWords } from '~/components/pay/method-picker.words';
import { paymentListWords } from '~/components/pay/payment-list.words';
import { endedWords } from '~/components/pay/payment-ended.words';
import { paymentWords } from '~/components/pay/payment.words';
import { underWayWords } from '~/components/pay/payment-under-way.words';
import { reversalLineWords } from '~/components/refunds/reversal-lines.words';
import { autopayRefusals } from '~/domain/autopay/autopay-refusal.words';
import { feeWords } from '~/domain/fees/fee.words';
import { methodNames } from '~/domain/payment-methods/method-name.words';
import { saveMethodRefusals } from '~/domain/payment-methods/save.words';
import { declineAdvice, declineReasons } from '~/domain/payments/decline.words';
import { amountProblems, payFormWords } from '~/domain/payments/pay-form.words';
import { paymentStates } from '~/domain/payments/payment-state.words';
import { changedTitles, quoteChanges, refusalAdvice, refusalTitles } from '~/domain/payments/refusal.words';
import { reversals } from '~/domain/refunds/reversal.words';
import { cancelReasons } from '~/domain/scheduled-charges/charge-outcome.words';
import { chargeStates, scheduleRefusals } from '~/domain/scheduled-charges/schedule.words';
import { addDays, dateIn } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';

const LISTS = [
  addCardWords,
  amountProblems,
  autopayRefusals,
  autopayWords,
  cancelReasons,
  changedTitles,
  chargeListWords,
  chargeStates,
  chargeWords,
  declineAdvice,
  declineReasons,
  endedWords,
  feeWords,
  methodNames,
  methodWords,
  methodsPageWords,
  newMethodWords,
  payElsewhereWords,
  payFormWords,
  payLineWords,
  payTicketWords,
  payWhenWords,
  payWords,
  paymentListWords,
  paymentStates,
  paymentWords,
  pickerWords,
  quoteChanges,
  refusalAdvice,
  refusalTitles,
  removeMethodWords,
  reversalLineWords,
  reversals,
  saveMethodRefusals,
  scheduleRefusals,
  underWayWords,
];

const SLOW_MS = 240_000;
const now = new Date();
const world = await startWorld();
const { createSession } = await import('~/auth/sessions.server');
const { setFees } = await import('~/domain/fees/set-fees.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { payFrom } = await bankStories(world, now);

const VISA = 'pm_card_visa';
const day = (date: string) => formatsOf('de').date(date);
const inDays = (days: number) => addDays(dateIn('America/New_York', now), days);

let desk: Desk;
beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  desk = await openDesk(world);
}, SLOW_MS);
afterAll(async () => {
  await desk.stop();
  await world.stop();
}, SLOW_MS);

/** Somebody whose customer is written to in German. */
async function german(payer: Payer): Promise<{ payer: Payer; cookie: string }> {
  const { vendorId, customerId } = payer.actor;
  await db.$executeRaw`UPDATE customers SET language = 'de' WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid`;
  return { payer, cookie: await cookieOf(payer.actor) };
}

async function cookieOf({ personId, contactId }: { personId: string; contactId: string }): Promise<string> {
  return (await createSession({ personId, contactId, now })).cookie.split(';')[0] ?? '';
}

function expectGerman(body: string, said: readonly string[]): void {
  expect(body).toContain('<html lang="de"');
  expect(englishLeft(body, LISTS, 'de')).toEqual([]);
  const page = textOf(body);
  expect(said.filter((words) => !page.includes(words))).toEqual([]);
}

async function expectPage(path: string, cookie: string, said: readonly string[], status = 200): Promise<string> {
  const page = await desk.get(path, cookie);
  expect([path, page.status]).toEqual([path, status]);
  expectGerman(page.body, said);
  return page.body;
}

/** What the form of a page would post. */
function fieldsOf(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
  const value = (input: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '';
  return Object.fromEntries(inputs.map((input) => [value(input, 'name'), value(input, 'value')]));
}

test('the pay page: what is paid, with which method, when, and its fee', async () => {
  const { payer, cookie } = await german(await makePayer());
  const { vendorId } = payer.actor;
  await payer.invoices(4, { totalMinor: 123_456n, dueOn: inDays(10) });
  await payer.saveCard(VISA);
  const rule = { method: 'card' as const, creditOnly: false, flatMinor: 30n, basisPoints: 250, capMinor: 2_000n };
  expect(
    await setFees({ vendorId, currency: 'USD', rules: [rule], beyondCardRules: true }, { cause: 'test' }),
  ).toMatchObject({ ok: true });
  await expectPage('/pay?currency=USD&all=1', cookie, [
    'Bezahlen · Quittance',
    '4 Rechnungen auf einmal bezahlen',
    'Zahlungsart',
    'Visa •••• 4242 mit den Endziffern 4242',
    'Eine andere Karte oder ein anderes US-Bankkonto',
    'Karten kosten eine Gebühr von 2,5 % + 0,30 $, höchstens 20,00 $.',
    `Möglich vom ${day(inDays(1))} bis zum ${day(inDays(10))}. Bis dahin können Sie absagen.`,
    'Was Sie bezahlen',
    '1.234,56 $',
    'Sie zahlen heute 4.958,24 $',
    'Gebühr für Karte (2,5 % + 0,30 $, höchstens 20,00 $)',
    '4.958,24 $ bezahlen',
    'Ihre Karte wird einmal belastet. Sie erhalten einen Zahlungsbeleg für alle 4 Rechnungen an',
  ]);
});

test('amounts are typed with a comma, and what is wrong with them is told', async () => {
  const { payer, cookie } = await german(await makePayer());
  const { vendorId } = payer.actor;
  await setPartPayments({ vendorId, allowed: true, minimums: [] }, { cause: 'test' });
  await payer.invoices(2, { totalMinor: 123_456n });
  const method = await payer.saveCard(VISA);
  const html = await expectPage('/pay?currency=USD&all=1&part=1', cookie, [
    'Insgesamt bezahlen, USD',
    'Zuerst die älteste Fälligkeit',
    'Alles vollständig bezahlen',
    'von 1.234,56 $ fällig am',
  ]);
  const fields = { ...fieldsOf(html), method: method.methodId };
  const amounts = Object.keys(fields).filter((name) => name.startsWith('amount:'));
  expect(amounts.map((name) => (fields as Record<string, string>)[name])).toEqual(['1234,56', '1234,56']);
  // Without scripts the sum is spread by the server, and the page comes back with it.
  const spread = await desk.post('/pay?currency=USD&all=1&part=1', cookie, {
    ...fields,
    intent: 'spread',
    sum: '1.500,00',
    rule: 'oldest',
  });
  expectGerman(spread.body, ['1.500,00 $ bezahlen', '2 Rechnungen']);
  expect(fieldsOf(spread.body)).toMatchObject({ [amounts[0]!]: '1234,56', [amounts[1]!]: '265,44' });
  const wrong = await desk.post('/pay?currency=USD&all=1&part=1', cookie, {
    ...fields,
    intent: 'spread',
    sum: '1,500.00',
  });
  expectGerman(wrong.body, ['Der Betrag konnte nicht gelesen werden.', 'Schreiben Sie ihn wie 1250,00']);
  // What is posted is what is paid: the parts, to the cent.
  const paid = await desk.post('/pay?currency=USD&all=1&part=1', cookie, {
    ...fieldsOf(spread.body),
    method: method.methodId,
  });
  expect([paid.status, paid.body.slice(0, 200)]).toEqual([303, '']);
  const payment = await db.payment.findFirstOrThrow({ where: { vendorId } });
  expect([payment.state, payment.amountMinor]).toEqual(['succeeded', 150_000n]);
  await expectPage(`/payments/${payment.id}?flow=all`, cookie, [
    'Bezahlt. Auf diesen Rechnungen sind noch 969,12 $ offen.',
    'Visa •••• 4242',
    'Zahlungsbeleg herunterladen (PDF)',
    'Insgesamt gezahlt 1.500,00 $',
    'Eine Kopie geht an',
  ]);
});

test('what was refused: a changed invoice, a bank that says no, and the page of the payment', async () => {
  const { payer, cookie } = await german(await makePayer());
  const { vendorId } = payer.actor;
  const [invoice] = await payer.invoices(1, { totalMinor: 162_000n });
  const { methodId } = await payer.saveCard('pm_card_chargeCustomerFail');
  const fields = { ...fieldsOf((await desk.get('/pay?currency=USD&all=1', cookie)).body), method: methodId };
  await db.invoice.updateMany({ where: { id: invoice!.id, vendorId }, data: { version: { increment: 1 } } });
  const changed = await desk.post('/pay?currency=USD&all=1', cookie, fields);
  expect(changed.status).toBe(409);
  expectGerman(changed.body, [
    `Es wurde nichts abgebucht: ${invoice!.number} wurde vom Anbieter geändert, der Betrag ist derselbe, während Sie die Seite ansahen.`,
    'Sehen Sie sich den neuen Gesamtbetrag an und bezahlen Sie dann.',
  ]);
  const declined = await desk.post('/pay?currency=USD&all=1', cookie, {
    ...fieldsOf(changed.body),
    method: methodId,
  });
  expect(declined.status).toBe(402);
  expectGerman(declined.body, ['Die Bank hat abgelehnt', 'Es wurde nichts abgebucht.']);
  const { id } = await db.payment.findFirstOrThrow({ where: { vendorId, state: 'failed' } });
  await expectPage(`/payments/${id}`, cookie, ['1.620,00 $ für 1 Rechnung mit Visa', 'Noch einmal versuchen']);
  await expectPage('/payments', cookie, [
    'nicht bezahlt',
    ', Zahlung von 1 Rechnung',
    'Jede Zahlung und was aus ihr geworden ist.',
  ]);
});

test('what went back of a payment', async () => {
  const paid = await payWith(VISA, { count: 3, now });
  const { cookie } = await german(paid.payer);
  await requestRefund(paid.staff, refundOf(paid, { what: { kind: 'amount', amountMinor: 12_500n } }), now);
  const { id } = await db.payment.findFirstOrThrow({ where: { vendorId: paid.staff.vendorId } });
  await expectPage(`/payments/${id}`, cookie, [
    'Bezahlt.',
    `am ${day(dateIn('America/New_York', now))} mit Visa`,
    '−125,00 $',
  ]);
});

test('a payment at the bank, and credit that pays', async () => {
  const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
  const { cookie } = await german(payer);
  await expectPage(`/payments/${paymentId}`, cookie, [
    'Ihre Zahlung ist unterwegs',
    '200,00 $ für 2 Rechnungen mit STRIPE TEST BANK',
    'hat das Geld bei Ihrer Bank angefordert. Das dauert einige Bankarbeitstage, voraussichtlich bis zum',
    'Bis dahin sind die Rechnungen noch nicht bezahlt, aber für diese Zahlung reserviert',
    'Zurück zu den Rechnungen',
  ]);
  await expectPage('/pay?currency=USD&all=1', cookie, [
    'Ihre Zahlung läuft',
    '200,00 $ für 2 Rechnungen',
    'bei der Bank',
  ]);
  await payer.invoices(2);
  await giveCredit(payer, 50_000n, now);
  await expectPage('/pay?currency=USD&all=1', cookie, [
    '500,00 $ Guthaben',
    'Davon werden 200,00 $ für diese Zahlung verwendet.',
    'Für später behalten',
    'Mit 200,00 $ Guthaben bezahlen',
    'Es wird nichts abgebucht: Ihr Guthaben bezahlt beide Rechnungen.',
  ]);
});

test('a charge on a date: scheduled, listed, cancelled, and why another date is not offered', async () => {
  const { payer, cookie } = await german(await makePayer());
  await payer.invoices(2, { dueOn: inDays(10) });
  const { methodId } = await payer.saveCard(VISA);
  const html = (await desk.get('/pay?currency=USD&all=1', cookie)).body;
  const refused = await desk.post('/pay?currency=USD&all=1', cookie, {
    ...fieldsOf(html),
    method: methodId,
    intent: 'schedule',
    payOn: inDays(20),
  });
  expect(refused.status).toBe(422);
  expectGerman(refused.body, [
    `Das Datum kann vom ${day(inDays(1))} bis zum ${day(inDays(10))} sein.`,
    'Es wurde nichts geplant und nichts abgebucht.',
  ]);
  const { quote } = await payer.payAll({ kind: 'saved', methodId });
  const chargeId = newId();
  const asked = { chargeId, currency: 'USD', quote, methodId, chargeOn: inDays(7), cause: 'test' };
  expect(await schedulePayment(payer.actor, asked, now)).toMatchObject({ ok: true });
  await expectPage(`/scheduled-charges/${chargeId}`, cookie, [
    `Wird am ${day(inDays(7))} abgebucht.`,
    '200,00 $ für 2 Rechnungen mit Visa',
    'in der Zeitzone des Anbieters beginnt (America/New_York)',
    'Diese Abbuchung absagen',
    'Vereinbart',
  ]);
  await expectPage('/payments', cookie, ['Geplante Abbuchungen', '2 Rechnungen mit Visa', 'Noch keine Zahlungen']);
  await expectPage('/pay?currency=USD&all=1', cookie, ['Schon zur Abbuchung geplant', 'nicht zweimal geplant werden.']);
  await desk.post(`/scheduled-charges/${chargeId}`, cookie, { intent: 'cancel' });
  await expectPage(`/scheduled-charges/${chargeId}`, cookie, [
    'Abgesagt. Es wurde nichts abgebucht.',
    'Die Abbuchung wurde vor der Ausführung gestoppt.',
  ]);
});

test('payment methods and AutoPay', async () => {
  const { payer, cookie } = await german(await makePayer());
  await payer.invoices(1, { currency: 'EUR' });
  await expectPage('/payment-methods', cookie, [
    'Es ist noch nichts gespeichert',
    'haken Sie beim Bezahlen „… für das nächste Mal speichern“ an.',
    'Aus. Lassen Sie Rechnungen bei Fälligkeit abbuchen',
  ]);
  await expectPage('/autopay', cookie, ['Dafür braucht es eine gespeicherte Karte', 'Zuerst eine speichern']);
  const { methodId } = await payer.saveCard(VISA);
  const form = { currency: 'EUR', methodId, noticeDays: '3', intent: 'set' };
  const refused = await desk.post('/autopay', cookie, { ...form, cap: '1.000.00' });
  expect(refused.status).toBe(422);
  expectGerman(refused.body, ['Schreiben Sie, wie viel eine Abbuchung höchstens betragen darf, von 0,50 €']);
  expect((await desk.post('/autopay', cookie, { ...form, cap: '1.000,50' })).status).toBe(303);
  const html = await expectPage('/autopay?done=on&currency=EUR', cookie, [
    'AutoPay in Euro ist eingeschaltet.',
    'Abgebucht von Visa •••• 4242, höchstens 1.000,50 € auf einmal, 3 Tage vorher angekündigt.',
    'AutoPay ändern',
  ]);
  expect(fieldsOf(html)['cap']).toBe('1000,50');
  await expectPage(`/payment-methods?remove=${methodId}`, cookie, [
    'Eingeschaltet für Euro',
    'entfernen?',
    'AutoPay in Euro wird damit ausgeschaltet.',
    'Karte entfernen',
  ]);
  expect((await desk.post('/autopay', cookie, { ...form, intent: 'off' })).status).toBe(303);
  await expectPage('/autopay?done=off&currency=EUR', cookie, ['AutoPay in Euro ist ausgeschaltet.']);
});

test('who may only look, who owes nothing, and what is too much for one payment', async () => {
  const { payer, cookie } = await german(await makePayer());
  const { vendorId, customerId } = payer.actor;
  await expectPage('/pay?currency=USD&all=1', cookie, ['Es ist nichts offen', 'Ihre Zahlungen ansehen']);
  const viewer = await makeContact({ vendorId, customerId, role: 'viewer' });
  const looking = await cookieOf({ personId: viewer.personId, contactId: viewer.id });
  await expectPage('/pay?currency=USD&all=1', looking, ['Sie können ansehen, aber nicht bezahlen'], 403);
  await expectPage('/payment-methods', looking, ['Ihre Rolle erlaubt nur das Ansehen']);
  await payer.invoices(1001, { totalMinor: 100n });
  await expectPage('/pay?currency=USD&all=1', cookie, [
    'Eine Zahlung umfasst bis zu 1.000 Rechnungen',
    'Sie haben 1.001 offene in US-Dollar.',
    'Die ersten 1.000 bezahlen · 1.000,00 $',
  ]);
});
