import type { StaffActor } from '~/auth/actor';
import { kindTakes, isMethodKind } from '~/domain/payment-methods/method-kind';
import { listPaymentMethods } from '~/domain/payment-methods/list-payment-methods.server';
import { queueLinkMails } from '~/domain/payment-links/mail-payment-link.server';
import { makePaymentLink } from '~/domain/payment-links/make-payment-links.server';
import { chargeOnFile } from '~/domain/payments/charge-on-file.server';
import type { StaffPayer } from '~/domain/payments/payer';
import { schedulePayment } from '~/domain/scheduled-charges/schedule-payment.server';
import type { CalendarDate } from '~/lib/dates';
import { db, transaction } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import type { Currency } from '~/lib/money';
import type { Ending } from './draft-form';

type Issued = { currency: Currency; dueOn: CalendarDate; totalMinor: bigint; version: number; customerId: string };

/** What became of the charge with which writing an invoice ended; `refused`: nothing was even tried. */
export type Ended =
  { kind: 'left' | 'mailed' | 'scheduled' | 'refused' } | { kind: 'charged' | 'failed'; paymentId: string };

/**
 * Ends the writing of an invoice that was just issued in one of the ways there are: left to be paid, mailed with a link
 * that pays it, or all of it charged to the method on file, now or on its due date. The id was minted by the page: sent again it is the same charge.
 */
export async function endDraft(
  actor: StaffActor,
  input: { invoiceId: string; ending: Ending; chargeId: string; cause: string },
  now: Date,
): Promise<Ended> {
  const { invoiceId, ending, chargeId, cause } = input;
  if (ending === 'later') return { kind: 'left' };
  const { vendorId } = actor;
  const [issued] = await db.$queryRaw<Issued[]>`
    SELECT currency, due_on::text AS "dueOn", total_minor AS "totalMinor", version, customer_id AS "customerId" FROM invoices
    WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid`;
  invariant(issued, `invoice ${invoiceId} was issued`);
  const { currency, customerId, totalMinor, version, dueOn } = issued;
  if (ending === 'mail') return mailLink(actor, { ...input, customerId }, now);
  const methodId = await onFile({ vendorId, customerId }, currency);
  if (!methodId) return { kind: 'refused' };
  const payer: StaffPayer = { ...actor, channel: 'staff', customerId };
  const quote = [{ invoiceId, version, dueMinor: totalMinor, payMinor: totalMinor }];
  const asked = { currency, quote, methodId, cause };
  if (ending === 'due') {
    const scheduled = await schedulePayment(payer, { ...asked, chargeId, chargeOn: dueOn }, now);
    return { kind: scheduled.ok ? 'scheduled' : 'refused' };
  }
  const charged = await chargeOnFile(payer, { ...asked, paymentId: chargeId }, now);
  if (!charged.ok) return { kind: 'refused' };
  return { kind: charged.payment.state === 'failed' ? 'failed' : 'charged', paymentId: chargeId };
}

/** One link with one mail: who presses twice waits for the first here, and finds it made. */
async function mailLink(
  actor: StaffActor,
  {
    invoiceId,
    customerId,
    chargeId,
    cause,
  }: { invoiceId: string; customerId: string; chargeId: string; cause: string },
  now: Date,
): Promise<Ended> {
  const { vendorId } = actor;
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM invoices WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid FOR NO KEY UPDATE`;
    const link = { linkId: chargeId, customerId, covers: [invoiceId] };
    const made = await makePaymentLink(tx, { vendorId, link, lastDay: null, actor, cause, now });
    if (made.ok) await queueLinkMails(tx, { linkIds: [chargeId], mark: 'issued', hurry: true });
    return { kind: made.ok || made.refusal.kind === 'made-already' ? 'mailed' : 'refused' };
  });
}

/** The customer's default among what pays in this currency. */
export async function onFile(
  scope: { vendorId: string; customerId: string },
  currency: Currency,
): Promise<string | null> {
  const methods = await listPaymentMethods(scope);
  return methods.find(({ kind }) => isMethodKind(kind) && kindTakes(kind, currency))?.id ?? null;
}
