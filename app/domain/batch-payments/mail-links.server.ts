import { BANK_ASKED, queueLinkMails } from '~/domain/payment-links/mail-payment-link.server';
import { makePaymentLink } from '~/domain/payment-links/make-payment-links.server';
import { stillPayable } from '~/domain/payment-links/still-payable.server';
import { db, transaction } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import { AUTHENTICATION_CODES } from './batch-words';

type Failed = { paymentId: string; vendorId: string; customerId: string; invoiceIds: string[] };

/**
 * Mails a payment link to each customer whose bank wants them to confirm a charge of this batch: for those invoices of that
 * charge that are still to be paid, so that they can pay them with their bank. Safe to repeat: a charge has one link, under its own id.
 */
export async function mailLinksOf({ batchId, now }: { batchId: string; now: Date }): Promise<void> {
  // all vendors: the id comes from a job that was queued with the batch's own change.
  const failed = await db.$queryRaw<Failed[]>`
    SELECT t.payment_id AS "paymentId", t.vendor_id AS "vendorId", t.customer_id AS "customerId", array_agg(t.invoice_id::text ORDER BY t.position) AS "invoiceIds"
    FROM batch_items t -- all vendors: as above
    WHERE t.batch_id = ${batchId}::uuid AND t.outcome = 'failed' AND t.reason = ANY(${[...AUTHENTICATION_CODES]}::text[])
      AND NOT EXISTS (SELECT FROM payment_links l WHERE l.vendor_id = t.vendor_id AND l.id = t.payment_id)
    GROUP BY t.payment_id, t.vendor_id, t.customer_id`;
  for (const { paymentId, vendorId, customerId, invoiceIds } of failed) {
    const covers = await stillPayable({ vendorId, customerId }, invoiceIds);
    if (covers.length === 0) continue;
    await transaction(async (tx) => {
      const made = await makePaymentLink(tx, {
        vendorId,
        link: { linkId: paymentId, customerId, covers },
        lastDay: null,
        actor: { kind: 'system', name: 'batch payments' },
        cause: `batch:${batchId}`,
        now,
      });
      if (made.ok) await queueLinkMails(tx, { linkIds: [paymentId], mark: BANK_ASKED });
      else
        log.warn({ paymentId, why: made.refusal.kind }, 'no payment link for a charge that its bank wants confirmed');
    });
  }
}
