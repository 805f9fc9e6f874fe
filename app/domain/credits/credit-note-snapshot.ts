import type { Minor, ReceiptSnapshot } from '~/domain/receipts/snapshot';
import type { CalendarDate } from '~/lib/dates';
import { invariant } from '~/lib/invariant';
import type { Currency } from '~/lib/money';

/**
 * Everything the document of a credit note says, frozen when the note is written, as a receipt's snapshot is. What is
 * signed is `canonicalJson` of it: a new field needs a new `version`, never another meaning of an old one.
 */
export type CreditNoteSnapshot = {
  version: 1;
  documentId: string;
  number: string;
  issuedAt: string;
  /** The date in the vendor's time zone. */
  issuedOn: CalendarDate;
  vendor: ReceiptSnapshot['vendor'];
  customer: Omit<ReceiptSnapshot['payer'], 'contact'>;
  reason: string;
  currency: Currency;
  /** What it lowers; null where it gives credit alone. */
  invoice: {
    number: string;
    summary: string;
    totalMinor: Minor;
    loweredMinor: Minor;
    /** What nobody had paid of it once it was lowered. */
    nowOpenMinor: Minor;
  } | null;
  /** Credit on account. */
  keptMinor: Minor;
  /** The tax in it. */
  taxMinor: Minor;
  totalMinor: Minor;
};

/** Null when the figures re-add. Otherwise what is wrong, in a sentence. */
export function checkCreditNoteAddsUp({ invoice, ...note }: CreditNoteSnapshot): string | null {
  const [total, kept, tax] = [BigInt(note.totalMinor), BigInt(note.keptMinor), BigInt(note.taxMinor)];
  const lowered = BigInt(invoice?.loweredMinor ?? 0);
  if (total <= 0n) return 'the total is not above zero';
  if (lowered < 0n || kept < 0n || lowered + kept !== total) return `${lowered} and ${kept} do not come to ${total}`;
  if (tax < 0n || tax > total) return `a tax of ${tax} does not fit in ${total}`;
  if (invoice && (BigInt(invoice.nowOpenMinor) < 0n || lowered > BigInt(invoice.totalMinor)))
    return `${invoice.number}: lowered by ${lowered}, open ${invoice.nowOpenMinor}, of ${invoice.totalMinor}`;
  return null;
}

/** Reads a stored snapshot. */
export function readCreditNoteSnapshot(stored: unknown): CreditNoteSnapshot {
  const snapshot = stored as CreditNoteSnapshot;
  invariant(snapshot.version === 1, 'the snapshot is of a version this code can read');
  return snapshot;
}
