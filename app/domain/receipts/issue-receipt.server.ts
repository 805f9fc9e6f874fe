import { dateIn } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import { enqueueEach } from '~/lib/queue.server';
import { receiptNumber } from './receipt-number';
import { readSettlements, type Settlement } from './settlement.server';
import { signingKey, signText } from './signing-key.server';
import { canonicalJson, checkSnapshotAddsUp, packSnapshot, versionFor, type ReceiptSnapshot } from './snapshot';

type Issued = { id: string; number: string };

/**
 * Issues the receipts of settled payments of one vendor: gap-free numbers, frozen and signed snapshots, the jobs that mail
 * them. Runs in the settlement's transaction, after the payments and their invoices are brought up to date, so a receipt
 * exists exactly if its payment settled (I6), and its number is given back if that transaction fails. Safe to repeat: a
 * payment's one receipt is returned, and the unique payment_id holds where two would race (I19). Four statements whatever
 * the number of payments and invoices; the series' row stays locked until the caller commits, so call it late.
 */
export async function issueReceipts(
  tx: Tx,
  { paymentIds, vendorId, now }: { paymentIds: readonly string[]; vendorId: string; now: Date },
): Promise<Issued[]> {
  const settlements = new Map(
    (await readSettlements(tx, { paymentIds, vendorId })).map((each) => [each.paymentId, each] as const),
  );
  const asked = paymentIds.map((paymentId) => settlements.get(paymentId));
  const fresh = asked.filter((settlement): settlement is Settlement => !settlement?.receipt);
  for (const settlement of fresh) {
    invariant(settlement, 'the payment to issue a receipt for exists');
    invariant(settlement.state === 'succeeded', 'only a settled payment has a receipt');
  }
  const issued = new Map(
    fresh.length > 0 ? (await issue(tx, vendorId, fresh, now)).map((each) => [each.paymentId, each] as const) : [],
  );
  return paymentIds.map((paymentId) => settlements.get(paymentId)?.receipt ?? issued.get(paymentId)!);
}

async function issue(tx: Tx, vendorId: string, settlements: readonly Settlement[], now: Date) {
  const signing = await signingKey(tx, settlements[0]!.keys);
  const year = Number.parseInt(dateIn(settlements[0]!.vendor.timeZone, now).slice(0, 4), 10);
  const first = await takeNumbers(tx, vendorId, { year, count: settlements.length });
  const receipts = settlements.map((settlement, at) => {
    const snapshot = freeze(settlement, { receiptId: newId(), number: receiptNumber(year, first + at), now });
    const wrong = checkSnapshotAddsUp(snapshot);
    invariant(wrong === null, `the receipt of payment ${settlement.paymentId} adds up: ${wrong}`);
    const { receiptId: id, number } = snapshot;
    return { id, number, ...settlement, sequence: first + at, canonical: canonicalJson(packSnapshot(snapshot)) };
  });
  const column = <T>(read: (receipt: (typeof receipts)[number]) => T) => receipts.map(read);
  // The snapshots go as one array of JSON: in an array of texts each quotation mark would be written and read twice more.
  await tx.$executeRaw`
    INSERT INTO receipts (id, vendor_id, customer_id, payment_id, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
    SELECT r.id, ${vendorId}::uuid, r.customer_id, r.payment_id, r.currency, ${year}, r.sequence, r.number, r.total, ${now}, r.snapshot, r.signature, ${signing.id}::uuid
    FROM ROWS FROM (
      unnest(${column(({ id }) => id)}::uuid[], ${column(({ customerId }) => customerId)}::uuid[], ${column(({ paymentId }) => paymentId)}::uuid[],
        ${column(({ currency }) => currency)}::text[], ${column(({ sequence }) => sequence)}::int[], ${column(({ number }) => number)}::text[],
        ${column(({ amountMinor }) => amountMinor)}::bigint[], ${column(({ canonical }) => signText(canonical, signing))}::bytea[]),
      jsonb_array_elements(${`[${column(({ canonical }) => canonical).join(',')}]`}::jsonb)
    ) AS r (id, customer_id, payment_id, currency, sequence, number, total, signature, snapshot)`;
  // Of a batch thousands come at once: charges and whoever pays go first.
  const jobs = receipts.map(({ id, channel }) => ({
    payload: { receiptId: id },
    key: `send-receipt:${id}`,
    late: channel === 'batch',
  }));
  await enqueueEach(tx, 'send-receipt', jobs);
  return receipts;
}

/** The next numbers of the vendor's year: the first of so many. The row's lock makes others wait until this transaction has ended, so none is ever skipped. */
async function takeNumbers(
  tx: Tx,
  vendorId: string,
  { year, count }: { year: number; count: number },
): Promise<number> {
  const [series] = await tx.$queryRaw<[{ last: number }]>`
    INSERT INTO receipt_series (vendor_id, year, last) VALUES (${vendorId}::uuid, ${year}, ${count}::int)
    ON CONFLICT (vendor_id, year) DO UPDATE SET last = receipt_series.last + ${count}::int
    RETURNING last`;
  return series.last - count + 1;
}

function freeze(settlement: Settlement, issue: { receiptId: string; number: string; now: Date }): ReceiptSnapshot {
  const paidAt = new Date(settlement.settledAt);
  return {
    version: versionFor(settlement.vendor.logoHash),
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
