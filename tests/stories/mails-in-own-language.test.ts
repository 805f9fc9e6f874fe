import { afterAll, describe, expect, test } from 'vitest';
import { makeContact, makeCustomer } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import { giveCredit } from '~tests/support/credits';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, type Payer } from '~tests/support/payer';
import { makeLink } from '~tests/support/payment-links';
import { payWith, refundOf } from '~tests/support/refunds';
import { payByCard } from '~tests/support/settled';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { Language } from '~/lib/languages/language';

const world = await startWorld();
afterAll(() => world.stop());

const { requestSignIn } = await import('~/auth/request-sign-in.server');
const { syncDispute } = await import('~/domain/gateway-disputes/sync-dispute.server');
const { askAboutInvoice } = await import('~/domain/invoice-disputes/ask-about-invoice.server');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { MAIL_BODY } = await import('~/domain/mail/queue-mail.server');
const { queueLinkMails } = await import('~/domain/payment-links/mail-payment-link.server');
const { requestPaymentMethod } = await import('~/domain/payment-links/request-payment-method.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { syncRefund } = await import('~/domain/refunds/sync-refund.server');
const { unseal } = await import('~/lib/crypto.server');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { sendSignInMail } = await import('~tests/support/sign-in-mail');

const now = new Date();
const because = { cause: 'test', now };

async function speaks({ vendorId, customerId }: Payer['actor'], language: Language): Promise<void> {
  await db.$executeRaw`
    UPDATE customers SET language = ${language} WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid`;
}

async function vendorSpeaks(vendorId: string, language: Language): Promise<void> {
  await db.$executeRaw`UPDATE vendors SET language = ${language} WHERE id = ${vendorId}::uuid`;
}

async function germanPayer(): Promise<Payer> {
  const payer = await makePayer();
  await speaks(payer.actor, 'de');
  return payer;
}

type Told = { to: string; subject: string; text: string; html: string };

/** What a customer and its vendor were mailed of one kind: in the order it was queued, and easier to compare than no-break spaces are. */
async function mailsOf({ actor: { vendorId, customerId } }: Payer, kind: string): Promise<Told[]> {
  const mails = await db.outgoingMail.findMany({ where: { vendorId, customerId, kind }, orderBy: { id: 'asc' } });
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  const open = (body: string, secret: boolean) => (secret ? unseal(MAIL_BODY, body).toString('utf8') : body);
  return mails.map(({ to, subject, text, html, secret }) => ({
    to,
    subject: plain(subject),
    text: plain(open(text, secret)),
    html: open(html, secret),
  }));
}

const DATE = String.raw`\d{1,2}\. \p{L}+\.? \d{4}`;
const dated = (label: string) => new RegExp(`${label}\\s+${DATE}`, 'u');

describe('a customer who reads German', () => {
  test('is told in German of a receipt, a refund, one that came back and a chargeback, and the staff in English', async () => {
    const paid = await payWith('pm_card_refundFail', { now });
    const { payer, staff } = paid;
    await speaks(payer.actor, 'de');
    const { name } = await db.vendor.findUniqueOrThrow({ where: { id: staff.vendorId } });
    const input = refundOf(paid, { what: { kind: 'amount', amountMinor: 5_000n } });
    await requestRefund(staff, input, now);
    await drainJobs();
    await world.ctl('POST', '/clock', { advanceSeconds: 10 });
    await syncRefund({ refundId: input.refundId, ...because });
    const { id } = (await world.ctl('POST', '/disputes', {
      charge: paid.chargeId,
      reason: 'product_not_received',
    })) as {
      id: string;
    };
    await syncDispute(id, { actor: { kind: 'system', name: 'test' }, ...because });
    await drainJobs();

    const [receipt] = await mailsOf(payer, 'receipt');
    expect(receipt?.html).toContain('<html lang="de"');
    expect(receipt?.subject).toMatch(/^Zahlungsbeleg R-\d{4}-000001: 200,00 \$ an /);
    expect(receipt?.text).toContain(`${name} hat 200,00 $ für 2 Rechnungen erhalten.`);
    expect(receipt?.text).toMatch(dated('Gezahlt am'));

    const [refund] = await mailsOf(payer, 'refund');
    expect(refund?.subject).toMatch(/^Erstattung RF-\d{4}-000001: 50,00 \$ von /);
    expect(refund?.text).toContain('Der Betrag von 50,00 $ ist auf dem Weg zu dem Konto, von dem er kam.');
    expect(refund?.text).toContain('Was erstattet wurde, ist auf dieser Rechnung wieder offen.');

    const failed = await mailsOf(payer, 'refund-failed');
    expect(failed.map(({ subject }) => subject.replace(/RF-\S+/, 'RF'))).toEqual([
      expect.stringMatching(/^Refund RF did not arrive: \$50\.00 to /),
      expect.stringMatching(/^Erstattung RF ist nicht angekommen: 50,00 \$ von /),
    ]);
    expect(failed[0]?.text).toContain('agree with the customer on another way');
    expect(failed[0]?.text).toMatch(/Settles its invoices again\s+\$50\.00/);
    expect(failed[1]?.text).toMatch(/Begleicht wieder seine Rechnungen\s+50,00 \$/);

    const disputed = await mailsOf(payer, 'dispute');
    expect(disputed.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Taken back by the bank: \$200\.00 of /),
      expect.stringMatching(/^Von der Bank zurückgebucht: Zahlung von 200,00 \$ an /),
    ]);
    expect(disputed[0]?.html).toContain('<html lang="en"');
    expect(disputed[0]?.text).toContain('product not received');
    expect(disputed[1]?.text).toContain('sie zählt daher nicht mehr');
    expect(disputed[1]?.text).toContain('Ware nicht erhalten');
    expect(disputed[1]?.text).toMatch(dated('Geändert am'));
  });

  test('gets credit notes in German', async () => {
    const payer = await germanPayer();
    await giveCredit(payer, 123_456n, now);
    await drainJobs();
    const [note] = await mailsOf(payer, 'credit-note');
    expect(note?.subject).toMatch(/^Gutschrift CN-\S+: 1\.234,56 \$ von /);
    expect(note?.text).toContain('Ihrem Konto sind 1.234,56 $ als Guthaben gutgeschrieben');
    expect(note?.text).toMatch(dated('Ausgestellt am'));
  });

  test('gets payment links and requests for a method in German', async () => {
    const payer = await germanPayer();
    const [invoice] = await payer.invoices(1, { dueOn: '2026-02-01' });
    const { linkId } = (await makeLink(payer, [invoice!.id], { now })).actor;
    await transaction((tx) => queueLinkMails(tx, { linkIds: [linkId], mark: 'test' }));
    const { actor } = await staffOf({ id: payer.actor.vendorId }, 'biller');
    const { customerId } = payer.actor;
    expect(await requestPaymentMethod(actor, { customerId, linkId: newId() }, because)).toMatchObject({ ok: true });
    await drainJobs(undefined, ['send-payment-link']);
    const [link, request] = (await mailsOf(payer, 'payment-link')).sort((a) => (a.text.includes('zahlen') ? -1 : 1));
    expect(link?.subject).toMatch(/^100,00 \$ an .* zu zahlen$/);
    expect(link?.text).toContain(`${invoice!.number}, fällig am 1. Feb. 2026`);
    expect(link?.text).toContain('100,00 $ ansehen und zahlen');
    expect(link?.text).toMatch(new RegExp(`funktioniert bis zum ${DATE}, ohne Anmeldung`, 'u'));
    expect(request?.subject).toMatch(/ bittet um eine Karte oder ein Bankkonto$/);
    expect(request?.text).toMatch(new RegExp(`Der Link gilt einmal, bis zum ${DATE}, und nur für Sie\\.`, 'u'));
  });

  test('is told in German what they asked and disputed, and the vendor in English', async () => {
    const payer = await germanPayer();
    const [{ id: invoiceId, number } = { id: '', number: '' }] = await payer.invoices(1);
    const said = { invoiceId, reason: 'wrong-amount', amountMinor: 3_000n, message: 'Es waren 7 Stunden.' } as const;
    await askAboutInvoice(payer.actor, { ...said, id: newId(), cause: 'test' }, now);
    await disputeInvoice(payer.actor, { ...said, id: newId(), cause: 'test' }, now);
    await drainJobs();
    const mails = await mailsOf(payer, 'invoice-dispute');
    expect(mails.map(({ subject }) => subject).sort()).toEqual([
      `$30.00 of invoice ${number} disputed`,
      `Ihre Beanstandung der Rechnung ${number} wurde gesendet`,
      `Ihre Frage zur Rechnung ${number} wurde gesendet`,
      `Question about invoice ${number}`,
    ]);
    const [english, german] = [/disputed$/, /^Ihre Beanstandung/].map((subject) =>
      mails.find((mail) => subject.test(mail.subject)),
    );
    expect(english?.text).toMatch(/Reason\s+the amount is wrong/);
    expect(german?.text).toContain('wird der Betrag von 30,00 $ nicht eingefordert');
    expect(german?.text).toMatch(/Grund\s+der Betrag stimmt nicht/);
    expect(german?.text).toContain('Sie haben geschrieben: Es waren 7 Stunden.');
  });
});

test('who has no language of their own is written to in the vendor’s', async () => {
  const [spanish, french] = [await makePayer(), await makePayer()];
  await vendorSpeaks(spanish.actor.vendorId, 'fr');
  await vendorSpeaks(french.actor.vendorId, 'fr');
  await speaks(spanish.actor, 'es');
  for (const payer of [spanish, french]) {
    await payer.invoices(1);
    await payByCard(payer, now);
  }
  await drainJobs();
  expect((await mailsOf(spanish, 'receipt'))[0]?.subject).toMatch(/^Recibo R-\S+: pago de 100,00 US\$ a /);
  expect((await mailsOf(french, 'receipt'))[0]?.subject).toMatch(/^Reçu R-\S+ : paiement de 100,00 \$US à /);
});

describe('the mail that lets somebody in', () => {
  async function subjectFor(email: string): Promise<string | undefined> {
    const asked = { email, to: '', browserToken: null, clientAddress: '10.0.0.1', now };
    expect(await requestSignIn(asked)).toMatchObject({ ok: true });
    await sendSignInMail(email, now);
    const mail = await db.outgoingMail.findFirst({ where: { to: email, kind: 'sign-in' }, orderBy: { id: 'desc' } });
    return mail?.subject;
  }

  /** Somebody who belongs to customers of two vendors. */
  async function bookkeeper(languages: [Language, Language]) {
    const email = `${newId()}@example.com`;
    const contacts = [];
    for (const language of languages) {
      const { id: vendorId } = await makeVendor();
      const { id: customerId } = await makeCustomer({ vendorId });
      contacts.push(await makeContact({ vendorId, customerId, email }));
      // One by the customer's own, the other by the vendor's.
      if (contacts.length === 1) await speaks({ vendorId, customerId } as Payer['actor'], language);
      else await vendorSpeaks(vendorId, language);
    }
    return { email, contacts };
  }

  test('is in the language that all their customers share', async () => {
    expect(await subjectFor((await bookkeeper(['de', 'de'])).email)).toBe('Anmeldung bei Quittance');
  });

  test('is English where their customers have different ones, and those they left do not count', async () => {
    const { email, contacts } = await bookkeeper(['de', 'fr']);
    expect(await subjectFor(email)).toBe('Sign in to Quittance');
    const { id, vendorId } = contacts[0]!;
    await db.contact.update({ where: { vendorId_id: { vendorId, id } }, data: { removedAt: now } });
    expect(await subjectFor(email)).toMatch(/^Connexion à (?!Quittance)/);
  });

  test('is not sent to an address nobody is known by', async () => {
    expect(await subjectFor('nobody@example.com')).toBeUndefined();
  });
});
