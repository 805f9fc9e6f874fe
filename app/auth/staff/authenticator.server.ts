import { timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { keyedHash, seal, unseal } from '~/lib/crypto.server';

/** What authenticator apps do unless told otherwise, and many do only that: SHA-1, six digits, half a minute (RFC 6238). */
const STEP_SECONDS = 30;
const SECRET_BYTES = 20;
const SEALED_FOR = 'authenticator secret';

/** A step before and a step after: clocks differ and people type slowly. A code is good for a minute and a half, once. */
const STEPS_OFF = [0, -1, 1];

export function stepAt(now: Date): bigint {
  return BigInt(Math.floor(now.getTime() / 1000 / STEP_SECONDS));
}

/** What an authenticator app reads from the QR code, and its secret to be typed instead. */
export function enrolmentOf(
  secret: Uint8Array,
  who: { email: string; vendorName: string },
): { uri: string; key: string } {
  const kept = new Secret({ buffer: new Uint8Array(secret).buffer });
  const totp = new TOTP({ issuer: who.vendorName, label: who.email, secret: kept, period: STEP_SECONDS });
  return { uri: totp.toString(), key: kept.base32.match(/.{4}/g)?.join(' ') ?? kept.base32 };
}

/** The code that an app shows in a step. */
export function codeInStep(secret: Uint8Array, step: bigint): string {
  const buffer = new Uint8Array(secret).buffer;
  return new TOTP({ secret: new Secret({ buffer }), period: STEP_SECONDS }).generate({
    timestamp: Number(step) * STEP_SECONDS * 1000,
  });
}

/** The step whose code it is, near `now` and later than the last one used; null when there is none. */
export function stepOfCode(secret: Uint8Array, code: string, lastStep: bigint | null, now: Date): bigint | null {
  const typed = Buffer.from(code);
  for (const off of STEPS_OFF) {
    const step = stepAt(now) + BigInt(off);
    if (lastStep !== null && step <= lastStep) continue;
    const shown = Buffer.from(codeInStep(secret, step));
    if (shown.length === typed.length && timingSafeEqual(shown, typed)) return step;
  }
  return null;
}

/**
 * The secret that a new authenticator is given. Drawn from a seed that only the one enrolling holds, so that a page
 * can show it again and again and nothing is kept before they have proved that their app has it.
 */
export function secretFrom(staffId: string, seed: string): Uint8Array {
  return keyedHash('authenticator enrolment', `${staffId} ${seed}`).subarray(0, SECRET_BYTES);
}

export function sealAuthenticator(secret: Uint8Array): string {
  return seal(SEALED_FOR, Buffer.from(secret));
}

export function unsealAuthenticator(sealed: string): Uint8Array {
  return unseal(SEALED_FOR, sealed);
}
