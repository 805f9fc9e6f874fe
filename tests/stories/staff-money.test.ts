import { afterAll, describe, expect, it } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { look, post } from '~tests/support/desk';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { gatewayOf } from '~tests/support/refunds';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { InvoiceValues } from '~tests/factories/make-invoice';
import type { ChargePageProps } from '~/components/vendor/invoice/charge-page';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { setCreditUse } = await import('~/domain/vendors/set-credit-use.server');
const { ensureGatewayCustomer } = await import('~/domain/customers/ensure-gateway-customer.server');
const chargePage = await import('~/routes/vendor/invoice-charge');
const voidPage = await import('~/routes/vendor/invoice-void');
const creditPage = await import('~/routes/vendor/invoice-credit-note');
const recordPage = await import('~/routes/vendor/invoice-record-payment');
const resolvePage = await import('~/routes/vendor/invoice-resolve');

const gateway = gatewayOf(world);

type At = { payer: Payer; cookie: string; invoice: InvoiceValues; methodId: string };
/** One invoice of 100.00 with a card on file, and a biller who is signed in. */
async function arrive({ card = 'pm_card_visa', role = 'biller' as const } = {}): Promise<At> {
  const payer = await makePayer();
  const [invoice] = await payer.invoices(1);
  const { methodId } = await payer.saveCard(card);
  const cookie = await (await staffOf({ id: payer.actor.vendorId }, role)).cookie();
  return { payer, cookie, invoice: invoice!, methodId };
}

const asked = ({ cookie, invoice }: At, form: Record<string, string>) => ({ cookie, params: { id: invoice.id }, form });
const open = async ({ cookie, invoice }: At, search = '') => {
  const { data } = await look(chargePage.loader, `/x${search}`, { cookie, params: { id: invoice.id } });
  return data as ChargePageProps;
};
/** What the page sends, as it stands at this moment. */
async function formOf(at: At, values: Record<string, string> = {}) {
  const page = await open(at);
  const shown = `${page.invoice.version}:${page.invoice.dueMinor}`;
  return { id: page.id, shown, method: at.methodId, amount: '100.00', ...values };
}
const charge = (at: At, form: Record<string, string>) => post(chargePage.action, '/x', asked(at, form));
const load = async ({ payer, invoice }: At) => (await loadVendorInvoice(payer.actor, invoice.id))!;
const paymentsOf = ({ payer }: At) => db.payment.findMany({ where: { vendorId: payer.actor.vendorId } });

describe('charging one invoice', () => {
  it('in part: the rest stays open, and the customer has the receipt by mail', async () => {
    const at = await arrive();
    const form = await formOf(at, { amount: '60.00' });
    expect(await charge(at, form)).toMatchObject({
      status: 303,
      location: `/vendor/invoices/${at.invoice.id}?payment=${form.id}`,
    });
    await drainJobs();
    expect(await standing(at.payer.actor)).toMatchObject({ due: 4_000n, paid: 6_000n, receipts: 1, receiptMails: 1 });
    const invoice = await load(at);
    expect(tellStory(invoice).slice(-2)).toMatchObject([
      { by: 'Sam Biller', amountMinor: -6_000n, what: 'Paid with Visa •••• 4242' },
      { what: 'Receipt mailed' },
    ]);
    expect(await verifyBooks()).toEqual([]);
  });

  it('pressed twice at once, and by two staff at once, it is charged once', async () => {
    const at = await arrive();
    const form = await formOf(at);
    const colleague = { ...at, cookie: await (await staffOf({ id: at.payer.actor.vendorId }, 'owner')).cookie() };
    const other = await formOf(colleague);
    const [first, again, theirs] = await Promise.all([charge(at, form), charge(at, form), charge(colleague, other)]);
    expect(first.status).toBe(again.status);
    expect([first.status, theirs.status].sort()).toEqual([303, 409]);
    expect((await paymentsOf(at)).filter(({ state }) => state === 'succeeded')).toHaveLength(1);
    expect(await standing(at.payer.actor)).toMatchObject({ due: 0n, paid: 10_000n });
  });

  it('a decline is told in words, nothing moves, what was typed stays, and the next try has an id of its own', async () => {
    const at = await arrive({ card: 'pm_card_chargeCustomerFail' });
    const form = await formOf(at, { amount: '55.00' });
    const answer = await charge(at, form);
    expect(answer).toMatchObject({ status: 402, data: { amount: '55.00', method: at.methodId } });
    expect(JSON.stringify(answer.data)).toMatch(/said no.*Nothing was charged/);
    expect(await standing(at.payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n, receipts: 0 });
    const next = await formOf(at);
    expect(next.id).not.toBe(form.id);
    const { methodId } = await at.payer.saveCard('pm_card_visa');
    expect((await charge(at, { ...next, method: methodId })).status).toBe(303);
    expect(tellStory(await load(at)).map(({ what }) => what)).toEqual([
      expect.stringMatching(/^Issued/) as string,
      expect.stringMatching(/^Payment failed/) as string,
      'Paid with Visa •••• 4242',
    ]);
  });

  it('a card that wants its owner says that nobody is there', async () => {
    const at = await arrive({ card: 'pm_card_authenticationRequired' });
    const answer = await charge(at, await formOf(at));
    expect(JSON.stringify(answer)).toContain('wants the customer to confirm');
    expect(tellStory(await load(at)).at(-1)?.aside).toBe('The bank wants the customer to confirm this payment.');
    expect(await standing(at.payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });

  it('an outcome that is not known is told as such, holds the amount, and is not charged again', async () => {
    const at = await arrive();
    const form = await formOf(at);
    await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'drop-after-commit', count: 99 });
    expect((await charge(at, form)).location).toContain(`payment=${form.id}`);
    const invoice = await load(at);
    expect(invoice).toMatchObject({ reason: 'in-flight', payments: [{ state: 'checking' }] });
    await world.ctl('DELETE', '/faults');
    expect((await look(chargePage.loader, '/x', { cookie: at.cookie, params: { id: at.invoice.id } })).status).toBe(
      303,
    );
    await charge(at, form);
    expect(await paymentsOf(at)).toHaveLength(1);
  });

  it.each([['0'], [''], ['100.01'], ['1,00'], ['-5'], ['1e2']])('refuses %s as an amount', async (amount) => {
    const at = await arrive();
    expect(await charge(at, await formOf(at, { amount }))).toMatchObject({
      status: 422,
      data: { amount, words: { field: 'amount' } },
    });
    expect(await paymentsOf(at)).toEqual([]);
  });

  it('what changed meanwhile is told first; credit is used where the vendor always wants it', async () => {
    const at = await arrive();
    const form = await formOf(at);
    const { vendorId, customerId } = at.payer.actor;
    const system = { kind: 'system', name: 'test' } as const;
    const note = { creditNoteId: newId(), vendorId, reason: 'Goodwill', cause: 'test' };
    await issueCreditNote(system, { ...note, of: { invoiceId: at.invoice.id }, amountMinor: 1_000n }, new Date());
    expect(await charge(at, form)).toMatchObject({
      status: 409,
      data: { words: { title: expect.stringContaining('from $100.00 to $90.00') as string } },
    });
    await issueCreditNote(
      system,
      { ...note, creditNoteId: newId(), of: { customerId, currency: 'USD' }, amountMinor: 2_000n },
      new Date(),
    );
    await setCreditUse({ vendorId, use: 'always' }, { cause: 'test' });
    const again = await formOf(at, { amount: '90.00' });
    const answers = await Promise.all([charge(at, again), charge(at, again)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await paymentsOf(at)).filter(({ state }) => state === 'succeeded')).toMatchObject([
      { amountMinor: 7_000n, creditMinor: 2_000n },
    ]);
    expect(await verifyBooks()).toEqual([]);
  });

  it('another customer’s or vendor’s method, and another vendor’s invoice, are not there', async () => {
    const [at, other] = [await arrive(), await arrive()];
    const stolen = await charge(at, await formOf(at, { method: other.methodId }));
    expect(stolen).toMatchObject({
      status: 409,
      data: { words: { title: 'That payment method is no longer on file.' } },
    });
    const sibling = await makePayer({ vendorId: at.payer.actor.vendorId });
    const { methodId } = await sibling.saveCard('pm_card_visa');
    expect((await charge(at, await formOf(at, { method: methodId }))).status).toBe(409);
    const form = await formOf(at);
    expect((await charge({ ...at, cookie: other.cookie }, form)).status).toBe(404);
    expect(await paymentsOf(at)).toEqual([]);
  });

  it('a viewer sees neither page nor charge', async () => {
    const at = await arrive();
    const form = await formOf(at);
    const viewer = { ...at, cookie: await (await staffOf({ id: at.payer.actor.vendorId }, 'viewer')).cookie() };
    expect((await charge(viewer, form)).status).toBe(403);
    expect(await paymentsOf(at)).toEqual([]);
  });

  it('a card that the customer told is kept and offered; a setup of another customer is not', async () => {
    const [at, other] = [await arrive(), await arrive()];
    const begun = (await charge(at, { intent: 'begin' })).data as { clientSecret: string };
    const id = begun.clientSecret.split('_secret')[0] ?? '';
    await gateway.setupIntents.confirm(id, { payment_method: 'pm_card_mastercard' });
    expect((await charge(other, { intent: 'finish', setup_intent: id })).status).toBe(409);
    expect((await charge(at, { intent: 'finish', setup_intent: id })).data).toEqual({ kind: 'saved' });
    await charge(at, { intent: 'finish', setup_intent: id });
    const { methods, chosen } = await open(at, '?chosen=newest');
    expect(methods).toHaveLength(2);
    expect(methods.find((method) => method.id === chosen)).toMatchObject({ brand: 'mastercard' });
    expect((await charge(at, await formOf(at, { method: chosen ?? '' }))).status).toBe(303);
    expect((await open(other)).methods).toHaveLength(1);
    expect(await ensureGatewayCustomer(at.payer.actor)).not.toBe(await ensureGatewayCustomer(other.payer.actor));
  });
});

describe('void', () => {
  it('needs a reason, is done once, and not where something is paid', async () => {
    const at = await arrive();
    const act = (reason: string) => post(voidPage.action, '/x', asked(at, { reason }));
    expect((await act('  ')).status).toBe(422);
    expect((await Promise.all([act('Billed twice'), act('Billed twice')])).map(({ status }) => status).sort()).toEqual([
      303, 409,
    ]);
    expect(await load(at)).toMatchObject({ reason: 'void', voidReason: 'Billed twice' });
    const paid = await arrive();
    await charge(paid, await formOf(paid, { amount: '40' }));
    const refused = await post(voidPage.action, '/x', asked(paid, { reason: 'Billed twice' }));
    expect(refused).toMatchObject({ status: 409, data: { reason: 'Billed twice' } });
    expect(JSON.stringify(refused.data)).toContain('$40.00 of it is paid');
    expect(await verifyBooks()).toEqual([]);
  });
});

describe('a credit note', () => {
  it('lowers the invoice once, however often it is sent, and never by more than its total', async () => {
    const at = await arrive();
    const form = { id: newId(), amount: '30.00', reason: 'One item was missing' };
    const write = (fields: Record<string, string>) => post(creditPage.action, '/x', asked(at, fields));
    expect((await Promise.all([write(form), write(form)])).map(({ status }) => status)).toEqual([303, 303]);
    expect(await load(at)).toMatchObject({ dueMinor: 7_000n, creditNotes: [{ amountMinor: 3_000n }] });
    expect((await write({ ...form, amount: '31.00' })).status).toBe(409);
    expect((await write({ ...form, id: newId(), amount: '70.01' })).status).toBe(409);
    expect(await write({ ...form, id: newId(), amount: 'ten' })).toMatchObject({
      status: 422,
      data: {
        typed: { amount: 'ten' },
        words: { field: 'amount', title: 'Type an amount in USD above zero, as in 1,250.00.' },
      },
    });
    expect((await write({ ...form, id: newId(), reason: '' })).status).toBe(422);
    expect(tellStory(await load(at)).at(-1)).toMatchObject({ by: 'Sam Biller', amountMinor: -3_000n });
    expect(await verifyBooks()).toEqual([]);
  });
});

describe('a payment received outside', () => {
  const today = new Date().toISOString().slice(0, 10);
  const cheque = (values: Record<string, string> = {}) => ({
    id: newId(),
    amount: '150.00',
    receivedOn: '2026-02-01',
    way: 'cheque',
    reference: '4711',
    over: 'this',
    ...values,
  });

  it('pays this invoice, and what is more is the customer’s credit; the same page records it once', async () => {
    const at = await arrive();
    // Before the invoice was issued: it is told when it was recorded all the same.
    const form = cheque({ receivedOn: '2025-01-02' });
    const record = () => post(recordPage.action, '/x', asked(at, form));
    expect((await Promise.all([record(), record()])).map(({ status }) => status)).toEqual([303, 303]);
    expect(await paymentsOf(at)).toMatchObject([{ channel: 'outside', amountMinor: 15_000n, unappliedMinor: 5_000n }]);
    expect(tellStory(await load(at)).at(-1)).toMatchObject({
      by: 'Sam Biller',
      aside: 'Received on 2 Jan 2025 · Cheque 4711',
      amountMinor: -10_000n,
    });
    expect(await verifyBooks()).toEqual([]);
  });

  it('is spread over all that is open by the same rules as in the portal', async () => {
    const at = await arrive();
    const [later] = await at.payer.invoices(1, { dueOn: '2026-05-01' });
    await post(recordPage.action, '/x', asked(at, cheque({ over: 'oldest' })));
    expect(await standing(at.payer.actor)).toMatchObject({ due: 5_000n, paid: 15_000n });
    expect((await loadVendorInvoice(at.payer.actor, later!.id))?.dueMinor).toBe(5_000n);
  });

  it.each([
    [{ amount: '0' }, 422],
    [{ amount: '1,50' }, 422],
    [{ receivedOn: '2026-02-30' }, 422],
    [{ receivedOn: '2999-01-01' }, 422],
    [{ way: 'barter' }, 422],
  ])('refuses %o and keeps what was typed', async (values, status) => {
    const at = await arrive();
    const answer = await post(recordPage.action, '/x', asked(at, cheque({ receivedOn: today, ...values })));
    expect(answer).toMatchObject({ status, data: { typed: values } });
    expect(await paymentsOf(at)).toEqual([]);
  });

  it('of another vendor’s customer, or by a viewer, is not recorded', async () => {
    const [at, other] = [await arrive(), await arrive()];
    expect((await post(recordPage.action, '/x', asked({ ...at, cookie: other.cookie }, cheque()))).status).toBe(404);
    const viewer = await (await staffOf({ id: at.payer.actor.vendorId }, 'viewer')).cookie();
    expect((await post(recordPage.action, '/x', asked({ ...at, cookie: viewer }, cheque()))).status).toBe(403);
    expect(await paymentsOf(at)).toEqual([]);
  });
});

describe('a dispute of the customer’s', () => {
  it('is resolved once, with an answer that they are mailed', async () => {
    const at = await arrive();
    const said = { id: newId(), invoiceId: at.invoice.id, message: 'Never came', cause: 'test' };
    await disputeInvoice(at.payer.actor, { ...said, reason: 'not-delivered', amountMinor: null }, new Date());
    const page = await look(resolvePage.loader, '/x', { cookie: at.cookie, params: { id: at.invoice.id } });
    expect(page.data).toMatchObject({ heldMinor: 10_000n, said: { message: 'Never came' } });
    const resolve = (note: string) => post(resolvePage.action, '/x', asked(at, { note }));
    expect((await resolve('')).status).toBe(422);
    expect(
      (await Promise.all([resolve('It comes today.'), resolve('It comes today.')])).map(({ status }) => status).sort(),
    ).toEqual([303, 409]);
    await drainJobs();
    expect(await load(at)).toMatchObject({ reason: null, dueMinor: 10_000n });
    const story = tellStory(await load(at));
    expect(story.find(({ what }) => what === 'Dispute resolved')).toMatchObject({
      by: 'Sam Biller',
      aside: 'It comes today.',
    });
    expect(story.at(-1)).toMatchObject({ what: 'Message about the dispute mailed' });
    expect(
      await db.outgoingMail.count({
        where: { vendorId: at.payer.actor.vendorId, dedupeKey: { endsWith: ':resolved:customer' } },
      }),
    ).toBe(1);
  });
});
