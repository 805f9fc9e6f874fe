import { createHash } from 'node:crypto';
import type { ContactActor } from '~/auth/actor';
import { actorOf, contactOf, type StaffPayer } from '~/domain/payments/payer';
import { kindTakes } from '~/domain/payment-methods/method-kind';
import { feeOn } from '~/domain/fees/fee';
import { quoteTotal } from '~/domain/payments/quote';
import { readStart, type Start } from '~/domain/payments/read-start.server';
import { lockAndCompare } from '~/domain/payments/reserve-payment.server';
import { refuseAtSight, refuseTerms } from '~/domain/payments/hold-payments.server';
import { dateIn, isCalendarDate, type CalendarDate } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { chargeDates } from './charge-date';
import { findCharges } from './load-charge.server';
import { tell } from './move-charge.server';
import type { SchedulePaymentInput, SchedulePaymentRefusal } from './schedule-payment.types';
import { writeCharge } from './write-charge.server';

class Undo extends Error {
  constructor(readonly refusal: SchedulePaymentRefusal | null) {
    super(refusal?.kind ?? 'seen');
  }
}

/** Who agrees to a charge beforehand: somebody of the customer, or staff who charge what the customer keeps with them. */
export type Scheduler = ContactActor | StaffPayer;

/**
 * Agrees to pay N invoices of one customer on a date with a saved method. What is agreed is what the payer saw, compared
 * under lock as a payment is; nothing is held, so they can be paid otherwise until then. Refuses a date that is not
 * offered and an invoice that stands in another charge. The same id answers the same again.
 */
export async function schedulePayment(
  actor: Scheduler,
  input: SchedulePaymentInput,
  now: Date,
): Promise<Result<{ chargeId: string }, SchedulePaymentRefusal>> {
  const refusal = refuseAtSight(actor, input);
  if (refusal) return refuse(refusal);
  if (!isCalendarDate(input.chargeOn)) return refuse({ kind: 'no-date' });
  const method = { kind: 'saved' as const, methodId: input.methodId };
  const start = await readStart(actor, { ...input, method, paymentId: input.chargeId }, now);
  // Rules for who is there to choose; staff charge what was told them.
  const notTaken = actor.kind === 'contact' ? refuseTerms(input, start) : null;
  if (notTaken) return refuse(notTaken);
  try {
    await transaction(async (tx) => {
      const requestHash = hashRequest(actor, input);
      if (await wasSeen(tx, actor, input.chargeId, requestHash)) throw new Undo(null);
      if (!start.gatewayMethodId) throw new Undo({ kind: 'method-gone' });
      if (!kindTakes(start.methodKind ?? 'card', input.currency)) throw new Undo({ kind: 'method-not-for-currency' });
      if (actor.kind === 'contact' && !start.methodKinds.includes(start.methodKind ?? 'card'))
        throw new Undo({ kind: 'method-not-taken' });
      const changes = await lockAndCompare(tx, [{ payer: actor, input }]);
      if (changes.length > 0) throw new Undo({ kind: 'changed', changes });
      await checkDate(tx, actor, input, now);
      const { vendorId, customerId } = actor;
      const lines = input.quote.map(({ invoiceId, payMinor }) => ({ invoiceId, amountMinor: payMinor }));
      const charge = {
        ...input,
        id: input.chargeId,
        vendorId,
        customerId,
        contactId: contactOf(actor),
        staffId: actor.kind === 'staff' ? actor.staffId : null,
        autopayId: null,
        requestHash,
        lines,
        agreedFeeMinor: agreedFee(input, start),
      };
      if (!(await writeCharge(tx, charge, { actor: actorOf(actor), cause: input.cause, now })))
        throw new Undo({ kind: 'other-request' });
      await tell(tx, { id: input.chargeId }, 'scheduled', '1');
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    if (error.refusal) return refuse(error.refusal);
  }
  return { ok: true, chargeId: input.chargeId };
}

/** The most that a fee may add: what was shown, or less where the vendor passes on less. */
function agreedFee(input: SchedulePaymentInput, { feeRules, methodKind, methodFunding }: Start): bigint {
  const tender = { kind: methodKind ?? ('card' as const), funding: methodFunding ?? 'unknown' };
  const [shownMinor, feeMinor] = [
    input.feeMinor ?? 0n,
    feeOn(feeRules, tender, quoteTotal(input.quote), input.currency),
  ];
  return shownMinor < feeMinor ? shownMinor : feeMinor;
}

/** Two presses at once wait for each other here, also before either has a row. */
async function wasSeen(tx: Tx, actor: Scheduler, chargeId: string, requestHash: Buffer): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`schedule ${chargeId}`}, 0))`;
  const { vendorId, customerId } = actor;
  const [row] = await tx.$queryRaw<{ requestHash: Uint8Array }[]>`
    SELECT request_hash AS "requestHash" FROM scheduled_charges
    WHERE vendor_id = ${vendorId}::uuid AND customer_id = ${customerId}::uuid AND id = ${chargeId}::uuid`;
  if (row && !requestHash.equals(Buffer.from(row.requestHash))) throw new Undo({ kind: 'other-request' });
  return row !== undefined;
}

type Due = { dueOn: CalendarDate; timeZone: string };

/** The invoices are locked: nobody else can schedule one of them meanwhile, nor a batch plan it, for that locks them too. */
async function checkDate(tx: Tx, actor: Scheduler, input: SchedulePaymentInput, now: Date): Promise<void> {
  const ids = input.quote.map((line) => line.invoiceId);
  const invoices = await tx.$queryRaw<Due[]>`
    SELECT i.due_on::text AS "dueOn", v.time_zone AS "timeZone" FROM invoices i JOIN vendors v ON v.id = i.vendor_id
    WHERE i.vendor_id = ${actor.vendorId}::uuid AND i.id = ANY(${ids}::uuid[])`;
  const taken = (await findCharges(actor, ids, tx)).map(({ number, on }) => ({ number, on }));
  if (taken.length > 0) throw new Undo({ kind: 'already-scheduled', invoices: taken });
  const dueOns = invoices.map((invoice) => invoice.dueOn);
  const dates = chargeDates(dueOns, dateIn(invoices[0]?.timeZone ?? 'UTC', now));
  if (!dates) throw new Undo({ kind: 'due-already' });
  if (input.chargeOn < dates.from || input.chargeOn > dates.to) throw new Undo({ kind: 'date-not-offered', ...dates });
}

function hashRequest(actor: Scheduler, input: SchedulePaymentInput): Buffer {
  const lines = input.quote.map((line) => `${line.invoiceId}:${line.dueMinor}:${line.payMinor}`).sort();
  const asked = [
    actor.customerId,
    input.currency,
    input.methodId,
    input.chargeOn,
    lines,
    ...(input.feeMinor ? [`fee ${input.feeMinor}`] : []),
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}
