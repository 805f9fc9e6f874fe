import { STATE_WORDS, type PaymentState } from '~/domain/payments/payment-state';
import { formatDate } from '~/lib/dates';

/** Why an invoice takes no payment. `gone`: the reader may not see it (draft, archived, somebody else's, or none). */
export type Unpayable = 'paid' | 'in-flight' | 'disputed' | 'void' | 'gone';

/** The reason in a few words, as a tag says it. `paymentState` is that of the payment that holds it; `on` the date it was paid or voided. */
export function unpayableWords(
  reason: Unpayable,
  { paymentState, on }: { paymentState?: string | null; on?: string | null } = {},
): string {
  if (reason === 'in-flight')
    return paymentState ? (STATE_WORDS[paymentState as PaymentState] ?? 'in payment') : 'in payment';
  if (reason === 'disputed') return 'disputed';
  if (reason === 'gone') return 'not available';
  return on ? `${reason} ${formatDate(on)}` : reason;
}
