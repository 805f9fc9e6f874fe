import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What refund documents must be. All vendors: the books are examined as a whole. */
export const refundDocumentChecks: Check[] = [
  {
    invariant: 'I24',
    name: 'refunds-have-documents',
    promise: 'every refund that ever succeeded has its document, over its amount, and no other refund has one',
    query: () => sql`
      SELECT coalesce(r.vendor_id, d.vendor_id) AS vendor_id, 'refund' AS subject, coalesce(r.id, d.refund_id)::text AS id,
        coalesce(d.number, r.id::text) AS name,
        CASE WHEN d.id IS NULL THEN 'succeeded, but has no document' WHEN r.id IS NULL THEN 'its document stands for no refund'
          WHEN r.succeeded_at IS NULL THEN 'never succeeded, but has a document' ELSE format('is over %s, its document over %s', r.amount_minor, d.total_minor) END AS what
      FROM refunds r FULL JOIN refund_documents d ON d.refund_id = r.id -- all vendors
      WHERE (r.succeeded_at IS NOT NULL) <> (d.id IS NOT NULL) OR r.id IS NULL OR d.total_minor <> r.amount_minor
        OR (d.vendor_id, d.customer_id, d.currency) <> (r.vendor_id, r.customer_id, r.currency)`,
  },
  {
    invariant: 'I24',
    name: 'refund-numbers-gap-free',
    promise: 'refund document numbers of a vendor’s year run from 1 to the last one given out, without a gap',
    query: () => sql`
      SELECT coalesce(s.vendor_id, n.vendor_id) AS vendor_id, 'refund document series' AS subject, coalesce(s.vendor_id, n.vendor_id)::text AS id,
        coalesce(s.year, n.year)::text AS name,
        format('the last number given out is %s, there are %s documents and the highest is %s', coalesce(s.last, 0), coalesce(n.count, 0),
          coalesce(n.highest, 0)) AS what
      FROM refund_document_series s
      FULL JOIN (SELECT vendor_id, year, count(*) AS count, max(sequence) AS highest FROM refund_documents GROUP BY 1, 2) n USING (vendor_id, year) -- all vendors
      WHERE s.last IS DISTINCT FROM n.count OR s.last IS DISTINCT FROM n.highest`,
  },
  {
    invariant: 'I24',
    name: 'refund-documents-re-add',
    promise:
      'a refund document’s number and figures fit: its parts come to its total, and each invoice gave what its share says',
    query: () => sql`
      SELECT d.vendor_id, 'refund document' AS subject, d.id::text, d.number AS name,
        format('total %s, on invoices %s; %s of its invoices differ from the shares', d.total_minor, s.refunded, s.differing) AS what
      FROM refund_documents d, LATERAL ( -- all vendors
        SELECT coalesce(sum((line ->> 'refundedMinor')::bigint), 0) AS refunded,
          count(*) FILTER (WHERE a.amount_minor IS DISTINCT FROM (line ->> 'refundedMinor')::bigint) AS differing
        FROM jsonb_array_elements(d.snapshot -> 'invoices') AS line
        FULL JOIN (SELECT i.number, a.amount_minor FROM refund_allocations a JOIN invoices i ON i.id = a.invoice_id WHERE a.refund_id = d.refund_id) a
          ON a.number = line ->> 'number'
      ) s
      WHERE s.differing > 0 OR d.snapshot ->> 'number' IS DISTINCT FROM d.number OR d.snapshot ->> 'documentId' IS DISTINCT FROM d.id::text
        OR d.number <> format('RF-%s-%s', d.year, lpad(d.sequence::text, greatest(6, length(d.sequence::text)), '0'))
        OR d.snapshot ->> 'totalMinor' IS DISTINCT FROM d.total_minor::text OR d.snapshot ->> 'currency' IS DISTINCT FROM d.currency::text
        OR d.total_minor <> s.refunded + (d.snapshot ->> 'feeMinor')::bigint + (d.snapshot ->> 'creditMinor')::bigint + (d.snapshot ->> 'beyondMinor')::bigint`,
  },
  {
    invariant: 'I19',
    name: 'one-mail-per-refund-document',
    promise: 'a refund document is mailed once at most',
    query: () => sql`
      SELECT min(m.vendor_id::text)::uuid AS vendor_id, 'refund document' AS subject, m.refund_document_id::text AS id, coalesce(min(d.number), 'missing') AS name,
        format('%s mails carry it', count(*)) AS what
      FROM outgoing_mails m LEFT JOIN refund_documents d ON d.id = m.refund_document_id -- all vendors
      WHERE m.refund_document_id IS NOT NULL AND m.kind = 'refund' GROUP BY m.refund_document_id HAVING count(*) > 1`,
  },
];
