import { afterAll, describe, expect, it } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { look, post } from '~tests/support/desk';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { addDays, dateIn, middayIn } = await import('~/lib/dates');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const { advanceCharge } = await import('~/domain/scheduled-charges/advance-charge.server');
const { cancelScheduledCharge } = await import('~/domain/scheduled-charges/cancel-scheduled-charge.server');
const { loadCharge } = await import('~/domain/scheduled-charges/load-charge.server');
const chargePage = await import('~/routes/vendor/invoice-charge');
const page = await import('~/routes/vendor/invoice');
const newPage = await import('~/routes/vendor/invoice-new');

const ZONE = 'America/New_York';
const today = dateIn(ZONE, new Date());
const dueOn = addDays(today, 20);
const onTheDay = middayIn(ZONE, dueOn);

type At = { payer: Payer; cookie: string; invoiceId: string; methodId: string };
async function arrive({ card = 'pm_card_visa', due = dueOn } = {}): Promise<At> {
  const payer = await makePayer();
  const [invoice] = await payer.invoices(1, { dueOn: due });
  const { methodId } = await payer.saveCard(card);
  const cookie = await (await staffOf({ id: payer.actor.vendorId }, 'biller')).cookie();
  return { payer, cookie, invoiceId: invoice!.id, methodId };
}
const asked = ({ cookie, invoiceId }: At, form: Record<string, string>) => ({
  cookie,
  params: { id: invoiceId },
  form,
});
async function formOf(at: At, values: Record<string, string> = {}) {
  const { data } = await look(chargePage.loader, '/x', { cookie: at.cookie, params: { id: at.invoiceId } });
  const { id, invoice } = data as { id: string; invoice: { version: number; dueMinor: bigint } };
  return {
    id,
    shown: `${invoice.version}:${invoice.dueMinor}`,
    method: at.methodId,
    amount: '60.00',
    when: 'due',
    ...values,
  };
}
const schedule = (at: At, form: Record<string, string>) => post(chargePage.action, '/x', asked(at, form));
const chargesOf = ({ payer }: At) => db.scheduledCharge.findMany({ where: { vendorId: payer.actor.vendorId } });
const mailsOf = async ({ payer }: At) =>
  (await db.outgoingMail.findMany({ where: { vendorId: payer.actor.vendorId }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  );
const load = async ({ payer, invoiceId }: At) => (await loadVendorInvoice(payer.actor, invoiceId))!;
const advance = (chargeId: string, now: Date) => advanceCharge({ chargeId, cause: 'test', now });

describe('a charge on the due date, by staff', () => {
  it('is told by mail, runs on that day once and for no more than was agreed, and gives the customer a receipt', async () => {
    const at = await arrive();
    const form = await formOf(at);
    const answers = await Promise.all([schedule(at, form), schedule(at, form)]);
    expect(answers.map(({ location }) => location)).toEqual(
      Array(2).fill(`/vendor/invoices/${at.invoiceId}?done=scheduled`),
    );
    expect(await chargesOf(at)).toMatchObject([
      { id: form.id, state: 'scheduled', contactId: null, agreedMinor: 6_000n, agreedFeeMinor: 0n },
    ]);
    await drainJobs();
    expect(await mailsOf(at)).toEqual(['charge-scheduled']);
    expect(await advance(form.id, middayIn(ZONE, addDays(dueOn, -1)))).toBe('scheduled');
    await Promise.all([advance(form.id, onTheDay), advance(form.id, onTheDay)]);
    await drainJobs();
    expect(await standing(at.payer.actor)).toMatchObject({ due: 4_000n, paid: 6_000n, receipts: 1 });
    expect(await mailsOf(at)).toEqual(['charge-scheduled', 'receipt']);
    const story = tellStory(await load(at)).map(({ what, by }) => [what.replace(/ for .*/, ''), by]);
    expect(story).toContainEqual(['Charge of $60.00 scheduled', 'Sam Biller']);
    expect(await verifyBooks({ now: onTheDay })).toEqual([]);
  });

  it('is seen in the portal, and stopped there by the customer', async () => {
    const at = await arrive();
    const form = await formOf(at);
    await schedule(at, form);
    expect(await loadCharge(at.payer.actor, form.id)).toMatchObject({
      agreedBy: expect.stringMatching(/^Vendor/) as string,
    });
    expect(await cancelScheduledCharge(at.payer.actor, { chargeId: form.id, cause: 'test' }, new Date())).toEqual({
      ok: true,
    });
    expect(await advance(form.id, onTheDay)).toBe('cancelled');
    const { name } = await db.person.findUniqueOrThrow({ where: { id: at.payer.actor.personId } });
    expect(tellStory(await load(at)).find(({ what }) => what === 'Scheduled charge cancelled')?.by).toBe(name);
    expect(await standing(at.payer.actor)).toMatchObject({ due: 10_000n, paid: 0n });
  });

  it('is cancelled by staff, who tell the customer; nobody of another vendor finds it', async () => {
    const [at, other] = [await arrive(), await arrive()];
    const form = await formOf(at);
    await schedule(at, form);
    const cancel = (who: At) => post(page.action, '/x', { ...asked(at, { chargeId: form.id }), cookie: who.cookie });
    expect((await cancel(other)).status).toBe(404);
    expect((await post(page.action, '/x', asked(other, { chargeId: form.id }))).status).toBe(404);
    expect((await cancel(at)).location).toContain('done=charge-cancelled');
    await drainJobs();
    expect(await chargesOf(at)).toMatchObject([{ state: 'cancelled', reason: 'staff' }]);
    expect(tellStory(await load(at)).find(({ what }) => what.includes('cancelled'))).toMatchObject({
      what: 'Scheduled charge cancelled',
      by: 'Sam Biller',
      aside: 'It was cancelled before it ran.',
    });
    expect(await mailsOf(at)).toContain('charge-cancelled');
    expect((await schedule(at, await formOf(at))).status).toBe(303);
  });

  it('is refused twice for one invoice, on a day that is past, and with a method of somebody else', async () => {
    const [at, late, other] = [await arrive(), await arrive({ due: today }), await arrive()];
    await schedule(at, await formOf(at));
    const twice = await schedule(at, await formOf(at));
    expect(twice).toMatchObject({
      status: 409,
      data: { when: 'due', words: { title: expect.stringMatching(/^Scheduled already/) as string } },
    });
    expect((await schedule(late, await formOf(late))).status).toBe(422);
    expect((await schedule(late, await formOf(late, { method: other.methodId, when: 'now' }))).status).toBe(409);
    expect(await chargesOf(late)).toEqual([]);
  });

  it('the database takes no charge of nobody, nor one that changes hands', async () => {
    const at = await arrive();
    const form = await formOf(at);
    await schedule(at, form);
    const { vendorId } = at.payer.actor;
    const where = { id: form.id, vendorId };
    await expect(db.scheduledCharge.update({ where, data: { staffId: null } })).rejects.toThrow(/made by whom/);
    await expect(db.scheduledCharge.update({ where, data: { contactId: at.payer.actor.contactId } })).rejects.toThrow(
      /cannot change/,
    );
  });
});

describe('writing an invoice ends in exactly one way', () => {
  const write = (at: At, ending: string, values: Record<string, string> = {}) => {
    const form = {
      intent: 'issue',
      id: newId(),
      chargeId: newId(),
      ending,
      customer: at.payer.actor.customerId,
      currency: 'USD',
      number: '',
      issuedOn: today,
      dueOn,
      summary: 'Hosting',
      memo: '',
      description: 'Hosting',
      quantity: '1',
      unitPrice: '80.00',
      taxRate: '0',
      ...values,
    };
    const send = () => post(newPage.action, '/vendor/invoices/new', { cookie: at.cookie, form });
    return { form, send };
  };
  const written = async (at: At, id: string) => (await loadVendorInvoice(at.payer.actor, id))!;
  const storyOf = async (at: At, id: string) =>
    tellStory(await written(at, id)).map(({ what }) => what.replace(/ (as|of|with|for) .*/, ''));

  it('charged at once: issued and paid, however often it is pressed', async () => {
    const at = await arrive();
    const { form, send } = write(at, 'now');
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(new Set(answers.map(({ location }) => location))).toEqual(
      new Set([`/vendor/invoices/${form.id}?payment=${form.chargeId}`]),
    );
    expect(await written(at, form.id)).toMatchObject({
      number: 'INV-1001',
      paidMinor: 8_000n,
      reason: 'paid',
      payments: [{ channel: 'staff' }],
    });
    expect(await storyOf(at, form.id)).toEqual(['Issued', 'Paid']);
    expect(await verifyBooks()).toEqual([]);
  });

  it('charged on the due date: issued, and agreed for that day once', async () => {
    const at = await arrive();
    const { form, send } = write(at, 'due');
    expect((await Promise.all([send(), send()])).map(({ location }) => location)).toEqual(
      Array(2).fill(`/vendor/invoices/${form.id}?done=scheduled`),
    );
    expect(await storyOf(at, form.id)).toEqual(['Issued', 'Charge']);
    expect(await advance(form.chargeId, onTheDay)).toBe('succeeded');
    expect(await written(at, form.id)).toMatchObject({ paidMinor: 8_000n });
  });

  it('mailed: issued, with one link and one mail that pays it; refused where there is nobody to write to', async () => {
    const at = await arrive();
    const { form, send } = write(at, 'mail');
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(new Set(answers.map(({ location }) => location))).toEqual(
      new Set([`/vendor/invoices/${form.id}?done=mailed`]),
    );
    await drainJobs();
    const { vendorId, contactId } = at.payer.actor;
    expect(await db.paymentLink.count({ where: { vendorId } })).toBe(1);
    expect(await storyOf(at, form.id)).toEqual(['Issued', 'Payment link made', 'Payment link mailed']);
    expect(await mailsOf(at)).toEqual(['payment-link']);
    await db.contact.update({ where: { id: contactId, vendorId }, data: { removedAt: new Date() } });
    const nobody = write(at, 'mail');
    expect((await nobody.send()).status).toBe(422);
    expect(await loadVendorInvoice(at.payer.actor, nobody.form.id)).toBeNull();
  });

  it('declined: issued all the same, nothing charged, and the way to charge something else', async () => {
    const at = await arrive({ card: 'pm_card_chargeCustomerFail' });
    const { form, send } = write(at, 'now');
    const { location } = await send();
    expect(location).toBe(`/vendor/invoices/${form.id}/charge?failed=${form.chargeId}`);
    expect(await written(at, form.id)).toMatchObject({ dueMinor: 8_000n, inFlightMinor: 0n });
    const params = { id: form.id };
    const { data } = await look(chargePage.loader, location ?? '', { cookie: at.cookie, params });
    expect(data).toMatchObject({ failed: { title: expect.stringContaining('said no') as string } });
  });

  it('what cannot be is refused before anything is issued', async () => {
    const at = await arrive();
    const gone = (removedAt: Date | null) =>
      db.paymentMethod.updateMany({ where: { vendorId: at.payer.actor.vendorId }, data: { removedAt } });
    await gone(new Date());
    const nothing = write(at, 'now', { currency: 'EUR' });
    expect(await nothing.send()).toMatchObject({ status: 422, data: { typed: { summary: 'Hosting' } } });
    await gone(null);
    const late = write(at, 'due', { dueOn: today });
    expect(await late.send()).toMatchObject({ status: 422, data: { typed: { summary: 'Hosting' } } });
    for (const { form } of [nothing, late]) expect(await loadVendorInvoice(at.payer.actor, form.id)).toBeNull();
  });

  it('a draft is charged nothing', async () => {
    const at = await arrive();
    const { form, send } = write(at, 'now', { intent: 'draft' });
    expect((await send()).location).toBe(`/vendor/invoices/${form.id}?done=drafted`);
    expect(await standing(at.payer.actor)).toMatchObject({ paid: 0n, inFlight: 0n });
  });
});
