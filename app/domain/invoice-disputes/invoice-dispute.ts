import { readTypedAmount } from '~/domain/payments/typed-amount';
import { withoutMarks } from '~/lib/languages/isolate';
import { localeOf, type Language } from '~/lib/languages/language';
import { currencySigns, type Currency } from '~/lib/money';
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

/** Without the invoice's own currency before or after it; another's, or "12k", stays and is no amount. */
function withoutCurrency(typed: string, currency: Currency, language: Language): string {
  const text = withoutMarks(typed).trim();
  for (const sign of currencySigns(currency, localeOf(language)).map(withoutMarks)) {
    if (text.startsWith(sign)) return text.slice(sign.length).trim();
    if (text.endsWith(sign)) return text.slice(0, -sign.length).trim();
  }
  return text;
}

/** Nothing typed is null: all that is due. Undefined is no amount. A currency sign and what parts thousands in the language are understood. */
export function readDisputedAmount(
  text: string,
  currency: Currency,
  language: Language = 'en',
): bigint | null | undefined {
  if (text.trim() === '') return null;
  return readTypedAmount(withoutCurrency(text, currency, language), currency, language) ?? undefined;
}
