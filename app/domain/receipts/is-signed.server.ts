import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from './snapshot';

/** Whether a document reads as it did when it was signed, by the public half of the key of its time (DER, SPKI). */
export function isSigned(document: { snapshot: unknown; publicKey: Uint8Array }, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(document.publicKey), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(canonicalJson(document.snapshot)), key, signature);
}
