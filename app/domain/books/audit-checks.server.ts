import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** The audit log proves itself: each entry carries the hash of the one before. All vendors and the house. */
export const auditChecks: Check[] = [
  {
    invariant: 'I21',
    name: 'audit-chain',
    promise: 'every audit entry has its own hash and that of the one before it, numbered without a gap',
    query: () => sql`
      SELECT vendor_id, 'audit entry' AS subject, chain || '/' || sequence AS id, action AS name,
        CASE WHEN NOT own THEN 'was changed after it was written' WHEN NOT numbered THEN 'an entry before it is missing'
          ELSE 'does not follow from the one before it' END AS what
      FROM (
        SELECT *, sequence = coalesce(lag(sequence) OVER chained, 0) + 1 AS numbered, prev_hash = coalesce(lag(hash) OVER chained, ''::bytea) AS follows
        FROM ( -- hashed before they are put in order, for what is put in order is then small
          SELECT e.vendor_id, e.chain, e.sequence, e.action, e.hash, e.prev_hash, e.hash = audit_hash(e) AS own FROM audit_entries e OFFSET 0 -- all vendors
        ) hashed WINDOW chained AS (PARTITION BY chain ORDER BY sequence)
      ) entry
      WHERE NOT (own AND numbered AND follows)`,
  },
  {
    invariant: 'I21',
    name: 'audit-heads',
    promise: 'each audit chain ends where its head says',
    query: () => sql`
      SELECT NULL::uuid AS vendor_id, 'audit chain' AS subject, coalesce(h.chain, e.chain) AS id, coalesce(h.chain, e.chain) AS name,
        format('the head says entry %s, the last one is %s', coalesce(h.sequence::text, 'none'), coalesce(e.sequence::text, 'none')) AS what
      FROM audit_heads h
      FULL JOIN (
        SELECT e.chain, e.sequence, e.hash FROM (SELECT chain, max(sequence) AS sequence FROM audit_entries GROUP BY chain) last
        JOIN audit_entries e USING (chain, sequence)
      ) e USING (chain)
      WHERE (h.sequence, h.hash) IS DISTINCT FROM (e.sequence, e.hash)`,
  },
];
