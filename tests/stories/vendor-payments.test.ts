import { afterAll, describe, expect, it } from 'vitest';
import { makeInvoice } from '~tests/factories/make-invoice';
import { drainJobs } from '~tests/support/drain-jobs';
import { look, post } from '~tests/support/desk';
import { payWith, type Paid } from '~tests/support/refunds';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import { FACTOR_CODE } from '~/lib/step-up';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const listPage = await import('~/routes/vendor/payments');
const page = await import('~/routes/vendor/payment');
const refundPage = await import('~/routes/vendor/payment-refund');

const MINUTE = 60_000;
type At = Paid & { cookie: string };
async function arrive({ role = 'biller' as const, count = 2 } = {}): Promise<At> {
  const paid = await payWith('pm_card_visa', { count, now: new Date() });
  return { ...paid, cookie: await (await staffOf({ id: paid.payer.actor.vendorId }, role)).cookie() };
}
const asked = ({ cookie, paymentId }: At, form: Record<string, string>) => ({
  cookie,
  params: { id: paymentId },
  form,
});
const refund = (at: At, form: Record<string, string>) => post(refundPage.action, '/x', asked(at, form));
const formOf = (values: Record<string, string> = {}) => ({ id: newId(), what: 'all', reason: 'Sent back', ...values });
const refundsOf = ({ payer }: At) => db.refund.findMany({ where: { vendorId: payer.actor.vendorId } });

describe('a refund at the desk', () => {
  it('in part, off the invoice that is named: open again by so much, with a document by mail', async () => {
    const at = await arrive();
    const [first = '', second = ''] = at.invoiceIds;
    const form = formOf({ what: 'parts', [`part:${first}`]: '25.00', [`part:${second}`]: '' });
    const answer = await refund(at, form);
    expect(answer).toMatchObject({ status: 303, location: `/vendor/payments/${at.paymentId}?refund=${form.id}` });
    const { data } = await look(page.loader, answer.location ?? '', {
      cookie: at.cookie,
      params: { id: at.paymentId },
    });
    expect(data).toMatchObject({
      done: { tone: 'green', title: 'Refunded $25.00.' },
      payment: { refundable: { leftMinor: 17_500n } },
    });
    const invoice = await loadVendorInvoice(at.payer.actor, first);
    expect(invoice).toMatchObject({ dueMinor: 2_500n, paidMinor: 7_500n });
    expect(tellStory(invoice!).at(-1)).toMatchObject({ what: 'Refund', by: 'Sam Biller', amountMinor: 2_500n });
    await drainJobs();
    expect(await db.outgoingMail.count({ where: { vendorId: at.payer.actor.vendorId, kind: 'refund' } })).toBe(1);
    expect(await verifyBooks()).toEqual([]);
  });

  it('pressed twice at once it goes back once, and two staff together give back no more than there is', async () => {
    const at = await arrive();
    const form = formOf({ what: 'amount', amount: '150' });
    const [first, again, other] = await Promise.all([
      refund(at, form),
      refund(at, form),
      refund(at, formOf({ what: 'amount', amount: '150' })),
    ]);
    expect(first.status).toBe(again.status);
    expect([first.status, other.status].sort()).toEqual([303, 409]);
    expect(await refundsOf(at)).toMatchObject([{ amountMinor: 15_000n, state: 'succeeded' }]);
    expect(await verifyBooks()).toEqual([]);
  });

  it('asks for a fresh factor first, keeps the form, and then does it once', async () => {
    const at = await arrive();
    const staff = await staffOf({ id: at.payer.actor.vendorId }, 'biller');
    const stale = { ...at, cookie: await staff.cookie(new Date(Date.now() - 10 * MINUTE)) };
    const form = formOf();
    const first = await refund(stale, form);
    expect(first).toMatchObject({ status: 403, data: { error: 'reauth_required', held: Object.entries(form) } });
    expect(await refundsOf(at)).toEqual([]);
    const done = await refund(stale, { ...form, [FACTOR_CODE]: staff.codeAt(new Date()) });
    expect(done.status).toBe(303);
    expect(await refundsOf(at)).toMatchObject([{ id: form.id, amountMinor: 20_000n }]);
  });

  it.each([
    [{ what: 'amount', amount: '0' }, 422],
    [{ what: 'amount', amount: '1,5' }, 422],
    [{ what: 'amount', amount: '200.01' }, 409],
    [{ what: 'parts' }, 422],
    [{ reason: '  ' }, 422],
  ])('refuses %o and keeps what was typed', async (values, status) => {
    const at = await arrive();
    const answer = await refund(at, formOf(values));
    expect(answer.status).toBe(status);
    expect(answer.data).toMatchObject({ typed: { reason: 'reason' in values ? values.reason : 'Sent back' } });
    expect(await refundsOf(at)).toEqual([]);
  });

  it('of another vendor’s payment, off another’s invoice, or by a viewer, is refused', async () => {
    const [at, other] = [await arrive(), await arrive()];
    expect((await refund({ ...at, cookie: other.cookie }, formOf())).status).toBe(404);
    const theirs = formOf({ what: 'parts', [`part:${other.invoiceIds[0]}`]: '1.00' });
    expect((await refund(at, theirs)).status).toBe(409);
    const viewer = await (await staffOf({ id: at.payer.actor.vendorId }, 'viewer')).cookie();
    expect((await refund({ ...at, cookie: viewer }, formOf())).status).toBe(403);
    expect(await refundsOf(at)).toEqual([]);
  });

  it('what has gone back wholly offers no refund any more', async () => {
    const at = await arrive();
    await refund(at, formOf());
    const asking = { cookie: at.cookie, params: { id: at.paymentId } };
    expect(await look(refundPage.loader, '/x', asking)).toMatchObject({
      status: 303,
      location: `/vendor/payments/${at.paymentId}`,
    });
    expect((await refund(at, formOf())).status).toBe(409);
  });
});

describe('the list of payments', () => {
  const list = async ({ cookie }: At, search = '') => {
    const { data } = await look(listPage.loader, `/vendor/payments${search}`, { cookie });
    return data as { payments: { id: string }[]; next: string | null };
  };
  const ids = async (at: At, search = '') => (await list(at, search)).payments.map(({ id }) => id);

  it('is narrowed by state, date and words, and shows nobody else’s', async () => {
    const [at, other] = [await arrive(), await arrive()];
    const { vendorId } = at.payer.actor;
    const receipt = await db.receipt.findFirstOrThrow({ where: { vendorId } });
    const customer = await db.customer.findFirstOrThrow({ where: { vendorId } });
    const invoice = await db.invoice.findFirstOrThrow({ where: { vendorId } });
    for (const search of [
      '',
      '?state=paid',
      `?q=${receipt.number.toLowerCase()}`,
      `?q=${customer.name.slice(2)}`,
      `?q=${invoice.number}`,
    ])
      expect(await ids(at, search), search).toEqual([at.paymentId]);
    for (const search of [
      '?state=open',
      '?state=failed',
      '?state=refunded',
      '?state=disputed',
      '?to=2020-01-01',
      '?q=%25',
      '?q=nobody',
    ])
      expect(await ids(at, search), search).toEqual([]);
    await refund(at, formOf());
    expect(await ids(at, '?state=refunded')).toEqual([at.paymentId]);
    expect(await ids(other)).toEqual([other.paymentId]);
  });

  it('goes on by pages without losing or repeating one', async () => {
    const at = await arrive();
    const { vendorId, customerId } = at.payer.actor;
    const payments = await Promise.all(
      Array.from({ length: 120 }, async (_, index) => {
        const invoice = await makeInvoice({ vendorId, customerId, number: `MANY-${index}` });
        const allocations = [{ invoiceId: invoice.id, amountMinor: 100n }];
        // Many at the same instant: the id breaks ties.
        return {
          id: newId(),
          customerId,
          currency: 'USD',
          settledAt: new Date(`2026-02-${String(1 + (index % 3)).padStart(2, '0')}T12:00:00Z`),
          allocations,
        };
      }),
    );
    await transaction((tx) => recordOutsidePayments(tx, { vendorId, payments }));
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const read: Awaited<ReturnType<typeof list>> = await list(at, next ? `?after=${encodeURIComponent(next)}` : '');
      seen.push(...read.payments.map(({ id }) => id));
      next = read.next;
    }
    expect(seen).toHaveLength(121);
    expect(new Set(seen).size).toBe(121);
    expect(seen[0]).toBe(at.paymentId);
  });
});
