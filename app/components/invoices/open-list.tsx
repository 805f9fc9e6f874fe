import { Form, useNavigate, useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState, type FormEvent, type MouseEvent } from 'react';
import { useWords } from '~/components/language';
import { listSearch } from '~/domain/invoices/list-query';
import { ChargeList } from '~/components/charges/charge-list';
import { AgeingStrip } from './ageing-strip';
import { FilterChips } from './filter-chips';
import { ListHeader } from './list-header';
import { ListHelp } from './list-help';
import { decodeIntent, encodeIntent } from './list-intent';
import { ListToolbar } from './list-toolbar';
import type { OpenListView } from '~/domain/invoices/open-list-view';
import { NoRows } from './no-rows';
import { openListWords } from './open-list.words';
import { OpenRows } from './open-rows';
import { Pager } from './pager';
import { PhoneBar } from './phone-bar';
import { RecentlyPaid } from './recently-paid';
import { SelectionTicket, ViewerTicket } from './selection-ticket';
import { selectionTicket } from './selection-ticket.words';
import { ticketNow } from './ticket-totals';
import { UnpayableList } from './unpayable-list';
import { useListKeys } from './use-list-keys';
import { useSavedTicks } from './use-saved-ticks';
import { useTicks } from './use-ticks';
import { useTypedFields } from './use-typed-fields';
import { WaitingPayments } from './waiting-payments';

/** Open invoices: one form, whose every button first stores what is ticked on this page. */
export function OpenList({ view }: { view: OpenListView }) {
  const { rows, currency, selection, totals, query, mayPay } = view;
  const say = useWords(openListWords);
  const ticketSays = useWords(selectionTicket);
  const form = useRef<HTMLFormElement>(null);
  const ticks = useTicks(rows);
  const loaded = useMemo(() => new Set(rows.filter((row) => row.ticked).map((row) => row.id)), [rows]);
  const saving = useSavedTicks(form, ticks.ticked, loaded);
  const [helpOpen, setHelpOpen] = useState(false);
  const help = useCallback(() => setHelpOpen(true), []);
  useListKeys({ ...ticks, help });
  useListTop(query.after?.id ?? query.before?.id ?? null);
  useTypedFields(form, { ...view.typed, age: query.filter.age ?? '' }, Object.keys(view.problems).length > 0);

  const stored = selection.find((total) => total.currency === currency);
  const selected = useMemo(
    () => ticketNow(stored, rows, ticks.ticked, currency),
    [stored, rows, ticks.ticked, currency],
  );
  const others = selection.filter((total) => total.currency !== currency);
  const own = totals.find((total) => total.currency === currency);
  const busy = useNavigation().state !== 'idle';
  const navigate = useNavigate();

  /** With nothing to store, another view of the list is one request instead of two. */
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    saving.stop();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const intent = decodeIntent(submitter instanceof HTMLButtonElement ? submitter.value : null);
    if (intent.kind !== 'go' || !saving.isSaved(ticks.ticked)) return;
    event.preventDefault();
    navigate({ search: intent.search }, { preventScrollReset: true });
  };
  /** Rows hold plain links, cheap to draw; following one inside the page is done here. */
  const onClick = (event: MouseEvent<HTMLElement>) => {
    ticks.onClick(event);
    const link = (event.target as Element).closest('a');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(link.pathname, { state: { back: listSearch(query, currency) } });
  };

  return (
    <>
      <WaitingPayments payments={view.waiting} mayPay={mayPay} />
      <Form ref={form} method="post" onSubmit={onSubmit} preventScrollReset autoComplete="off">
        {/* Enter in a field presses the form's first button: that must be the search. */}
        <button name="intent" value={encodeIntent({ kind: 'search' })} tabIndex={-1} aria-hidden className="sr-only">
          {say('search')}
        </button>
        <input type="hidden" name="here" value={listSearch(query, currency)} />
        <input type="hidden" name="shown" value={rows.map((row) => row.id).join(',')} />
        <ListHeader totals={totals} currency={currency} query={query} inPayment={view.inPayment} credit={view.credit} />
        <AgeingStrip totals={totals} currency={currency} query={query} />
        <ChargeList charges={view.charges} mayCancel={false} most={2} className="mb-5" />
        {own && !mayPay && <p className="text-small text-second -mt-2 mb-5 lg:hidden">{ticketSays('viewer')}</p>}
        <div className={own ? 'grid items-start gap-7 max-lg:pb-28 lg:grid-cols-[minmax(0,1fr)_348px] print:pb-0' : ''}>
          <div>
            <div
              id="list"
              className={`rounded-card border-line bg-card border transition-opacity print:border-0 ${busy ? 'opacity-60' : ''}`}
              aria-busy={busy}
            >
              {own && (
                <ListToolbar
                  view={view}
                  selected={selected.count}
                  ticked={ticks.ticked.size}
                  headBox={ticks.headBox}
                  onTickPage={ticks.tickPage}
                />
              )}
              <FilterChips view={view} />
              {/* Keyboard users have the boxes and links themselves; this only follows what they do. */}
              {/* eslint-disable-next-line jsx-a11y-x/no-static-element-interactions, jsx-a11y-x/click-events-have-key-events */}
              <div onClick={onClick}>
                {rows.length > 0 ? <OpenRows view={view} bodyRef={ticks.body} /> : <NoRows view={view} />}
              </div>
              <Pager view={view} />
            </div>
            <UnpayableList {...view.unpayable} />
            <RecentlyPaid {...view.recentlyPaid} />
          </div>
          {own && (
            <aside aria-label={say(mayPay ? 'selected' : 'owed')} className="sticky top-7 hidden lg:block print:hidden">
              {mayPay ? <SelectionTicket own={own} selected={selected} others={others} /> : <ViewerTicket own={own} />}
            </aside>
          )}
        </div>
        {own && mayPay && <PhoneBar view={view} own={own} selected={selected} ticked={ticks.ticked.size} />}
      </Form>
      <ListHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </>
  );
}

/** Another page of the list begins at the list's top. */
function useListTop(cursor: string | null) {
  const last = useRef(cursor);
  useEffect(() => {
    if (last.current !== cursor) document.getElementById('list')?.scrollIntoView({ block: 'start' });
    last.current = cursor;
  }, [cursor]);
}
