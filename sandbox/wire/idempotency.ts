import { createHash } from 'node:crypto';
import type { IdempotencyRow } from '../state/records';
import type { Books, State } from '../state/state';
import { ApiError } from './api-error';

const LIFE_SECONDS = 24 * 3600;
const MAX_KEY_LENGTH = 255;

/** First answers by key, kept a day by the sandbox's clock and per account; keys in flight are known only in memory. */
export class Idempotency {
  private readonly inFlight = new Map<string, string>();

  constructor(private readonly state: State) {}

  /** The kept answer to replay, or null: then the key is taken until `release`. */
  claim(books: Books, key: string, fingerprint: string): IdempotencyRow | null {
    if (key.length > MAX_KEY_LENGTH)
      throw new ApiError(
        { type: 'invalid_request_error', message: `Idempotency keys must be at most ${MAX_KEY_LENGTH} characters.` },
        { beforeExecution: true },
      );
    const place = `${books.account}\n${key}`;
    const running = this.inFlight.get(place);
    const kept = books.idempotency.get(key);
    const fresh = kept && kept.created >= this.state.now() - LIFE_SECONDS ? kept : null;
    const first = running ?? fresh?.fingerprint;
    if (first !== undefined && first !== fingerprint) {
      throw new ApiError(
        {
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        },
        { beforeExecution: true },
      );
    }
    if (running !== undefined) {
      throw new ApiError(
        {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
        },
        { status: 409, beforeExecution: true },
      );
    }
    if (fresh) return fresh;
    this.inFlight.set(place, fingerprint);
    return null;
  }

  /** Joins the work's own line in the journal: the answer is kept if and only if the work is. */
  keep(books: Books, row: Omit<IdempotencyRow, 'created'>): void {
    this.state.put(books, 'idempotency', { ...row, created: this.state.now() });
  }

  release(books: Books, key: string): void {
    this.inFlight.delete(`${books.account}\n${key}`);
  }
}

/** Endpoint and parameters, in whatever order the client sent them. */
export function fingerprintOf(method: string, path: string, body: string): string {
  const sorted = body.includes('&') ? body.split('&').sort().join('&') : body;
  return createHash('sha1').update(`${method} ${path}\n${sorted}`).digest('base64');
}
