import { Link } from '@remix-run/react';
import { useRichWords, useWords } from '~/components/language';
import { Money } from '~/components/ui/money';
import type { PayReview } from './pay-page.types';
import { payWords } from './pay.words';

type PayCreditProps = { review: PayReview; credit: NonNullable<PayReview['credit']> };

/** The customer's credit: how much of it this payment uses, and the way to keep it, where that is theirs to choose. */
export function PayCredit({ review, credit }: PayCreditProps) {
  const { currency, creditMinor, vendorName: vendor } = review;
  const say = useWords(payWords);
  const rich = useRichWords(payWords);
  const { availableMinor, kept, switchTo } = credit;
  return (
    <section
      aria-label={say('credit')}
      className="rounded-card border-line bg-card flex flex-wrap items-baseline gap-x-4 gap-y-1 border px-5 py-4"
    >
      <p className="min-w-0 grow basis-64">
        <span className="font-semibold">
          {rich('creditOf', { amount: <Money amountMinor={availableMinor} currency={currency} /> })}
        </span>
        <span className="text-small text-second block">
          {kept ? (
            say('creditKept')
          ) : creditMinor === 0n ? (
            say('creditTooLarge')
          ) : (
            <>
              {creditMinor === availableMinor
                ? say('creditAllUsed')
                : rich('creditPartUsed', { amount: <Money amountMinor={creditMinor} currency={currency} /> })}
              {!switchTo && ` ${say('creditFirst', { vendor })}`}
            </>
          )}
        </span>
      </p>
      {switchTo && (
        <Link
          to={switchTo}
          replace
          preventScrollReset
          className="rounded-small text-small text-green inline-flex min-h-6 items-center font-semibold hover:underline pointer-coarse:min-h-11"
        >
          {say(kept ? 'useCredit' : 'keepCredit')}
        </Link>
      )}
    </section>
  );
}
