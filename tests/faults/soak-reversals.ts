import fc from 'fast-check';
import { badly, command, during, pickAt, pickPayment, type Command } from './soak-commands';
import type { SoakModel, SoakWorld } from './soak-world';

/** Money that goes back: by us, behind our back, by a bank; and what comes back of it. */
const REFUNDS = 'POST /v1/refunds';

const refund = fc
  .record({ at: pickAt, amountMinor: fc.option(fc.bigInt({ min: 1n, max: 20_000n }), { nil: null }) })
  .map(({ at, amountMinor }) =>
    command(`refund(${at}, ${amountMinor ?? 'all'})`, (model, real) => giveBack(model, real, at, amountMinor)),
  );

const refundBadly = fc
  .record({ at: pickAt, fault: badly })
  .map(({ at, fault }) =>
    command(`refund(${at}) while ${fault.kind} x${fault.count}`, (model, real) =>
      during(real, { ...fault, route: REFUNDS }, () => giveBack(model, real, at, 500n)),
    ),
  );

const twoRefundsAtOnce = pickAt.map((at) =>
  command(`two refunds at once(${at})`, async (model, real) => {
    await Promise.all([giveBack(model, real, at, null), giveBack(model, real, at, 300n)]);
  }),
);

const refundThere = fc.record({ at: pickAt, amount: fc.integer({ min: 1, max: 20_000 }) }).map(({ at, amount }) =>
  command(`refund in the dashboard(${at}, ${amount})`, async (_model, real) => {
    const charge = (await pickPayment(real.payer.actor.vendorId, at, 'succeeded'))?.gatewayChargeId;
    if (charge) await real.world.ctl('POST', '/refunds', { charge, amount }).catch(() => undefined);
  }),
);

const refundFails = pickAt.map((at) =>
  command(`a refund comes back(${at})`, async (_model, real) => {
    const { db } = await import('~/lib/db.server');
    const { vendorId } = real.payer.actor;
    const known = await db.refund.findMany({
      where: { vendorId, gatewayRefundId: { not: null } },
      orderBy: { id: 'asc' },
    });
    const id = known[at % Math.max(1, known.length)]?.gatewayRefundId;
    if (id) await real.world.ctl('POST', `/refunds/${id}/fail`).catch(() => undefined);
  }),
);

const dispute = fc
  .record({ at: pickAt, amount: fc.integer({ min: 1, max: 20_000 }), inquiry: fc.constantFrom(false, false, true) })
  .map(({ at, amount, inquiry }) =>
    command(`dispute(${at}, ${amount}${inquiry ? ', only asks' : ''})`, async (_model, real) => {
      const payment = await pickPayment(real.payer.actor.vendorId, at, 'succeeded');
      if (!payment?.gatewayChargeId) return;
      const part = BigInt(amount) < payment.amountMinor ? { amount } : {};
      const order = { charge: payment.gatewayChargeId, inquiry, ...part };
      await real.world.ctl('POST', '/disputes', order).catch(() => undefined);
    }),
  );

const verdict = fc.record({ at: pickAt, outcome: fc.constantFrom('won', 'lost') }).map(({ at, outcome }) =>
  command(`dispute ${outcome}(${at})`, async (_model, real) => {
    const { db } = await import('~/lib/db.server');
    const open = { state: { in: ['needs_response', 'warning_needs_response'] } };
    const known = await db.gatewayDispute.findMany({
      where: { vendorId: real.payer.actor.vendorId, ...(at % 4 === 0 ? {} : open) },
      orderBy: { id: 'asc' },
    });
    const id = known[at % Math.max(1, known.length)]?.gatewayDisputeId;
    if (id) await real.world.ctl('POST', `/disputes/${id}/close`, { outcome }).catch(() => undefined);
  }),
);

const compare = fc.constant(
  command('compare what went back', async (_model, { now }) => {
    const { reconcileReversals } = await import('~/domain/gateway-disputes/reconcile-reversals.server');
    await reconcileReversals({ now: now() });
  }),
);

export const reversalCommands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 5, arbitrary: refund },
  { weight: 4, arbitrary: refundBadly },
  { weight: 2, arbitrary: twoRefundsAtOnce },
  { weight: 4, arbitrary: refundThere },
  { weight: 3, arbitrary: refundFails },
  { weight: 4, arbitrary: dispute },
  { weight: 4, arbitrary: verdict },
  { weight: 1, arbitrary: compare },
];

async function giveBack(model: SoakModel, real: SoakWorld, at: number, amountMinor: bigint | null): Promise<void> {
  const { requestRefund } = await import('~/domain/refunds/request-refund.server');
  const { newId } = await import('~/lib/ids');
  const payment = await pickPayment(real.payer.actor.vendorId, at, 'succeeded');
  if (!payment) return;
  const what = amountMinor === null ? ({ kind: 'all' } as const) : ({ kind: 'amount', amountMinor } as const);
  const input = { refundId: newId(), paymentId: payment.id, what, reason: 'Sent back', cause: 'soak' };
  const asked = await requestRefund(real.staff, input, real.now());
  if (asked.ok && payment.channel === 'outside') model.outsideMinor -= asked.refund.amountMinor;
}
