import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { enqueue } from '~/lib/queue.server';
import { refuse, type Result } from '~/lib/result';
import { queueOf } from './queue-mail.server';

export type SendAgainRefusal = { kind: 'no-such-mail' } | { kind: 'not-failed' } | { kind: 'nothing-kept' };

/**
 * Puts a mail that was given up on its way again, to the same address. Refuses one that is on its way or sent, so that
 * pressing twice sends one, and one whose words let somebody in: nothing of it is kept.
 */
export async function sendMailAgain(
  actor: StaffActor,
  mailId: string,
  { cause }: { cause: string },
): Promise<Result<object, SendAgainRefusal>> {
  if (!isId(mailId)) return refuse({ kind: 'no-such-mail' });
  return transaction(async (tx) => {
    const [mail] = await tx.$queryRaw<{ state: string; secret: boolean }[]>`
      SELECT m.state, m.secret FROM outgoing_mails m
      WHERE m.vendor_id = ${actor.vendorId}::uuid AND m.id = ${mailId}::uuid FOR UPDATE`;
    if (!mail) return refuse({ kind: 'no-such-mail' });
    if (mail.secret) return refuse({ kind: 'nothing-kept' });
    if (mail.state !== 'failed') return refuse({ kind: 'not-failed' });
    await tx.$executeRaw`
      UPDATE outgoing_mails SET state = 'queued', attempts = 0, last_error = NULL
      WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${mailId}::uuid`;
    await enqueue(
      tx,
      'send-mail',
      { mailId },
      { key: `send-mail:${mailId}`, queue: queueOf(mailId), priority: 'later' },
    );
    await record(tx, {
      vendorId: actor.vendorId,
      actor,
      action: 'mail.sent-again',
      subject: 'mail',
      subjectId: mailId,
      cause,
    });
    return { ok: true };
  });
}
