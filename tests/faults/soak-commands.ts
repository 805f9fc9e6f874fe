import fc from 'fast-check';
import { expect } from 'vitest';
import { takenThere, CARDS, type Card, type SoakModel, type SoakWorld } from './soak-world';

type Command = fc.AsyncCommand<SoakModel, SoakWorld>;

/** A step that is always allowed: when there is nothing to do it for, it does nothing, as people do. */
function command(name: string, run: (model: SoakModel, real: SoakWorld) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      await run(model, real);
      await expectNothingTwice(model, real);
    },
  };
}

const FAULTS = ['drop-before', 'drop-after-commit', '500-before', '500-after', 'bare-502', '429-lock'] as const;

const invoices = fc
  .record({ count: fc.integer({ min: 1, max: 4 }), totalMinor: fc.bigInt({ min: 100n, max: 50_000n }) })
  .map(({ count, totalMinor }) =>
    command(`invoices(${count} of ${totalMinor})`, async (_model, { payer }) => {
      await payer.invoices(count, { totalMinor });
    }),
  );

const pay = fc
  .record({ card: fc.constantFrom(...CARDS), permille: fc.constantFrom(1_000n, 1_000n, 500n, 333n) })
  .map(({ card, permille }) =>
    command(`pay(${card}, ${permille}‰)`, (model, real) => start(model, real, card, permille)),
  );

const payBadly = fc
  .record({ kind: fc.constantFrom(...FAULTS), count: fc.integer({ min: 1, max: 3 }) })
  .map(({ kind, count }) =>
    command(`pay while ${kind} x${count}`, async (model, real) => {
      await real.world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind, count });
      await start(model, real, 'pm_card_visa', 1_000n);
      await real.world.ctl('DELETE', '/faults');
    }),
  );

const payTwiceAtOnce = fc.constant(
  command('pay from two tabs', async (model, real) => {
    await Promise.all([
      start(model, real, 'pm_card_visa', 1_000n),
      start(model, real, 'pm_card_authenticationRequired', 500n),
    ]);
  }),
);

const again = fc.nat({ max: 20 }).map((at) =>
  command(`press again(${at})`, async ({ started }, { payer, now }) => {
    const { startPayment } = await import('~/domain/payments/start-payment.server');
    const input = started[at % Math.max(1, started.length)];
    if (input) await startPayment(payer.actor, input, now());
  }),
);

const cheque = fc.bigInt({ min: 1n, max: 5_000n }).map((amountMinor) =>
  command(`cheque(${amountMinor})`, async (_model, { payer, now }) => {
    const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
    const { db, transaction } = await import('~/lib/db.server');
    const { newId } = await import('~/lib/ids');
    const { vendorId, customerId } = payer.actor;
    const invoice = await db.invoice.findFirst({
      where: { vendorId, customerId, dueMinor: { gte: amountMinor } },
      orderBy: { id: 'asc' },
    });
    if (!invoice) return;
    const allocations = [{ invoiceId: invoice.id, amountMinor }];
    const payment = { id: newId(), customerId, currency: 'USD', settledAt: now(), allocations };
    await transaction((tx) => recordOutsidePayments(tx, { vendorId, payments: [payment] }));
  }),
);

const bank = fc.record({ pass: fc.boolean(), at: fc.nat({ max: 20 }) }).map(({ pass, at }) =>
  command(`bank ${pass ? 'says yes' : 'says no'}(${at})`, async ({ started }, { payer, world }) => {
    const { db } = await import('~/lib/db.server');
    const input = started[at % Math.max(1, started.length)];
    if (!input) return;
    const payment = await db.payment.findFirst({ where: { id: input.paymentId, vendorId: payer.actor.vendorId } });
    if (payment?.state !== 'action_required') return;
    const order = { paymentIntent: payment.gatewayIntentId, outcome: pass ? 'pass' : 'fail' };
    await world.ctl('POST', '/three-d-secure', order).catch(() => undefined);
  }),
);

const cancel = fc.nat({ max: 20 }).map((at) =>
  command(`cancel(${at})`, async ({ started }, { payer, now }) => {
    const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
    const input = started[at % Math.max(1, started.length)];
    if (input) await cancelPayment(payer.actor, { paymentId: input.paymentId, cause: 'soak' }, now());
  }),
);

const sync = fc.nat({ max: 20 }).map((at) =>
  command(`look(${at})`, async ({ started }, { now }) => {
    const { syncPayment } = await import('~/domain/payments/sync-payment.server');
    const input = started[at % Math.max(1, started.length)];
    if (input) await syncPayment({ paymentId: input.paymentId, cause: 'soak', now: now() });
  }),
);

const webhooks = fc
  .record({ mode: fc.constantFrom('deliver', 'hold', 'drop'), duplicate: fc.nat({ max: 2 }), shuffle: fc.boolean() })
  .map((how) =>
    command(`webhooks ${JSON.stringify(how)}`, async (_model, { world }) => {
      await world.ctl('POST', '/webhooks', how);
    }),
  );

const ring = fc.constant(command('ring', (_model, real) => real.ring()));

const advance = fc
  .constantFrom(1, 5, 16, 60, 24 * 60)
  .map((minutes) => command(`advance(${minutes} min)`, (_model, real) => real.advance(minutes)));

const reconcile = fc.constant(
  command('reconcile', async (_model, { now }) => {
    const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
    await reconcileRecent({ now: now() });
  }),
);

export const soakCommands = [
  invoices,
  pay,
  pay,
  payBadly,
  payTwiceAtOnce,
  again,
  cheque,
  bank,
  cancel,
  sync,
  webhooks,
  ring,
  advance,
  reconcile,
];

/** Starts a payment of some of everything that can be paid now, as the pay page would. */
async function start(model: SoakModel, { payer, cards, now }: SoakWorld, card: Card, permille: bigint): Promise<void> {
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const quoted = await quotePayment(payer.actor, { currency: 'USD', invoiceIds: 'all' });
  if (!quoted.ok) return;
  const quote = quoted.quote.lines.map((line) => ({ ...line, payMinor: (line.dueMinor * permille) / 1_000n || 1n }));
  const input = await payer.payAll(cards[card], { quote });
  model.started.push(input);
  await startPayment(payer.actor, input, now());
}

/** At every moment: no payment was charged twice, none is called paid that was not charged, nothing is over-applied. */
async function expectNothingTwice({ started }: SoakModel, real: SoakWorld): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const taken = await takenThere(real);
  const { vendorId } = real.payer.actor;
  const payments = await db.payment.findMany({ where: { vendorId, channel: 'portal' } });
  for (const { paymentId } of started) expect(taken.get(paymentId)?.length ?? 0).toBeLessThanOrEqual(1);
  for (const { id, state, amountMinor } of payments) {
    if (state === 'succeeded') expect(taken.get(id)).toEqual([amountMinor]);
    if (state === 'failed' || state === 'cancelled') expect(taken.get(id)).toBeUndefined();
  }
}
