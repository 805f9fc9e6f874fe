import type Stripe from 'stripe';
import { newId } from '../state/ids';
import type { Work } from './work';

const FEE_PER_MILLE = 29;
const FEE_FIXED = 30;
export const DISPUTE_FEE = 1500;
const AVAILABLE_AFTER_SECONDS = 2 * 24 * 3600;

type Entry = Pick<Stripe.BalanceTransaction, 'amount' | 'currency' | 'type' | 'description'> & {
  source: string;
  fee?: number;
  category?: string;
};

/** A line in the balance: what a charge, refund or dispute did to the money held at the gateway. */
export function book(work: Work, entry: Entry): Stripe.BalanceTransaction {
  const fee = entry.fee ?? 0;
  return work.put('balance_transaction', {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: entry.amount,
    available_on: work.now + AVAILABLE_AFTER_SECONDS,
    balance_type: 'payments',
    created: work.now,
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: entry.currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: entry.amount - fee,
    reporting_category: entry.category ?? entry.type,
    source: entry.source,
    status: 'pending',
    type: entry.type,
  } satisfies Stripe.BalanceTransaction);
}

export function processingFee(amount: number): number {
  return Math.round((amount * FEE_PER_MILLE) / 1000) + FEE_FIXED;
}
