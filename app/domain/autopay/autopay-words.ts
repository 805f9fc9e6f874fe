import type { Words } from '~/domain/payments/words';
import { formatMoney, type Currency } from '~/lib/money';
import { NOTICE_DAYS, type SetAutopayRefusal } from './autopay';

const UNCHANGED = 'Nothing was changed.';

/** Why AutoPay was not turned on or changed. */
export function autopayRefusalWords(refusal: SetAutopayRefusal, currency: Currency): Words {
  switch (refusal.kind) {
    case 'viewer':
      return { title: 'You can look at AutoPay, but not change it.', lines: ['Ask a colleague who may pay.'] };
    case 'method-gone':
      return { title: 'That payment method is no longer on file.', lines: [`${UNCHANGED} Choose another.`] };
    case 'method-not-for-currency':
      return { title: 'That bank account pays in another currency.', lines: [`${UNCHANGED} Choose another.`] };
    case 'cap-out-of-range':
      return {
        title: `Write the most for one charge, from ${formatMoney(refusal.minMinor, currency)} to ${formatMoney(refusal.maxMinor, currency)}.`,
        lines: [UNCHANGED],
      };
    case 'notice-out-of-range':
      return { title: `The notice can be ${NOTICE_DAYS.least} to ${NOTICE_DAYS.most} days.`, lines: [UNCHANGED] };
  }
}
