import { methodName } from '~/domain/payment-methods/method-words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';

/** What an entry of the books is about, as far as its source is an invoice or a payment. */
export type MovementSource = {
  kind: string;
  invoiceId: string | null;
  invoiceNumber: string | null;
  invoiceSummary: string | null;
  dueOn: CalendarDate | null;
  voidReason: string | null;
  archived: boolean | null;
  paymentId: string | null;
  channel: string | null;
  methodBrand: string | null;
  methodLast4: string | null;
  receiptNumber: string | null;
  /** Of a credit note. */
  noteNumber: string | null;
  noteReason: string | null;
  /** Its id, where it has a document. */
  noteDocumentId: string | null;
  /** How much of a payment is credit on account. */
  creditMinor: bigint | null;
  /** What it took in fees besides, or gave back of them (below zero): no part of what is owed. */
  feeMinor: bigint;
};

export type MovementWords = {
  what: string;
  detail: string | null;
  /** Where the reader can see more of it. */
  link: { kind: 'invoice' | 'payment'; id: string } | null;
  /** The credit note whose document the reader can download. */
  creditNoteId: string | null;
};

/** Kinds of entries whose own name would not be read as people speak. */
const NAMES = new Map(
  Object.entries({
    invoice_issued: 'Invoice',
    invoice_voided: 'Void of invoice',
    payment_settled: 'Payment',
    refund_issued: 'Refund',
    refund_failed: 'Refund that did not arrive',
    dispute_withdrawn: 'Payment disputed at the bank',
    dispute_reinstated: 'Disputed payment, paid back',
    credit_note_issued: 'Credit note',
  }),
);

/**
 * An entry in the reader's terms. One of a kind that is not known here yet stands under its own name, with its
 * figure: a movement is never left out because nobody gave it words.
 */
export function movementWords(source: MovementSource, currency: Currency): MovementWords {
  const name = NAMES.get(source.kind) ?? sentence(source.kind);
  return {
    ...sayInvoice(source, name),
    ...sayPayment(source, name, currency),
    link: linkOf(source),
    creditNoteId: source.noteDocumentId,
  };
}

function sayInvoice(source: MovementSource, name: string): Pick<MovementWords, 'what' | 'detail'> {
  const { kind, invoiceNumber, invoiceSummary, dueOn, voidReason } = source;
  if (invoiceNumber === null) return { what: name, detail: null };
  if (source.noteNumber !== null)
    return { what: `${name} ${source.noteNumber}, invoice ${invoiceNumber}`, detail: source.noteReason };
  if (kind === 'invoice_voided') return { what: `Invoice ${invoiceNumber} void`, detail: voidReason };
  if (kind !== 'invoice_issued') return { what: `${name}, invoice ${invoiceNumber}`, detail: invoiceSummary };
  return {
    what: `Invoice ${invoiceNumber}`,
    detail: [invoiceSummary, dueOn && `due ${formatDate(dueOn)}`].filter(Boolean).join(' · '),
  };
}

function sayPayment(source: MovementSource, name: string, currency: Currency): Partial<MovementWords> {
  const { kind, paymentId, channel, methodBrand: brand, methodLast4: last4, receiptNumber, creditMinor } = source;
  if (paymentId === null) return {};
  const method = brand && last4 ? methodName({ brand, last4 }) : null;
  const outside = channel === 'outside' && kind === 'payment_settled';
  const credit =
    creditMinor && kind === 'payment_settled' ? `${formatMoney(creditMinor, currency)} of it credit` : null;
  const detail = [method, credit, receiptNumber && `receipt ${receiptNumber}`, feeWords(source, currency)]
    .filter(Boolean)
    .join(' · ');
  return { what: outside ? 'Payment outside the portal' : name, detail: detail || null };
}

function feeWords({ feeMinor }: MovementSource, currency: Currency): string | null {
  if (feeMinor === 0n) return null;
  return feeMinor > 0n
    ? `plus a fee of ${formatMoney(feeMinor, currency)}`
    : `with ${formatMoney(-feeMinor, currency)} of the fee`;
}

/** An archived invoice has no page for its customer any more. */
function linkOf({ invoiceId, archived, paymentId }: MovementSource): MovementWords['link'] {
  if (paymentId !== null) return { kind: 'payment', id: paymentId };
  return invoiceId !== null && archived === false ? { kind: 'invoice', id: invoiceId } : null;
}

function sentence(kind: string): string {
  const words = kind.replaceAll('_', ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
