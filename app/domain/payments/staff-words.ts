import { exponentOf, type Currency } from '~/lib/money';
import type { StartPaymentRefusal } from './start-payment.types';
import { declineWords, refusalWords, type Words } from './words';

const NOBODY_THERE = new Set([
  'authentication_required',
  'payment_intent_authentication_failure',
  'authentication_failure',
  'authentication_not_handled',
  'setup_intent_authentication_failure',
]);

/** Why a charge that staff made did not go through: the card's owner is not there, and it is not staff's bank. */
export function staffDeclineWords(failureCode: string | null): Words {
  if (NOBODY_THERE.has(failureCode ?? ''))
    return {
      title: 'The bank wants the customer to confirm this payment.',
      lines: ['Nothing was charged. Ask them to pay the invoice themselves, or charge another method.'],
    };
  const { title, next } = declineWords(failureCode);
  const advice = next.replace(/ ?Your bank can tell you more\./, '').replaceAll('your bank', 'the bank');
  return { title, lines: [`Nothing was charged. ${advice}`, 'The customer was not told.'] };
}

/** Why nothing was even tried. */
export function staffRefusalWords(refusal: StartPaymentRefusal, currency: Currency): Words {
  if (refusal.kind === 'other-request')
    return {
      title: 'This page was used for another charge already.',
      lines: ['Nothing more was charged. Look at the amount below and press the button again if it is right.'],
    };
  if (refusal.kind === 'amount-out-of-range')
    return {
      title: refusalWords(refusal, currency).title,
      lines: [
        `Nothing was charged. Charge a part that is within that${exponentOf(currency) === 3 ? ' and ends in 0' : ''}: the rest stays open.`,
      ],
      field: 'amount',
    };
  const { title, lines } = refusalWords(refusal, currency);
  return { title, lines: lines.map((line) => line.replace('pay again', 'charge again')) };
}
