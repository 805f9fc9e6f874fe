import type { StaffSelectionChange } from '~/domain/staff-selections/staff-selection';
import { formText } from '~/lib/form-text';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { BULK_PAGES, isBulkPage, type BulkPage } from './bulk-actions';

/** What a button of the list asks for. All are submit buttons of one form, so that each first stores the page's ticks. */
export type InvoicesIntent =
  | 'keep'
  | 'select-all'
  | 'clear'
  | 'keep-first'
  | 'drop-not-payable'
  | 'drop-not-archivable'
  | 'archive'
  | 'unarchive'
  | BulkPage
  /** Another page of the list: `go:?tab=…`. */
  | `go:${string}`;

const PLAIN = [
  'select-all',
  'clear',
  'keep-first',
  'drop-not-payable',
  'drop-not-archivable',
  'archive',
  'unarchive',
] as const;

/** A page shows fifty rows; no honest form names more than a few hundred. */
const MOST_IDS = 500;

export type InvoicesForm = {
  intent: InvoicesIntent;
  change: StaffSelectionChange;
  goTo: string;
  /** The list's address. */
  here: URLSearchParams;
};

/** Reads the list's form: what becomes of the selection, and where to go then. Never leaves this site: addresses in it are only ever queries. */
export function readInvoicesForm(form: FormData): InvoicesForm {
  const intent = readIntent(formText(form, 'intent'));
  const here = new URLSearchParams(formText(form, 'here'));
  const ids = (values: string[]) => values.filter(isId).slice(0, MOST_IDS);
  const change = {
    shown: ids(formText(form, 'shown').split(',')),
    ticked: ids(form.getAll('tick').map(String)),
    then: thenDo(intent, here),
  };
  return { intent, change, goTo: destination(intent, here), here };
}

function readIntent(value: string): InvoicesIntent {
  if (value.startsWith('go:')) return `go:${value.slice(3)}`;
  if (isBulkPage(value)) return value;
  return PLAIN.find((name) => name === value) ?? 'keep';
}

function thenDo(intent: InvoicesIntent, here: URLSearchParams): StaffSelectionChange['then'] {
  if (intent === 'select-all') return { kind: 'add-matching', params: here };
  if (intent === 'clear' || intent === 'keep-first') return { kind: intent };
  if (intent === 'drop-not-payable') return { kind: 'drop', what: 'not-payable' };
  if (intent === 'drop-not-archivable') return { kind: 'drop', what: 'not-archivable' };
  return { kind: 'nothing' };
}

function destination(intent: InvoicesIntent, here: URLSearchParams): string {
  if (isBulkPage(intent)) return BULK_PAGES[intent].to;
  return `${paths.vendor.invoices}?${intent.startsWith('go:') ? new URLSearchParams(intent.slice(3)) : here}`;
}
