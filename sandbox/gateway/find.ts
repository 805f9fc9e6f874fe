import type Stripe from 'stripe';
import { invalid, noSuch } from '../wire/api-error';
import { createMethod, draftFromTestBank, draftFromTestCard } from './payment-method-data';
import { bankByToken } from './test-banks';
import { cardByToken } from './test-cards';
import type { Work } from './work';

// Each takes the name of the parameter the id came in: from the path the answer is 404, from the body 400.
const status = (param: string) => (param === 'id' || param === 'intent' ? 404 : 400);

export function findCustomer(work: Work, id: string, param = 'customer'): Stripe.Customer {
  const row = work.books.customer.get(id);
  if (!row || row.deleted) throw noSuch('customer', id, param, status(param));
  return row;
}

/** Test names such as `pm_card_visa` and `pm_usBankAccount_success` become a fresh payment method on every use. */
export function findMethod(work: Work, id: string, param = 'payment_method'): Stripe.PaymentMethod {
  const row = work.books.payment_method.get(id);
  if (row) return row;
  const card = cardByToken(id);
  if (card) return createMethod(work, draftFromTestCard(card, work.now));
  const bank = bankByToken(id);
  if (bank) return createMethod(work, draftFromTestBank(bank));
  throw noSuch('payment_method', id, param, status(param));
}

export function findIntent(work: Work, id: string): Stripe.PaymentIntent {
  const row = work.books.payment_intent.get(id);
  if (!row) throw noSuch('payment_intent', id, 'intent');
  return row;
}

export function findSetup(work: Work, id: string): Stripe.SetupIntent {
  const row = work.books.setup_intent.get(id);
  if (!row) throw noSuch('setup_intent', id, 'intent');
  return row;
}

export function findCharge(work: Work, id: string, param = 'charge'): Stripe.Charge {
  const row = work.books.charge.get(id);
  if (!row) throw noSuch('charge', id, param, status(param));
  return row;
}

/** A method of one customer pays for nobody else, and one that was used up or detached pays for nobody. */
export function checkUsable(work: Work, method: Stripe.PaymentMethod, customer: string | null): void {
  if (method.customer !== null && method.customer !== customer) {
    throw customer === null
      ? invalid(
          'The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.',
          undefined,
          'payment_method',
        )
      : invalid(
          `The payment method supplied (${method.id}) belongs to a different Customer. Please include the Customer in the \`customer\` parameter on the PaymentIntent or SetupIntent.`,
          undefined,
          'payment_method',
        );
  }
  if (work.books.instrument.get(method.id)?.spent) {
    throw invalid(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
      undefined,
      'payment_method',
    );
  }
}
