import type Stripe from 'stripe';
import { withheld } from '../gateway/dispute-charge';
import { refundedOf } from '../gateway/refund-charge';
import type { Work } from '../gateway/work';

type Sum = {
  account: string;
  customer: string | null;
  currency: string;
  captured: number;
  refunded: number;
  disputed: number;
  net: number;
};

/** What the gateway really holds: captured − refunded − disputed, to compare a merchant's books against. */
export function truth(works: Work[]): object {
  const sums = new Map<string, Sum>();
  const charges = works.flatMap((work) => {
    const { account } = work.books;
    return [...work.books.charge.values()]
      .filter((charge) => charge.status === 'succeeded' && charge.captured)
      .map((charge) => {
        const line = { account, ...chargeTruth(work, charge) };
        const key = `${account}|${line.customer}|${line.currency}`;
        const sum = sums.get(key) ?? {
          account,
          customer: line.customer,
          currency: line.currency,
          captured: 0,
          refunded: 0,
          disputed: 0,
          net: 0,
        };
        sum.captured += line.amount;
        sum.refunded += line.refunded;
        sum.disputed += line.disputed;
        sum.net = sum.captured - sum.refunded - sum.disputed;
        sums.set(key, sum);
        return line;
      });
  });
  return { customers: [...sums.values()], charges };
}

function chargeTruth(work: Work, charge: Stripe.Charge) {
  const disputes = work.books.dispute.where('charge', charge.id);
  return {
    id: charge.id,
    payment_intent: charge.payment_intent as string | null,
    metadata: charge.metadata,
    amount: charge.amount_captured,
    currency: charge.currency,
    customer: charge.customer as string | null,
    created: charge.created,
    refunded: refundedOf(work, charge.id),
    disputed: disputes.reduce((sum, dispute) => sum + withheld(dispute), 0),
  };
}
