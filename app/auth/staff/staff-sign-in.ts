import type { Limit } from '~/lib/limit';
import { waitWords } from '~/lib/wait-words';

/** How long the second factor may take after the password. */
export const STEP_LIFE_MINUTES = 10;

/** This many wrong codes, and the password must be typed again. */
export const WRONG_CODES_ALLOWED = 6;

/** Against guessing passwords: ten in a quarter of an hour for one address. Signing in wipes the count. */
export const PASSWORDS_PER_EMAIL: Limit = { name: 'staff-password-for', times: 10, perSeconds: 15 * 60 };
export const PASSWORDS_PER_CALLER: Limit = { name: 'staff-password-by', times: 60, perSeconds: 15 * 60 };

/** Against guessing codes by who has the password: thirty a day. A right one wipes the count. */
export const CODES_PER_STAFF: Limit = { name: 'staff-code-for', times: 30, perSeconds: 86_400 };

export const PASSKEYS_PER_CALLER: Limit = { name: 'staff-passkey-by', times: 60, perSeconds: 15 * 60 };

/** Why nobody was signed in. */
export type StaffSignInRefusal =
  | { kind: 'wrong-password' }
  | { kind: 'wrong-code' }
  | { kind: 'passkey' }
  | { kind: 'gone' }
  | { kind: 'too-many'; retryAfterSeconds: number };

const STATUS = { 'wrong-password': 422, 'wrong-code': 422, passkey: 400, gone: 410, 'too-many': 429 } as const;

/** The refusal in words, and as the answer's status and headers. */
export function sayStaffRefusal(refusal: StaffSignInRefusal): {
  words: string;
  init: { status: number; headers?: Record<string, string> };
} {
  const init = { status: STATUS[refusal.kind] };
  switch (refusal.kind) {
    case 'wrong-password':
      return { words: 'The address or the password is wrong.', init };
    case 'wrong-code':
      return { words: 'That code is wrong, or was used already. Type the one that your app shows now.', init };
    case 'passkey':
      return { words: 'That passkey does not open this desk. Try another, or use your password.', init };
    case 'gone':
      return { words: 'That took too long, or too many wrong codes were typed. Type your password again.', init };
    case 'too-many':
      return {
        words: `Too many tries. Wait ${waitWords(refusal.retryAfterSeconds)}, then try again.`,
        init: { ...init, headers: { 'Retry-After': String(refusal.retryAfterSeconds) } },
      };
  }
}
