import { formatDate } from '~/lib/dates';

/** Why an invoice takes no payment. `gone`: the reader may not see it (draft, archived, somebody else's, or none). */
export type Unpayable = 'paid' | 'in-flight' | 'disputed' | 'void' | 'gone';

export type PayabilityFacts = {
  issuedAt: Date | null;
  voidedAt: Date | null;
  archivedAt: Date | null;
  disputedAt: Date | null;
  dueMinor: bigint;
  inFlightMinor: bigint;
};

/**
 * The one definition of payable: null. payable.server.ts says the same in SQL, for the lists and under lock;
 * a story compares the two over random invoices.
 */
export function whyNotPayable(invoice: PayabilityFacts): Unpayable | null {
  if (!invoice.issuedAt || invoice.archivedAt) return 'gone';
  if (invoice.voidedAt) return 'void';
  if (invoice.disputedAt) return 'disputed';
  if (invoice.dueMinor > 0n) return null;
  return invoice.inFlightMinor > 0n ? 'in-flight' : 'paid';
}

const IN_FLIGHT_WORDS: Record<string, string> = {
  reserved: 'being paid',
  action_required: 'being paid',
  processing: 'at the bank',
  checking: 'checking with the bank',
};

/** The reason in a few words, as a tag says it. `paymentState` is that of the payment that holds it; `on` the date it was paid or voided. */
export function unpayableWords(reason: Unpayable, { paymentState, on }: { paymentState?: string | null; on?: string | null } = {}): string {
  if (reason === 'in-flight') return (paymentState && IN_FLIGHT_WORDS[paymentState]) || 'being paid';
  if (reason === 'disputed') return 'disputed';
  if (reason === 'gone') return 'not available';
  return on ? `${reason} ${formatDate(on)}` : reason;
}
