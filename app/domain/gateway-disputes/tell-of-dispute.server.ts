import { queueMail } from '~/domain/mail/queue-mail.server';
import { findReader } from '~/domain/customers/find-reader.server';
import { backWords, reversalWords } from '~/domain/refunds/reversal-words';
import { disputeEmail } from '~/emails/dispute';
import { getConfig } from '~/lib/config.server';
import { dateIn, formatDate } from '~/lib/dates';
import { db, transaction } from '~/lib/db.server';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { readDispute, type DisputeRow } from './dispute-row.server';

type Step = 'opened' | 'withdrawn' | 'reinstated';

const CONSEQUENCES: Record<'customer' | 'staff', Record<Exclude<Step, 'opened'>, string>> = {
  customer: {
    withdrawn:
      'The bank took this payment back, so it no longer counts. What it had settled is open again; please pay it another way, or talk to us.',
    reinstated: 'The bank gave this payment back to us, so it counts again.',
  },
  staff: {
    withdrawn:
      'The bank took the money back. The invoices it had settled are open again, and the payment cannot be refunded while the dispute stands. Answer the dispute at the payment gateway.',
    reinstated:
      'The bank gave the money back. The invoices count as paid again; what was paid of them meanwhile is the customer’s credit.',
  },
};
const INQUIRY =
  'The bank asks about this payment. No money has moved. Answer at the payment gateway before the bank decides.';

/**
 * Tells the vendor's staff of a dispute, and the customer where money moved: one mail for each step to each of them,
 * whoever asks how often (their dedupe keys). An inquiry is the staff's matter alone.
 */
export async function tellOfDispute({ disputeId, now }: { disputeId: string; now: Date }): Promise<void> {
  const dispute = await readDispute(db, { ours: disputeId });
  if (!dispute) return;
  const steps: { step: Step; at: Date }[] = [
    ...(dispute.withdrawnAt ? [{ step: 'withdrawn' as const, at: dispute.withdrawnAt }] : []),
    ...(dispute.reinstatedAt ? [{ step: 'reinstated' as const, at: dispute.reinstatedAt }] : []),
  ];
  if (steps.length === 0) steps.push({ step: 'opened', at: now });
  const about = await readAbout(dispute);
  for (const { step, at } of steps) {
    await tell(dispute, { ...about, step, at, to: 'staff', address: about.vendorEmail, now });
    const reader = step === 'opened' ? null : await findReader(dispute);
    if (reader) await tell(dispute, { ...about, step, at, to: 'customer', address: reader, now });
  }
}

type About = { vendorName: string; vendorEmail: string; timeZone: string; customerName: string; settledAt: Date };

async function readAbout({ vendorId, paymentId }: DisputeRow): Promise<About> {
  const [about] = await db.$queryRaw<[About]>`
    SELECT v.name AS "vendorName", v.email AS "vendorEmail", v.time_zone AS "timeZone", c.name AS "customerName", p.settled_at AS "settledAt"
    FROM payments p JOIN vendors v ON v.id = p.vendor_id JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
    WHERE p.vendor_id = ${vendorId}::uuid AND p.id = ${paymentId}::uuid`;
  return about;
}

async function tell(
  dispute: DisputeRow,
  note: About & { step: Step; at: Date; to: 'customer' | 'staff'; address: string; now: Date },
): Promise<void> {
  const { vendorId, customerId, paymentId, reason } = dispute;
  const day = (instant: Date) => formatDate(dateIn(note.timeZone, instant));
  // An inquiry that became a chargeback is told as what it is by then.
  const state = note.step === 'opened' ? 'warning_needs_response' : 'needs_response';
  const mail = await disputeEmail({
    to: note.to,
    what:
      note.step === 'reinstated' ? backWords({ kind: 'dispute' }) : reversalWords({ kind: 'dispute', state, reason }),
    vendorName: note.vendorName,
    customerName: note.customerName,
    total: formatMoney(dispute.amountMinor, dispute.currency),
    on: day(note.at),
    paidOn: day(note.settledAt),
    reference: dispute.gatewayDisputeId,
    reason: reason.replaceAll('_', ' '),
    consequence: note.step === 'opened' ? INQUIRY : CONSEQUENCES[note.to][note.step],
    url: new URL(paths.payment(paymentId), getConfig().APP_URL).href,
  });
  const dedupeKey = `dispute:${dispute.id}:${note.step}:${note.to}`;
  await transaction((tx) =>
    queueMail(tx, { ...mail, dedupeKey, kind: 'dispute', vendorId, customerId, to: note.address, now: note.now }),
  );
}
