import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { startWorld, type World } from '~tests/support/world';

let world: World;
let db: typeof import('~/lib/db.server').db;
const now = new Date();

async function seedMethods() {
  const { seedDemoMethods } = await import('~/domain/demo/seed-demo-methods.server');
  await seedDemoMethods({ now });
}

beforeAll(async () => {
  world = await startWorld();
  ({ db } = await import('~/lib/db.server'));
  const { seedDemo } = await import('~/domain/demo/seed-demo.server');
  await seedDemo({ now });
  await seedMethods();
}, 120_000);
afterAll(() => world.stop());

const cardsOf = (name: string) =>
  db.paymentMethod.findMany({
    where: { customer: { name } },
    orderBy: { id: 'asc' },
    select: { last4: true, defaultSince: true, removedAt: true },
  });

describe('the demo at the gateway', () => {
  it('gives Ada a card that pays, one that is declined and one that asks for 3-D Secure', async () => {
    expect((await cardsOf('Fabrikam Inc.')).map((card) => [card.last4, card.defaultSince !== null])).toEqual([
      ['4242', true],
      ['0341', false],
      ['3220', false],
    ]);
  });

  it('holds two invoices of Tailspin Toys in a bank debit that takes its days', async () => {
    const { retrieveIntent } = await import('~/gateways/stripe.server');
    const payment = await db.payment.findFirstOrThrow({
      where: { channel: 'portal' },
      include: { allocations: { include: { invoice: true } } },
    });
    expect(payment).toMatchObject({ state: 'processing', methodBrand: 'us_bank_account:STRIPE TEST BANK' });
    expect(payment.allocations.map(({ invoice }) => [invoice.number, invoice.dueMinor]).sort()).toEqual([
      ['INV-2006', 0n],
      ['INV-2007', 0n],
    ]);
    expect((await retrieveIntent(payment.gatewayIntentId ?? '')).status).toBe('processing');
  });

  it('has a batch that Nora charged: paid, declined, wanted by a bank, without a method', async () => {
    const items = await db.$queryRaw<{ number: string; outcome: string; reason: string | null }[]>`
      SELECT i.number, t.outcome, t.reason FROM batch_items t JOIN invoices i ON i.id = t.invoice_id ORDER BY 1`;
    expect(items.map(({ number, outcome, reason }) => [number, outcome, reason])).toEqual([
      ['INV-2201', 'succeeded', null],
      ['INV-2202', 'succeeded', null],
      ['INV-2203', 'succeeded', null],
      ['INV-2204', 'succeeded', null],
      ['INV-2205', 'failed', 'generic_decline'],
      ['INV-2206', 'failed', 'authentication_required'],
      ['INV-2207', 'skipped', 'no-method'],
    ]);
    const batch = await db.batchPayment.findFirstOrThrow({ select: { state: true, staffId: true } });
    expect(batch.state).toBe('completed-with-failures');
    expect(await db.staff.findUniqueOrThrow({ where: { id: batch.staffId } })).toMatchObject({
      name: 'Nora Lindqvist',
    });
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    expect(await verifyBooks({ now: new Date() })).toEqual([]);
    await expectAgreement(world);
  });

  it('changes nothing at the next start', async () => {
    await seedMethods();
    expect(await cardsOf('Fabrikam Inc.')).toHaveLength(3);
    expect(await db.payment.count({ where: { channel: 'portal' } })).toBe(1);
    expect(await db.batchPayment.count()).toBe(1);
    expect(await db.payment.count({ where: { channel: 'batch' } })).toBe(3);
  });

  it('does not bring back cards that somebody removed', async () => {
    await db.paymentMethod.updateMany({
      where: { customer: { name: 'Adventure Works' } },
      data: { removedAt: now, defaultSince: null },
    });
    await seedMethods();
    expect((await cardsOf('Adventure Works')).every((card) => card.removedAt !== null)).toBe(true);
  });

  it('keeps the pair at the bank however long it takes, and is paid when the money is there', async () => {
    const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    const inFlight = () => db.payment.findFirstOrThrow({ where: { channel: 'portal' } });
    await reconcileRecent({ now: new Date(now.getTime() + 2 * 86_400_000) });
    expect((await inFlight()).state).toBe('processing');
    await seedMethods();
    await world.ctl('POST', '/clock', { advanceSeconds: 8 * 86_400 });
    await reconcileRecent({ now: new Date(now.getTime() + 8 * 86_400_000) });
    expect((await inFlight()).state).toBe('succeeded');
    await seedMethods();
    expect(await db.payment.count({ where: { channel: 'portal' } })).toBe(1);
    expect(await verifyBooks({ now })).toEqual([]);
  });
});
