import { methodName } from '~/domain/payment-methods/method-words';
import type { CalendarDate } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import { isolate } from '~/lib/languages/isolate';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { movementNames, movementTexts } from './movements.words';

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

/**
 * An entry in the reader's terms. One of a kind that is not known here yet stands under its own name, with its
 * figure: a movement is never left out because nobody gave it words.
 */
export function movementWords(source: MovementSource, currency: Currency, language: Language = 'en'): MovementWords {
  const name = nameOf(source.kind, language);
  return {
    ...sayInvoice(source, name, language),
    ...sayPayment(source, name, currency, language),
    link: linkOf(source),
    creditNoteId: source.noteDocumentId,
  };
}

function nameOf(kind: string, language: Language): string {
  return isKnown(kind) ? movementNames(language)(kind) : sentence(kind);
}

function isKnown(kind: string): kind is keyof typeof movementNames.list {
  return Object.hasOwn(movementNames.list, kind);
}

function sayInvoice(source: MovementSource, name: string, language: Language): Pick<MovementWords, 'what' | 'detail'> {
  const { kind, invoiceNumber: invoice, invoiceSummary, dueOn, voidReason } = source;
  const say = movementTexts(language);
  if (invoice === null) return { what: name, detail: null };
  if (source.noteNumber !== null)
    return {
      what: say('noteOfInvoice', { name, note: source.noteNumber, invoice }),
      detail: joined([source.noteReason], language),
    };
  if (kind === 'invoice_voided') return { what: say('void', { invoice }), detail: joined([voidReason], language) };
  if (kind !== 'invoice_issued')
    return { what: say('ofInvoice', { name, invoice }), detail: joined([invoiceSummary], language) };
  const due = dueOn && say('due', { date: formatsOf(language).date(dueOn) });
  return { what: say('invoice', { invoice }), detail: joined([invoiceSummary, due], language) };
}

function sayPayment(
  source: MovementSource,
  name: string,
  currency: Currency,
  language: Language,
): Partial<MovementWords> {
  const { kind, paymentId, channel, methodBrand: brand, methodLast4: last4, receiptNumber, creditMinor } = source;
  if (paymentId === null) return {};
  const say = movementTexts(language);
  const money = (minor: bigint) => formatsOf(language).money(minor, currency);
  const outside = channel === 'outside' && kind === 'payment_settled';
  const parts = [
    brand && last4 && methodName({ brand, last4 }, language),
    creditMinor && kind === 'payment_settled' && say('credit', { amount: money(creditMinor) }),
    receiptNumber && say('receipt', { number: receiptNumber }),
    source.feeMinor > 0n && say('plusFee', { amount: money(source.feeMinor) }),
    source.feeMinor < 0n && say('withFee', { amount: money(-source.feeMinor) }),
  ];
  return { what: outside ? say('outside') : name, detail: joined(parts, language) };
}

/** What there is of it, each in its own direction; null where there is nothing. */
function joined(parts: (string | false | null | 0n)[], language: Language): string | null {
  return parts.flatMap((part) => (part ? isolate(part, language) : [])).join(' · ') || null;
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
