import { canonicalJson } from '~/domain/receipts/snapshot';
import { signingKey, signText, type StoredKey } from '~/domain/receipts/signing-key.server';
import { dateIn } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { enqueue } from '~/lib/queue.server';
import { checkCreditNoteAddsUp, type CreditNoteSnapshot } from './credit-note-snapshot';

type Facts = Omit<CreditNoteSnapshot, 'version' | 'documentId' | 'issuedAt' | 'issuedOn'> & {
  customerId: string;
  keys: StoredKey[];
};

/**
 * Issues the document of a credit note that has just been written: frozen and signed snapshot under the note's own number
 * and id, and the job that mails it. Runs in the note's transaction, so that neither is without the other.
 */
export async function issueCreditNoteDocument(
  tx: Tx,
  { creditNoteId, vendorId, now }: { creditNoteId: string; vendorId: string; now: Date },
): Promise<void> {
  const { customerId, keys, ...facts } = await readFacts(tx, creditNoteId, vendorId);
  const key = await signingKey(tx, keys);
  const snapshot: CreditNoteSnapshot = {
    version: 1,
    documentId: creditNoteId,
    issuedAt: now.toISOString(),
    issuedOn: dateIn(facts.vendor.timeZone, now),
    ...facts,
  };
  const wrong = checkCreditNoteAddsUp(snapshot);
  invariant(wrong === null, `the document of credit note ${creditNoteId} adds up: ${wrong}`);

  const canonical = canonicalJson(snapshot);
  await tx.$executeRaw`
    INSERT INTO credit_note_documents (id, vendor_id, customer_id, currency, number, issued_at, snapshot, signature, key_id)
    VALUES (${creditNoteId}::uuid, ${vendorId}::uuid, ${customerId}::uuid, ${snapshot.currency}, ${snapshot.number}, ${now}::timestamptz,
      ${canonical}::jsonb, ${signText(canonical, key)}, ${key.id}::uuid)`;
  await enqueue(tx, 'send-credit-note', { creditNoteId }, { key: `send-credit-note:${creditNoteId}` });
}

/** One statement, one row, one JSON text; amounts are text, for JSON's numbers are floats. */
async function readFacts(tx: Tx, creditNoteId: string, vendorId: string): Promise<Facts> {
  const [row] = await tx.$queryRaw<{ facts: string }[]>`
    SELECT json_build_object(
      'customerId', n.customer_id, 'number', n.number, 'currency', n.currency, 'reason', n.reason, 'totalMinor', n.amount_minor::text,
      'taxMinor', n.tax_minor::text, 'keptMinor', (n.amount_minor - n.applied_minor)::text,
      'vendor', json_build_object('name', v.name, 'legalName', v.legal_name, 'addressLines', coalesce(v.address_lines, '{}'),
        'taxId', v.tax_id, 'timeZone', v.time_zone, 'brandColor', v.brand_color, 'logoHash', v.logo_hash),
      'customer', json_build_object('name', c.name, 'number', c.number, 'addressLines', coalesce(c.address_lines, '{}'), 'taxId', c.tax_id),
      'keys', (SELECT coalesce(json_agg(json_build_object('id', k.id, 'sealed', encode(k.private_key, 'hex')) ORDER BY k.created_at DESC, k.id DESC), '[]')
        FROM signing_keys k),
      'invoice', CASE WHEN i.id IS NOT NULL THEN json_build_object('number', i.number, 'summary', i.summary, 'totalMinor', i.total_minor::text,
        'loweredMinor', n.applied_minor::text, 'nowOpenMinor', (i.total_minor - i.credited_minor - i.written_off_minor - i.paid_minor)::text) END
    )::text AS facts
    FROM credit_notes n JOIN vendors v ON v.id = n.vendor_id JOIN customers c ON c.vendor_id = n.vendor_id AND c.id = n.customer_id
    LEFT JOIN invoices i ON i.vendor_id = n.vendor_id AND i.id = n.invoice_id
    WHERE n.vendor_id = ${vendorId}::uuid AND n.id = ${creditNoteId}::uuid`;
  invariant(row, `credit note ${creditNoteId} exists`);
  return JSON.parse(row.facts) as Facts;
}
