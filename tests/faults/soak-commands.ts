import fc from 'fast-check';
import { CUTS, payAndBeKilled } from '~tests/support/kill-payment';
import { planCredit } from '~/domain/credits/plan-credit';
import { feeOn } from '~/domain/fees/fee';
import type { Payer } from '~/domain/payments/payer';
import { quoteTotal } from '~/domain/payments/quote';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';
import { chargeRules } from '~/gateways/gateway-amount';
import { newId } from '~/lib/ids';
import { expectNothingTwice } from './soak-checks';
import { METHODS, type Method, type SoakModel, type SoakWorld } from './soak-world';

export type Command = fc.AsyncCommand<SoakModel, SoakWorld>;

/** A step that is always allowed: when there is nothing to do it for, it does nothing, as people do. */
export function command(name: string, run: (model: SoakModel, real: SoakWorld) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      await run(model, real);
      await expectNothingTwice(model, real);
    },
  };
}

export const CREATE = 'POST /v1/payment_intents';
const FAULTS = ['drop-before', 'drop-after-commit', '500-before', '500-after', 'bare-502', '429-lock'] as const;
export const badly = fc.record({ kind: fc.constantFrom(...FAULTS), count: fc.integer({ min: 1, max: 3 }) });
export const pickAt = fc.nat({ max: 20 });

/** What is done while the gateway misbehaves on one route. */
export async function during(
  { world }: SoakWorld,
  fault: { route: string; kind: string; count: number },
  work: () => Promise<unknown>,
): Promise<void> {
  await world.ctl('POST', '/faults', fault);
  await work();
  await world.ctl('DELETE', '/faults');
}

const DAY_MS = 86_400_000;

const invoices = fc
  .record({
    count: fc.integer({ min: 1, max: 4 }),
    totalMinor: fc.bigInt({ min: 100n, max: 50_000n }),
    dueIn: fc.constantFrom(-30, -1, 2, 3, 5, 12),
  })
  .map((some) =>
    command(`invoices(${some.count} of ${some.totalMinor}, due in ${some.dueIn} days)`, (model, real) =>
      issue(model, real, some),
    ),
  );

type Issued = { count: number; totalMinor: bigint; dueIn: number };

export async function issue(model: SoakModel, { payer, now }: SoakWorld, { count, totalMinor, dueIn }: Issued) {
  const dueOn = new Date(now().getTime() + dueIn * DAY_MS).toISOString().slice(0, 10);
  await payer.invoices(count, { totalMinor, taxMinor: totalMinor / 11n, dueOn });
  model.issuedMinor += BigInt(count) * totalMinor;
}

const permilles = fc.constantFrom(1_000n, 1_000n, 500n, 333n);

const pay = fc
  .record({ method: fc.constantFrom(...METHODS), permille: permilles, keep: fc.boolean() })
  .map(({ method, permille, keep }) =>
    command(`pay(${method}, ${permille}‰${keep ? ', keeps credit' : ''})`, (model, real) =>
      start(model, real, { method, permille, keep }),
    ),
  );

const payBadly = fc
  .record({ fault: badly, method: fc.constantFrom(...METHODS) })
  .map(({ fault, method }) =>
    command(`pay(${method}) while ${fault.kind} x${fault.count}`, (model, real) =>
      during(real, { ...fault, route: CREATE }, () => start(model, real, { method })),
    ),
  );

const staffCharge = fc
  .record({ method: fc.constantFrom(...METHODS), permille: permilles })
  .map(({ method, permille }) =>
    command(`staff charge(${method}, ${permille}‰)`, (model, real) =>
      start(model, real, { method, permille, byStaff: true }),
    ),
  );

const staffAndCustomer = fc.constant(
  command('staff and customer at once', async (model, real) => {
    await Promise.all([
      start(model, real, { method: 'pm_card_visa' }),
      start(model, real, { method: 'pm_card_visa_debit', byStaff: true }),
    ]);
  }),
);

const payTwiceAtOnce = fc.constant(
  command('pay from two tabs', async (model, real) => {
    await Promise.all([
      start(model, real, { method: 'pm_card_visa' }),
      start(model, real, { method: 'pm_card_authenticationRequired', permille: 500n }),
    ]);
  }),
);

const payKilled = fc.constantFrom(...CUTS).map((cut) =>
  command(`pay, and the process is killed ${cut}`, async (model, real) => {
    const input = await read(model, real, { method: 'pm_card_visa' });
    if (input) await payAndBeKilled(real.world, { actor: real.payer.actor, input, now: real.now(), cut });
  }),
);

const again = pickAt.map((at) =>
  command(`press again(${at})`, async ({ started }, { payer, now }) => {
    const { startPayment } = await import('~/domain/payments/start-payment.server');
    const input = started[at % Math.max(1, started.length)];
    if (input) await startPayment(payer.actor, input, now());
  }),
);

const bankAsks = fc.record({ pass: fc.boolean(), at: pickAt }).map(({ pass, at }) =>
  command(`bank ${pass ? 'says yes' : 'says no'}(${at})`, async (_model, { payer, world }) => {
    const payment = await pickPayment(payer.actor.vendorId, at, 'action_required');
    if (!payment) return;
    const order = { paymentIntent: payment.gatewayIntentId, outcome: pass ? 'pass' : 'fail' };
    await world.ctl('POST', '/three-d-secure', order).catch(() => undefined);
  }),
);

const debitEnds = pickAt.map((at) =>
  command(`the debit ends(${at})`, async (_model, { payer, world }) => {
    const payment = await pickPayment(payer.actor.vendorId, at, 'processing');
    if (payment) await world.ctl('POST', '/debits', { paymentIntent: payment.gatewayIntentId }).catch(() => undefined);
  }),
);

const cancel = pickAt.map((at) =>
  command(`cancel(${at})`, async ({ started }, { payer, now }) => {
    const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
    const input = started[at % Math.max(1, started.length)];
    if (input) await cancelPayment(payer.actor, { paymentId: input.paymentId, cause: 'soak' }, now());
  }),
);

const look = pickAt.map((at) =>
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
    const { reconcileRefunds } = await import('~/domain/refunds/reconcile-refunds.server');
    await reconcileRecent({ now: now() });
    await reconcileRefunds({ now: now() });
  }),
);

/** A process that is started only to be killed takes seconds, so it is rare. */
export const RARE = 1 / 3;

/** Whoever pays, and whatever is in their way. */
export const payingCommands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 16, arbitrary: invoices },
  { weight: 16, arbitrary: pay },
  { weight: 8, arbitrary: payBadly },
  { weight: 4, arbitrary: payTwiceAtOnce },
  { weight: 5, arbitrary: staffCharge },
  { weight: 2, arbitrary: staffAndCustomer },
  { weight: RARE, arbitrary: payKilled },
  { weight: 5, arbitrary: again },
  { weight: 8, arbitrary: bankAsks },
  { weight: 6, arbitrary: debitEnds },
  { weight: 5, arbitrary: cancel },
  { weight: 5, arbitrary: look },
  { weight: 6, arbitrary: webhooks },
  { weight: 6, arbitrary: ring },
  { weight: 6, arbitrary: advance },
  { weight: 6, arbitrary: reconcile },
];

type Paying = { method: Method; permille?: bigint; keep?: boolean; byStaff?: boolean };

/** What the pay page would post for some of everything that can be paid now; null when there is nothing. */
async function read(
  model: SoakModel,
  { payer, methods }: SoakWorld,
  { method, permille = 1_000n, keep = false, byStaff = false }: Paying,
): Promise<StartPaymentInput | null> {
  const { loadCreditTerms } = await import('~/domain/credits/available-credit.server');
  const { loadFeeRules } = await import('~/domain/fees/fee-rules.server');
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const quoted = await quotePayment(payer.actor, { currency: 'USD', invoiceIds: 'all' });
  if (!quoted.ok) return null;
  const quote = quoted.quote.lines.map((line) => ({ ...line, payMinor: (line.dueMinor * permille) / 1_000n || 1n }));
  const { use, availableMinor } = await loadCreditTerms(payer.actor, 'USD');
  const uses = use === 'always' || (use === 'choice' && !keep);
  const creditMinor = uses ? planCredit(quoteTotal(quote), availableMinor, chargeRules('USD')) : 0n;
  const { methodId, tender } = methods[method];
  // Whoever is not there is shown no fee.
  const rules = byStaff ? [] : await loadFeeRules(payer.actor.vendorId, 'USD');
  const feeMinor = feeOn(rules, tender, quoteTotal(quote) - creditMinor, 'USD');
  const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };
  const paymentId = newId();
  const input = {
    paymentId,
    currency: 'USD',
    quote,
    creditMinor,
    feeMinor,
    method: { kind: 'saved' as const, methodId },
    returnUrl: `http://localhost:3000/payments/${paymentId}`,
    inPlace: true,
    acceptance,
    cause: 'soak',
  };
  model.started.push(input);
  return input;
}

async function start(model: SoakModel, real: SoakWorld, paying: Paying): Promise<void> {
  const { startPayment } = await import('~/domain/payments/start-payment.server');
  const input = await read(model, real, paying);
  const { staff, payer } = real;
  const { customerId } = payer.actor;
  const by: Payer = paying.byStaff ? { ...staff, channel: 'staff', customerId } : payer.actor;
  if (input) await startPayment(by, input, real.now());
}

/** One of the customer's payments that stand as wanted. */
export async function pickPayment(vendorId: string, at: number, state: string) {
  const { db } = await import('~/lib/db.server');
  const fitting = await db.payment.findMany({ where: { vendorId, state }, orderBy: { id: 'asc' } });
  return fitting[at % Math.max(1, fitting.length)] ?? null;
}
