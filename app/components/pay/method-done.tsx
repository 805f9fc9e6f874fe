import { Banner } from '~/components/ui/banner';
import { brandName } from '~/domain/payment-methods/method-words';
import { paths } from '~/lib/paths';
import { LastFour } from './method-mark';
import type { OfferedMethod } from './pay-page.types';

const DONE = { saved: 'The card was saved.', removed: 'The card was removed.', default: 'The default was changed.' };

/** Where the page says that it is done, without scripts too. */
export const methodsAfter = (done: keyof typeof DONE) => `${paths.paymentMethods}?done=${done}`;

/** What was done to the cards, and which one is offered first now. */
export function MethodDone({ done, methods }: { done: string | null; methods: OfferedMethod[] }) {
  if (done === null || !Object.hasOwn(DONE, done)) return null;
  const first = methods.find((method) => method.isDefault);
  return (
    <Banner
      tone="green"
      className="mb-5"
      title={
        <>
          {DONE[done as keyof typeof DONE]}{' '}
          {first ? (
            <>
              The default is {brandName(first.brand)} <LastFour last4={first.last4} />.
            </>
          ) : (
            'No card is saved now.'
          )}
        </>
      }
    />
  );
}
