import fc from 'fast-check';
import type { FeeRule } from '~/domain/fees/fee';
import { addDays } from '~/lib/dates';
import { command, pickAt, type Command } from './soak-commands';
import type { SoakWorld } from './soak-world';

/** What is said of invoices beside paying them: by the vendor, whose books they are, and by a customer who disputes them. */
const amounts = fc.bigInt({ min: 1n, max: 30_000n });

const cheque = fc
  .record({ amountMinor: amounts, rule: fc.constantFrom('oldest', 'largest', 'pro-rata') })
  .map(({ amountMinor, rule }) =>
    command(`cheque(${amountMinor}, ${rule})`, async (model, { payer, staff, now }) => {
      const { recordPayment } = await import('~/domain/payments/record-payment.server');
      const { newId } = await import('~/lib/ids');
      const { vendorId, customerId } = payer.actor;
      const of = { paymentId: newId(), vendorId, customerId, currency: 'USD' };
      const what = { amountMinor, over: { rule }, receivedAt: now(), note: 'cheque', cause: 'soak' };
      if ((await recordPayment(staff, { ...of, ...what }, now())).ok) model.outsideMinor += amountMinor;
    }),
  );

const creditNote = fc.record({ at: fc.option(pickAt), amountMinor: amounts }).map(({ at, amountMinor }) =>
  command(`credit note(${at ?? 'goodwill'}, ${amountMinor})`, async (model, real) => {
    const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
    const { newId } = await import('~/lib/ids');
    const { vendorId, customerId } = real.payer.actor;
    const invoice = at === null ? null : await pickInvoice(real, at);
    if (at !== null && !invoice) return;
    const of = invoice ? { invoiceId: invoice.id } : { customerId, currency: 'USD' };
    const note = { creditNoteId: newId(), vendorId, of, amountMinor, reason: 'Goodwill', cause: 'soak' };
    if ((await issueCreditNote(real.staff, note, real.now())).ok) model.takenBackMinor += amountMinor;
  }),
);

const voided = fc.record({ at: pickAt, inFlight: fc.boolean() }).map(({ at, inFlight }) =>
  command(`void(${at}${inFlight ? ', in flight' : ''})`, async (model, real) => {
    const { voidInvoice } = await import('~/domain/invoices/void-invoice.server');
    const invoice = await pickInvoice(real, at, inFlight ? { inFlightMinor: { gt: 0n } } : {});
    if (!invoice) return;
    const { vendorId } = real.payer.actor;
    const said = { vendorId, invoiceId: invoice.id, reason: 'Billed twice', cause: 'soak' };
    if ((await voidInvoice(real.staff, said, real.now())).ok) model.takenBackMinor += invoice.totalMinor;
  }),
);

const edit = fc.record({ at: pickAt, byDays: fc.constantFrom(-5, -1, 1, 5) }).map(({ at, byDays }) =>
  command(`due date moved(${at}, by ${byDays} days)`, async (_model, real) => {
    const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
    const invoice = await pickInvoice(real, at);
    if (!invoice) return;
    const { id: invoiceId, summary, memo, dueOn } = invoice;
    const moved = { dueOn: addDays(dueOn.toISOString().slice(0, 10), byDays), summary, memo };
    await changeInvoiceDetails(real.staff, { invoiceId, ...moved, cause: 'soak' }, real.now());
  }),
);

const creditBack = fc
  .record({ at: pickAt, amountMinor: fc.option(amounts), outside: fc.boolean() })
  .map(({ at, amountMinor, outside }) =>
    command(`credit back(${at}, ${amountMinor ?? 'all'}${outside ? ', outside' : ''})`, async (model, real) => {
      const { listCredits } = await import('~/domain/credits/list-credits.server');
      const { refundCredit } = await import('~/domain/credits/refund-credit.server');
      const { db } = await import('~/lib/db.server');
      const { newId } = await import('~/lib/ids');
      const { vendorId } = real.payer.actor;
      const lots = await listCredits(real.payer.actor);
      const lot = lots[at % Math.max(1, lots.length)];
      if (!lot) return;
      const asked = { refundId: newId(), vendorId, creditId: lot.id, amountMinor, outside };
      const given = await refundCredit(real.staff, { ...asked, reason: 'Asked for', cause: 'soak' }, real.now());
      if (!given.ok) return;
      const { refunded } = given;
      const came = await db.payment.findFirst({ where: { vendorId, id: lot.paymentId ?? lot.id } });
      if (refunded.kind === 'outside') model.outsideMinor -= refunded.amountMinor;
      else if (came?.channel === 'outside') model.outsideMinor -= refunded.refund.amountMinor;
    }),
  );

const creditUse = fc.constantFrom('always' as const, 'choice' as const, 'never' as const).map((use) =>
  command(`credit use ${use}`, async (_model, { payer }) => {
    const { setCreditUse } = await import('~/domain/vendors/set-credit-use.server');
    await setCreditUse({ vendorId: payer.actor.vendorId, use }, { cause: 'soak' });
  }),
);

const onCards = { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null } as const;
const onDebits = {
  method: 'us_bank_account',
  creditOnly: false,
  flatMinor: 75n,
  basisPoints: 0,
  capMinor: null,
} as const;
const FEES: readonly (readonly FeeRule[])[] = [
  [],
  [onCards],
  [{ ...onCards, basisPoints: 300, capMinor: 400n }, onDebits],
  [
    { ...onCards, creditOnly: false, flatMinor: 30n },
    { ...onDebits, basisPoints: 80, capMinor: 500n },
  ],
];

const fees = fc.nat({ max: FEES.length - 1 }).map((which) =>
  command(`fees no. ${which}`, async (_model, { payer }) => {
    const { setFees } = await import('~/domain/fees/set-fees.server');
    const { vendorId } = payer.actor;
    await setFees({ vendorId, currency: 'USD', rules: FEES[which] ?? [], beyondCardRules: true }, { cause: 'soak' });
  }),
);

/** What nobody owes is refused, which is worth trying now and then. */
const OWED = { dueMinor: { gt: 0n }, issuedAt: { not: null }, voidedAt: null, archivedAt: null, disputedAt: null };
const mostly = (at: number, which: object) => (at % 4 === 0 ? {} : which);

const dispute = fc.record({ at: pickAt, amountMinor: fc.option(amounts) }).map(({ at, amountMinor }) =>
  command(`disputes invoice(${at}, ${amountMinor ?? 'all'})`, async (_model, real) => {
    const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
    const { newId } = await import('~/lib/ids');
    const invoice = await pickInvoice(real, at, mostly(at, OWED));
    if (!invoice) return;
    const said = { id: newId(), invoiceId: invoice.id, message: '', reason: 'wrong-amount' as const, cause: 'soak' };
    await disputeInvoice(real.payer.actor, { ...said, amountMinor }, real.now());
  }),
);

const settleDispute = fc.record({ at: pickAt, by: fc.constantFrom('staff', 'customer') }).map(({ at, by }) =>
  command(`dispute of invoice ended by ${by}(${at})`, async (_model, real) => {
    const { resolveDispute } = await import('~/domain/invoice-disputes/resolve-dispute.server');
    const { withdrawDispute } = await import('~/domain/invoice-disputes/withdraw-dispute.server');
    const held = { OR: [{ disputedAt: { not: null } }, { disputedMinor: { gt: 0n } }] };
    const invoice = await pickInvoice(real, at, held);
    if (!invoice) return;
    const of = { invoiceId: invoice.id, cause: 'soak' };
    const { vendorId } = real.payer.actor;
    if (by === 'staff') await resolveDispute(real.staff, { ...of, vendorId, note: 'Looked at it' }, real.now());
    else await withdrawDispute(real.payer.actor, of, real.now());
  }),
);

export const vendorCommands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 7, arbitrary: cheque },
  { weight: 6, arbitrary: creditNote },
  { weight: 5, arbitrary: voided },
  { weight: 3, arbitrary: edit },
  { weight: 5, arbitrary: creditBack },
  { weight: 3, arbitrary: creditUse },
  { weight: 3, arbitrary: fees },
  { weight: 4, arbitrary: dispute },
  { weight: 4, arbitrary: settleDispute },
];

/** One of the customer's invoices, if there is one of which that is true. */
async function pickInvoice({ payer: { actor } }: SoakWorld, at: number, which: object = {}) {
  const { db } = await import('~/lib/db.server');
  const { vendorId, customerId } = actor;
  const fitting = await db.invoice.findMany({ where: { vendorId, customerId, ...which }, orderBy: { id: 'asc' } });
  return fitting[at % Math.max(1, fitting.length)] ?? null;
}
