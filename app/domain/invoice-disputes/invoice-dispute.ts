import type { Language } from '~/lib/languages/language';
import { formatMoney, fromDecimal, type Currency } from '~/lib/money';
import { waitWords } from '~/lib/wait-words';
import { disputeReasons } from './dispute-reasons.words';

/** Why a customer disputes an invoice, in the order the form offers them. */
export const DISPUTE_REASONS = ['wrong-amount', 'not-ordered', 'already-paid', 'not-delivered', 'other'] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

export function reasonWords(reason: DisputeReason, language: Language = 'en'): string {
  return disputeReasons(language)(reason);
}

export function isDisputeReason(text: string): text is DisputeReason {
  return DISPUTE_REASONS.some((reason) => reason === text);
}

export const LONGEST_MESSAGE = 2_000;

/** One thing a customer said of an invoice, and how it ended. */
export type InvoiceDispute = {
  id: string;
  kind: 'question' | 'dispute';
  reason: DisputeReason | null;
  /** All that was due then, or a part of it. */
  covers: 'invoice' | 'amount' | null;
  amountMinor: bigint | null;
  message: string;
  by: string;
  openedAt: Date;
  endedAt: Date | null;
  outcome: 'withdrawn' | 'resolved' | null;
  endedBy: string | null;
  note: string | null;
};

export type DisputeRefusal =
  | { kind: 'viewer' }
  | { kind: 'too-many'; retryAfterSeconds: number }
  | { kind: 'gone' }
  | { kind: 'in-flight' }
  | { kind: 'disputed' }
  | { kind: 'paid' }
  | { kind: 'void' }
  | { kind: 'no-message' }
  | { kind: 'message-too-long' }
  | { kind: 'no-reason' }
  | { kind: 'bad-amount'; dueMinor: bigint; currency: Currency }
  | { kind: 'other-request' };

/** What is said to the customer; which field it is about, where it is about one. */
export type DisputeProblem = { title: string; next: string; field: 'message' | 'reason' | 'amount' | null };

export function disputeProblem(refusal: DisputeRefusal): DisputeProblem {
  const about = (field: DisputeProblem['field'], title: string, next: string): DisputeProblem => ({
    title,
    next,
    field,
  });
  switch (refusal.kind) {
    case 'viewer':
      return about(null, 'You may ask, but not dispute.', 'A colleague who is a payer can dispute this invoice.');
    case 'too-many':
      return about(
        null,
        'You have sent many messages in a short time.',
        `Try again in ${waitWords(refusal.retryAfterSeconds)}.`,
      );
    case 'gone':
      return about(null, 'This invoice is no longer available.', 'Nothing was sent.');
    case 'in-flight':
      return about(
        null,
        'A payment of this invoice is under way, so it cannot be disputed now.',
        'Wait until the payment is decided, then dispute what is left, or ask a question.',
      );
    case 'disputed':
      return about(null, 'This invoice is in dispute already.', 'Its history says by whom and why.');
    case 'paid':
      return about(null, 'Nothing is due on this invoice, so there is nothing to dispute.', 'Ask a question instead.');
    case 'void':
      return about(null, 'This invoice is void: nothing is owed on it.', 'Ask a question instead.');
    case 'no-message':
      return about('message', 'Write what it is about.', 'Nothing was sent.');
    case 'message-too-long':
      return about(
        'message',
        `Write at most ${LONGEST_MESSAGE.toLocaleString('en-US')} characters.`,
        'Nothing was sent.',
      );
    case 'no-reason':
      return about('reason', 'Choose a reason.', 'Nothing was sent.');
    case 'bad-amount':
      return about(
        'amount',
        `Write an amount up to ${formatMoney(refusal.dueMinor, refusal.currency)}, or leave it empty for all of it.`,
        'Nothing was sent.',
      );
    case 'other-request':
      return about(null, 'This form was sent already.', 'Open it again to write something else.');
  }
}

export function disputeStatus(refusal: DisputeRefusal): number {
  switch (refusal.kind) {
    case 'viewer':
      return 403;
    case 'too-many':
      return 429;
    case 'gone':
      return 404;
    case 'no-message':
    case 'message-too-long':
    case 'no-reason':
    case 'bad-amount':
      return 422;
    case 'in-flight':
    case 'disputed':
    case 'paid':
    case 'void':
    case 'other-request':
      return 409;
  }
}

/** Nothing typed is null: all that is due. Undefined is no amount. A currency sign and commas between thousands are understood. */
export function readDisputedAmount(text: string, currency: Currency): bigint | null | undefined {
  const typed = text.trim().replace(/^[^\d\s.,-]{1,3}\s*/, '');
  if (typed === '') return text.trim() === '' ? null : undefined;
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed;
  return fromDecimal(plain, currency) ?? undefined;
}
