import type { Limit } from '~/lib/limit';
import { waitWords } from '~/lib/wait-words';

/** How long the code and the link of one request are good for. */
export const EXPIRES_IN_MINUTES = 10;

/** This many wrong codes and the request is burned, link and all. */
export const WRONG_CODES_ALLOWED = 6;

/** Against flooding somebody's mailbox. */
export const MAILS_PER_EMAIL: Limit = { name: 'sign-in-mail-to', times: 5, perSeconds: 15 * 60 };
export const MAILS_PER_CALLER: Limit = { name: 'sign-in-mail-by', times: 20, perSeconds: 3600 };

/** Against guessing codes over many requests: twenty guesses a day at one person's million codes. Signing in wipes the count. */
export const CODES_PER_EMAIL: Limit = { name: 'sign-in-code-for', times: 20, perSeconds: 86_400 };
export const CODES_PER_CALLER: Limit = { name: 'sign-in-code-by', times: 60, perSeconds: 15 * 60 };

/** What the job is told, sealed: the only place where the code and the token exist between asking and mailing. */
export type SignInSecrets = { code: string; token: string; to: string };
export const SIGN_IN_SECRETS = 'sign-in secrets';
export const CODE_HASH = 'sign-in code';

/** Codes are hashed with their request, so that equal codes do not look equal. */
export function codeOf(requestId: string, code: string): string {
  return `${requestId} ${code}`;
}

/** Why nobody was signed in. */
export type SignInRefusal =
  | { kind: 'bad-email' }
  | { kind: 'bad-code' }
  | { kind: 'wrong-code' }
  | { kind: 'gone' }
  | { kind: 'other-browser' }
  | { kind: 'too-many'; retryAfterSeconds: number };

const STATUS = {
  'bad-email': 422,
  'bad-code': 422,
  'wrong-code': 422,
  gone: 410,
  'other-browser': 403,
  'too-many': 429,
} as const;

/** The refusal in words, and as the answer's status and headers. */
export function sayRefusal(refusal: SignInRefusal): {
  words: string;
  init: { status: number; headers?: Record<string, string> };
} {
  const init = { status: STATUS[refusal.kind] };
  switch (refusal.kind) {
    case 'bad-email':
      return { words: 'Type a whole e-mail address, like name@company.com.', init };
    case 'bad-code':
      return { words: 'Type the six digits from the mail.', init };
    case 'wrong-code':
      return { words: 'That code is wrong, or no longer good. Look for the newest mail, or ask for another.', init };
    case 'gone':
      return {
        words: `It was used already, or is older than ${EXPIRES_IN_MINUTES} minutes. Ask for a new mail.`,
        init,
      };
    case 'other-browser':
      return { words: 'The link works only in the browser where you asked for it.', init };
    case 'too-many':
      return {
        words: `Too many tries. Wait ${waitWords(refusal.retryAfterSeconds)}, then try again.`,
        init: { ...init, headers: { 'Retry-After': String(refusal.retryAfterSeconds) } },
      };
  }
}
