import { v7 as uuidv7, validate } from 'uuid';

/** A new id: UUIDv7, so that rows made later sort later. Not a secret (RFC 9562, section 8). */
export function newId(): string {
  return uuidv7();
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && validate(value);
}
