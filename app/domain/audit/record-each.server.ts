import type { Tx } from '~/lib/db.server';
import { actorColumns, type AuditNote } from './record.server';

/** The same note about each of many, in the order given; as `record`, it comes last in its transaction. */
export async function recordEach(
  tx: Tx,
  note: Omit<AuditNote, 'subjectId' | 'data'>,
  subjectIds: readonly string[],
): Promise<void> {
  const { kind, id } = actorColumns(note.actor);
  await tx.$executeRaw`
    INSERT INTO audit_entries (vendor_id, chain, sequence, at, actor_kind, actor_id, action, subject, subject_id, cause, data, prev_hash, hash)
    SELECT ${note.vendorId}::uuid, '', 0, clock_timestamp(), ${kind}, ${id}, ${note.action}, ${note.subject}, s.id, ${note.cause}, '{}', '', ''
    FROM unnest(${subjectIds}::text[]) WITH ORDINALITY AS s (id, place) ORDER BY s.place`;
}
