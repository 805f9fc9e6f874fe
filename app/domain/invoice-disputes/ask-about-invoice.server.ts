import type { ContactActor } from '~/auth/actor';
import { refuse } from '~/lib/result';
import { writeAboutInvoice, type AboutInvoice, type WriteAnswer } from './write-about-invoice.server';

/**
 * Asks the vendor about an invoice: a mail to the vendor, a confirmation to the asker, a line in the invoice's
 * history. Holds nothing. The same id asks once, however often it comes. Anybody of the customer may ask.
 */
export async function askAboutInvoice(actor: ContactActor, input: AboutInvoice, now: Date): Promise<WriteAnswer> {
  if (input.message.trim() === '') return refuse({ kind: 'no-message' });
  return writeAboutInvoice(actor, input, now, () => ({
    ok: true,
    kind: 'question',
    reason: null,
    amountMinor: null,
    whole: false,
  }));
}
