import { v5 as uuidv5, v7 as uuidv7, validate } from 'uuid';

/** A new id: UUIDv7, so that rows made later sort later. Not a secret (RFC 9562, section 8). */
export function newId(): string {
  return uuidv7();
}

/**
 * The id of one of several things that are made together: of the same id and name always the same, and it sorts where the
 * first does. So one id in a form stands for as many as there are things.
 */
export function idWithin(id: string, name: string): string {
  const msecs = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return uuidv7({ msecs, random: uuidv5(name, id, new Uint8Array(16)) });
}

/** Whether it is an id as the database writes it. In capitals it would be the same row but another idempotency key. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value === value.toLowerCase() && validate(value);
}
