import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { addresseeRemoved } from '~/domain/customers/address-on-file.server';
import { db, transaction, type Tx } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import type { Limit } from '~/lib/limit';
import { enqueue } from '~/lib/queue.server';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { mayHaveChanged } from './mail-list';
import { tellsWrongDay } from './out-of-date.server';
import { queueOf } from './queue-mail.server';

export type SendAgainRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-such-mail' }
  | { kind: 'on-its-way' }
  | { kind: 'nothing-kept' }
  | { kind: 'out-of-date' }
  | { kind: 'contact-removed' }
  | { kind: 'too-many'; retryAfterSeconds: number };

/** Against flooding somebody's mailbox. */
export const AGAIN_PER_ADDRESS: Limit = { name: 'mail-again', times: 10, perSeconds: 86_400 };

/** What makes a copy unique; the first id in it stays what the mail tells of. */
const AGAIN = ':again:';

/**
 * Sends a mail once more to the same address. One that was given up goes on its way again as it is; of one that was sent a
 * copy is queued, as a mail of its own, since mail programs know the first by its id and may hide a second. `againId` is
 * minted with the page: the same press twice sends one. Refuses what is on its way, what lets somebody in (nothing of it is
 * kept), whoever is no contact of the customer any more, and floods; answers the id of the mail that goes.
 */
export async function sendMailAgain(
  actor: StaffActor,
  { mailId, againId }: { mailId: string; againId: string },
  { cause, now }: { cause: string; now: Date },
): Promise<Result<{ mailId: string }, SendAgainRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  if (!isId(mailId)) return refuse({ kind: 'no-such-mail' });
  const { vendorId } = actor;
  const known = await db.outgoingMail.findFirst({ where: { vendorId, id: mailId }, select: { to: true } });
  if (!known) return refuse({ kind: 'no-such-mail' });
  const allowed = await countAgainst(AGAIN_PER_ADDRESS, `${vendorId} ${known.to.toLowerCase()}`);
  if (!allowed.ok) return refuse(allowed.refusal);
  return transaction(async (tx) => {
    const [mail] = await tx.$queryRaw<Mail[]>`
      SELECT m.state, m.kind, m.secret, m.dedupe_key AS "dedupeKey", ${addresseeRemoved} AS removed, m.tells IS NOT NULL AS telling, ${tellsWrongDay} AS wrong FROM outgoing_mails m
      WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${mailId}::uuid FOR UPDATE`;
    if (!mail) return refuse({ kind: 'no-such-mail' });
    if (mail.secret) return refuse({ kind: 'nothing-kept' });
    if (mail.state === 'queued') return refuse({ kind: 'on-its-way' });
    if (mayHaveChanged(mail)) return refuse({ kind: 'out-of-date' });
    if (mail.removed) return refuse({ kind: 'contact-removed' });
    const dedupeKey = `${mail.dedupeKey.split(AGAIN)[0]}${AGAIN}${againId}`;
    const made = await tx.outgoingMail.findFirst({ where: { vendorId, dedupeKey }, select: { id: true } });
    if (made) return { ok: true, mailId: made.id };
    const goes =
      mail.state === 'failed'
        ? await requeue(tx, { vendorId, mailId })
        : await copy(tx, { vendorId, mailId, dedupeKey, now });
    await enqueue(
      tx,
      'send-mail',
      { mailId: goes },
      { key: `send-mail:${goes}`, queue: queueOf(goes), priority: 'later' },
    );
    const note = { action: 'mail.sent-again', subject: 'mail', subjectId: mailId };
    await record(tx, { vendorId, actor, cause, ...note, ...(goes !== mailId && { data: { copy: goes } }) });
    return { ok: true, mailId: goes };
  });
}

type Mail = {
  state: string;
  kind: string;
  secret: boolean;
  dedupeKey: string;
  removed: boolean;
  telling: boolean;
  wrong: boolean;
};
type Which = { vendorId: string; mailId: string };

async function requeue(tx: Tx, { vendorId, mailId }: Which): Promise<string> {
  await tx.$executeRaw`
    UPDATE outgoing_mails SET state = 'queued', attempts = 0, last_error = NULL
    WHERE vendor_id = ${vendorId}::uuid AND id = ${mailId}::uuid`;
  return mailId;
}

async function copy(
  tx: Tx,
  { vendorId, mailId, dedupeKey, now }: Which & { dedupeKey: string; now: Date },
): Promise<string> {
  const id = newId();
  await tx.$executeRaw`
    INSERT INTO outgoing_mails (id, vendor_id, customer_id, dedupe_key, kind, "to", subject, text, html, secret, receipt_id, refund_document_id, credit_note_id, created_at)
    SELECT ${id}::uuid, m.vendor_id, m.customer_id, ${dedupeKey}, m.kind, m."to", m.subject, m.text, m.html, m.secret, m.receipt_id, m.refund_document_id, m.credit_note_id, ${now}
    FROM outgoing_mails m WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${mailId}::uuid`;
  return id;
}
