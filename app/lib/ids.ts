import { v7 as uuidv7, validate } from 'uuid';

/** A new id: UUIDv7, so that rows made later sort later. Not a secret (RFC 9562, section 8). */
export function newId(): string {
  return uuidv7();
}

/** Whether it is an id as the database writes it. In capitals it would be the same row but another idempotency key. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value === value.toLowerCase() && validate(value);
}
