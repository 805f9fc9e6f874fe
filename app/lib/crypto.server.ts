import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
} from 'node:crypto';
import { getConfig } from './config.server';
import { invariant } from './invariant';

/** 256 bits that nobody can guess, fit for a cookie or an address. UUIDs are not: much of one is a clock. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text has the form of randomToken(); says nothing about who made it. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value);
}

/** Six digits for a person to type, each code equally likely. */
export function randomCode(): string {
  return randomInt(0, 1_000_000).toString().padStart(6, '0');
}

/** For tokens of 256 bits, which need no salt. Short codes go through keyedHash: all their hashes can be listed in a second. */
export function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** A hash that is worth nothing to who has the database but not our secret. */
export function keyedHash(purpose: string, text: string): Buffer {
  return createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest();
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts and authenticates (AES-256-GCM). Only the same purpose opens it, so that one sealed thing cannot stand for another. */
export function seal(purpose: string, plain: string | Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce, { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The bytes that were sealed. Throws when they were altered, or sealed under another secret or for another purpose. */
export function unseal(purpose: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  invariant(bytes.length >= NONCE_BYTES + TAG_BYTES, 'what is unsealed was sealed');
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

const keys = new Map<string, Buffer>();

/** One key per purpose, all drawn from the session secret. */
function keyFor(purpose: string): Buffer {
  const secret = getConfig().SESSION_SECRET;
  const name = `${purpose}\n${secret}`;
  const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', `quittance ${purpose}`, 32));
  keys.set(name, key);
  return key;
}
