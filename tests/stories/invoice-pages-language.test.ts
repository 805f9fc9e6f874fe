import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type Desk } from '~tests/support/desk-over-http';
import { englishLeft, textOf } from '~tests/support/no-english';
import { makePayer, type Payer } from '~tests/support/payer';
import { buildProduct } from '~tests/support/product';
import { startWorld } from '~tests/support/world';
import { disputeActions, disputePage, disputeSent } from '~/components/invoices/dispute-page.words';
import { invoiceHistory, invoicePaid } from '~/components/invoices/invoice-history.words';
import { invoiceLines } from '~/components/invoices/invoice-lines.words';
import { invoicePage, whyNotPayable } from '~/components/invoices/invoice-page.words';
import { listHelp } from '~/components/invoices/list-help.words';
import { filterChips, listFilter, toolbar } from '~/components/invoices/list-tools.words';
import { recentlyPaid, unpayableList, waitingPayment } from '~/components/invoices/listed-apart.words';
import { listHeader, noRows, openListWords } from '~/components/invoices/open-list.words';
import { selectionTicket } from '~/components/invoices/selection-ticket.words';
import { disputeAdvice, disputeRefusals } from '~/domain/invoice-disputes/dispute-problem.words';
import { disputeReasons } from '~/domain/invoice-disputes/dispute-reasons.words';
import { ageLabels, ages } from '~/domain/invoices/ageing.words';
import { filterRemedies } from '~/domain/invoices/filter-problems.words';
import { invoiceCountWords } from '~/domain/invoices/invoice-count.words';
import { unpayableTags } from '~/domain/invoices/payability.words';
import { addDays, dateIn } from '~/lib/dates';
import { dueWords } from '~/lib/languages/due.words';

const LISTS = [
  ageLabels,
  ages,
  disputeActions,
  disputeAdvice,
  disputePage,
  disputeReasons,
  disputeRefusals,
  disputeSent,
  dueWords,
  filterChips,
  filterRemedies,
  invoiceCountWords,
  invoiceHistory,
  invoiceLines,
  invoicePage,
  invoicePaid,
  listFilter,
  listHeader,
  listHelp,
  noRows,
  openListWords,
  recentlyPaid,
  selectionTicket,
  toolbar,
  unpayableList,
  unpayableTags,
  waitingPayment,
  whyNotPayable,
];

const SLOW_MS = 240_000;
const world = await startWorld();
const { createSession } = await import('~/auth/sessions.server');
const { askAboutInvoice } = await import('~/domain/invoice-disputes/ask-about-invoice.server');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { withdrawDispute } = await import('~/domain/invoice-disputes/withdraw-dispute.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { keepTicks } = await import('~/domain/selections/keep-ticks.server');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const now = new Date();

let desk: Desk;
beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  desk = await openDesk(world);
}, SLOW_MS);
afterAll(async () => {
  await desk.stop();
  await world.stop();
}, SLOW_MS);

/** Somebody whose customer is written to in German, and their session. */
async function german(role: 'payer' | 'viewer' = 'payer') {
  const payer = await makePayer({ role });
  const { vendorId, customerId, personId, contactId } = payer.actor;
  await db.$executeRaw`UPDATE customers SET language = 'de' WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid`;
  const { cookie } = await createSession({ personId, contactId, now });
  return { payer, cookie: cookie.split(';')[0] ?? '' };
}

/** A page that must be in German, as it is read; spaces that hold an amount together are spaces. */
function asRead({ body }: { body: string }): string {
  expect(body).toContain('<html lang="de"');
  expect(englishLeft(body, LISTS, 'de')).toEqual([]);
  return textOf(body).replaceAll(/\s+/g, ' ');
}

async function read(path: string, cookie: string): Promise<string> {
  const page = await desk.get(path, cookie);
  expect([path, page.status]).toEqual([path, 200]);
  return asRead(page);
}

function expectSaid(page: string, said: readonly string[]): void {
  // Where one element ends and the next begins is a matter of looks.
  const bare = (text: string) => text.replaceAll(/\s+/g, '');
  expect(said.filter((words) => !bare(page).includes(bare(words)))).toEqual([]);
}

const about = (invoiceId: string, message = '') => ({ id: newId(), invoiceId, message, cause: 'test' });

async function pay(payer: Payer, card: string, count: number): Promise<string> {
  const asked = await payer.payAll(await payer.saveCard(card));
  await startPayment(payer.actor, { ...asked, quote: asked.quote.slice(0, count) }, now);
  return asked.paymentId;
}

describe('the open list', () => {
  test('what is owed, the rows, what is selected, and what stands apart', async () => {
    const { payer, cookie } = await german();
    await payer.invoices(2, { dueOn: '2026-01-05' });
    await pay(payer, 'pm_card_visa', 1);
    await pay(payer, 'pm_card_authenticationRequired', 1);
    await payer.invoices(1, { issuedOn: addDays(dateIn('UTC', now), -10), voidReason: 'Written twice' });
    const [whole, part] = await payer.invoices(2);
    await disputeInvoice(payer.actor, { ...about(whole!.id), reason: 'not-delivered', amountMinor: null }, now);
    await disputeInvoice(payer.actor, { ...about(part!.id), reason: 'wrong-amount', amountMinor: 3_000n }, now);
    await pay(payer, 'pm_card_visa', 1);
    const [late, soon] = [
      ...(await payer.invoices(1, {
        totalMinor: 123_456n,
        paidMinor: 100n,
        issuedOn: '2026-03-01',
        dueOn: '2026-03-05',
      })),
      ...(await payer.invoices(1, { dueOn: addDays(dateIn('UTC', now), 10) })),
    ];
    await payer.invoices(3, { currency: 'EUR' });
    await keepTicks(payer.actor, { shown: [soon!.id], ticked: [soon!.id] }, now);
    expectSaid(await read('/invoices?currency=USD', cookie), [
      'Offene Rechnungen · Quittance',
      'Offener Betrag: 1.433,56 $',
      'Davon sind 100,00 $ in laufender Zahlung, 1.333,56 $ entfallen auf 2 offene Rechnungen in US-Dollar und 3 in Euro (300,00 €).',
      '1.233,56 $ sind überfällig.',
      'Offener Betrag nach Alter',
      'Noch nicht fällig',
      '1–30 Tage überfällig',
      'Über 90',
      '1 von 2 ausgewählt',
      'Auswählen: alle 2',
      'Nummer, Referenz oder Text suchen',
      'Exportieren',
      `${late!.number} auswählen`,
      '5. März 2026',
      ' Tagen überfällig',
      ' Tagen fällig',
      '1,00 $ bezahlt',
      '1 Rechnung ausgewählt',
      '100,00 $ prüfen und bezahlen',
      'Alle 2 bezahlen · 1.333,56 $',
      'Eine Zahlung, ein Beleg.',
      'Eine Zahlung über 100,00 $ wartet auf Sie',
      'Es wird nichts abgebucht, bis Sie sie bei Ihrer Bank bestätigen. Die Rechnung bleibt bis dahin vorgemerkt.',
      'Zurzeit nicht zu bezahlen',
      'wartet auf Sie',
      'nicht geliefert',
      'Der beanstandete Teil ist offen, der Rest bezahlt',
      'storniert am ',
      'Kürzlich bezahlt',
      '1 Rechnung bezahlt',
      'Nächste und vorige Rechnung',
    ]);
  });

  test('a filter, what it leaves, and amounts as they are typed there', async () => {
    const { payer, cookie } = await german();
    await payer.invoices(2, { totalMinor: 150_000n });
    const sent = await desk.post('/invoices', cookie, {
      intent: 'search',
      here: '?currency=USD',
      min: '1.250,50',
      max: '1.234',
    });
    expect(sent.headers.location).toBe('/invoices?currency=USD&min=1250.50&max=1.234%3F');
    const found = await desk.get(String(sent.headers.location), cookie);
    expectSaid(asRead(found), [
      '2 Treffer · 3.000,00 $',
      'Ab 1.250,50 $',
      'Schreiben Sie einen Betrag wie 1250,00.',
      'Alle zeigen',
      'Betrag ab, USD',
    ]);
    expect(found.body).toContain('value="1250,50"');
    expect(found.body).toContain('value="1.234"');
    const search = 'q=nowhere&age=31-60&from=2026-01-02&to=2026-03-05&max=10';
    expectSaid(await read(`/invoices?currency=USD&${search}`, cookie), [
      'Keine Treffer',
      '„nowhere“',
      '31–60 Tage überfällig',
      'Fällig ab 2. Jan. 2026',
      'Fällig bis 5. März 2026',
      'Bis 10,00 $',
      'Keine offene Rechnung passt dazu',
      'Nichts gefunden zu „nowhere“. Was bezahlt, storniert oder beanstandet ist, steht weiter unten',
    ]);
  });

  test('many pages, nothing at all, and somebody who may only look', async () => {
    const { payer, cookie } = await german();
    expectSaid(await read('/invoices', cookie), ['Kein offener Betrag', 'Nichts zu zahlen', 'Neue erscheinen hier']);
    await payer.invoices(1001);
    expectSaid(await read('/invoices', cookie), [
      '1.001 offene Rechnungen in US-Dollar.',
      '100 von 1.001',
      'Weiter',
      'Keine von 1.001 ausgewählt',
      'Alles, was offen ist',
    ]);
    const viewer = await german('viewer');
    await viewer.payer.invoices(1);
    expectSaid(await read('/invoices', viewer.cookie), ['Sie dürfen hier alles ansehen, aber nicht zahlen.']);
  });
});

describe('an invoice', () => {
  test('what it is for, what is due, and its history', async () => {
    const { payer, cookie } = await german();
    const [invoice] = await payer.invoices(1, {
      totalMinor: 123_456n,
      taxMinor: 10_000n,
      paidMinor: 100n,
      memo: 'Per mail',
    });
    const { id, number } = invoice!;
    await askAboutInvoice(payer.actor, about(id, 'Wofür ist das?'), now);
    await disputeInvoice(payer.actor, { ...about(id), reason: 'wrong-amount', amountMinor: 3_000n }, now);
    await withdrawDispute(payer.actor, { invoiceId: id, cause: 'test' }, now);
    await disputeInvoice(payer.actor, { ...about(id), reason: 'already-paid', amountMinor: 5_000n }, now);
    expectSaid(await read(`/invoices/${id}`, cookie), [
      `Rechnung ${number} · Quittance`,
      'ausgestellt am 2. Jan. 2026',
      'Wofür',
      'Menge',
      'Netto1.134,56 $',
      'Steuer100,00 $',
      'Gesamtbetrag1.234,56 $',
      'Bezahlt−1,00 $',
      'Beanstandet−50,00 $',
      '1.183,56 $ bezahlen',
      'Rechnung herunterladen (PDF)',
      'Beanstandung zurückziehen',
      'Ausgestellt, fällig am 1. Feb. 2026',
      'Frage',
      'Wofür ist das?',
      '30,00 $ beanstandet: der Betrag stimmt nicht',
      'Beanstandung zurückgezogen',
      '50,00 $ beanstandet: bereits bezahlt',
      'Hinweis',
    ]);
  });

  test('why one cannot be paid: what a contact chose in the reader’s language, what others wrote as it is', async () => {
    const { payer, cookie } = await german();
    const [whole, part, held, paid] = await payer.invoices(4);
    const [ofFile, isVoid] = [
      ...(await payer.invoices(1, { disputeReason: 'Wrong address' })),
      ...(await payer.invoices(1, { voidReason: 'Written twice' })),
    ];
    await disputeInvoice(payer.actor, { ...about(whole!.id), reason: 'not-ordered', amountMinor: null }, now);
    await disputeInvoice(
      payer.actor,
      { ...about(part!.id), reason: 'other', amountMinor: 1_000n, message: 'Nein.' },
      now,
    );
    const payOne = async (invoiceId: string, card: string) => {
      const asked = await payer.payAll(await payer.saveCard(card));
      const quote = asked.quote.filter((line) => line.invoiceId === invoiceId);
      await startPayment(payer.actor, { ...asked, quote }, now);
    };
    await payOne(part!.id, 'pm_card_visa');
    await payOne(paid!.id, 'pm_card_visa');
    await payOne(held!.id, 'pm_card_authenticationRequired');
    const said = async (invoice: { id: string } | undefined, words: string[]) =>
      expectSaid(await read(`/invoices/${invoice!.id}`, cookie), words);
    await said(whole, [
      'In Klärung: nicht bestellt. Bis dahin wird nichts eingefordert.',
      'alles, was offen war: nicht bestellt',
    ]);
    await said(part, ['In Klärung: ein anderer Grund.', 'Bezahlt mit Visa •••• 4242', 'Beleg ']);
    await said(held, ['Eine Zahlung über alles läuft bereits.', 'Zahlung wartet auf Sie mit Visa']);
    await said(paid, ['Auf dieser Rechnung ist nichts mehr offen.']);
    await said(ofFile, ['In Klärung: Wrong address.', 'Beanstandet: Wrong address']);
    await said(isVoid, ['Storniert: Written twice. Darauf ist nichts offen.']);
  });

  test('asking and disputing, and what is said where it is refused', async () => {
    const { payer, cookie } = await german();
    const [invoice] = await payer.invoices(1, { totalMinor: 123_456n });
    const { id, number } = invoice!;
    const path = `/invoices/${id}/dispute`;
    expectSaid(await read(path, cookie), [
      `Frage zur Rechnung ${number} · Quittance`,
      'Fragen oder beanstanden',
      '1.234,56 $ offen',
      'Was möchten Sie tun?',
      'Grund wählen',
      'Der Betrag stimmt nicht',
      'Leer lassen, um die ganzen 1.234,56 $ zu beanstanden.',
      'Worum geht es?',
    ]);
    const send = (form: Record<string, string>) =>
      desk.post(path, cookie, { id: newId(), reason: '', amount: '', message: '', ...form });
    const refused = async (form: Record<string, string>, words: string) => {
      const answer = await send(form);
      expect(answer.status).toBe(422);
      expectSaid(asRead(answer), [words, 'Es wurde nichts gesendet.']);
    };
    await refused({ intent: 'question' }, 'Schreiben Sie, worum es geht.');
    await refused({ intent: 'dispute' }, 'Wählen Sie einen Grund.');
    await refused(
      { intent: 'dispute', reason: 'wrong-amount', amount: '1.234' },
      'Schreiben Sie einen Betrag bis 1.234,56 $, oder lassen Sie das Feld leer, wenn alles gemeint ist.',
    );
    const sent = await send({ intent: 'dispute', reason: 'wrong-amount', amount: '1.000,50 $' });
    expect([sent.status, sent.headers.location]).toEqual([303, `/invoices/${id}?sent=dispute`]);
    expectSaid(await read(`/invoices/${id}?sent=dispute`, cookie), [
      'Ihre Beanstandung wurde an ',
      'Was Sie beanstanden, wird bis zur Klärung nicht eingefordert.',
      'Beanstandet−1.000,50 $',
    ]);
    expectSaid(await read(path, cookie), ['Diese Rechnung ist bereits beanstandet.', 'Eine Frage stellen']);
  });
});
