import { MAX_INVOICES_PER_PAYMENT } from '~/domain/payments/quote';
import type { SelectionChange } from '~/domain/selections/selection';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import type { Language } from '~/lib/languages/language';
import { numberInAddress } from '~/lib/languages/typed-number';
import { paths } from '~/lib/paths';
import { decodeIntent, type ListIntent } from './list-intent';

/** A page shows a hundred rows; no honest form names more than a few hundred. */
const MOST_IDS = 500;

/**
 * Reads the open list's form: what becomes of the selection, and where to go then. Never leaves this site: addresses in it
 * are only ever queries. They hold amounts plain, however the reader's language writes them.
 */
export function readListForm(form: FormData, language: Language = 'en'): { change: SelectionChange; goTo: string } {
  const intent = decodeIntent(form.get('intent'));
  const here = new URLSearchParams(formText(form, 'here'));
  const ids = (values: string[]) => values.filter(isId).slice(0, MOST_IDS);
  return {
    change: {
      shown: ids(formText(form, 'shown').split(',')),
      ticked: ids(form.getAll('tick').map(String)),
      then: thenDo(intent, here),
    },
    goTo: destination(intent, form, here, language),
  };
}

function thenDo(intent: ListIntent, here: URLSearchParams): SelectionChange['then'] {
  if (intent.kind === 'select-all') return { kind: 'add-matching', params: here };
  if (intent.kind === 'clear' || intent.kind === 'keep-first') return intent;
  return { kind: 'nothing' };
}

function destination(intent: ListIntent, form: FormData, here: URLSearchParams, language: Language): string {
  switch (intent.kind) {
    case 'pay':
      return `${paths.pay}?currency=${intent.currency}`;
    case 'pay-all':
      return `${paths.pay}?currency=${intent.currency}&all=1${intent.first ? `&first=${MAX_INVOICES_PER_PAYMENT}` : ''}`;
    case 'go':
      return list(new URLSearchParams(intent.search));
    case 'search':
      return list(searched(form, here, language));
    default:
      return list(here);
  }
}

/** The list as its fields now ask for it, from its first page. */
function searched(form: FormData, here: URLSearchParams, language: Language): URLSearchParams {
  const found = new URLSearchParams();
  const keep = (name: string, value: string | null) => value && found.set(name, value);
  keep('currency', here.get('currency'));
  const typed = (name: string) => formText(form, name).trim().slice(0, 100);
  for (const name of ['q', 'age', 'from', 'to']) keep(name, typed(name));
  for (const name of ['min', 'max']) keep(name, numberInAddress(typed(name), language));
  keep('sort', here.get('sort'));
  keep('dir', here.get('dir'));
  return found;
}

function list(params: URLSearchParams): string {
  return params.size > 0 ? `${paths.invoices}?${params}` : paths.invoices;
}
