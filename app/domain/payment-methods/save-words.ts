import type { Words } from '~/domain/payments/words';
import type { SaveMethodRefusal } from './save-payment-method.server';

export const METHOD_GONE: Words = {
  title: 'That payment method is no longer on file.',
  lines: ['Perhaps a colleague removed it. Nothing was changed.'],
};

/** Why a card or account was not kept. A setup of somebody else's is told like one that was never confirmed. */
export function saveMethodWords(refusal: SaveMethodRefusal): Words {
  if (refusal.kind === 'viewer')
    return {
      title: 'You can look at the payment methods, but not change them.',
      lines: ['Ask a colleague who may pay.'],
    };
  if (refusal.kind === 'too-many')
    return {
      title: 'Too many cards and accounts were tried.',
      lines: ['Nothing was saved. You can try again in an hour.'],
    };
  return {
    title: 'The bank did not confirm it.',
    lines: ['It was not saved. Try again, or use another card or account.'],
  };
}
