import { isCurrency, type Currency } from '~/lib/money';

/**
 * What a button of the open list asks for. All are submit buttons of one form, so that every way off the page
 * first stores the page's ticks, with scripts or without.
 */
export type ListIntent =
  | { kind: 'keep' }
  | { kind: 'search' }
  | { kind: 'go'; search: string }
  | { kind: 'select-all' }
  | { kind: 'clear' }
  | { kind: 'keep-first'; currency: Currency }
  | { kind: 'pay'; currency: Currency }
  | { kind: 'pay-all'; currency: Currency; first?: boolean };

export function encodeIntent(intent: ListIntent): string {
  if (intent.kind === 'go') return `go:${intent.search}`;
  if (intent.kind === 'pay-all' && intent.first) return `pay-first:${intent.currency}`;
  return 'currency' in intent ? `${intent.kind}:${intent.currency}` : intent.kind;
}

/** Reads a button's value back; what is no value of ours only keeps the ticks. */
export function decodeIntent(value: unknown): ListIntent {
  const [, kind = '', rest = ''] = /^([a-z-]+)(?::([\s\S]*))?$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (kind === 'go') return { kind, search: rest };
  if (kind === 'search' || kind === 'select-all' || kind === 'clear') return { kind };
  if (isCurrency(rest)) {
    if (kind === 'pay' || kind === 'pay-all' || kind === 'keep-first') return { kind, currency: rest };
    if (kind === 'pay-first') return { kind: 'pay-all', currency: rest, first: true };
  }
  return { kind: 'keep' };
}
