import { canonicalJson, storedVendor, versionFor } from '~/domain/receipts/snapshot';
import { signingKey, signText, type StoredKey } from '~/domain/receipts/signing-key.server';
import { dateIn } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import { enqueue } from '~/lib/queue.server';
import { checkRefundAddsUp, refundNumber, type RefundedInvoice, type RefundSnapshot } from './refund-snapshot';

type Facts = Pick<
  RefundSnapshot,
  | 'vendor'
  | 'payer'
  | 'currency'
  | 'receiptNumber'
  | 'gatewayReference'
  | 'reason'
  | 'feeMinor'
  | 'creditMinor'
  | 'beyondMinor'
  | 'totalMinor'
> & {
  customerId: string;
  channel: 'gateway' | 'outside';
  methodBrand: string | null;
  methodLast4: string | null;
  invoices: RefundedInvoice[];
  keys: StoredKey[];
};

/**
 * Issues the document of a refund that has just succeeded: gap-free number of its own series, frozen and signed
 * snapshot, the job that mails it. Runs in the transaction in which the refund succeeds, which happens once, and the
 * unique refund_id holds besides; the number is given back if that transaction fails. The series' row stays locked
 * until the caller commits, so call it late.
 */
export async function issueRefundDocument(
  tx: Tx,
  { refundId, vendorId, now }: { refundId: string; vendorId: string; now: Date },
): Promise<void> {
  const facts = await readFacts(tx, refundId, vendorId);
  const key = await signingKey(tx, facts.keys);
  const year = Number.parseInt(dateIn(facts.vendor.timeZone, now).slice(0, 4), 10);
  const sequence = await takeNumber(tx, vendorId, year);
  const snapshot = freeze(facts, { documentId: newId(), number: refundNumber(year, sequence), now });
  const wrong = checkRefundAddsUp(snapshot);
  invariant(wrong === null, `the document of refund ${refundId} adds up: ${wrong}`);

  const canonical = canonicalJson({ ...snapshot, vendor: storedVendor(snapshot) });
  await tx.$executeRaw`
    INSERT INTO refund_documents (id, vendor_id, customer_id, refund_id, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
    VALUES (${snapshot.documentId}::uuid, ${vendorId}::uuid, ${facts.customerId}::uuid, ${refundId}::uuid, ${snapshot.currency}, ${year}, ${sequence},
      ${snapshot.number}, ${BigInt(snapshot.totalMinor)}, ${now}::timestamptz, ${canonical}::jsonb, ${signText(canonical, key)}, ${key.id}::uuid)`;
  const refundDocumentId = snapshot.documentId;
  await enqueue(tx, 'send-refund-document', { refundDocumentId }, { key: `send-refund-document:${refundDocumentId}` });
}

/** The next number of the vendor's year; the row's lock makes others wait, so a number is never skipped. */
async function takeNumber(tx: Tx, vendorId: string, year: number): Promise<number> {
  const [series] = await tx.$queryRaw<[{ last: number }]>`
    INSERT INTO refund_document_series (vendor_id, year, last) VALUES (${vendorId}::uuid, ${year}, 1)
    ON CONFLICT (vendor_id, year) DO UPDATE SET last = refund_document_series.last + 1
    RETURNING last`;
  return series.last;
}

/** One statement, one row, one JSON text; amounts are text, for JSON's numbers are floats. */
async function readFacts(tx: Tx, refundId: string, vendorId: string): Promise<Facts> {
  const [row] = await tx.$queryRaw<{ facts: string }[]>`
    SELECT json_build_object(
      'customerId', r.customer_id, 'currency', r.currency, 'channel', r.channel, 'reason', r.reason, 'gatewayReference', r.gateway_refund_id,
      'methodBrand', p.method_brand, 'methodLast4', p.method_last4, 'feeMinor', r.fee_minor::text, 'creditMinor', r.unapplied_minor::text,
      'beyondMinor', r.loss_minor::text, 'totalMinor', r.amount_minor::text,
      'receiptNumber', (SELECT c.number FROM receipts c WHERE c.vendor_id = r.vendor_id AND c.payment_id = r.payment_id),
      'vendor', json_build_object('name', v.name, 'legalName', v.legal_name, 'addressLines', coalesce(v.address_lines, '{}'),
        'taxId', v.tax_id, 'timeZone', v.time_zone, 'brandColor', v.brand_color, 'logoHash', v.logo_hash),
      'payer', json_build_object('name', c.name, 'number', c.number, 'addressLines', coalesce(c.address_lines, '{}'), 'taxId', c.tax_id),
      'keys', (SELECT coalesce(json_agg(json_build_object('id', k.id, 'sealed', encode(k.private_key, 'hex')) ORDER BY k.created_at DESC, k.id DESC), '[]')
        FROM signing_keys k),
      'invoices', (SELECT coalesce(json_agg(json_build_object('number', i.number, 'summary', i.summary, 'totalMinor', i.total_minor::text,
          'refundedMinor', a.amount_minor::text, 'nowOpenMinor', (i.total_minor - i.credited_minor - i.written_off_minor - i.paid_minor)::text)
          ORDER BY i.due_on, i.number), '[]')
        FROM refund_allocations a JOIN invoices i ON i.vendor_id = a.vendor_id AND i.id = a.invoice_id
        WHERE a.vendor_id = r.vendor_id AND a.refund_id = r.id)
    )::text AS facts
    FROM refunds r
    JOIN payments p ON p.vendor_id = r.vendor_id AND p.id = r.payment_id
    JOIN vendors v ON v.id = r.vendor_id
    JOIN customers c ON c.vendor_id = r.vendor_id AND c.id = r.customer_id
    WHERE r.vendor_id = ${vendorId}::uuid AND r.id = ${refundId}::uuid`;
  invariant(row, `refund ${refundId} exists`);
  return JSON.parse(row.facts) as Facts;
}

function freeze(facts: Facts, issue: { documentId: string; number: string; now: Date }): RefundSnapshot {
  const { vendor, payer, currency, receiptNumber, gatewayReference, reason, invoices } = facts;
  const { feeMinor, creditMinor, beyondMinor, totalMinor } = facts;
  const { documentId, number, now } = issue;
  return {
    version: versionFor(facts.vendor.logoHash),
    documentId,
    number,
    issuedAt: now.toISOString(),
    vendor,
    payer,
    refunded: { at: now.toISOString(), on: dateIn(vendor.timeZone, now) },
    method:
      facts.channel === 'outside'
        ? { kind: 'outside', brand: null, last4: null }
        : { kind: 'gateway', brand: facts.methodBrand, last4: facts.methodLast4 },
    receiptNumber,
    gatewayReference,
    reason,
    currency,
    invoices,
    feeMinor,
    creditMinor,
    beyondMinor,
    totalMinor,
  };
}
