import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { isSigned } from './is-signed.server';
import { unpackSnapshot } from './snapshot';
import { decodeVerifyToken } from './verify-token.server';

/** What the public may know of a receipt it holds in its hands: the four things a forger would change. */
export type GenuineReceipt = {
  number: string;
  totalMinor: bigint;
  currency: Currency;
  payee: string;
  paidOn: CalendarDate;
};

/** And the credit it used besides, and what went back of it since, refunds and disputes. */
export type CheckedReceipt = GenuineReceipt & {
  creditUsedMinor: bigint;
  refundedMinor: bigint;
  takenBackMinor: bigint;
};

type Row = {
  number: string;
  totalMinor: bigint;
  snapshot: unknown;
  publicKey: Uint8Array;
  refundedMinor: bigint;
  takenBackMinor: bigint;
};

/**
 * Says whether a receipt was issued here and reads as it did then: the signature in the token must fit the
 * stored snapshot under the public key of its time. Null for everything else: unknown, altered, made up.
 */
export async function checkReceipt(token: string): Promise<CheckedReceipt | null> {
  const claim = decodeVerifyToken(token);
  if (!claim) return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT r.number, r.total_minor AS "totalMinor", r.snapshot, k.public_key AS "publicKey",
      (SELECT coalesce(sum(f.amount_minor), 0)::bigint FROM refunds f
       WHERE f.vendor_id = r.vendor_id AND f.payment_id = r.payment_id AND f.booked_at IS NOT NULL AND f.failed_at IS NULL) AS "refundedMinor",
      (SELECT coalesce(sum(g.amount_minor), 0)::bigint FROM gateway_disputes g
       WHERE g.vendor_id = r.vendor_id AND g.payment_id = r.payment_id AND g.withdrawn_at IS NOT NULL AND g.reinstated_at IS NULL) AS "takenBackMinor"
    FROM receipts r JOIN signing_keys k ON k.id = r.key_id WHERE r.id = ${claim.receiptId}::uuid -- all vendors: who holds the token holds the receipt
  `;
  if (!row || !isSigned(row, claim.signature)) return null;
  const { receiptId, number, totalMinor, creditUsedMinor, currency, vendor, paid } = unpackSnapshot(row.snapshot);
  if (receiptId !== claim.receiptId || number !== row.number || BigInt(totalMinor) !== row.totalMinor) return null;
  const { refundedMinor, takenBackMinor } = row;
  return {
    number,
    totalMinor: row.totalMinor,
    currency,
    creditUsedMinor: BigInt(creditUsedMinor),
    payee: vendor.legalName,
    paidOn: paid.on,
    refundedMinor,
    takenBackMinor,
  };
}
