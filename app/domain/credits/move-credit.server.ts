import { sql, type Prisma, type Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { sumMinor, type Currency } from '~/lib/money';
import { lotsTotal, takeOldestFirst, type Lot, type LotShare } from './lots';

/** Who moves credit: a payment that uses it, or what takes it away. */
export type Mover = {
  vendorId: string;
  customerId: string;
  currency: Currency;
  by: 'payment' | 'refund' | 'dispute' | 'payout';
  id: string;
};

const COLUMN: Record<Mover['by'], Prisma.Sql> = {
  payment: sql`payment_id`,
  refund: sql`refund_id`,
  dispute: sql`dispute_id`,
  payout: sql`payout_id`,
};

/** Locks every lot of a customer that has something left, in id order, after the invoices: the one order everybody uses. */
export async function lockLotsOf(
  tx: Tx,
  { vendorId, customerId, currency }: { vendorId: string; customerId: string; currency: Currency },
): Promise<Lot[]> {
  return tx.$queryRaw<Lot[]>`
    SELECT c.id, c.remaining_minor AS "remainingMinor", c.created_at AS "createdAt" FROM credits c
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.currency = ${currency} AND c.remaining_minor > 0
    ORDER BY c.id FOR UPDATE`;
}

/** Holds so much of locked lots, oldest first. From the commit on nobody else can take it. */
export async function holdCredit(
  tx: Tx,
  mover: Mover,
  { lots, amountMinor }: { lots: readonly Lot[]; amountMinor: bigint },
  now: Date,
): Promise<void> {
  if (amountMinor === 0n) return;
  invariant(lotsTotal(lots) >= amountMinor, `the credit that ${mover.by} ${mover.id} takes is there`);
  const shares = takeOldestFirst(lots, amountMinor);
  invariant(sumMinor(shares.map((share) => share.amountMinor)) === amountMinor, 'the shares of lots add up');
  await insertHeld(tx, mover, shares, now);
}

async function insertHeld(tx: Tx, mover: Mover, shares: readonly LotShare[], now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO credit_moves (vendor_id, customer_id, currency, kind, ${COLUMN[mover.by]}, at, credit_id, amount_minor)
    SELECT ${mover.vendorId}::uuid, ${mover.customerId}::uuid, ${mover.currency}, 'held', ${mover.id}::uuid, ${now}::timestamptz, n.* FROM unnest(
      ${shares.map((share) => share.creditId)}::uuid[],
      ${shares.map((share) => share.amountMinor.toString())}::bigint[]) AS n`;
}

/** What is held goes on as a whole: freed or gone; or what was gone comes back. Once each; the lots are locked in id order. */
export async function moveCredit(tx: Tx, mover: Mover, to: 'freed' | 'gone' | 'back', now: Date): Promise<void> {
  const from = to === 'back' ? 'gone' : 'held';
  await tx.$executeRaw`
    WITH ${lotsHeldBy(mover, from)}
    INSERT INTO credit_moves (vendor_id, customer_id, currency, kind, ${COLUMN[mover.by]}, at, credit_id, amount_minor)
    SELECT ${mover.vendorId}::uuid, ${mover.customerId}::uuid, ${mover.currency}, ${to}, ${mover.id}::uuid, ${now}::timestamptz, l.id, l.amount_minor FROM lots l`;
}

/** Of what a payment holds so much is used, the oldest lots first; the rest is free again. Nothing used frees it all. */
export async function endHeldCredit(tx: Tx, mover: Mover, usedMinor: bigint, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH ${lotsHeldBy(mover, 'held')}, shared AS (
      SELECT l.id, l.amount_minor,
        least(l.amount_minor, greatest(0, ${usedMinor.toString()}::bigint - (sum(l.amount_minor) OVER (ORDER BY l.created_at, l.id) - l.amount_minor)))::bigint AS used
      FROM lots l
    )
    INSERT INTO credit_moves (vendor_id, customer_id, currency, kind, ${COLUMN[mover.by]}, at, credit_id, amount_minor)
    SELECT ${mover.vendorId}::uuid, ${mover.customerId}::uuid, ${mover.currency}, part.kind, ${mover.id}::uuid, ${now}::timestamptz, s.id, part.amount
    FROM shared s, LATERAL (VALUES ('used', s.used), ('freed', s.amount_minor - s.used)) AS part (kind, amount) WHERE part.amount > 0`;
}

function lotsHeldBy(mover: Mover, kind: 'held' | 'gone'): Prisma.Sql {
  return sql`lots AS MATERIALIZED (
    SELECT c.id, c.created_at, m.amount_minor FROM credit_moves m JOIN credits c ON c.id = m.credit_id AND c.vendor_id = m.vendor_id
    WHERE m.vendor_id = ${mover.vendorId}::uuid AND m.${COLUMN[mover.by]} = ${mover.id}::uuid AND m.kind = ${kind}
    ORDER BY c.id FOR UPDATE OF c)`;
}

/** A payment, refund or dispute as the mover of credit. */
export function moverOf(
  by: Mover['by'],
  { id, vendorId, customerId, currency }: Pick<Mover, 'id' | 'vendorId' | 'customerId' | 'currency'>,
): Mover {
  return { by, id, vendorId, customerId, currency };
}
