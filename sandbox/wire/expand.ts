import type { Books } from '../state/state';
import type { Kind } from '../state/records';
import { badParam } from './api-error';

const KIND_OF_PREFIX: Record<string, Kind> = {
  cus: 'customer',
  pm: 'payment_method',
  pi: 'payment_intent',
  seti: 'setup_intent',
  ch: 'charge',
  re: 'refund',
  du: 'dispute',
  txn: 'balance_transaction',
};
const MAX_DEPTH = 4;

/** Replaces ids by their objects along each path (`data.latest_charge.balance_transaction`). Copies, never writes into rows. */
export function expand(answer: object, paths: string[], books: Books): object {
  return paths.reduce((value: unknown, path) => {
    const keys = path.split('.');
    if (keys.length > MAX_DEPTH)
      throw badParam(`You cannot expand more than ${MAX_DEPTH} levels of a property (${path}).`, undefined, 'expand');
    return along(value, keys, path, books);
  }, answer) as object;
}

function along(value: unknown, keys: string[], path: string, books: Books): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((each) => along(each, keys, path, books));
  if (value === null || typeof value !== 'object') return value;
  const hash = value as Record<string, unknown>;
  if (!(key in hash)) {
    const refunds = key === 'refunds' && hash.object === 'charge' && refundsOf(String(hash.id), books);
    if (refunds) return { ...hash, refunds };
    throw badParam(`This property cannot be expanded (${path}).`, undefined, 'expand');
  }
  return { ...hash, [key]: along(resolve(hash[key], books), rest, path, books) };
}

function resolve(value: unknown, books: Books): unknown {
  if (typeof value !== 'string') return value;
  const kind = KIND_OF_PREFIX[value.slice(0, value.indexOf('_'))];
  return (kind && books[kind].get(value)) ?? value;
}

function refundsOf(charge: string, books: Books): object {
  const data = books.refund.where('charge', charge).reverse();
  return { object: 'list', data, has_more: false, url: `/v1/charges/${charge}/refunds` };
}
