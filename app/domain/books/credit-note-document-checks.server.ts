import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What the documents of credit notes must be. All vendors: the books are examined as a whole. */
export const creditNoteDocumentChecks: Check[] = [
  {
    invariant: 'I24',
    name: 'credit-notes-have-documents',
    promise:
      'every credit note has its document, but for those from before there were any, and each says the number of its note',
    query: () => sql`
      SELECT coalesce(n.vendor_id, d.vendor_id) AS vendor_id, 'credit note' AS subject, coalesce(n.id, d.id)::text AS id, coalesce(n.number, d.number) AS name,
        CASE WHEN n.id IS NULL THEN 'its document stands for no credit note' WHEN d.id IS NULL THEN 'has no document' ELSE format('its document says %s', d.number) END AS what
      FROM credit_notes n FULL JOIN credit_note_documents d ON d.id = n.id -- all vendors
      WHERE n.id IS NULL OR d.number <> n.number OR (d.id IS NULL AND n.issued_at > (SELECT min(f.issued_at) FROM credit_note_documents f))
        OR (d.vendor_id, d.customer_id, d.currency) <> (n.vendor_id, n.customer_id, n.currency)`,
  },
  {
    invariant: 'I24',
    name: 'credit-note-documents-re-add',
    promise:
      'the document of a credit note says what the note comes to: off the invoice and kept as credit, tax included',
    query: () => sql`
      SELECT d.vendor_id, 'credit note' AS subject, d.id::text, d.number AS name,
        format('is over %s of which %s off its invoice; its document says %s, %s and %s kept', n.amount_minor, n.applied_minor, d.snapshot ->> 'totalMinor',
          d.snapshot -> 'invoice' ->> 'loweredMinor', d.snapshot ->> 'keptMinor') AS what
      FROM credit_note_documents d JOIN credit_notes n ON n.id = d.id -- all vendors
      WHERE (d.snapshot ->> 'documentId', d.snapshot ->> 'number', d.snapshot ->> 'currency', d.snapshot ->> 'totalMinor', d.snapshot ->> 'taxMinor', d.snapshot ->> 'keptMinor',
          coalesce(d.snapshot -> 'invoice' ->> 'loweredMinor', '0'))
        IS DISTINCT FROM (n.id::text, n.number, n.currency::text, n.amount_minor::text, n.tax_minor::text, (n.amount_minor - n.applied_minor)::text, n.applied_minor::text)`,
  },
  {
    invariant: 'I19',
    name: 'one-mail-per-credit-note',
    promise: 'a credit note is mailed once at most',
    query: () => sql`
      SELECT min(m.vendor_id::text)::uuid AS vendor_id, 'credit note' AS subject, m.credit_note_id::text AS id, coalesce(min(n.number), 'missing') AS name,
        format('%s mails carry it', count(*)) AS what
      FROM outgoing_mails m LEFT JOIN credit_notes n ON n.id = m.credit_note_id -- all vendors
      WHERE m.credit_note_id IS NOT NULL GROUP BY m.credit_note_id HAVING count(*) > 1`,
  },
];
