import type { Actor } from '~/auth/actor';
import type { Tx } from '~/lib/db.server';

export type AuditNote = {
  /** Null for what belongs to no vendor (signing in). */
  vendorId: string | null;
  actor: Actor;
  /** noun.verb-past, as in payment.started. */
  action: string;
  subject: string;
  subjectId: string;
  /** The request, gateway event, job or command that led to it. */
  cause: string;
  /** What changed. bigint amounts go in as strings. */
  data?: Record<string, unknown>;
};

/**
 * Appends to the vendor's audit chain in the caller's transaction, several notes in the order given, in one statement. The
 * database numbers and chains the rows and holds the chain's end until commit, so call it last: payers of one vendor wait
 * here for each other.
 */
export async function record(tx: Tx, ...notes: readonly AuditNote[]): Promise<void> {
  const actors = notes.map(({ actor }) => actorColumns(actor));
  await tx.$executeRaw`
    INSERT INTO audit_entries (vendor_id, chain, sequence, at, actor_kind, actor_id, action, subject, subject_id, cause, data, prev_hash, hash)
    SELECT n.vendor_id, '', 0, clock_timestamp(), n.actor_kind, n.actor_id, n.action, n.subject, n.subject_id, n.cause, n.data::jsonb, '', ''
    FROM unnest(${notes.map(({ vendorId }) => vendorId)}::uuid[], ${actors.map(({ kind }) => kind)}::text[], ${actors.map(({ id }) => id)}::text[],
      ${notes.map(({ action }) => action)}::text[], ${notes.map(({ subject }) => subject)}::text[], ${notes.map(({ subjectId }) => subjectId)}::text[],
      ${notes.map(({ cause }) => cause)}::text[], ${notes.map(({ data }) => asJson(data))}::text[]
    ) WITH ORDINALITY AS n (vendor_id, actor_kind, actor_id, action, subject, subject_id, cause, data, place) ORDER BY n.place`;
}

function asJson(data: AuditNote['data'] = {}): string {
  return JSON.stringify(data, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

function actorColumns(actor: Actor): { kind: Actor['kind']; id: string } {
  return { kind: kindOf(actor), id: idOf(actor) };
}

/** Staff who look through a customer's eyes are staff all the same. */
function kindOf(actor: Actor): Actor['kind'] {
  return actor.kind === 'contact' && actor.staffId !== undefined ? 'staff' : actor.kind;
}

function idOf(actor: Actor): string {
  if (actor.kind === 'system') return actor.name;
  if (actor.kind === 'staff') return actor.staffId;
  if (actor.kind === 'link') return actor.linkId;
  return actor.kind === 'person' ? actor.personId : (actor.staffId ?? actor.contactId);
}
