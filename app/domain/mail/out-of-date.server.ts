import { addresseeRemoved } from '~/domain/customers/address-on-file.server';
import { sql, transaction, type Tx } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';

/** SQL: the mail `m` says of something that it is charged on a day on which it is not, by now. */
export const tellsWrongDay = sql`
  EXISTS (SELECT FROM jsonb_each_text(coalesce(m.tells, '{}')) d
    WHERE NOT EXISTS (
      SELECT FROM batch_items t JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
      WHERE t.vendor_id = m.vendor_id AND t.invoice_id = d.key::uuid AND t.outcome = 'waiting' AND c.state = 'planned' AND c.run_on = d.value::date)
    AND NOT EXISTS (
      SELECT FROM scheduled_charges s
      WHERE s.vendor_id = m.vendor_id AND s.id = d.key::uuid AND s.state IN ('scheduled', 'retrying') AND s.next_on = d.value::date))`;

/** These say nothing but that. */
const ONLY_A_DAY = ['charge-scheduled', 'charge-moved'];

/**
 * Gives up a mail that waited to be sent until the day that it tells was no longer so, or whom it is for was no contact any
 * more. Whatever moved or ended the charge is told by a mail of its own; an announcement of several is written anew, as they
 * stand by now. Answers whether that was done.
 */
export async function giveUpOutOfDate(mailId: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [given] = await tx.$queryRaw<{ dedupeKey: string }[]>`
      UPDATE outgoing_mails m SET state = 'failed', last_error = 'what it tells is no longer so', dedupe_key = m.dedupe_key || ':out-of-date:' || m.id
      FROM outgoing_mails was -- all vendors: the mail that was just claimed
      WHERE m.id = ${mailId}::uuid AND was.id = m.id AND m.state = 'queued' AND m.kind = ANY(${ONLY_A_DAY}::text[]) AND m.tells IS NOT NULL
        AND (${tellsWrongDay} OR ${addresseeRemoved})
      RETURNING was.dedupe_key AS "dedupeKey"`;
    if (given) await announceAnew(tx, given.dedupeKey);
    return given !== undefined;
  });
}

/** By the key that the announcement had: `batch-charges:planned:batch:customer`, or `charge:scheduled:charge:mark`. */
async function announceAnew(tx: Tx, dedupeKey: string): Promise<void> {
  const [of, about, id = '', more = ''] = dedupeKey.split(':');
  if (of === 'batch-charges' && about === 'planned')
    await enqueue(tx, 'send-planned-mail', { batchId: id, customerId: more, about });
  if (of === 'charge' && about === 'scheduled')
    await enqueue(tx, 'send-charge-mail', { chargeId: id, about, mark: more });
}
