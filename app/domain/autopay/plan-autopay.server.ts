import { createHash } from 'node:crypto';
import { standingInBatch } from '~/domain/batch-payments/standing-charges.server';
import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import { payable } from '~/domain/invoices/payable.server';
import { lockCharge } from '~/domain/scheduled-charges/charge-row.server';
import { cancelCharge, tell } from '~/domain/scheduled-charges/move-charge.server';
import { writeCharge } from '~/domain/scheduled-charges/write-charge.server';
import { type CalendarDate } from '~/lib/dates';
import { db, Prisma, transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import { sumMinor } from '~/lib/money';
import { endAutopay, lockAutopay, type AutopayRow } from './end-autopay.server';

/**
 * SQL: the invoice `i` falls due within the notice of the agreement `a` and is to be planned. Not what stands in a charge
 * to come, of a batch too: its payer was told of that one. Nor what a charge of this agreement has had already: that came
 * to something, or its payer was told why not; but what dropped out because it was held or disputed is picked up when it no
 * longer is, and what dropped out because it is due later, then. Nor what the customer stopped, which is what stood in the
 * charge at that moment.
 */
export const fallsDue = (now: Date) => Prisma.sql`
  i.vendor_id = a.vendor_id AND i.customer_id = a.customer_id AND i.currency = a.currency AND ${payable}
  AND i.due_on <= (${now}::timestamptz AT TIME ZONE v.time_zone)::date + a.notice_days + 1
  AND NOT EXISTS (
    SELECT FROM scheduled_charge_invoices l JOIN scheduled_charges c ON c.vendor_id = l.vendor_id AND c.id = l.charge_id
    WHERE l.vendor_id = i.vendor_id AND l.invoice_id = i.id AND (l.ended_at IS NULL
      OR (c.autopay_id = a.id AND l.drop_reason IS DISTINCT FROM 'in-flight' AND l.drop_reason IS DISTINCT FROM 'disputed'
        AND l.drop_reason IS DISTINCT FROM 'due-later')
      OR (c.kind = 'autopay' AND c.reason = 'customer' AND l.drop_reason IS NULL)))
  AND NOT EXISTS (${standingInBatch})`;

/**
 * Plans the charges of an agreement: of what falls due within its notice, one charge for each date, on the due date or
 * once the notice has lasted its whole days, whichever is later. Each is told beforehand, with the way to stop it. What comes to more than
 * the cap is not charged, and that is told. Running it twice, or twice at once, plans nothing twice.
 */
export async function planAutopay(input: { autopayId: string; cause: string; now: Date }): Promise<number> {
  // all vendors: the id comes from a job.
  const asked = await db.autopay.findUnique({ where: { id: input.autopayId } });
  if (!asked || asked.endedAt) return 0;
  return transaction(async (tx) => {
    const autopay = await lockAutopay(tx, asked, asked.currency);
    if (autopay?.id !== asked.id) return 0;
    const because = { actor: { kind: 'system', name: 'autopay' } as const, cause: input.cause, now: input.now };
    if (autopay.methodGone) {
      await endAutopay(tx, autopay, 'method-removed', because);
      return 0;
    }
    const falling = await lockFalling(tx, autopay, input.now);
    const dates = [...new Set(falling.map((line) => line.chargeOn))].sort();
    for (const chargeOn of dates) {
      const lines = falling.filter((line) => line.chargeOn === chargeOn);
      await plan(tx, autopay, { chargeOn, lines }, because);
    }
    return dates.length;
  });
}

type Falling = { invoiceId: string; amountMinor: bigint; chargeOn: CalendarDate };

/** Locked in id order, as everybody does; as many as one payment takes, the rest next time. */
async function lockFalling(tx: Tx, { id, vendorId }: AutopayRow, now: Date): Promise<Falling[]> {
  const falling = (of: Prisma.Sql) => Prisma.sql`
    FROM autopays a JOIN vendors v ON v.id = a.vendor_id JOIN invoices i ON ${fallsDue(now)}
    WHERE a.vendor_id = ${vendorId}::uuid AND a.id = ${id}::uuid AND ${of}`;
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id ${falling(Prisma.sql`true`)} ORDER BY i.due_on, i.id LIMIT ${MAX_INVOICES_PER_PAYMENT}::int`;
  const ids = found.map((invoice) => invoice.id);
  await tx.$queryRaw`
    SELECT i.id FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ANY (${ids}::uuid[]) ORDER BY i.id FOR NO KEY UPDATE`;
  // Asked again: whoever held them meanwhile may have paid them, or planned their charge in a batch.
  return tx.$queryRaw<Falling[]>`
    SELECT i.id AS "invoiceId", i.due_minor AS "amountMinor",
      greatest(i.due_on, (${now}::timestamptz AT TIME ZONE v.time_zone)::date + a.notice_days + 1)::text AS "chargeOn"
    ${falling(Prisma.sql`i.id = ANY (${ids}::uuid[])`)} ORDER BY i.id`;
}

type Plan = { chargeOn: CalendarDate; lines: Falling[] };
type Because = Parameters<typeof writeCharge>[2];

async function plan(tx: Tx, autopay: AutopayRow, { chargeOn, lines }: Plan, because: Because): Promise<void> {
  const id = newId();
  const { vendorId, customerId, currency, contactId, methodId } = autopay;
  const requestHash = createHash('sha256').update(id).digest();
  const charge = {
    id,
    vendorId,
    customerId,
    currency,
    contactId,
    methodId,
    autopayId: autopay.id,
    chargeOn,
    requestHash,
    lines,
    // Nobody is shown a fee before each charge, so none is passed on.
    agreedFeeMinor: 0n,
  };
  await writeCharge(tx, charge, because);
  if (sumMinor(lines.map((line) => line.amountMinor)) <= autopay.capMinor) return tell(tx, charge, 'scheduled', '1');
  const written = await lockCharge(tx, id);
  invariant(written, `charge ${id} was just written`);
  await cancelCharge(tx, written, 'above-cap', because);
}
