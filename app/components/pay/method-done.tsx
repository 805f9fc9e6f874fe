import { useRichWords, useWords } from '~/components/language';
import { Banner } from '~/components/ui/banner';
import { paths } from '~/lib/paths';
import { MethodName } from './method-mark';
import { methodsPageWords } from './methods-page.words';
import type { OfferedMethod } from './pay-page.types';

const DONE = ['saved', 'removed', 'default'] as const;

/** Where the page says that it is done, without scripts too. */
export const methodsAfter = (done: (typeof DONE)[number]) => `${paths.paymentMethods}?done=${done}`;

/** What was done to the cards, and which one is offered first now. */
export function MethodDone({ done, methods }: { done: string | null; methods: OfferedMethod[] }) {
  const say = useWords(methodsPageWords);
  const rich = useRichWords(methodsPageWords);
  const what = DONE.find((each) => each === done);
  if (!what) return null;
  const first = methods.find((method) => method.isDefault);
  return (
    <Banner
      tone="green"
      className="mb-5"
      title={
        <>
          {say(what)} {first ? rich('theDefault', { method: <MethodName {...first} /> }) : say('noneSaved')}
        </>
      }
    />
  );
}
