import fc from 'fast-check';
import { chargeAndBeKilled, CUTS } from '~tests/support/kill-payment';
import { feeOn } from '~/domain/fees/fee';
import { quoteTotal } from '~/domain/payments/quote';
import { addDays, dateIn } from '~/lib/dates';
import { expectNothingTwice, pass } from './soak-checks';
import { badly, command, CREATE, during, pickAt, RARE, type Command } from './soak-commands';
import { METHODS, type SoakWorld } from './soak-world';

/** What is agreed beforehand and charged when nobody is there, while the clock goes over its dates. */
const methods = fc.constantFrom(...METHODS);

const schedule = fc
  .record({ method: methods, inDays: fc.integer({ min: 1, max: 4 }), permille: fc.constantFrom(1_000n, 1_000n, 400n) })
  .map(({ method, inDays, permille }) =>
    command(`schedule(${method}, in ${inDays} days, ${permille}‰)`, async (model, real) => {
      const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
      const { loadFeeRules } = await import('~/domain/fees/fee-rules.server');
      const { newId } = await import('~/lib/ids');
      const { actor } = real.payer;
      const today = dateIn('America/New_York', real.now());
      const lines = (await readSchedulable(real)).filter(({ dueOn }) => dueOn > today);
      const [first] = lines.map(({ dueOn }) => dueOn).sort();
      if (first === undefined) return;
      const wanted = addDays(today, inDays);
      const quote = lines.map((line) => ({ ...line, payMinor: (line.dueMinor * permille) / 1_000n || 1n }));
      const { methodId, tender } = real.methods[method];
      const feeMinor = feeOn(await loadFeeRules(actor.vendorId, 'USD'), tender, quoteTotal(quote), 'USD');
      const chargeId = newId();
      const chargeOn = wanted < first ? wanted : first;
      const asked = { chargeId, currency: 'USD', quote, methodId, feeMinor, chargeOn, cause: 'soak' };
      const agreed = await schedulePayment(actor, asked, real.now());
      if (agreed.ok) model.agreed.set(chargeId, quoteTotal(quote) + feeMinor);
    }),
  );

const stop = pickAt.map((at) =>
  command(`stop charge(${at})`, async (_model, real) => {
    const { cancelScheduledCharge } = await import('~/domain/scheduled-charges/cancel-scheduled-charge.server');
    const charge = await pickCharge(real, at);
    if (charge) await cancelScheduledCharge(real.payer.actor, { chargeId: charge.id, cause: 'soak' }, real.now());
  }),
);

const autopayOn = fc
  .record({
    method: methods,
    capMinor: fc.constantFrom(5_000n, 100_000n, 1_000_000n),
    noticeDays: fc.constantFrom(1, 2, 5),
  })
  .map(({ method, capMinor, noticeDays }) =>
    command(`AutoPay(${method}, up to ${capMinor}, ${noticeDays} days before)`, async (_model, real) => {
      const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
      const { methodId } = real.methods[method];
      const terms = { currency: 'USD', methodId, capMinor, noticeDays, cause: 'soak' };
      await setAutopay(real.payer.actor, terms, real.now());
      await real.minute();
    }),
  );

const autopayOff = fc.constant(
  command('AutoPay off', async (_model, real) => {
    const { turnAutopayOff } = await import('~/domain/autopay/end-autopay.server');
    await turnAutopayOff(real.payer.actor, { currency: 'USD', cause: 'soak' }, real.now());
  }),
);

const minute = fc.constant(command('minute', (_model, real) => real.minute()));

const minuteBadly = badly.map((fault) =>
  command(`minute while ${fault.kind} x${fault.count}`, (_model, real) =>
    during(real, { ...fault, route: CREATE }, () => real.minute()),
  ),
);

const twoWorkers = pickAt.map((at) =>
  command(`two workers at one charge(${at})`, async (_model, real) => {
    const { advanceCharge } = await import('~/domain/scheduled-charges/advance-charge.server');
    const charge = await pickCharge(real, at);
    if (!charge) return;
    const go = { chargeId: charge.id, cause: 'soak', now: real.now() };
    await Promise.all([advanceCharge(go), advanceCharge(go), real.minute()]);
  }),
);

const workerKilled = fc.record({ at: pickAt, cut: fc.constantFrom(...CUTS) }).map(({ at, cut }) =>
  command(`the worker of a charge is killed ${cut}(${at})`, async (_model, real) => {
    const charge = await pickCharge(real, at);
    if (charge) await chargeAndBeKilled(real.world, { chargeId: charge.id, now: real.now(), cut });
  }),
);

const days = fc.integer({ min: 1, max: 5 }).map((count) =>
  command(`${count} days pass`, async (model, real) => {
    for (let day = 0; day < count; day++) {
      await pass(real, 24 * 60);
      await expectNothingTwice(model, real);
    }
  }),
);

const bankSays = fc
  .record({
    method: fc.constantFrom('pm_card_visa' as const, 'pm_card_visa_debit' as const),
    says: fc.constantFrom('yes', 'yes', 'insufficient_funds', 'lost_card', 'processing_error'),
  })
  .map(({ method, says }) =>
    command(`the bank of ${method} says ${says}`, async (_model, real) => {
      const { gatewayMethodId } = real.methods[method];
      await real.world.ctl('POST', '/banks', { paymentMethod: gatewayMethodId, says });
    }),
  );

export const chargingCommands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 8, arbitrary: schedule },
  { weight: 3, arbitrary: stop },
  { weight: 4, arbitrary: autopayOn },
  { weight: 2, arbitrary: autopayOff },
  { weight: 5, arbitrary: minute },
  { weight: 4, arbitrary: minuteBadly },
  { weight: 3, arbitrary: twoWorkers },
  { weight: RARE, arbitrary: workerKilled },
  { weight: 7, arbitrary: days },
  { weight: 3, arbitrary: bankSays },
];

/** What can be paid now and stands in no charge, as the page offers it. */
async function readSchedulable({ payer: { actor } }: SoakWorld) {
  const { quotePayment } = await import('~/domain/payments/quote-payment.server');
  const { db } = await import('~/lib/db.server');
  const quoted = await quotePayment(actor, { currency: 'USD', invoiceIds: 'all' });
  if (!quoted.ok) return [];
  const { vendorId, customerId } = actor;
  const standing = await db.scheduledChargeInvoice.findMany({ where: { vendorId, customerId, endedAt: null } });
  const taken = new Set(standing.map(({ invoiceId }) => invoiceId));
  return quoted.quote.lines.filter(({ invoiceId }) => !taken.has(invoiceId));
}

/** One of the charges that are to come or under way. */
async function pickCharge({ payer: { actor } }: SoakWorld, at: number) {
  const { db } = await import('~/lib/db.server');
  const { vendorId, customerId } = actor;
  const where = { vendorId, customerId, endedAt: null };
  const fitting = await db.scheduledCharge.findMany({ where, orderBy: { id: 'asc' } });
  return fitting[at % Math.max(1, fitting.length)] ?? null;
}
