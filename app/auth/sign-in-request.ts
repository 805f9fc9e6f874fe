import type { Language } from '~/lib/languages/language';
import type { Limit } from '~/lib/limit';
import { waitWords } from '~/lib/wait-words';
import { signInRefusalWords } from './sign-in-refusal.words';

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
export function sayRefusal(
  refusal: SignInRefusal,
  language: Language,
): {
  words: string;
  init: { status: number; headers?: Record<string, string> };
} {
  const say = signInRefusalWords(language);
  const init = { status: STATUS[refusal.kind] };
  if (refusal.kind === 'gone') return { words: goneWords(language), init };
  if (refusal.kind !== 'too-many') return { words: say(refusal.kind), init };
  const { retryAfterSeconds } = refusal;
  return {
    words: say('too-many', { wait: waitWords(retryAfterSeconds, language) }),
    init: { ...init, headers: { 'Retry-After': String(retryAfterSeconds) } },
  };
}

export function goneWords(language: Language): string {
  return signInRefusalWords(language)('gone', { minutes: EXPIRES_IN_MINUTES });
}
