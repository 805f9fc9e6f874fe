import { useWords } from '~/components/language';
import type { OpenTotals } from '~/domain/invoices/open-invoice';
import type { OpenListView } from '~/domain/invoices/open-list-view';
import type { SelectedTotal } from '~/domain/selections/selection';
import { Button } from '../ui/button';
import { encodeIntent } from './list-intent';
import { PayAllButton, PayButton } from './selection-ticket';
import { selectionTicket } from './selection-ticket.words';
import { SelectionButtons } from './list-toolbar';

type PhoneBarProps = { view: OpenListView; own: OpenTotals; selected: SelectedTotal; ticked: number };

/** The ticket on a small screen: total and button stay in reach at the bottom. */
export function PhoneBar({ view, own, selected, ticked }: PhoneBarProps) {
  const say = useWords(selectionTicket);
  return (
    <div className="phone-bar lg:hidden print:hidden">
      <div className="text-small mb-2.5 flex items-center justify-between gap-3">
        <span className="text-second">
          {selected.count === 0 ? say('noneSelected') : say('someSelected', { count: selected.count })}
        </span>
        <SelectionButtons view={view} selected={selected.count} ticked={ticked} />
      </div>
      <div className="grid gap-2">
        {selected.count > 0 ? <PayButton selected={selected} /> : <PayAllButton own={own} variant="primary" />}
        {selected.count === 0 && (
          <Button
            name="intent"
            value={encodeIntent({ kind: 'pay', currency: own.currency })}
            className="not-noscript:hidden"
          >
            {say('reviewTicked')}
          </Button>
        )}
      </div>
    </div>
  );
}
