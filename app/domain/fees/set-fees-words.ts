import type { Currency } from '~/lib/money';
import { feeRuleWords } from './fee-words';
import type { SetFeesRefusal } from './set-fees.server';

/** Why fees were not set, to whoever sets them in a form. */
export function setFeesWords(refusal: SetFeesRefusal, currency: Currency): string {
  switch (refusal.kind) {
    case 'unknown-vendor':
      return 'There is no such vendor.';
    case 'named-twice':
      return 'This kind has a fee already.';
    case 'not-for-currency':
      return `It does not pay in ${currency}.`;
    case 'not-a-fee':
      return 'A fee is 0.01% to 100%, or an amount above zero.';
    case 'beyond-card-rules':
      return `${feeRuleWords(refusal.rule, currency)}: card networks allow up to 3% of a credit card payment and no amount on top of it. Tick this if you may ask for it all the same.`;
  }
}
