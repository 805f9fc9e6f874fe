import { reasonWords, type InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import { methodName } from '~/domain/payment-methods/method-words';
import type { PaymentState } from '~/domain/payments/payment-state';
import { staffDeclineWords } from '~/domain/payments/staff-words';
import { backWords, reversalWords, type LoadedReversal } from '~/domain/refunds/reversal-words';
import { staffCancelWords } from '~/domain/scheduled-charges/charge-words';
import { dateIn, formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { tellLinks, tellMails, tellViews } from './invoice-reach';
import type { InvoiceNote, VendorInvoice, VendorInvoiceCharge, VendorInvoicePayment } from './vendor-invoice';

/** One thing that happened to an invoice. */
export type StoryEvent = {
  key: string;
  at: Date;
  what: string;
  /** More about it, in a sentence or as somebody wrote it. */
  aside?: string | null;
  by?: string | null;
  /** What it did to what is due: below nought where it lowered it. */
  amountMinor?: bigint;
  /** It came to nothing. */
  failed?: boolean;
  /** What it is told by on a page of its own, or in a document. */
  page?: string;
};

/**
 * Everything that ever happened to an invoice, oldest first, with who and when: from its rows, and from the audit log where
 * rows do not say. What was done in one action bears one instant: the list is in the order of cause, and the sort keeps it.
 */
export function tellStory(invoice: VendorInvoice): StoryEvent[] {
  const by = (subjectId: string, ...actions: string[]) =>
    invoice.notes.find((note) => note.subjectId === subjectId && actions.includes(note.action));
  const events = [
    ...beginning(invoice),
    ...invoice.notes.filter((note) => note.subjectId === invoice.id).flatMap((note) => noted(note, invoice)),
    ...tellLinks(invoice),
    ...invoice.charges.map((charge) => agreed(charge, invoice, by(charge.id, 'scheduled_charge.scheduled'))),
    ...invoice.notes.flatMap((note) => moved(note)),
    ...invoice.payments.map((payment) => paid(payment, invoice, by(payment.id, 'payment.started', 'payment.recorded'))),
    ...invoice.creditNotes.map((note): StoryEvent => ({
      key: note.id,
      at: note.at,
      what: `Credit note ${note.number}: ${note.reason}`,
      aside:
        note.keptMinor > 0n ? `${formatMoney(note.keptMinor, invoice.currency)} of it is the customer’s credit.` : null,
      by: by(note.id, 'credit-note.issued')?.by,
      amountMinor: note.keptMinor - note.amountMinor,
      ...(note.hasDocument ? { page: paths.vendor.creditNotePdf(note.id) } : {}),
    })),
    ...invoice.reversals.flatMap((reversal) => reversed(reversal, by(reversal.id, 'refund.requested'))),
    ...invoice.disputes.flatMap((dispute) => disputed(dispute, invoice)),
    ...ending(invoice),
    ...invoice.charges.flatMap((charge) =>
      cancelled(charge, by(charge.id, 'scheduled_charge.scheduled'), by(charge.id, 'scheduled_charge.cancelled')),
    ),
    ...tellViews(invoice),
    ...tellMails(invoice),
  ];
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const has = (invoice: VendorInvoice, action: string) =>
  invoice.notes.some((note) => note.subjectId === invoice.id && note.action === action);

/** An invoice from a file or from elsewhere has no note of its own. */
function beginning(invoice: VendorInvoice): StoryEvent[] {
  const { issuedAt } = invoice;
  if (!issuedAt || has(invoice, 'invoice.issued')) return [];
  return [{ key: 'issued', at: issuedAt, what: issuedWords(dueAtIssue(invoice)), amountMinor: invoice.totalMinor }];
}

/** What came with a file, or from a desk that wrote no note. */
function ending(invoice: VendorInvoice): StoryEvent[] {
  const { voidedAt, archivedAt, disputedAt, disputes } = invoice;
  const told = disputes.some((dispute) => dispute.covers === 'invoice' && !dispute.endedAt);
  return [
    ...(disputedAt && !told ? [{ key: 'disputed', at: disputedAt, what: `Disputed: ${invoice.disputeReason}` }] : []),
    ...(voidedAt && !has(invoice, 'invoice.voided')
      ? [{ key: 'void', at: voidedAt, what: `Void: ${invoice.voidReason}`, amountMinor: -invoice.totalMinor }]
      : []),
    ...(archivedAt && !has(invoice, 'invoice.archived') ? [{ key: 'archived', at: archivedAt, what: 'Archived' }] : []),
  ];
}

const issuedWords = ({ number, dueOn }: { number: string; dueOn: string }) =>
  `Issued as ${number}, due ${formatDate(dueOn)}`;

/** Told by their own rows, which say more. */
const TOLD_ELSEWHERE = [
  'invoice.disputed',
  'invoice.asked-about',
  'invoice.dispute-withdrawn',
  'invoice.dispute-resolved',
];

function noted(note: InvoiceNote, invoice: VendorInvoice): StoryEvent[] {
  if (TOLD_ELSEWHERE.includes(note.action)) return [];
  const event = { key: `${note.action} ${note.at.getTime()}`, at: note.at, by: note.by };
  switch (note.action) {
    case 'invoice.drafted':
      return [{ ...event, what: 'Draft written' }];
    case 'invoice.edited':
      return [{ ...event, what: 'Draft changed' }];
    case 'invoice.issued':
      return [
        {
          ...event,
          at: notAfterWhatCame(note.at, invoice),
          what: issuedWords(dueAtIssue(invoice)),
          amountMinor: invoice.totalMinor,
        },
      ];
    case 'invoice.details-changed':
      return [{ ...event, what: detailsWords(note.data), aside: memoOf(note.data) }];
    case 'invoice.file-attached':
    case 'invoice.file-removed': {
      const files = Array.isArray(note.data['files']) ? note.data['files'].join(', ') : '';
      return [
        { ...event, what: note.action === 'invoice.file-attached' ? 'File attached' : 'File removed', aside: files },
      ];
    }
    case 'invoice.voided':
      return [
        {
          ...event,
          at: invoice.voidedAt ?? note.at,
          what: `Void: ${invoice.voidReason}`,
          amountMinor: -invoice.totalMinor,
        },
      ];
    default:
      return [{ ...event, what: plainWords(note.action) }];
  }
}

/**
 * A note bears the moment its transaction ended, by the database's clock; what came of issuing bears that at which it was
 * asked for, which is a little earlier. An invoice's own `issuedAt` is midday of the day it says.
 */
function notAfterWhatCame(notedAt: Date, { charges, payments, creditNotes, links }: VendorInvoice): Date {
  const came = [
    ...links.filter(({ covers }) => covers === 'invoices').map(({ createdAt }) => createdAt),
    ...charges.map(({ createdAt }) => createdAt),
    ...payments.filter(({ channel }) => channel !== 'outside').map(({ startedAt }) => startedAt),
    ...creditNotes.map(({ at }) => at),
  ];
  return new Date(Math.min(notedAt.getTime(), ...came.map((at) => at.getTime())));
}

/** As it was issued: the first change of its due date says what it was before. */
function dueAtIssue(invoice: VendorInvoice) {
  const changes = invoice.notes.filter((note) => note.action === 'invoice.details-changed');
  const first = changes.map((note) => changeOf(note.data, 'dueOn')).find((change) => change !== null);
  return { number: invoice.number, dueOn: first?.was ?? invoice.dueOn };
}

function changeOf(data: Record<string, unknown>, name: string): { was: string; is: string } | null {
  const change = data[name] as { was: string | null; is: string | null } | undefined;
  return change ? { was: change.was ?? '', is: change.is ?? '' } : null;
}

function detailsWords(data: Record<string, unknown>): string {
  const [due, summary] = [changeOf(data, 'dueOn'), changeOf(data, 'summary')];
  const parts = [
    ...(due ? [`due date from ${formatDate(due.was)} to ${formatDate(due.is)}`] : []),
    ...(summary ? [`description from “${summary.was}” to “${summary.is}”`] : []),
    ...(changeOf(data, 'memo') ? ['note'] : []),
  ];
  return `Changed: ${parts.join(', ')}`;
}

const memoOf = (data: Record<string, unknown>) => changeOf(data, 'memo')?.is ?? null;

/** "invoice.link-made" → "Link made": what other parts of the house write down reads well enough. */
function plainWords(action: string): string {
  const words = (action.split('.')[1] ?? action).replaceAll(/[-_]/g, ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function paid(payment: VendorInvoicePayment, { timeZone }: VendorInvoice, note: InvoiceNote | undefined): StoryEvent {
  const { id, state, startedAt, endedAt, methodBrand: brand, methodLast4: last4, amountMinor, keptMinor } = payment;
  const by = payment.contactName ?? note?.by ?? null;
  const event = {
    key: id,
    at: state === 'succeeded' && endedAt ? endedAt : startedAt,
    by,
    page: paths.vendor.payment(id),
  };
  const how = brand && last4 ? ` with ${methodName({ brand, last4 })}` : '';
  if (payment.channel === 'outside') {
    const said = typeof note?.data['note'] === 'string' ? note.data['note'] : null;
    const at = note?.at ?? event.at;
    const receivedOn = dateIn(timeZone, event.at);
    const before = receivedOn === dateIn(timeZone, at) ? null : `Received on ${formatDate(receivedOn)}`;
    const aside = [before, said].filter(Boolean).join(' · ') || null;
    return { ...event, at, what: 'Payment received outside', aside, amountMinor: -amountMinor };
  }
  if (state === 'failed' || state === 'cancelled')
    return {
      ...event,
      what: `${failedWords(payment)}${how}`,
      failed: state === 'failed',
      aside: state === 'failed' ? staffDeclineWords(payment.failureCode).title : null,
    };
  return { ...event, what: `${PAID[state]}${how}`, aside: paidAside(payment), amountMinor: keptMinor - amountMinor };
}

const PAID: Record<Exclude<PaymentState, 'failed' | 'cancelled'>, string> = {
  reserved: 'Payment under way',
  checking: 'Payment being checked with the gateway',
  action_required: 'Payment waits for the payer',
  processing: 'Payment at the bank',
  succeeded: 'Paid',
};

const failedWords = ({ state, channel }: VendorInvoicePayment) =>
  state === 'cancelled' ? 'Payment given up' : channel === 'autopay' ? 'AutoPay charge failed' : 'Payment failed';

function paidAside({ state, expectedOn, receiptNumber, channel, linkId }: VendorInvoicePayment): string | null {
  const parts = [
    ...(channel === 'autopay' ? ['AutoPay'] : channel === 'scheduled' ? ['On its scheduled date'] : []),
    ...(linkId ? ['Through a payment link'] : []),
    ...(receiptNumber ? [`Receipt ${receiptNumber}`] : []),
    ...(state === 'processing' && expectedOn ? [`Expected by ${formatDate(expectedOn)}: not paid yet`] : []),
  ];
  return parts.join(' · ') || null;
}

/** A customer agrees to a charge, staff schedule one. */
function agreed(charge: VendorInvoiceCharge, { currency }: VendorInvoice, note: InvoiceNote | undefined): StoryEvent {
  const { id, methodBrand: brand, methodLast4: last4 } = charge;
  const amount = formatMoney(charge.amountMinor, currency);
  const first = note?.data['chargeOn'];
  const on = typeof first === 'string' ? first : charge.chargeOn;
  const made = charge.kind === 'autopay' ? 'planned by AutoPay' : note?.byKind === 'staff' ? 'scheduled' : 'agreed';
  return {
    key: id,
    at: charge.createdAt,
    what: `Charge of ${amount} ${made} for ${formatDate(on)}`,
    aside: `With ${methodName({ brand, last4 })}`,
    by: note?.by ?? null,
  };
}

/** It followed the due date. */
function moved({ action, at, by, subjectId, data: { is } }: InvoiceNote): StoryEvent[] {
  if (action !== 'scheduled_charge.moved' || typeof is !== 'string') return [];
  return [{ key: `${subjectId} moved ${at.getTime()}`, at, what: `Its charge moved to ${formatDate(is)}`, by }];
}

function cancelled(
  { id, kind, state, endedAt, reason }: VendorInvoiceCharge,
  made: InvoiceNote | undefined,
  note: InvoiceNote | undefined,
): StoryEvent[] {
  if (!endedAt || state !== 'cancelled') return [];
  const which = kind === 'autopay' ? 'AutoPay' : made?.byKind === 'staff' ? 'Scheduled' : 'Agreed';
  const what = `${which} charge cancelled`;
  return [{ key: `${id} ended`, at: endedAt, what, aside: staffCancelWords(reason), by: note?.by ?? null }];
}

function reversed(reversal: LoadedReversal, note: InvoiceNote | undefined): StoryEvent[] {
  const { id, at, backAt, amountMinor, documentNumber, paymentId } = reversal;
  const page = paths.vendor.payment(paymentId);
  const aside =
    [documentNumber, reversal.kind === 'refund' ? reversal.reason : null].filter(Boolean).join(' · ') || null;
  const gone = { key: id, at, what: reversalWords(reversal), aside, by: note?.by ?? null, amountMinor, page };
  return backAt
    ? [gone, { key: `${id} back`, at: backAt, what: backWords(reversal), amountMinor: -amountMinor, page }]
    : [gone];
}

/** Said by a contact, and ended later. */
function disputed(dispute: InvoiceDispute, { id: invoiceId, currency, notes }: VendorInvoice): StoryEvent[] {
  const { id, kind, reason, amountMinor, covers, message, endedAt } = dispute;
  const amount = amountMinor === null ? '' : formatMoney(amountMinor, currency);
  const said =
    kind === 'question' ? 'Question' : `${amount} disputed${covers === 'invoice' ? ', all that was due' : ''}`;
  const opened: StoryEvent = {
    key: id,
    at: dispute.openedAt,
    what: reason ? `${said}: ${reasonWords(reason)}` : said,
    aside: message || null,
    by: dispute.by,
  };
  if (!endedAt) return [opened];
  const resolved = notes.find(
    (note) => note.subjectId === invoiceId && note.action === 'invoice.dispute-resolved' && note.data['id'] === id,
  );
  const what = dispute.outcome === 'withdrawn' ? 'Dispute withdrawn' : 'Dispute resolved';
  return [
    opened,
    { key: `${id} ended`, at: endedAt, what, aside: dispute.note, by: dispute.endedBy ?? resolved?.by ?? null },
  ];
}
