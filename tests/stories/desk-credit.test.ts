import { afterAll, describe, expect, it } from 'vitest';
import { look, post } from '~tests/support/desk';
import { giveCredit, lotsOf } from '~tests/support/credits';
import { makePayer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import { FACTOR_CODE } from '~/lib/step-up';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { recordPayment } = await import('~/domain/payments/record-payment.server');
const creditPage = await import('~/routes/vendor/customer-credit');
const invoicePage = await import('~/routes/vendor/invoice');
const paymentPage = await import('~/routes/vendor/payment');

afterAll(async () => {
  expect(await verifyBooks()).toEqual([]);
});

async function arrive(role: 'biller' | 'viewer' = 'biller') {
  const payer = await makePayer();
  const staff = await staffOf({ id: payer.actor.vendorId }, role);
  return { payer, staff, cookie: await staff.cookie() };
}
type At = Pick<Awaited<ReturnType<typeof arrive>>, 'payer' | 'cookie'>;
const give = ({ payer, cookie }: At, form: Record<string, string>) =>
  post(creditPage.action, '/x', { cookie, params: { id: payer.actor.customerId }, form });
const formOf = (credit: string, values: Record<string, string> = {}) => ({
  id: newId(),
  credit,
  amount: '',
  reason: 'Asked for it',
  ...values,
});

describe('credit at the desk', () => {
  it('that came with no payment is recorded as handed back: a part, then all that is left, each once', async () => {
    const at = await arrive();
    const credit = await giveCredit(at.payer, 5_000n, new Date());
    const part = formOf(credit, { amount: '20', way: 'outside' });
    for (const press of [await give(at, part), await give(at, part)])
      expect(press).toMatchObject({
        status: 303,
        location: `/vendor/customers/${at.payer.actor.customerId}/credit?done`,
      });
    expect(await lotsOf(at.payer)).toMatchObject([{ left: 3_000n }]);
    const [one, two] = await Promise.all([give(at, formOf(credit)), give(at, formOf(credit))]);
    expect([one.status, two.status].sort()).toEqual([303, 409]);
    expect(await lotsOf(at.payer)).toMatchObject([{ left: 0n }]);
    const { data } = await look(creditPage.loader, '/x', {
      cookie: at.cookie,
      params: { id: at.payer.actor.customerId },
    });
    expect(data).toMatchObject({ credits: [] });
  });

  it('from an overpayment is told when it is recorded, leads from its payment, and goes back the way it came', async () => {
    const at = await arrive();
    const [invoice] = await at.payer.invoices(1);
    const { vendorId, customerId } = at.payer.actor;
    const paymentId = newId();
    const of = { vendorId, customerId, currency: 'USD', cause: 'test' };
    const parts = [{ invoiceId: invoice!.id, amountMinor: 10_000n }];
    await recordPayment(
      at.staff.actor,
      { ...of, paymentId, amountMinor: 99_900n, over: { parts }, receivedAt: new Date(), note: 'Cheque' },
      new Date(),
    );
    const told = await look(invoicePage.loader, `/x?payment=${paymentId}`, {
      cookie: at.cookie,
      params: { id: invoice!.id },
    });
    expect(told.data).toMatchObject({ done: { next: expect.stringContaining('$899.00 more came') as string } });
    const shown = await look(paymentPage.loader, '/x', { cookie: at.cookie, params: { id: paymentId } });
    expect(shown.data).toMatchObject({ payment: { creditLeftMinor: 89_900n } });
    const lot = await db.credit.findFirstOrThrow({ where: { vendorId, customerId } });
    const listed = await look(creditPage.loader, '/x', { cookie: at.cookie, params: { id: customerId } });
    expect(listed.data).toMatchObject({ credits: [{ id: lot.id, paymentId, byHand: true }] });
    const answer = await give(at, formOf(lot.id, { way: 'back' }));
    expect(answer).toMatchObject({ status: 303 });
    expect(answer.location).toContain(`/vendor/payments/${paymentId}?refund=`);
    expect(await db.refund.findMany({ where: { vendorId } })).toMatchObject([
      { amountMinor: 89_900n, unappliedMinor: 89_900n },
    ]);
  });

  it('asks for a fresh factor before any of it moves', async () => {
    const { payer, staff } = await arrive();
    const credit = await giveCredit(payer, 5_000n, new Date());
    const stale = { payer, cookie: await staff.cookie(new Date(Date.now() - 600_000)) };
    const form = formOf(credit);
    expect(await give(stale, form)).toMatchObject({ status: 403, data: { error: 'reauth_required' } });
    expect(await lotsOf(payer)).toMatchObject([{ left: 5_000n }]);
    expect((await give(stale, { ...form, [FACTOR_CODE]: staff.codeAt(new Date()) })).status).toBe(303);
    expect(await lotsOf(payer)).toMatchObject([{ left: 0n }]);
  });

  it.each([
    [{ amount: '0' }, 422, 'amount'],
    [{ amount: 'abc' }, 422, 'amount'],
    [{ amount: '50.01' }, 409, 'amount'],
    [{ reason: ' ' }, 422, 'reason'],
  ])('refuses %o at its field, and moves nothing', async (values, status, field) => {
    const at = await arrive();
    const credit = await giveCredit(at.payer, 5_000n, new Date());
    expect(await give(at, formOf(credit, values))).toMatchObject({ status, data: { words: { field } } });
    expect(await lotsOf(at.payer)).toMatchObject([{ left: 5_000n }]);
  });

  it('of another customer, or by a viewer, is out of reach', async () => {
    const [at, other, viewer] = [await arrive(), await arrive(), await arrive('viewer')];
    const credit = await giveCredit(other.payer, 5_000n, new Date());
    expect((await give(at, formOf(credit))).status).toBe(404);
    const theirs = await giveCredit(viewer.payer, 5_000n, new Date());
    expect((await give(viewer, formOf(theirs))).status).toBe(403);
    expect([...(await lotsOf(other.payer)), ...(await lotsOf(viewer.payer))]).toMatchObject([
      { left: 5_000n },
      { left: 5_000n },
    ]);
  });
});
