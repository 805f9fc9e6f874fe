import { Link } from '@remix-run/react';
import { Money } from '~/components/ui/money';
import type { PayReview } from './pay-page.types';

type PayCreditProps = { review: PayReview; credit: NonNullable<PayReview['credit']> };

/** The customer's credit: how much of it this payment uses, and the way to keep it, where that is theirs to choose. */
export function PayCredit({ review, credit }: PayCreditProps) {
  const { currency, creditMinor, vendorName } = review;
  const { availableMinor, kept, switchTo } = credit;
  return (
    <section
      aria-label="Credit on account"
      className="rounded-card border-line bg-card flex flex-wrap items-baseline gap-x-4 gap-y-1 border px-5 py-4"
    >
      <p className="min-w-0 grow basis-64">
        <span className="font-semibold">
          <Money amountMinor={availableMinor} currency={currency} /> credit on account
        </span>
        <span className="text-small text-second block">
          {kept ? (
            'Kept for later.'
          ) : creditMinor === 0n ? (
            'Too little would be left to charge, so it is kept for later.'
          ) : (
            <>
              {creditMinor === availableMinor ? (
                'Used for this payment, on what is due first.'
              ) : (
                <>
                  <Money amountMinor={creditMinor} currency={currency} /> of it is used for this payment.
                </>
              )}
              {!switchTo && ` ${vendorName} uses credit first.`}
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
          {kept ? 'Use it now' : 'Keep it for later'}
        </Link>
      )}
    </section>
  );
}
