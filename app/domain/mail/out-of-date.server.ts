import { toCome } from '~/domain/batch-payments/standing-charges.server';
import { addresseeRemoved, addressOnFile } from '~/domain/customers/address-on-file.server';
import { sql, transaction, type Tx } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';

/** SQL: the mail `m` says of something that it is charged on a day on which it is not, by now. */
export const tellsWrongDay = sql`
  EXISTS (SELECT FROM jsonb_each_text(coalesce(m.tells, '{}')) d
    WHERE NOT EXISTS (
      SELECT FROM batch_items t JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
      WHERE t.vendor_id = m.vendor_id AND t.invoice_id = d.key::uuid AND t.outcome = 'waiting' AND ${toCome} AND c.run_on = d.value::date)
    AND NOT EXISTS (
      SELECT FROM scheduled_charges s
      WHERE s.vendor_id = m.vendor_id AND s.id = d.key::uuid AND s.state IN ('scheduled', 'retrying') AND s.next_on = d.value::date))`;

/** These say nothing but that. */
const ONLY_A_DAY = ['charge-scheduled', 'charge-moved'];

type Waiting = { id: string; vendorId: string | null; customerId: string | null; kind: string; to: string };

/**
 * Where a mail goes that tells on which day something is charged, and may have waited for long: to whoever pays by now, if
 * whom it was for is no contact any more. Null where it does not go: the day is no longer so, or nobody is left. It is given
 * up then. Whatever moved or ended the charge is told by a mail of its own; an announcement is written anew, as things stand.
 */
export async function addressByNow({ id, vendorId, customerId, kind, to }: Waiting): Promise<string | null> {
  if (!vendorId || !customerId || !ONLY_A_DAY.includes(kind)) return to;
  return transaction(async (tx) => {
    const [still] = await tx.$queryRaw<{ wrong: boolean; removed: boolean; dedupeKey: string }[]>`
      SELECT ${tellsWrongDay} AS wrong, ${addresseeRemoved} AS removed, m.dedupe_key AS "dedupeKey" FROM outgoing_mails m
      WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${id}::uuid AND m.state = 'queued' FOR UPDATE`;
    if (!still) return null;
    const byNow = still.removed ? await addressOnFile({ vendorId, customerId }, tx) : to;
    const goes = !still.wrong && byNow !== null;
    await tx.outgoingMail.updateMany({
      where: { vendorId, id },
      data: goes
        ? { to: byNow }
        : {
            state: 'failed',
            lastError: still.wrong ? 'what it tells is no longer so' : 'whom it was for is no contact any more',
            dedupeKey: `${still.dedupeKey}:out-of-date:${id}`,
          },
    });
    if (still.wrong) await announceAnew(tx, still.dedupeKey);
    return goes ? byNow : null;
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
