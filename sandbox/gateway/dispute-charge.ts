import type Stripe from 'stripe';
import { newId } from '../state/ids';
import { invalid } from '../wire/api-error';
import { book, DISPUTE_FEE } from './balance';
import { NO_EVIDENCE } from './evidence';
import type { Work } from './work';

const ANSWER_WITHIN_SECONDS = 9 * 24 * 3600;
export type DisputeWish = { reason?: string | undefined; inquiry?: boolean | undefined; amount?: number | undefined };

/** The payer complains to the bank. A chargeback takes the money at once; an inquiry only asks. */
export function openDispute(work: Work, charge: Stripe.Charge, wish: DisputeWish): Stripe.Dispute {
  const debit = charge.payment_method_details?.type !== 'card';
  const inquiry = !debit && (wish.inquiry ?? false);
  const amount = wish.amount ?? charge.amount_captured;
  if (charge.status !== 'succeeded' || amount < 1 || amount > charge.amount_captured)
    throw invalid(`A dispute on ${charge.id} can take between 1 and ${charge.amount_captured}.`, undefined, 'amount');
  const id = newId('du');
  const dispute = work.put('dispute', {
    id,
    object: 'dispute',
    amount,
    balance_transactions: inquiry ? [] : [withdraw(work, id, charge, amount)],
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: work.now + ANSWER_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: '10',
    payment_intent: charge.payment_intent,
    payment_method_details: debit
      ? { type: charge.payment_method_details!.type }
      : {
          type: 'card',
          card: {
            brand: charge.payment_method_details?.card?.brand ?? 'visa',
            case_type: inquiry ? 'inquiry' : 'chargeback',
            network: charge.payment_method_details?.card?.network ?? 'visa',
            network_reason_code: '10',
          },
        },
    reason: wish.reason ?? 'general',
    // What a bank takes back stays taken: nobody can contest it.
    status: debit ? 'lost' : inquiry ? 'warning_needs_response' : 'needs_response',
  } satisfies Stripe.Dispute);
  work.put('charge', { ...charge, disputed: true });
  work.emit('charge.dispute.created', dispute);
  if (!inquiry) work.emit('charge.dispute.funds_withdrawn', dispute);
  if (debit) work.emit('charge.dispute.closed', dispute);
  return dispute;
}

/** The bank says another sum. What was withdrawn before is not moved. */
export function resizeDispute(work: Work, dispute: Stripe.Dispute, amount: number): Stripe.Dispute {
  const charge = work.books.charge.get(dispute.charge as string)!;
  if (amount < 1 || amount > charge.amount_captured)
    throw invalid(`A dispute on ${charge.id} can take between 1 and ${charge.amount_captured}.`, undefined, 'amount');
  const next = work.put('dispute', { ...dispute, amount });
  work.emit('charge.dispute.updated', next);
  return next;
}

/** The bank decides. A won dispute brings the money back; a lost one leaves it where it went. */
export function closeDispute(work: Work, dispute: Stripe.Dispute, outcome: 'won' | 'lost'): Stripe.Dispute {
  if (['won', 'lost', 'warning_closed'].includes(dispute.status))
    throw invalid(`Dispute ${dispute.id} is closed already (${dispute.status}).`, undefined, 'dispute');
  const inquiry = dispute.status.startsWith('warning_');
  const charge = work.books.charge.get(dispute.charge as string)!;
  const returned = outcome === 'won' && !inquiry;
  const entries = returned
    ? [
        ...dispute.balance_transactions,
        book(work, {
          amount: dispute.amount,
          currency: dispute.currency,
          type: 'adjustment',
          description: `Chargeback reversal for ${charge.id}`,
          source: dispute.id,
          category: 'dispute_reversal',
        }),
      ]
    : dispute.balance_transactions;
  const next = work.put('dispute', {
    ...dispute,
    balance_transactions: entries,
    is_charge_refundable: inquiry || outcome === 'won',
    status: inquiry ? 'warning_closed' : outcome,
  });
  work.emit('charge.dispute.closed', next);
  if (returned) work.emit('charge.dispute.funds_reinstated', next);
  return next;
}

/** What a dispute holds of the money: everything since the withdrawal, unless it was won. */
export function withheld(dispute: Stripe.Dispute): number {
  return dispute.status === 'won' || dispute.status.startsWith('warning_') ? 0 : dispute.amount;
}

function withdraw(work: Work, id: string, charge: Stripe.Charge, amount: number): Stripe.BalanceTransaction {
  return book(work, {
    amount: -amount,
    currency: charge.currency,
    type: 'adjustment',
    description: `Chargeback withdrawal for ${charge.id}`,
    source: id,
    fee: DISPUTE_FEE,
    category: 'dispute',
  });
}
