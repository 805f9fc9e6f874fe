import type Stripe from 'stripe';
import { invalid } from '../wire/api-error';
import { cardError } from './decline-error';
import { checkUsable } from './find';
import { testCardOf } from './payment-method-data';
import type { Work } from './work';

/** Keeps a method with a customer. The bank is asked first; some test cards refuse here already. */
export function attach(work: Work, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  if (method.customer === customer) return method;
  checkUsable(work, method, customer);
  if (method.type !== 'card') {
    if (!work.books.instrument.get(method.id)!.verified)
      throw invalid(
        'The bank account must be verified before it can be attached to a customer.',
        'bank_account_unverified',
      );
    return keep(work, method, customer);
  }
  const refusal = testCardOf(work, method.id).attach;
  if (refusal) throw cardError(refusal, { payment_method: method });
  return keep(work, method, customer);
}

/** The same without asking the bank: it has just said yes to a charge or a setup. */
export function keep(work: Work, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  if (method.customer === customer) return method;
  const { card } = method;
  const checked = card && {
    card: { ...card, checks: { ...card.checks!, cvc_check: card.checks?.cvc_check ? 'pass' : null } },
  };
  const kept = work.put('payment_method', { ...method, ...checked, customer });
  work.emit('payment_method.attached', kept);
  return kept;
}

export function detach(work: Work, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const instrument = work.books.instrument.get(method.id)!;
  work.put('instrument', { ...instrument, spent: true });
  const loose = work.put('payment_method', { ...method, customer: null });
  work.emit('payment_method.detached', loose, { customer: method.customer });
  // Nobody may debit an account that its owner has taken away.
  const mandate = instrument.mandate === undefined ? undefined : work.books.mandate.get(instrument.mandate);
  if (mandate?.status === 'active')
    work.emit('mandate.updated', work.put('mandate', { ...mandate, status: 'inactive' }));
  return loose;
}
