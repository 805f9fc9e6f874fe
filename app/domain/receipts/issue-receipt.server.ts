import { dateIn } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import { enqueue } from '~/lib/queue.server';
import { receiptNumber } from './receipt-number';
import { readSettlement, type Settlement } from './settlement.server';
import { signingKey, signText } from './signing-key.server';
import { canonicalJson, checkSnapshotAddsUp, packSnapshot, type ReceiptSnapshot } from './snapshot';

/**
 * Issues the receipt of a settled payment: gap-free number, frozen and signed snapshot, the job that mails
 * it. Runs in the settlement's transaction, after the payment and its invoices are brought up to date, so a
 * receipt exists exactly if the payment settled (I6), and its number is given back if that transaction
 * fails. Safe to repeat: the payment's one receipt is returned, and the unique payment_id holds where two
 * would race (I19). Four statements whatever the number of invoices; the series' row stays locked until the
 * caller commits, so call it late.
 */
export async function issueReceipt(
  tx: Tx,
  { paymentId, vendorId, now }: { paymentId: string; vendorId: string; now: Date },
): Promise<{ id: string; number: string }> {
  const settlement = await readSettlement(tx, { paymentId, vendorId });
  invariant(settlement, 'the payment to issue a receipt for exists');
  if (settlement.receipt) return settlement.receipt;
  invariant(settlement.state === 'succeeded', 'only a settled payment has a receipt');
  const signing = await signingKey(tx, settlement.keys);

  const year = Number.parseInt(dateIn(settlement.vendor.timeZone, now).slice(0, 4), 10);
  const sequence = await takeNumber(tx, vendorId, year);
  const snapshot = freeze(settlement, { receiptId: newId(), number: receiptNumber(year, sequence), now });
  const wrong = checkSnapshotAddsUp(snapshot);
  invariant(wrong === null, `the receipt of payment ${paymentId} adds up: ${wrong}`);

  const canonical = canonicalJson(packSnapshot(snapshot));
  await tx.$executeRaw`
    INSERT INTO receipts (id, vendor_id, customer_id, payment_id, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
    VALUES (${snapshot.receiptId}::uuid, ${vendorId}::uuid, ${settlement.customerId}::uuid, ${paymentId}::uuid, ${snapshot.currency},
            ${year}, ${sequence}, ${snapshot.number}, ${BigInt(snapshot.totalMinor)}, ${now}, ${canonical}::jsonb,
            ${signText(canonical, signing)}, ${signing.id}::uuid)`;
  // Thousands at once wait for each other, so that charges and whoever pays go first.
  const queue = settlement.channel === 'batch' ? { queue: 'batch-receipts' } : {};
  const key = `send-receipt:${snapshot.receiptId}`;
  await enqueue(tx, 'send-receipt', { receiptId: snapshot.receiptId }, { key, ...queue });
  return { id: snapshot.receiptId, number: snapshot.number };
}

/** The next number of the vendor's year. The row's lock makes others wait until this transaction has ended, so a number is never skipped. */
async function takeNumber(tx: Tx, vendorId: string, year: number): Promise<number> {
  const [series] = await tx.$queryRaw<[{ last: number }]>`
    INSERT INTO receipt_series (vendor_id, year, last) VALUES (${vendorId}::uuid, ${year}, 1)
    ON CONFLICT (vendor_id, year) DO UPDATE SET last = receipt_series.last + 1
    RETURNING last`;
  return series.last;
}

function freeze(settlement: Settlement, issue: { receiptId: string; number: string; now: Date }): ReceiptSnapshot {
  const paidAt = new Date(settlement.settledAt);
  return {
    version: 2,
    receiptId: issue.receiptId,
    number: issue.number,
    issuedAt: issue.now.toISOString(),
    vendor: settlement.vendor,
    payer: settlement.payer,
    paid: { at: paidAt.toISOString(), on: dateIn(settlement.vendor.timeZone, paidAt) },
    method: methodOf(settlement),
    gatewayReference: settlement.gatewayReference,
    currency: settlement.currency,
    invoices: settlement.invoices,
    feeMinor: settlement.feeMinor,
    creditUsedMinor: settlement.creditUsedMinor,
    unappliedMinor: settlement.unappliedMinor,
    totalMinor: settlement.amountMinor,
  };
}

function methodOf({ channel, amountMinor, methodBrand, methodLast4 }: Settlement): ReceiptSnapshot['method'] {
  if (channel === 'outside') return { kind: 'outside', brand: null, last4: null };
  if (BigInt(amountMinor) === 0n) return { kind: 'credit', brand: null, last4: null };
  return { kind: 'gateway', brand: methodBrand, last4: methodLast4 };
}
