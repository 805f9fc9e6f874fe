import { useLanguage, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { tenderName } from '~/domain/fees/fee-words';
import { brandName } from '~/domain/payment-methods/method-words';
import { LastFour, MethodMark } from './method-mark';
import type { ReadMethod } from './pay-page.types';
import { pickerWords } from './method-picker.words';

/** The card or account that was typed and has not been charged, in place of its fields: nobody types it twice. */
export function ReadMethodRow({ read, onChange }: { read: ReadMethod; onChange: () => void }) {
  const language = useLanguage();
  const tender = tenderName(read);
  const say = useWords(pickerWords);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <MethodMark brand={read.brand} />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">
          {brandName(read.brand, language)} <LastFour last4={read.last4} />
        </span>
        <span className="text-small text-second block first-letter:uppercase">
          {tender === 'card' ? say('cardNotCharged') : say('notCharged', { tender })}
        </span>
      </span>
      <Button type="button" onClick={onChange}>
        {say('change')}
      </Button>
    </div>
  );
}
