import { queueMail } from '~/domain/mail/queue-mail.server';
import { batchDoneEmail } from '~/emails/batch-payment';
import { getConfig } from '~/lib/config.server';
import { formatInstant } from '~/lib/dates';
import { transaction } from '~/lib/db.server';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';
import { amountsOf, countOf, type ItemOutcome } from './batch-payment';
import { findBatch } from './load-batch.server';

/** Tells whoever confirmed a batch that all is charged, or that banks have decided the rest too. Each once, however often it is called. */
export async function sendBatchMail({ batchId, about, now }: Jobs['send-batch-mail'] & { now: Date }): Promise<void> {
  const batch = await findBatch(batchId);
  if (!batch || (about === 'charged' && batch.endedAt !== null)) return;
  const { vendorId, vendorName, timeZone, staffEmail } = batch;
  const line = (outcome: ItemOutcome) => ({
    count: countOf(batch, outcome),
    amounts: amountsOf(batch, outcome).map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)),
  });
  const failed = line('failed');
  const page = paths.vendor.batchPayment(batchId);
  const mail = await batchDoneEmail({
    vendorName,
    name: batch.staffName,
    confirmedAt: formatInstant(batch.createdAt, timeZone),
    cancelled: batch.cancelledAt !== null,
    itemCount: batch.itemCount,
    succeeded: line('succeeded'),
    atBank: line('at-bank'),
    failed,
    skipped: line('skipped'),
    url: new URL(failed.count > 0 ? `${page}?tab=failed` : page, getConfig().APP_URL).href,
  });
  await transaction((tx) =>
    queueMail(tx, {
      ...mail,
      dedupeKey: `batch:${about}:${batchId}`,
      kind: 'batch-payment',
      vendorId,
      customerId: null,
      to: staffEmail,
      now,
    }),
  );
}
