import type Stripe from 'stripe';
import { makeCharge } from './charges';
import { findMethod } from './find';
import { bookCharge } from './pay';
import type { Work } from './work';

/** Takes money as an older program of the merchant would: without an intent, so that only the list of charges knows it. */
export function chargeAlone(work: Work, { amount, currency }: { amount: number; currency: string }): Stripe.Charge {
  const asked = {
    id: null,
    amount,
    capture_method: 'automatic' as const,
    currency,
    customer: null,
    description: null,
    metadata: {},
    receipt_email: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_group: null,
  };
  const how = { authenticated: false, offSession: true };
  const draft = makeCharge(work, asked, findMethod(work, 'pm_card_visa'), null, how);
  const charge = work.put('charge', { ...draft, balance_transaction: bookCharge(work, draft, amount).id });
  work.emit('charge.succeeded', charge);
  return charge;
}
