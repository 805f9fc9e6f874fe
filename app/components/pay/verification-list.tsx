import { buttonClass } from '~/components/ui/button';
import { Tag } from '~/components/ui/tag';
import { brandName } from '~/domain/payment-methods/method-words';
import { LastFour, MethodMark } from './method-mark';

export type ShownVerification = { id: string; brand: string; last4: string; url: string; arrivesOn: string };

/** Bank accounts that wait for the code of a small deposit; they cannot be chosen until it is told. */
export function VerificationList({ waiting, mayChange }: { waiting: ShownVerification[]; mayChange: boolean }) {
  return (
    <ul aria-label="Accounts to verify">
      {waiting.map(({ id, brand, last4, url, arrivesOn }) => (
        <li
          key={id}
          className="border-faint flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-5 py-4 last:border-0"
        >
          <MethodMark brand={brand} />
          <div className="min-w-0 grow basis-[220px]">
            <p className="font-semibold">
              {brandName(brand)} <LastFour last4={last4} /> <Tag tone="amber">to be verified</Tag>
            </p>
            <p className="text-small text-second">
              A deposit of one cent reaches it by {arrivesOn}. Its text holds a code that begins with SM.
            </p>
          </div>
          {mayChange && (
            <a href={url} target="_blank" rel="noreferrer" className={buttonClass()}>
              Enter the code
              <span className="sr-only">
                {' '}
                of {brandName(brand)} ending in {last4} (opens the payment provider’s page)
              </span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
