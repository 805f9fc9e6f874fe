import { createHash } from 'node:crypto';
import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { postEntry } from '~/domain/ledger/post-entries.server';
import type { RequestRefundRefusal } from '~/domain/refunds/request-refund.types';
import { transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import type { Lot } from './lots';
import { holdCredit, moveCredit, moverOf } from './move-credit.server';
import type { RefundCreditInput } from './refund-credit.server';

export type Payout = { id: string; amountMinor: bigint; currency: Currency };
type LockedLot = Lot & { customerId: string; currency: Currency };
type Answer = Result<{ payout: Payout }, RequestRefundRefusal>;

/** Records that credit was handed back outside: by cheque, wire or cash. The same id again is the same payout. */
export async function payOutCredit(actor: VendorActor, input: RefundCreditInput, now: Date): Promise<Answer> {
  return transaction(async (tx) => {
    const lot = await lockLot(tx, input);
    if (!lot) return refuse({ kind: 'no-credit' });
    const { currency } = lot;
    const requestHash = hashRequest(input);
    const seen = await findPayout(tx, input);
    if (seen) return requestHash.equals(seen.requestHash) ? answer(seen) : refuse({ kind: 'other-request' });
    const amountMinor = input.amountMinor ?? lot.remainingMinor;
    if (lot.remainingMinor === 0n) return refuse({ kind: 'no-credit' });
    if (amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
    if (amountMinor > lot.remainingMinor) return refuse({ kind: 'too-much', leftMinor: lot.remainingMinor, currency });
    await writePayout(tx, actor, { input, lot, amountMinor, requestHash }, now);
    return answer({ id: input.refundId, amountMinor, currency });
  });
}

function answer({ id, amountMinor, currency }: Payout): Answer {
  return { ok: true, payout: { id, amountMinor, currency } };
}

async function lockLot(tx: Tx, { vendorId, creditId }: RefundCreditInput): Promise<LockedLot | null> {
  const [lot] = await tx.$queryRaw<LockedLot[]>`
    SELECT c.id, c.customer_id AS "customerId", c.currency, c.remaining_minor AS "remainingMinor", c.created_at AS "createdAt" FROM credits c
    WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${creditId}::uuid FOR UPDATE`;
  return lot ?? null;
}

async function findPayout(
  tx: Tx,
  { vendorId, refundId }: RefundCreditInput,
): Promise<(Payout & { requestHash: Uint8Array }) | null> {
  const [payout] = await tx.$queryRaw<(Payout & { requestHash: Uint8Array })[]>`
    SELECT o.id, o.amount_minor AS "amountMinor", o.currency, o.request_hash AS "requestHash" FROM credit_payouts o
    WHERE o.vendor_id = ${vendorId}::uuid AND o.id = ${refundId}::uuid`;
  return payout ?? null;
}

function hashRequest({ creditId, amountMinor, reason }: RefundCreditInput): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([creditId, amountMinor?.toString() ?? 'all', reason]))
    .digest();
}

type Writing = { input: RefundCreditInput; lot: LockedLot; amountMinor: bigint; requestHash: Buffer };

async function writePayout(tx: Tx, actor: VendorActor, writing: Writing, now: Date): Promise<void> {
  const { input, lot, amountMinor, requestHash } = writing;
  const { refundId: id, vendorId, reason, cause } = input;
  const { customerId, currency } = lot;
  await tx.$executeRaw`
    INSERT INTO credit_payouts (id, vendor_id, customer_id, currency, credit_id, amount_minor, reason, staff_id, request_hash, paid_at)
    VALUES (${id}::uuid, ${vendorId}::uuid, ${customerId}::uuid, ${currency}, ${lot.id}::uuid, ${amountMinor}, ${reason},
      ${actor.kind === 'staff' ? actor.staffId : null}::uuid, ${requestHash}::bytea, ${now}::timestamptz)`;
  const mover = moverOf('payout', { id, vendorId, customerId, currency });
  await holdCredit(tx, mover, { lots: [lot], amountMinor }, now);
  await moveCredit(tx, mover, 'gone', now);
  await postEntry(tx, {
    id: newId(),
    vendorId,
    currency,
    kind: 'credit_paid_out',
    sourceId: id,
    occurredAt: now,
    lines: [
      { account: 'customer_credit', customerId, amountMinor },
      { account: 'outside_clearing', customerId, amountMinor: -amountMinor },
    ],
  });
  await record(tx, {
    vendorId,
    actor,
    cause,
    action: 'credit.paid-out',
    subject: 'credit',
    subjectId: lot.id,
    data: { payout: id, amountMinor, currency, reason },
  });
}
