import { afterAll, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import {
  asked,
  linkedInvoices,
  makeLink,
  newCard,
  review,
  revokeLink,
  type TestLink,
} from '~tests/support/payment-links';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { forgiveOpenTry } = await import('~/domain/payment-links/count-tries.server');
const { payByLink } = await import('~/domain/payment-links/pay-by-link.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { recordPayment } = await import('~/domain/payments/record-payment.server');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();

async function chargesOf(paymentIds: string[]): Promise<number> {
  const { charges } = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
  return charges.filter(({ metadata }) => paymentIds.includes(metadata['payment_id'] ?? '')).length;
}

const DECLINED = 'pm_card_visa_chargeDeclined';

/** A payment of each invoice that the link shows, each with another card. */
async function oneByOne(link: TestLink, card: string) {
  const whole = await asked(link, await newCard(card));
  return Promise.all(
    whole.quote.map(async (line) => ({ ...whole, paymentId: newId(), method: await newCard(card), quote: [line] })),
  );
}

/** The vendor's rule for credit, and some of it. */
async function giveCredit({ actor }: Payer, use: string, amountMinor: bigint) {
  const { vendorId, customerId } = actor;
  await db.vendor.update({ where: { id: vendorId }, data: { creditUse: use } });
  const payment = { paymentId: newId(), vendorId, customerId, currency: 'USD', amountMinor, over: { parts: [] } };
  const recorded = await recordPayment(
    { kind: 'system', name: 'test' },
    { ...payment, receivedAt: new Date(now.getTime() - 86_400_000), note: 'cheque', cause: 'test' },
    now,
  );
  if (!recorded.ok) throw new Error(recorded.refusal.kind);
}

describe('paying through a link', () => {
  test('settles its invoices once, in nobody’s name but the link’s; the same id again is the same payment', async () => {
    const { payer, link } = await linkedInvoices(3);
    const input = await asked(link, await newCard());
    const once = await startPayment(link.actor, input, now);
    expect(once).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await startPayment(link.actor, input, now)).toEqual(once);
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 30_000n, receipts: 1, receiptMails: 1 });
    expect(await db.payment.findFirst({ where: { vendorId: link.actor.vendorId } })).toMatchObject({
      channel: 'link',
      paymentLinkId: link.actor.linkId,
      contactId: null,
    });
    expect(
      await db.auditEntry.findFirst({ where: { vendorId: link.actor.vendorId, action: 'payment.started' } }),
    ).toMatchObject({
      actorKind: 'link',
      actorId: link.actor.linkId,
    });
    expect(await chargesOf([input.paymentId])).toBe(1);
    expect(await review(link)).toMatchObject({ kind: 'idle', why: 'paid', payments: [{ id: input.paymentId }] });
  });

  test('an account link shows what is owed at that moment, one currency at a time', async () => {
    const payer = await makePayer();
    await payer.invoices(2);
    const link = await makeLink(payer);
    await payer.invoices(1, { currency: 'EUR' });
    const shown = await review(link);
    expect(shown).toMatchObject({ kind: 'ready', quote: { currency: 'USD', totalMinor: 20_000n } });
    expect(shown.kind === 'ready' && shown.others).toMatchObject([{ currency: 'EUR', dueMinor: 10_000n }]);
    expect(await startPayment(link.actor, await asked(link, await newCard()), now)).toMatchObject({ ok: true });
    expect(await review(link)).toMatchObject({ kind: 'ready', quote: { currency: 'EUR' }, others: [] });
    await payer.invoices(1);
    expect(await startPayment(link.actor, await asked(link, await newCard()), now)).toMatchObject({ ok: true });
    expect(await startPayment(link.actor, await asked(link, await newCard()), now)).toMatchObject({ ok: true });
    expect(await review(link)).toMatchObject({ kind: 'idle', why: 'owed-nothing' });
  });

  test('S13: what the customer has on file cannot be used, and nothing typed is kept', async () => {
    const { payer, link } = await linkedInvoices();
    const saved = await payer.saveCard('pm_card_visa');
    expect(await startPayment(link.actor, await asked(link, saved), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'method-gone' },
    });
    const before = await db.paymentMethod.count({ where: { vendorId: link.actor.vendorId } });
    const input = await asked(link, await newCard('pm_card_mastercard', true));
    expect(await startPayment(link.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    await drainJobs();
    expect(await db.paymentMethod.count({ where: { vendorId: link.actor.vendorId } })).toBe(before);
    const { gatewayRequest } = await db.payment.findUniqueOrThrow({
      where: { id: input.paymentId, vendorId: link.actor.vendorId },
    });
    expect(gatewayRequest).toMatchObject({ method: { save: false } });
  });

  test('S9: invoices that the link is not for are refused, in code and by the database', async () => {
    const { payer, link } = await linkedInvoices(1);
    const [other] = await payer.invoices(1);
    const input = await asked(link, await newCard());
    const line = { invoiceId: other!.id, version: 1, dueMinor: 10_000n, payMinor: 10_000n };
    for (const quote of [[line], [...input.quote, line]]) {
      expect(await startPayment(link.actor, { ...input, paymentId: newId(), quote }, now)).toMatchObject({
        ok: false,
        refusal: {
          kind: 'changed',
          changes: [{ kind: 'not-payable', invoiceId: other!.id, number: 'An invoice', reason: 'gone' }],
        },
      });
    }
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n, due: 20_000n });
    const { vendorId, customerId, linkId } = link.actor;
    const insert = transaction(async (tx) => {
      const id = newId();
      await tx.$executeRaw`
        INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, channel, payment_link_id, invoice_count, request_hash, created_at)
        VALUES (${id}::uuid, ${vendorId}::uuid, ${customerId}::uuid, 'USD', 10000, 'link', ${linkId}::uuid, 1, '\\x00', ${now})`;
      await tx.$executeRaw`
        INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
        VALUES (${vendorId}::uuid, ${id}::uuid, ${other!.id}::uuid, ${customerId}::uuid, 'USD', 10000)`;
    });
    await expect(insert).rejects.toThrow('is not what the payment link is for');
  });

  test('part payments as the vendor allows them', async () => {
    const { link } = await linkedInvoices(1);
    const whole = await asked(link, await newCard());
    const part = { ...whole, quote: whole.quote.map((line) => ({ ...line, payMinor: 4_000n })) };
    expect(await startPayment(link.actor, part, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'parts-not-allowed' },
    });
    await db.vendor.update({ where: { id: link.actor.vendorId }, data: { partPayments: true } });
    expect(await review(link)).toMatchObject({ kind: 'ready', parts: { minimumMinor: 50n } });
    expect(await startPayment(link.actor, part, now)).toMatchObject({ ok: true });
    expect(await review(link)).toMatchObject({ kind: 'ready', quote: { totalMinor: 6_000n } });
  });

  test('credit is used where the vendor always does, and is never the holder’s to choose', async () => {
    const { payer, link } = await linkedInvoices(2);
    await giveCredit(payer, 'choice', 3_000n);
    expect(await review(link)).toMatchObject({ kind: 'ready', credit: null });
    const choosing = await asked(link, await newCard(), { creditMinor: 3_000n });
    expect(await startPayment(link.actor, choosing, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'changed', changes: [{ kind: 'credit', isMinor: 0n }] },
    });
    await db.vendor.update({ where: { id: link.actor.vendorId }, data: { creditUse: 'always' } });
    expect(await review(link)).toMatchObject({ credit: { usedMinor: 3_000n, mayChoose: false } });
    const keeping = await asked(link, await newCard(), { creditMinor: 0n });
    expect(await startPayment(link.actor, keeping, now)).toMatchObject({ ok: false, refusal: { kind: 'changed' } });
    expect(await startPayment(link.actor, await asked(link, await newCard()), now)).toMatchObject({ ok: true });
    expect(await db.payment.findFirst({ where: { vendorId: link.actor.vendorId, channel: 'link' } })).toMatchObject({
      amountMinor: 17_000n,
      creditMinor: 3_000n,
    });
  });

  test('S38: after ten declines in a day the link takes no more tries; the customer’s own are not counted with them', async () => {
    const { payer, link } = await linkedInvoices(1);
    for (let n = 0; n < 10; n++) {
      const tried = await startPayment(
        link.actor,
        await asked(link, await newCard('pm_card_visa_chargeDeclined')),
        now,
      );
      expect(tried).toMatchObject({ ok: true, payment: { state: 'failed' } });
    }
    expect(await startPayment(link.actor, await asked(link, await newCard()), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'too-many-declines', retryAfterSeconds: 86_400 },
    });
    const own = await payer.payAll(await payer.saveCard('pm_card_visa'));
    expect(await startPayment(payer.actor, own, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
  });

  test('S38: ten of thirty cards at the same moment are tried, however they come', async () => {
    const { link } = await linkedInvoices(30);
    const answers = await Promise.all(
      (await oneByOne(link, DECLINED)).map((input) => startPayment(link.actor, input, now)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(10);
    for (const answer of answers) if (!answer.ok) expect(answer.refusal.kind).toBe('too-many-declines');
    expect(await db.payment.count({ where: { vendorId: link.actor.vendorId, state: 'failed' } })).toBe(10);
  });

  test('S38: a card that is given up before its bank was answered is a try too', async () => {
    const { link } = await linkedInvoices(1);
    for (let n = 0; n < 10; n++) {
      const input = await asked(link, await newCard('pm_card_authenticationRequired'));
      expect(await startPayment(link.actor, input, now)).toMatchObject({ payment: { state: 'action_required' } });
      expect(await cancelPayment(link.actor, { paymentId: input.paymentId, cause: 'test' }, now)).toMatchObject({
        state: 'cancelled',
      });
    }
    expect(await startPayment(link.actor, await asked(link, await newCard()), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'too-many-declines' },
    });
  });

  test('S38: five of twelve cards from one place at the same moment are tried; what pays does not count', async () => {
    const { link } = await linkedInvoices(30);
    const place = { clientAddress: '203.0.113.38', now };
    const paying = await oneByOne(link, 'pm_card_visa');
    for (const input of paying.slice(0, 6))
      expect(await payByLink(link.actor, input, place)).toMatchObject({ ok: true });
    const inputs = (await oneByOne(link, DECLINED)).slice(0, 12);
    const answers = await Promise.all(inputs.map((input) => payByLink(link.actor, input, place)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
    for (const answer of answers) if (!answer.ok) expect(answer.refusal.kind).toBe('too-many-declines');
  });

  test('S38: from one place, a try that its bank asks about counts until it has paid', async () => {
    const { link } = await linkedInvoices(6);
    const place = { clientAddress: '203.0.113.39', now };
    const inputs = await oneByOne(link, 'pm_card_authenticationRequired');
    for (const input of inputs.slice(0, 5))
      expect(await payByLink(link.actor, input, place)).toMatchObject({ payment: { state: 'action_required' } });
    const last = { ...inputs[5]!, method: await newCard() };
    expect(await payByLink(link.actor, last, place)).toMatchObject({ refusal: { kind: 'too-many-declines' } });
    await forgiveOpenTry(inputs[0]!.paymentId, place.clientAddress);
    await forgiveOpenTry(inputs[0]!.paymentId, place.clientAddress);
    expect(await payByLink(link.actor, { ...last, method: await newCard(DECLINED) }, place)).toMatchObject({
      payment: { state: 'failed' },
    });
    const again = { ...last, paymentId: newId(), method: await newCard() };
    expect(await payByLink(link.actor, again, place)).toMatchObject({ refusal: { kind: 'too-many-declines' } });
  });
});

describe('several at once', () => {
  test('two with the same link, somebody in the portal and staff: one charge', async () => {
    const { payer, link } = await linkedInvoices(4);
    const second = await makeLink(payer);
    const saved = await payer.saveCard('pm_card_visa');
    const { staffId } = (await staffOf({ id: payer.actor.vendorId }, 'biller')).actor;
    const { vendorId, customerId } = payer.actor;
    const staff = { kind: 'staff', channel: 'staff', staffId, role: 'biller', vendorId, customerId } as const;
    const inputs = [
      ...(await Promise.all(
        [1, 2, 3].map(async () => ({ payer: link.actor, input: await asked(link, await newCard()) })),
      )),
      { payer: second.actor, input: await asked(second, await newCard()) },
      { payer: payer.actor, input: await payer.payAll(saved) },
      { payer: staff, input: await payer.payAll(saved) },
    ];
    const answers = await Promise.all(inputs.map(({ payer, input }) => startPayment(payer, input, now)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await chargesOf(inputs.map(({ input }) => input.paymentId))).toBe(1);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 40_000n, receipts: 1 });
  });

  test('a new try through the same link gives up the one that waits; another link’s is left alone', async () => {
    const { payer, ids, link } = await linkedInvoices(1);
    const other = await makeLink(payer, ids);
    const waiting = await asked(link, await newCard('pm_card_authenticationRequired'));
    expect(await startPayment(link.actor, waiting, now)).toMatchObject({ payment: { state: 'action_required' } });
    expect(await review(link)).toMatchObject({
      kind: 'idle',
      why: 'being-paid',
      payments: [{ id: waiting.paymentId }],
    });
    // Whoever holds the other link sees that it is being paid, and not by which payment.
    expect(await review(other)).toMatchObject({ kind: 'idle', why: 'being-paid', payments: [] });
    const again = { ...waiting, paymentId: newId(), method: await newCard() };
    expect(await startPayment(other.actor, { ...again, paymentId: newId() }, now)).toMatchObject({ ok: false });
    expect(await startPayment(link.actor, again, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(
      await db.payment.findUnique({ where: { id: waiting.paymentId, vendorId: link.actor.vendorId } }),
    ).toMatchObject({
      state: 'cancelled',
    });
    expect(await chargesOf([waiting.paymentId, again.paymentId])).toBe(1);
  });

  test('revoked while ten pay: whoever began before is paid, nobody after', async () => {
    const { payer, link } = await linkedInvoices(10);
    const inputs = await oneByOne(link, 'pm_card_visa');
    const revoking = revokeLink(link);
    const answers = await Promise.all(inputs.map((input) => startPayment(link.actor, input, now)));
    await revoking;
    const paid = answers.filter((answer) => answer.ok);
    for (const answer of answers) if (!answer.ok) expect(answer.refusal.kind).toBe('link-ended');
    expect(await standing(payer.actor)).toMatchObject({ paid: BigInt(paid.length) * 10_000n, inFlight: 0n });
    expect(await startPayment(link.actor, { ...inputs[0]!, paymentId: newId() }, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'link-ended' },
    });
  });
});

test('the books are right after all of it', async () => {
  expect(await verifyBooks()).toEqual([]);
});
