import { badParam } from './api-error';
import type { Param } from './params';

export type Metadata = Record<string, string>;

/** Limits as the gateway has them: a payment of many invoices does not fit, and must not be cut silently. Null clears. */
export const metadata: Param<Metadata | null> = {
  read(value, name) {
    if (value === '') return null;
    if (typeof value === 'string') throw badParam('Invalid object', 'parameter_invalid_object', name);
    const entries = Object.entries(value);
    if (entries.length > 50) {
      throw badParam(`You can only have up to 50 metadata keys, you have ${entries.length}.`, undefined, name);
    }
    for (const [key, each] of entries) {
      if (key.length > 40)
        throw badParam(`Metadata keys can be at most 40 characters long, '${key}' has ${key.length}.`, undefined, name);
      if (typeof each !== 'string') throw badParam('Metadata values must be strings.', undefined, `${name}[${key}]`);
      if (each.length > 500)
        throw badParam(
          `Metadata values can be at most 500 characters, but you passed in a value with ${each.length} characters.`,
          undefined,
          `${name}[${key}]`,
        );
    }
    return Object.fromEntries(entries) as Metadata;
  },
};

/** New keys are added, an empty value removes its key, the rest stays. */
export function mergeMetadata(before: Metadata | null, change: Metadata | null | undefined): Metadata {
  if (change === null) return {};
  if (!change) return before ?? {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''));
}
