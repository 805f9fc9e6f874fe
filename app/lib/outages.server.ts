import type { RequestContext } from './context';

/** Requests that failed because something we need was out of reach: they are answered 503 "try again", not 500. */
const requests = new WeakSet<RequestContext>();

export function noteOutage(error: unknown, context: RequestContext): boolean {
  const outage = isOutage(error);
  if (outage) requests.add(context);
  return outage;
}

export function wasOutage(context: RequestContext): boolean {
  return requests.has(context);
}

/** Connection lost, refused, or none free; the server going down, starting or closed to us; a lock, a deadlock or the time limit of a statement. */
const CODES =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|55P03|40001|40P01|55000|57P0\d|57014|25P0[34]|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const KINDS = /^(DatabaseNotReachable|ConnectionClosed|TooManyConnections|SocketTimeout|GatewayOutage)$/;
const WORDS = /timeout exceeded when trying to connect|Connection terminated|connection timeout/i;

function isOutage(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, name, kind, message, originalCode, cause, meta } = error as Record<string, unknown>;
  const says = (pattern: RegExp, value: unknown) => typeof value === 'string' && pattern.test(value);
  if (says(CODES, code) || says(CODES, originalCode) || says(KINDS, name) || says(KINDS, kind) || says(WORDS, message))
    return true;
  return (
    isOutage(cause, depth + 1) ||
    isOutage((meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError, depth + 1)
  );
}
