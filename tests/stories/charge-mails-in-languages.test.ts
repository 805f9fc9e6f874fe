import { afterAll, describe, expect, test } from 'vitest';
import { bankStories } from '~tests/support/bank-stories';
import { chargeStories } from '~tests/support/charges';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { schedule, minute, mailsOf, bankSays } = await chargeStories(world);
const { acceptance, browserCall, settle, sync } = await bankStories(world, new Date());
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
const { removePaymentMethod } = await import('~/domain/payment-methods/remove-payment-method.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { db } = await import('~/lib/db.server');

const VISA = 'pm_card_visa';
/** Noon of the first of December in New York, and the beginning of the tenth there. */
const NOW = new Date('2026-12-01T17:00:00Z');
const TENTH = new Date('2026-12-10T05:00:00Z');

type Reader = { customer: string | null; vendor?: string };

/** A payer whose customer, or whose vendor, has a language. */
async function payerWho({ customer, vendor = 'en' }: Reader): Promise<Payer> {
  const payer = await makePayer();
  const { vendorId, customerId } = payer.actor;
  await db.$executeRaw`UPDATE vendors SET language = ${vendor} WHERE id = ${vendorId}::uuid`;
  await db.$executeRaw`UPDATE customers SET language = ${customer} WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid`;
  return payer;
}

/** Money and dates are held together by other spaces than the one on a keyboard. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

async function mailOf(payer: Payer, kind: string) {
  const mails = (await mailsOf(payer)).filter((mail) => mail.kind === kind);
  expect(mails).toHaveLength(1);
  const { subject, text, html } = mails[0]!;
  return { subject: plain(subject), text: plain(text), html };
}

describe('a charge on a date', () => {
  test('is announced, changed and told of when it fails as the customer’s language says it', async () => {
    const payer = await payerWho({ customer: 'de', vendor: 'es' });
    const [first] = await payer.invoices(2, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    await schedule(payer, card, '2026-12-10', NOW);
    await drainJobs(() => NOW);
    const told = await mailOf(payer, 'charge-scheduled');
    expect(told.subject).toMatch(/^Abbuchung am 10\. Dez\. 2026: 200,00 \$ an Vendor \d+$/);
    expect(told.html).toContain('<html lang="de" dir="ltr">');
    expect(told.text).toMatch(
      /Sie haben die Zahlung von 2 Rechnungen an Vendor \d+ geplant: 200,00 \$ werden am 10\. Dez\. 2026 von Visa •••• 4242 abgebucht\./,
    );

    const { quote, ...input } = await payer.payAll(card);
    const one = quote.filter((line) => line.invoiceId === first!.id);
    expect(await startPayment(payer.actor, { ...input, quote: one }, NOW)).toMatchObject({ ok: true });
    await minute(new Date(NOW.getTime() + 60_000));
    const changed = await mailOf(payer, 'charge-changed');
    expect(changed.text).toContain('Eine Rechnung ist nicht mehr in der Abbuchung vom 10. Dez. 2026.');
    expect(changed.text).toContain(`${first!.number} wurde bezahlt.`);

    await bankSays(card, 'insufficient_funds');
    await minute(TENTH);
    const failed = await mailOf(payer, 'charge-failed');
    expect(failed.subject).toMatch(/^Nicht abgebucht: 200,00 \$ an /);
    expect(failed.text).toContain(
      'Die Bank hat abgelehnt: nicht genügend Deckung. Von Visa •••• 4242 wurde nichts abgebucht, und die Rechnung ist weiterhin offen.',
    );
    expect(failed.text).toContain('Am 11. Dez. 2026 wird es erneut versucht.');
  });

  test('of a customer without a language is told of in the vendor’s', async () => {
    const payer = await payerWho({ customer: null, vendor: 'fr' });
    await payer.invoices(1, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    await schedule(payer, card, '2026-12-10', NOW);
    await drainJobs(() => NOW);
    await removePaymentMethod(payer.actor, { methodId: card.methodId, cause: 'test' }, NOW);
    await drainJobs(() => NOW);
    expect((await mailOf(payer, 'charge-scheduled')).subject).toMatch(/^Prélèvement le 10 déc\. 2026 : 100,00 \$US à /);
    const cancelled = await mailOf(payer, 'charge-cancelled');
    expect(cancelled.html).toContain('<html lang="fr" dir="ltr">');
    expect(cancelled.text).toContain(
      'Le moyen de paiement n’est plus enregistré. Le prélèvement de 100,00 $US sur Visa •••• 4242 prévu le 10 déc. 2026 n’aura pas lieu',
    );
  });
});

test('AutoPay tells in the customer’s language that it is on, that a charge is above the cap, and that it has ended', async () => {
  const payer = await payerWho({ customer: 'es' });
  const { methodId } = await payer.saveCard(VISA);
  const terms = { currency: 'USD', methodId, capMinor: 150_000n, noticeDays: 3, cause: 'test' };
  expect(await setAutopay(payer.actor, terms, NOW)).toEqual({ ok: true });
  await payer.invoices(2, { dueOn: '2026-12-10', totalMinor: 100_000n });
  await minute(new Date('2026-12-06T05:00:00Z'));
  await removePaymentMethod(payer.actor, { methodId, cause: 'test' }, TENTH);
  await drainJobs(() => TENTH);
  const on = await mailOf(payer, 'autopay-on');
  expect(on.subject).toMatch(/^AutoPay está activado: /);
  expect(on.text).toContain(
    'en dólares estadounidenses se cobran en Visa •••• 4242 a su vencimiento. Cada cargo se anuncia por correo al menos 3 días antes',
  );
  expect(on.text).toMatch(/Máximo por cargo\s+1\.500,00 US\$/);
  const above = await mailOf(payer, 'charge-cancelled');
  expect(above.text).toContain(
    '2 facturas sumarían 2.000,00 US$ el 10 dic 2026. Es más que el límite de 1.500,00 US$ que usted permite por cargo',
  );
  expect((await mailOf(payer, 'autopay-ended')).text).toContain(
    'Visa •••• 4242 ya no figura en su cuenta, por lo que AutoPay en dólares estadounidenses ha terminado.',
  );
});

describe('a bank debit', () => {
  const now = new Date();

  test('by SEPA is told of before, and when it comes back, in the customer’s language', async () => {
    const payer = await payerWho({ customer: 'de' });
    await payer.invoices(2, { currency: 'EUR' });
    const input = await payer.payAll(await payer.saveCard('pm_failed_at'), { currency: 'EUR', acceptance });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true });
    await drainJobs();
    const told = await mailOf(payer, 'debit-on-its-way');
    expect(told.subject).toMatch(/^Zahlung unterwegs: 200,00 € an /);
    expect(told.text).toContain(
      'hat bei Ihrer Bank 200,00 € für 2 Rechnungen angefordert. Dies ist kein Zahlungsbeleg',
    );
    expect(told.text).toMatch(/Konto\s+SEPA-Konto •••• \d{4}\n/);
    expect(told.text).toMatch(/Eingang erwartet bis\s+\d{1,2}\. [A-ZÄ][a-zä]+\.? \d{4}\n/);
    expect(told.text).toContain('Mandatsreferenz');
    await settle();
    await sync(input.paymentId);
    await drainJobs();
    const failed = await mailOf(payer, 'debit-failed');
    expect(failed.subject).toMatch(/^Nicht ausgeführt: 200,00 € an /);
    expect(failed.text).toContain(
      'Das Konto ist für Lastschriften nicht freigegeben. Die Lastschrift über 200,00 € von SEPA-Konto ',
    );
    expect(failed.text).toContain('Die 2 Rechnungen sind wieder offen. Bitten Sie Ihre Bank, es zuzulassen.');
  });

  test('of an account that is to be verified says so in the customer’s language', async () => {
    const payer = await payerWho({ customer: 'fr' });
    await payer.invoices(1);
    const form = {
      key: process.env['STRIPE_PUBLISHABLE_KEY'] ?? '',
      'payment_method_data[type]': 'us_bank_account',
      'payment_method_data[billing_details][name]': 'Ada',
      'payment_method_data[us_bank_account][routing_number]': '110000000',
      'payment_method_data[us_bank_account][account_number]': '000123456789',
    };
    const { id } = await browserCall<{ id: string }>('/v1/confirmation_tokens', form);
    const method = { kind: 'new', confirmationTokenId: id, save: true, of: 'us_bank_account' } as const;
    const input = await payer.payAll(method, { acceptance });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'action_required' } });
    await drainJobs();
    const mail = await mailOf(payer, 'debit-verify');
    expect(mail.subject).toMatch(/^Vérifiez votre compte bancaire : 100,00 \$US à /);
    expect(mail.text).toMatch(
      /Un virement d’un cent arrive sur STRIPE TEST BANK •••• 6789 d’ici le \d{1,2} \S+ \d{4}, /,
    );
    expect(mail.text).toContain('et 1 facture attend.');
  });
});
