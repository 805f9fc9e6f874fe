import type { LoadedCharge } from '~/domain/scheduled-charges/load-charge.server';
import { chargeFailedWords } from '~/domain/scheduled-charges/charge-words';
import { dateIn } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { ShownCharge } from './charge-page.types';

/** What the page of a charge needs of it; worked out on the server, so that the browser agrees. */
export function describeCharge(charge: LoadedCharge, timeZone: string, language: Language): ShownCharge {
  const { createdAt, endedAt, nextOn, methodBrand, methodLast4, tries, chargeOn: _chargeOn, ...rest } = charge;
  const { date } = formatsOf(language);
  const day = (at: Date) => date(dateIn(timeZone, at));
  return {
    ...rest,
    on: date(nextOn),
    agreedOn: day(createdAt),
    endedOn: endedAt && day(endedAt),
    method: { brand: methodBrand, last4: methodLast4 },
    tries: tries.map(({ paymentId, state, at, failureCode }) => ({
      paymentId,
      state,
      on: day(at),
      why: state === 'failed' ? chargeFailedWords(failureCode, null, language).what : null,
    })),
  };
}
