import { useLanguage, useWords } from '~/components/language';
import { buttonClass } from '~/components/ui/button';
import { Tag } from '~/components/ui/tag';
import { brandName } from '~/domain/payment-methods/method-words';
import { LastFour, MethodMark } from './method-mark';
import { methodsPageWords } from './methods-page.words';

export type ShownVerification = { id: string; brand: string; last4: string; url: string; arrivesOn: string };

/** Bank accounts that wait for the code of a small deposit; they cannot be chosen until it is told. */
export function VerificationList({ waiting, mayChange }: { waiting: ShownVerification[]; mayChange: boolean }) {
  const language = useLanguage();
  const say = useWords(methodsPageWords);
  return (
    <ul aria-label={say('waiting')}>
      {waiting.map(({ id, brand, last4, url, arrivesOn }) => (
        <li
          key={id}
          className="border-faint flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-5 py-4 last:border-0"
        >
          <MethodMark brand={brand} />
          <div className="min-w-0 grow basis-[220px]">
            <p className="font-semibold">
              {brandName(brand, language)} <LastFour last4={last4} /> <Tag tone="amber">{say('isToBeVerified')}</Tag>
            </p>
            <p className="text-small text-second">{say('deposit', { on: arrivesOn })}</p>
          </div>
          {mayChange && (
            <a href={url} target="_blank" rel="noreferrer" className={buttonClass()}>
              {say('enterCode')}
              <span className="sr-only"> {say('codeOf', { brand: brandName(brand, language), last4 })}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
