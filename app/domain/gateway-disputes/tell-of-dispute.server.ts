import { queueMail } from '~/domain/mail/queue-mail.server';
import { findReader } from '~/domain/customers/find-reader.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { backWords, reversalWords } from '~/domain/refunds/reversal-words';
import { disputeEmail } from '~/emails/dispute';
import { getConfig } from '~/lib/config.server';
import { dateIn } from '~/lib/dates';
import { db, transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import { bankReasonWords } from './bank-reason';
import { consequences } from './consequences.words';
import { readDispute, type DisputeRow } from './dispute-row.server';

type Step = 'opened' | 'withdrawn' | 'reinstated';

const FOR_STAFF: Record<Step, string> = {
  opened:
    'The bank asks about this payment. No money has moved. Answer at the payment gateway before the bank decides.',
  withdrawn:
    'The bank took the money back. The invoices it had settled are open again, and the payment cannot be refunded while the dispute stands. Answer the dispute at the payment gateway.',
  reinstated:
    'The bank gave the money back. The invoices count as paid again; what was paid of them meanwhile is the customer’s credit.',
};

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
    const staff = { to: 'staff', address: about.vendorEmail, language: 'en', consequence: FOR_STAFF[step] } as const;
    await tell(dispute, { ...about, ...staff, step, at, now });
    if (step === 'opened') continue;
    const address = await findReader(dispute);
    if (!address) continue;
    const language = await languageOf(dispute);
    const consequence = consequences(language)(step);
    await tell(dispute, { ...about, to: 'customer', address, language, consequence, step, at, now });
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

type Told = {
  step: Step;
  at: Date;
  to: 'customer' | 'staff';
  address: string;
  language: Language;
  consequence: string;
  now: Date;
};

async function tell(dispute: DisputeRow, note: About & Told): Promise<void> {
  const { vendorId, customerId, paymentId, reason } = dispute;
  const { language } = note;
  const formats = formatsOf(language);
  const day = (instant: Date) => formats.date(dateIn(note.timeZone, instant));
  // An inquiry that became a chargeback is told as what it is by then.
  const state = note.step === 'opened' ? 'warning_needs_response' : 'needs_response';
  const mail = await disputeEmail({
    to: note.to,
    language,
    what:
      note.step === 'reinstated'
        ? backWords({ kind: 'dispute' }, language)
        : reversalWords({ kind: 'dispute', state, reason }, language),
    vendorName: note.vendorName,
    customerName: note.customerName,
    total: formats.money(dispute.amountMinor, dispute.currency),
    on: day(note.at),
    paidOn: day(note.settledAt),
    reference: dispute.gatewayDisputeId,
    reason: bankReasonWords(reason, language),
    consequence: note.consequence,
    url: new URL(paths.payment(paymentId), getConfig().APP_URL).href,
  });
  const dedupeKey = `dispute:${dispute.id}:${note.step}:${note.to}`;
  await transaction((tx) =>
    queueMail(tx, { ...mail, dedupeKey, kind: 'dispute', vendorId, customerId, to: note.address, now: note.now }),
  );
}
