import { randomFillSync } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
// One system call fills many ids: asking the kernel for each id cost more than the rest of a request.
const pool = new Uint8Array(8192);
let used = pool.length;

export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const byte = pool[used++]! & 63;
    if (byte < 62) text += ALPHABET[byte];
  }
  return text;
}

/** `pi` gives `pi_3Q…`: opaque, never guessable, as long as the gateway's own. */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(24)}`;
}

export function newClientSecret(id: string): string {
  return `${id}_secret_${randomText(25)}`;
}
