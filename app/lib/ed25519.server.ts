import { createPublicKey, hash, type KeyObject } from 'node:crypto';

/** The order of the group that Ed25519 reckons in (RFC 8032, 5.1). */
const ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
const HALF = 32;

/**
 * For whoever holds the key: tells whether a signature is what signing this text makes, without the arithmetic of the
 * curve, which takes five times as long. A signature is R and S, and S = r + k·a, where a is the key's secret, r a hash
 * of the text with another, and k a hash of R, the public key and the text (RFC 8032, 5.1.6). Without the secrets
 * nobody makes an S that fits another text or another R, so S alone tells. Only a signature that was wrong when it was
 * made, in R alone, could pass here and not with the public key.
 */
export function signedBy(privateKey: KeyObject): (text: string, signature: Buffer) => boolean {
  const seed = Buffer.from(String(privateKey.export({ format: 'jwk' }).d), 'base64url');
  const publicHalf = Buffer.from(String(createPublicKey(privateKey).export({ format: 'jwk' }).x), 'base64url');
  const secrets = hash('sha512', seed, 'buffer');
  const prefix = Buffer.from(secrets.subarray(HALF));
  const a = clamped(secrets.subarray(0, HALF));
  let room = Buffer.alloc(0);
  return (text, signature) => {
    const length = 2 * HALF + Buffer.byteLength(text);
    if (room.length < length) room = Buffer.alloc(2 * length);
    room.write(text, 2 * HALF);
    prefix.copy(room, HALF);
    const r = littleEndian(hash('sha512', room.subarray(HALF, length), 'buffer'));
    signature.copy(room, 0, 0, HALF);
    publicHalf.copy(room, HALF);
    const k = littleEndian(hash('sha512', room.subarray(0, length), 'buffer'));
    return signature.length === 2 * HALF && littleEndian(signature.subarray(HALF)) === (r + k * a) % ORDER;
  };
}

function clamped(half: Buffer): bigint {
  const bits = Buffer.from(half);
  bits[0] = (bits[0] ?? 0) & 0b1111_1000;
  bits[HALF - 1] = ((bits[HALF - 1] ?? 0) & 0b0111_1111) | 0b0100_0000;
  return littleEndian(bits);
}

function littleEndian(bytes: Buffer): bigint {
  let value = 0n;
  for (let at = bytes.length - 8; at >= 0; at -= 8) value = (value << 64n) | bytes.readBigUInt64LE(at);
  return value;
}
