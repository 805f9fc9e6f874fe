import { createHash } from 'node:crypto';
import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import { addDays, dateIn, isCalendarDate, type CalendarDate } from '~/lib/dates';
import { db, transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { sumMinor } from '~/lib/money';
import { enqueue } from '~/lib/queue.server';
import { refuse, type Result } from '~/lib/result';
import { MAX_INVOICES_PER_BATCH } from './batch-payment';
import type { ConfirmBatchInput, ConfirmBatchRefusal } from './confirm-batch.types';
import { encodeSeen, readSelected } from './plan-batch.server';
import { DAYS_AHEAD, planCharges, type PlannedCharge, type PlannedItem, type SelectedInvoice } from './plan-charges';

/**
 * Confirms a batch: what staff saw is what will be charged, or nothing happens and they look again. Writes each selected
 * invoice that is issued down once, in a charge or skipped with the reason, mints the id of each charge's payment, and answers at once;
 * workers make the charges, and tell the customers of those to come. The batch's id answers the same again, however often it comes. Whoever calls has asked for a
 * fresh factor where the totals are above the vendor's threshold. A constant number of statements whatever is selected.
 */
export async function confirmBatch(
  actor: StaffActor,
  input: ConfirmBatchInput,
  now: Date,
): Promise<Result<{ batchId: string }, ConfirmBatchRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const requestHash = hashRequest(input);
  const before = await findBatch(actor, input.batchId);
  if (before) return sameAgain(before, requestHash, input.batchId);
  const count = input.invoiceIds.length;
  if (count === 0) return refuse({ kind: 'nothing-selected' });
  if (count > MAX_INVOICES_PER_BATCH) return refuse({ kind: 'too-many', count, limit: MAX_INVOICES_PER_BATCH });
  return transaction(async (tx) => {
    const vendor = await tx.vendor.findUniqueOrThrow({ where: { id: actor.vendorId }, select: { timeZone: true } });
    const today = dateIn(vendor.timeZone, now);
    const wrongDate = refuseDate(input, today);
    if (wrongDate) return refuse(wrongDate);
    const later = input.when !== 'now';
    // A due date that is being moved waits, and then finds the charge that follows it; so does who else plans a charge of one of them.
    if (later) {
      await lockInvoices(tx, actor, input.invoiceIds);
      // The same page, pressed twice at once, has planned them itself.
      const meanwhile = await findBatch(actor, input.batchId, tx);
      if (meanwhile) return sameAgain(meanwhile, requestHash, input.batchId);
    }
    const selected = await readSelected(tx, actor.vendorId, input.invoiceIds, { later });
    if (selected.length < new Set(input.invoiceIds).size) return refuse({ kind: 'gone' });
    // A draft is still being written, and may be discarded or priced anew: nothing of it is written down.
    const invoices = selected.filter(({ skip }) => skip !== 'draft');
    const planned = planCharges(invoices, input, { today, maxItems: MAX_INVOICES_PER_PAYMENT });
    if (planned.charges.length === 0) return refuse({ kind: 'nothing-to-charge' });
    if (encodeSeen(totalsOf(planned.charges)) !== input.seen) return refuse({ kind: 'changed' });
    // What was shown with a day to come is not charged today because its due date was moved meanwhile.
    const due = invoices.filter(({ skip, dueOn }) => skip === null && dueOn <= today).length;
    if (input.when === 'due-dates' && (input.atOnce ?? due) !== due) return refuse({ kind: 'changed' });
    const made = await insertBatch(
      tx,
      actor,
      { input, requestHash, invoices, begins: beginsNow(planned.charges) },
      now,
    );
    // Confirmed in another tab at this very moment.
    if (!made) return sameAgain(await findBatch(actor, input.batchId), requestHash, input.batchId);
    await insertCharges(tx, actor, { batchId: input.batchId, ...planned }, now);
    // Those that are charged at once are told by their receipt.
    if (planned.charges.some(({ runOn }) => runOn !== null))
      await enqueue(tx, 'tell-customers', { batchId: input.batchId, about: 'planned' });
    await record(tx, {
      vendorId: actor.vendorId,
      actor,
      cause: input.cause,
      action: 'batch_payment.confirmed',
      subject: 'batch_payment',
      subjectId: input.batchId,
      data: {
        invoices: invoices.length,
        charges: planned.charges.length,
        skipped: planned.skipped.length,
        totals: input.seen,
        chargePer: input.chargePer,
        when: input.when,
        ...(input.runOn && { runOn: input.runOn }),
        ...(input.retryOf && { retryOf: input.retryOf }),
      },
    });
    return { ok: true, batchId: input.batchId };
  });
}

async function lockInvoices(tx: Tx, { vendorId }: StaffActor, invoiceIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ANY(${[...invoiceIds]}::uuid[]) ORDER BY i.id FOR NO KEY UPDATE`;
}

type Found = { requestHash: Uint8Array } | null;

async function findBatch({ vendorId }: StaffActor, batchId: string, tx: Pick<Tx, 'batchPayment'> = db): Promise<Found> {
  return tx.batchPayment.findFirst({ where: { id: batchId, vendorId }, select: { requestHash: true } });
}

function sameAgain(
  found: Found,
  requestHash: Buffer,
  batchId: string,
): Result<{ batchId: string }, ConfirmBatchRefusal> {
  return found && requestHash.equals(found.requestHash)
    ? { ok: true, batchId }
    : refuse({ kind: 'other-request', batchId });
}

/** What one batch is, whatever order its invoices come in. */
function hashRequest({ invoiceIds, chargePer, when, runOn, seen, retryOf }: ConfirmBatchInput): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([chargePer, when, runOn, seen, retryOf ?? null, [...new Set(invoiceIds)].sort()]))
    .digest();
}

function refuseDate({ when, runOn }: ConfirmBatchInput, today: CalendarDate): ConfirmBatchRefusal | null {
  if (when !== 'date') return null;
  const to = addDays(today, DAYS_AHEAD);
  return runOn !== null && isCalendarDate(runOn) && runOn > today && runOn <= to
    ? null
    : { kind: 'bad-date', from: addDays(today, 1), to };
}

function totalsOf(charges: readonly PlannedCharge[]) {
  const items = charges.flatMap((charge) => charge.items);
  return [...new Set(items.map((item) => item.currency))].map((currency) => {
    const own = items.filter((item) => item.currency === currency);
    return { currency, count: own.length, amountMinor: sumMinor(own.map((item) => item.dueMinor)) };
  });
}

function beginsNow(charges: readonly PlannedCharge[]): boolean {
  return charges.some((charge) => charge.runOn === null);
}

async function insertBatch(
  tx: Tx,
  actor: StaffActor,
  batch: { input: ConfirmBatchInput; requestHash: Buffer; invoices: readonly SelectedInvoice[]; begins: boolean },
  now: Date,
): Promise<boolean> {
  const { input, requestHash, invoices, begins } = batch;
  const customers = new Set(invoices.map((invoice) => invoice.customerId)).size;
  const inserted = await tx.$executeRaw`
    INSERT INTO batch_payments (id, vendor_id, staff_id, charge_per, run_when, run_on, request_hash, retry_of, item_count, customer_count, state, created_at, began_at)
    VALUES (${input.batchId}::uuid, ${actor.vendorId}::uuid, ${actor.staffId}::uuid, ${input.chargePer}, ${input.when}, ${input.when === 'date' ? input.runOn : null}::date,
      ${requestHash}::bytea, ${input.retryOf ?? null}::uuid, ${invoices.length}::int, ${customers}::int, ${begins ? 'processing' : 'scheduled'},
      ${now}::timestamptz, ${begins ? now : null}::timestamptz)
    ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

type Placed = PlannedItem & { paymentId: string | null };

/** Amounts travel as text: the driver has no array of bigint. */
async function insertCharges(
  tx: Tx,
  { vendorId }: StaffActor,
  planned: { batchId: string; charges: readonly PlannedCharge[]; skipped: readonly PlannedItem[] },
  now: Date,
): Promise<void> {
  const { batchId, skipped } = planned;
  const charges = planned.charges.map((charge) => ({ ...charge, paymentId: newId() }));
  await tx.$executeRaw`
    INSERT INTO batch_charges (payment_id, vendor_id, batch_id, customer_id, currency, position, item_count, amount_minor, run_on, state, ready_at)
    SELECT c.id, ${vendorId}::uuid, ${batchId}::uuid, c.customer, c.currency, c.position, c.count, c.amount, c.run_on,
      CASE WHEN c.run_on IS NULL THEN 'ready' ELSE 'planned' END, CASE WHEN c.run_on IS NULL THEN ${now}::timestamptz END
    FROM unnest(
      ${charges.map((charge) => charge.paymentId)}::uuid[],
      ${charges.map((charge) => charge.customerId)}::uuid[],
      ${charges.map((charge) => charge.currency)}::text[],
      ${charges.map((charge) => charge.items.length)}::int[],
      ${charges.map((charge) => charge.amountMinor.toString())}::bigint[],
      ${charges.map((charge) => charge.runOn)}::date[]) WITH ORDINALITY AS c (id, customer, currency, count, amount, run_on, position)`;
  const items: Placed[] = [
    ...charges.flatMap(({ paymentId, items: own }) => own.map((item) => ({ ...item, paymentId }))),
    ...skipped.map((item) => ({ ...item, paymentId: null })),
  ];
  await tx.$executeRaw`
    INSERT INTO batch_items (batch_id, invoice_id, vendor_id, customer_id, currency, position, payment_id, amount_minor, outcome, reason, ended_at)
    SELECT ${batchId}::uuid, t.id, ${vendorId}::uuid, t.customer, t.currency, t.position, t.payment, t.amount,
      CASE WHEN t.payment IS NULL THEN 'skipped' ELSE 'waiting' END, t.reason, CASE WHEN t.payment IS NULL THEN ${now}::timestamptz END
    FROM unnest(
      ${items.map((item) => item.invoiceId)}::uuid[],
      ${items.map((item) => item.customerId)}::uuid[],
      ${items.map((item) => item.currency)}::text[],
      ${items.map((item) => item.position)}::int[],
      ${items.map((item) => item.paymentId)}::uuid[],
      ${items.map((item) => item.dueMinor.toString())}::bigint[],
      ${items.map((item) => item.skip)}::text[]) AS t (id, customer, currency, position, payment, amount, reason)`;
}
