import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { issue, payOutside } from '~tests/support/account-story';
import { englishLeft, textOf } from '~tests/support/no-english';
import { issueReceipt } from '~tests/support/issue-receipt';
import { asked, makeLink, newCard, revokeLink, type TestLink } from '~tests/support/payment-links';
import { buildProduct } from '~tests/support/product';
import { makePayer, type Payer } from '~tests/support/payer';
import { makeStaff, refundOf } from '~tests/support/refunds';
import { settleOutside } from '~tests/support/settled';
import { startWorld } from '~tests/support/world';
import { staffOf } from '~tests/support/staff';
import { LINKS_COOKIE } from '~/auth/cookies';
import { linkFrameWords } from '~/components/links/link-frame.words';
import { linkInvoiceWords } from '~/components/links/link-invoice.words';
import { linkPageWords } from '~/components/links/link-pages.words';
import { methodPageWords } from '~/components/links/method-page.words';
import { checkWords } from '~/components/receipts/check.words';
import { receiptListWords } from '~/components/receipts/receipt-list.words';
import { receiptPageWords } from '~/components/receipts/receipt-page.words';
import { verdictWords } from '~/components/receipts/receipt-verdict.words';
import { refundPageWords } from '~/components/refunds/refund-page.words';
import { reversalLineWords } from '~/components/refunds/reversal-lines.words';
import { statementPageWords } from '~/components/statements/statement-page.words';
import { statementTableWords } from '~/components/statements/statement-tables.words';
import { receiptLines } from '~/domain/receipts/receipt-lines.words';
import { refundLines } from '~/domain/refunds/refund-lines.words';
import { reversals } from '~/domain/refunds/reversal.words';
import { movementNames, movementTexts } from '~/domain/statements/movements.words';
import { statementLines } from '~/domain/statements/statement-lines.words';
import { periodNames, queryProblems } from '~/domain/statements/statement-query.words';

const LISTS = [
  checkWords,
  linkFrameWords,
  linkInvoiceWords,
  linkPageWords,
  methodPageWords,
  movementNames,
  movementTexts,
  periodNames,
  queryProblems,
  receiptLines,
  receiptListWords,
  receiptPageWords,
  refundLines,
  refundPageWords,
  reversalLineWords,
  reversals,
  statementLines,
  statementPageWords,
  statementTableWords,
  verdictWords,
];

const SLOW_MS = 240_000;
const world = await startWorld();
const { createSession } = await import('~/auth/sessions.server');
const { keepTokens } = await import('~/domain/payment-links/link-token.server');
const { payByLink } = await import('~/domain/payment-links/pay-by-link.server');
const { requestPaymentMethod } = await import('~/domain/payment-links/request-payment-method.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { randomToken } = await import('~/lib/crypto.server');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const now = new Date();
const because = { cause: 'test', now };

let desk: Desk;
beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  desk = await openDesk(world);
}, SLOW_MS);
afterAll(async () => {
  await desk.stop();
  await world.stop();
}, SLOW_MS);

/** Somebody whose customer is written to in German, and has no English name. */
async function german(payer: Payer): Promise<Payer> {
  const { vendorId, customerId } = payer.actor;
  await db.$executeRaw`UPDATE customers SET language = 'de', name = 'Fabrikam' WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid`;
  return payer;
}

async function cookieOf({ actor: { personId, contactId } }: Payer): Promise<string> {
  return (await createSession({ personId, contactId, now })).cookie.split(';')[0] ?? '';
}

const opened = ({ token }: Pick<TestLink, 'token'>) => `${LINKS_COOKIE}=${token}`;

/** A page that must be in German, as it is read. */
async function read(path: string, cookie: string, status = 200): Promise<string> {
  const page = await desk.get(path, cookie);
  expect([path, page.status]).toEqual([path, status]);
  expect(page.body).toContain('<html lang="de"');
  expect(englishLeft(page.body, LISTS, 'de')).toEqual([]);
  return textOf(page.body);
}

function expectSaid(page: string, said: readonly string[]): void {
  expect(said.filter((words) => !page.includes(words))).toEqual([]);
}

/** A receipt of two invoices of 100.00 that were paid without us on 5 March 2026. */
async function receiptOf(payer: Payer): Promise<{ id: string; number: string }> {
  const paidAt = new Date('2026-03-05T12:00:00Z');
  const paymentId = await settleOutside(payer, 2, { now: paidAt });
  return transaction((tx) => issueReceipt(tx, { paymentId, vendorId: payer.actor.vendorId, now: paidAt }));
}

describe('the portal', () => {
  test('receipts: the list, what finds none, and one of them', async () => {
    const payer = await german(await makePayer());
    const cookie = await cookieOf(payer);
    expectSaid(await read('/receipts', cookie), ['Noch keine Zahlungsbelege', 'per E-Mail versandt']);
    const { id, number } = await receiptOf(payer);
    expectSaid(await read('/receipts', cookie), [
      'Zahlungsbelege · Quittance',
      `${number} auswählen`,
      '5. März 2026',
      '2 Rechnungen',
      'Direkt erhalten',
      '200,00 $',
      `zum Beleg ${number}`,
      'Ausgewählte als ZIP herunterladen',
    ]);
    expectSaid(await read('/receipts?q=nothing&refused=too-many', cookie), [
      'Keine Belegnummer enthält „nothing“',
      'Höchstens 50 Belege passen in eine Datei.',
    ]);
    expectSaid(await read(`/receipts/${id}`, cookie), [
      `Zahlungsbeleg ${number}`,
      'Ausgestellt am 5. März 2026 von',
      'am 5. März 2026 · direkt erhalten',
      'Kundennummer C-',
      'Gezahlt auf 2 Rechnungen 200,00 $',
      'Wer ihn in Händen hält, kann den Code scannen oder die Prüfseite öffnen und sehen, was ausgestellt wurde.',
    ]);
  });

  test('a refund, and the receipt that it went back of', async () => {
    const payer = await german(await makePayer());
    await payer.invoices(3);
    const { paymentId, ...input } = await payer.payAll(await payer.saveCard('pm_card_refundFail'));
    await startPayment(payer.actor, { paymentId, ...input }, now);
    const { vendorId } = payer.actor;
    const receipt = await db.receipt.findFirstOrThrow({ where: { vendorId, paymentId } });
    const cookie = await cookieOf(payer);
    const refund = refundOf({ paymentId }, { what: { kind: 'amount', amountMinor: 12_500n } });
    await requestRefund(await makeStaff(vendorId), refund, now);
    const { id } = await db.refundDocument.findFirstOrThrow({ where: { vendorId } });
    expectSaid(await read(`/refunds/${id}`, cookie), [
      'Erstattet an',
      'Erstattet auf 2 Rechnungen 125,00 $',
      'Wieder offen',
      'Ist dieser Erstattungsbeleg echt?',
    ]);
    expectSaid(await read(`/receipts/${receipt.id}`, cookie), [
      'mit Visa ••••',
      'Seit diesem Beleg',
      'Zählt jetzt 175,00 $',
    ]);
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    await syncRefund({ refundId: refund.refundId, cause: 'test', now });
    expectSaid(await read(`/refunds/${id}`, cookie), ['Diese Erstattung ist nicht angekommen']);
    expectSaid(await read(`/receipts/${receipt.id}`, cookie), [
      'Erstattung ist nicht angekommen',
      '+125,00 $',
      'Zählt jetzt 300,00 $',
    ]);
  });

  test('statements: movements, open invoices, and an address that asks for what there is not', async () => {
    const payer = await german(await makePayer());
    const cookie = await cookieOf(payer);
    expectSaid(await read('/statements', cookie), ['Noch nichts auszuweisen']);
    const id = await issue(payer, new Date('2026-03-02T15:00:00Z'), 133_456n, { number: 'N-1' });
    await payOutside(payer, new Date('2026-03-05T15:00:00Z'), id, 10_000n);
    const period = 'from=2026-03-01&to=2026-03-31';
    expectSaid(await read(`/statements?${period}`, cookie), [
      'Kontoauszüge · Quittance',
      'Saldovortrag, 1. März 2026 bis 31. März 2026',
      'Rechnung N-1',
      'fällig am 1. Apr. 2026',
      'Zahlung außerhalb des Portals',
      '−100,00 $',
      'Schlusssaldo am 31. März 2026 1.234,56 $',
      'Letzter Monat',
    ]);
    expectSaid(await read(`/statements?kind=open-items&${period}`, cookie), [
      'Offene Posten am 31. März 2026',

      'Zahlung/Gutschrift',
      'von 1.334,56 $',
    ]);
    expectSaid(await read('/statements?from=2026-03-31&to=2026-03-01&currency=EUR', cookie), [
      'Der Zeitraum endet, bevor er beginnt.',
      'Sie haben keine Bewegungen in EUR. Wählen Sie USD.',
      'Es wurde kein Kontoauszug erstellt.',
    ]);
    const refused = await desk.get('/statements.pdf?kind=nonsense', cookie);
    expect([refused.status, refused.body]).toEqual([422, 'Wählen Sie Saldovortrag oder offene Posten.']);
  });
});

describe('a payment link', () => {
  test('from the page that asks to the receipt', async () => {
    const payer = await german(await makePayer());
    const [invoice] = await payer.invoices(1, { totalMinor: 123_456n, memo: 'xyz' });
    const link = await makeLink(payer, [invoice!.id]);
    const path = `/links/${link.actor.linkId}`;
    expectSaid(await read(path, opened(link)), ['Zahlen · Quittance', `${invoice!.number} zahlen`, '1.234,56 $']);
    expectSaid(await read(`${path}/invoices/${invoice!.id}`, opened(link)), [
      `Rechnung ${invoice!.number} · Quittance`,
      'ausgestellt am 2. Jan. 2026',
      'Offener Betrag 1.234,56 $',
      'Zurück zur Zahlung',
    ]);
    const input = await asked(link, await newCard());
    await payByLink(link.actor, input, { clientAddress: '198.51.100.1', now });
    const receipt = await db.receipt.findFirstOrThrow({
      where: { vendorId: link.actor.vendorId, paymentId: input.paymentId },
    });
    expectSaid(await read(path, opened(link)), [
      'Das ist bezahlt',
      'Mit diesem Link gezahlt',
      `Zahlungsbeleg ${receipt.number}`,
    ]);
    await read(`${path}/payments/${input.paymentId}`, opened(link));
    expectSaid(await read(`${path}/receipts/${receipt.id}`, opened(link)), [
      'Insgesamt gezahlt 1.234,56 $',
      'PDF herunterladen',
    ]);
    const spanish = await desk.get(path, `${opened(link)}; language=es`);
    expect(spanish.body).toContain('Esto está pagado');
  });

  test('that takes too much for one payment, or nothing any more', async () => {
    const payer = await german(await makePayer());
    const link = await makeLink(payer);
    const path = `/links/${link.actor.linkId}`;
    expectSaid(await read(path, opened(link)), ['Im Moment ist nichts offen', 'Erneut nachsehen']);
    await payer.invoices(1, { totalMinor: 500_000_000n });
    expectSaid(await read(path, opened(link)), ['1 Rechnung beläuft sich auf 5.000.000,00 $', 'Melden Sie sich an']);
    await payer.invoices(1_000);
    expectSaid(await read(path, opened(link)), [
      'Eine Zahlung umfasst bis zu 1.000 Rechnungen',
      '1.001 sind in US-Dollar offen.',
      'Die ersten 1.000 zahlen · ',
    ]);
    const old = await makeLink(payer, 'account', { now: new Date('2026-01-05T12:00:00Z'), lastDay: '2026-01-06' });
    expectSaid(await read(`/links/${old.actor.linkId}?fresh=too-many`, opened(old), 410), [
      'Dieser Zahlungslink ist abgelaufen',
      'Das wurde für den Moment oft genug angefordert.',
      'Mit einem Konto können Sie sich auch anmelden und alles sehen, was offen ist.',
    ]);
    await revokeLink(link);
    expectSaid(await read(path, opened(link), 410), [
      'Der Anbieter hat diesen Zahlungslink zurückgezogen',
      'Schreiben Sie an',
    ]);
  });

  test('that asks for a card', async () => {
    const { vendorId, customerId } = (await german(await makePayer())).actor;
    const staff = (await staffOf({ id: vendorId }, 'biller')).actor;
    const request = await requestPaymentMethod(staff, { customerId, linkId: newId() }, because);
    if (!request.ok) throw new Error(request.refusal.kind);
    const { linkId } = request;
    const token = randomToken();
    await transaction((tx) => keepTokens(tx, { vendorId, tokens: [{ linkId, customerId, token }], now }));
    const path = `/links/${linkId}/method`;
    expectSaid(await read(path, opened({ token })), ['Karte oder Bankkonto hinterlegen', 'wie mit Ihnen vereinbart']);
    expectSaid(await read(path, opened({ token })), ['Eine Karte oder ein Bankkonto · Quittance']);
    await db.paymentLink.update({ where: { id: linkId, vendorId }, data: { usedAt: now } });
    expectSaid(await read(path, opened({ token })), ['Gespeichert. Vielen Dank.']);
  });

  test('that opens nothing speaks as the browser asks', async () => {
    const unknown = await desk.get(`/l/${randomToken()}`, '', { 'accept-language': 'fr' });
    expect(unknown.status).toBe(404);
    expect(unknown.body).toContain('<html lang="fr"');
    expect(unknown.body).toContain('Ce lien de paiement n’ouvre rien');
    expect(englishLeft(unknown.body, LISTS, 'fr')).toEqual([]);
  });
});

test('whoever checks a receipt reads as their browser asks: nobody is known there', async () => {
  const payer = await german(await makePayer());
  const { id } = await receiptOf(payer);
  const path = new URL((await loadReceipt(id, payer.actor))!.verifyUrl).pathname;
  const spanish = await desk.get(path, '', { 'accept-language': 'es-MX' });
  expect(textOf(spanish.body)).toContain('Este recibo es auténtico.');
  expect((await desk.get(path, '')).body).toContain('This receipt is genuine.');
  expectSaid(await read(path, 'language=de'), [
    'Echter Zahlungsbeleg · Quittance',
    'Betrag 200,00 $',
    'Gezahlt am 5. März 2026',
  ]);
  expectSaid(await read(`${path}x`, 'language=de', 404), ['Das ist kein Beleg, den wir ausgestellt haben.']);
});
