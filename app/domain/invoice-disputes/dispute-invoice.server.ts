import type { ContactActor } from '~/auth/actor';
import { refuse } from '~/lib/result';
import type { DisputeReason } from './invoice-dispute';
import { writeAboutInvoice, type AboutInvoice, type WriteAnswer } from './write-about-invoice.server';

export type DisputeInput = AboutInvoice & {
  reason: DisputeReason;
  /** A part of what is due; null for all of it. */
  amountMinor: bigint | null;
};

/**
 * Disputes an invoice or a part of what is due on it: that leaves "pay all" until the dispute ends, the rest stays
 * payable. Decided under the invoice's lock, so of a dispute and a payment at once exactly one comes through; while a
 * payment of it is in flight it is refused. One dispute at a time. The same id disputes once, however often it comes.
 */
export async function disputeInvoice(actor: ContactActor, input: DisputeInput, now: Date): Promise<WriteAnswer> {
  if (actor.role !== 'payer') return refuse({ kind: 'viewer' });
  if (input.reason === 'other' && input.message.trim() === '') return refuse({ kind: 'no-message' });
  return writeAboutInvoice(actor, input, now, (invoice) => {
    const { dueMinor, currency, inFlightMinor, reason } = invoice;
    if (inFlightMinor > 0n && reason !== 'void' && reason !== 'disputed') return refuse({ kind: 'in-flight' });
    if (reason) return refuse({ kind: reason });
    const amountMinor = input.amountMinor ?? dueMinor;
    if (amountMinor <= 0n || amountMinor > dueMinor) return refuse({ kind: 'bad-amount', dueMinor, currency });
    return { ok: true, kind: 'dispute', reason: input.reason, amountMinor, whole: amountMinor === dueMinor };
  });
}
