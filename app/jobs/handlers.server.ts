import { purgeExpired } from '~/auth/purge-expired.server';
import { forgetImports } from '~/domain/customer-imports/forget-imports.server';
import { sendSignIn } from '~/auth/send-sign-in.server';
import { planAutopay } from '~/domain/autopay/plan-autopay.server';
import { sendAutopayMail } from '~/domain/autopay/send-autopay-mail.server';
import { renderKnownCreditNote } from '~/domain/credits/render-credit-note.server';
import { sendCreditNote } from '~/domain/credits/send-credit-note.server';
import { sendDisputeMails } from '~/domain/invoice-disputes/send-dispute-mails.server';
import { lookAfterBatches } from '~/domain/batch-payments/look-after-batches.server';
import { mailLinksOf } from '~/domain/batch-payments/mail-links.server';
import { sendBatchMail } from '~/domain/batch-payments/send-batch-mail.server';
import { sendMovedMail } from '~/domain/batch-payments/send-moved-mail.server';
import { sendPlannedMail } from '~/domain/batch-payments/send-planned-mail.server';
import { tellCustomers } from '~/domain/batch-payments/tell-customers.server';
import { reconcileReversals } from '~/domain/gateway-disputes/reconcile-reversals.server';
import { tellOfDispute } from '~/domain/gateway-disputes/tell-of-dispute.server';
import { sendMail } from '~/domain/mail/send-mail.server';
import { addUpTallies } from '~/domain/vendor-invoices/tallies.server';
import { sendPaymentLink } from '~/domain/payment-links/mail-payment-link.server';
import { applyGatewayEvent } from '~/domain/payments/apply-gateway-event.server';
import { reconcileDay, reconcileRecent } from '~/domain/payments/reconcile.server';
import { sendDebitMail } from '~/domain/payments/send-debit-mail.server';
import { syncPayment } from '~/domain/payments/sync-payment.server';
import { renderKnownReceipt } from '~/domain/receipts/render-receipt.server';
import { sendReceipt } from '~/domain/receipts/send-receipt.server';
import { advanceCharge } from '~/domain/scheduled-charges/advance-charge.server';
import { lookAfterCharges } from '~/domain/scheduled-charges/look-after-charges.server';
import { sendChargeMail } from '~/domain/scheduled-charges/send-charge-mail.server';
import { reconcileRefunds } from '~/domain/refunds/reconcile-refunds.server';
import { renderKnownRefundDocument } from '~/domain/refunds/render-refund-document.server';
import { sendRefundDocument } from '~/domain/refunds/send-refund-document.server';
import { tellOfFailedRefund } from '~/domain/refunds/tell-of-failed-refund.server';
import type { JobName, Jobs } from '~/lib/queue.server';

type Call = { now: Date; jobId: string };
type Handlers = { [Name in JobName]: (payload: Jobs[Name], call: Call) => Promise<unknown> };

/**
 * Each job is one verb, safe to repeat: a job may run again after a failure, after its worker was killed, and,
 * rarely, twice at once.
 */
export const handlers: Handlers = {
  'sync-payment': ({ paymentId }, { now, jobId }) => syncPayment({ paymentId, cause: `job:${jobId}`, now }),
  'apply-gateway-event': ({ eventId }, { now }) => applyGatewayEvent({ eventId, now }),
  'send-receipt': ({ receiptId }, { now }) => sendReceipt({ receiptId, now }),
  'send-dispute-mails': ({ disputeId, about }, { now }) => sendDisputeMails({ disputeId, about, now }),
  'send-refund-document': ({ refundDocumentId }, { now }) => sendRefundDocument({ refundDocumentId, now }),
  'send-credit-note': ({ creditNoteId }, { now }) => sendCreditNote({ creditNoteId, now }),
  'tell-of-dispute': ({ disputeId }, { now }) => tellOfDispute({ disputeId, now }),
  'tell-of-failed-refund': ({ refundId }, { now }) => tellOfFailedRefund({ refundId, now }),
  'send-mail': ({ mailId }, { now }) =>
    sendMail({
      mailId,
      now,
      renderReceipt: renderKnownReceipt,
      renderRefundDocument: renderKnownRefundDocument,
      renderCreditNote: renderKnownCreditNote,
    }),
  'look-after-charges': (_payload, { now }) => lookAfterCharges({ now }),
  'advance-charge': ({ chargeId }, { now, jobId }) => advanceCharge({ chargeId, cause: `job:${jobId}`, now }),
  'plan-autopay': ({ autopayId }, { now, jobId }) => planAutopay({ autopayId, cause: `job:${jobId}`, now }),
  'send-charge-mail': (payload, { now }) => sendChargeMail({ ...payload, now }),
  'send-autopay-mail': (payload, { now }) => sendAutopayMail({ ...payload, now }),
  'send-debit-mail': (payload, { now }) => sendDebitMail({ ...payload, now }),
  'look-after-batches': (_payload, { now }) => lookAfterBatches({ now }),
  'mail-batch-links': ({ batchId }, { now }) => mailLinksOf({ batchId, now }),
  'tell-customers': (payload) => tellCustomers(payload),
  'send-planned-mail': (payload, { now }) => sendPlannedMail({ ...payload, now }),
  'send-moved-mail': (payload, { now }) => sendMovedMail({ ...payload, now }),
  'send-batch-mail': (payload, { now }) => sendBatchMail({ ...payload, now }),
  'send-payment-link': (payload, { now }) => sendPaymentLink({ ...payload, now }),
  'send-sign-in': ({ requestId, sealed }, { now }) => sendSignIn({ requestId, sealed, now }),
  'reconcile-recent': (_payload, { now }) => reconcileRecent({ now }),
  'reconcile-day': (_payload, { now }) => reconcileDay({ now }),
  'reconcile-refunds': (_payload, { now }) => reconcileRefunds({ now }),
  'reconcile-reversals': (_payload, { now }) => reconcileReversals({ now }),
  'add-up-tallies': () => addUpTallies(),
  'purge-expired': async (_payload, { now }) => {
    await purgeExpired({ now });
    await forgetImports({ now });
  },
};
