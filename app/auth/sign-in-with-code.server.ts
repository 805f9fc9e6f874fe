import { timingSafeEqual } from 'node:crypto';
import { record } from '~/domain/audit/record.server';
import { callerOf } from '~/lib/caller';
import { isToken, keyedHash, sha256 } from '~/lib/crypto.server';
import { transaction, type Tx } from '~/lib/db.server';
import { emailAddress } from '~/lib/email-address';
import { countAgainst, forgetCount } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { finishSignIn } from './finish-sign-in.server';
import { pendingSignIn } from './pending-sign-in.server';
import type { SessionCookie } from './sessions.server';
import * as rules from './sign-in-request';
import type { SigningBrowser } from './signing-browser';
import { typedCode } from './typed-input';

type CodeSignIn = {
  code: unknown;
  /** Asked for where the browser is not the one that asked for the mail; a typed code is good in any browser. */
  email: unknown;
  browser: SigningBrowser;
  clientAddress: string;
  cause: string;
  now: Date;
};
type Open = { id: string; personId: string | null; codeHash: Uint8Array; wrongCodes: number };

/**
 * Signs in with the six digits from the mail, once. The requests a code could belong to are locked, so that
 * guesses at the same time count one after the other; the sixth wrong one burns them, links and all. An
 * address that asked for nothing, or nobody is known by, is answered like a wrong code.
 */
export async function signInWithCode(asked: CodeSignIn): Promise<Result<SessionCookie, rules.SignInRefusal>> {
  const code = typedCode(asked.code);
  if (!code) return refuse({ kind: 'bad-code' });
  const { browserToken } = asked.browser;
  const pending = await pendingSignIn({ browserToken, now: asked.now });
  const typed = asked.email ? emailAddress(asked.email) : null;
  if (asked.email && !typed) return refuse({ kind: 'bad-email' });
  const email = typed ?? pending?.email;
  if (!email) return refuse({ kind: 'gone' });

  const byCaller = await countAgainst(rules.CODES_PER_CALLER, callerOf(asked.clientAddress));
  if (!byCaller.ok) return byCaller;
  const forEmail = await countAgainst(rules.CODES_PER_EMAIL, email);
  if (!forEmail.ok) return forEmail;

  const session = await transaction((tx) =>
    tryCode(tx, { ...asked, code, email, browserToken: typed ? null : browserToken }),
  );
  if (!session) return refuse({ kind: 'wrong-code' });
  await forgetCount(rules.CODES_PER_EMAIL, email);
  return { ok: true, ...session };
}

type Try = CodeSignIn & { code: string; email: string; browserToken: string | null };

async function tryCode(tx: Tx, { code, email, browserToken, browser, cause, now }: Try): Promise<SessionCookie | null> {
  const browserHash = isToken(browserToken) ? sha256(browserToken) : null;
  const open = await tx.$queryRaw<Open[]>`
    SELECT id, person_id AS "personId", code_hash AS "codeHash", wrong_codes AS "wrongCodes" FROM sign_in_requests
    WHERE email = ${email} AND (${browserHash}::bytea IS NULL OR browser_hash = ${browserHash})
      AND used_at IS NULL AND expires_at > ${now} AND wrong_codes < ${rules.WRONG_CODES_ALLOWED}
    ORDER BY id FOR UPDATE`;
  const right = open.find(({ id, codeHash }) =>
    timingSafeEqual(codeHash, keyedHash(rules.CODE_HASH, rules.codeOf(id, code))),
  );
  if (right?.personId) {
    await tx.$executeRaw`UPDATE sign_in_requests SET used_at = ${now} WHERE id = ${right.id}::uuid`;
    return finishSignIn(tx, { personId: right.personId, requestId: right.id, browser, how: 'code', cause, now });
  }
  await tx.$executeRaw`UPDATE sign_in_requests SET wrong_codes = wrong_codes + 1 WHERE id = ANY(${open.map(({ id }) => id)}::uuid[])`;
  const burned = open.filter(({ wrongCodes }) => wrongCodes + 1 >= rules.WRONG_CODES_ALLOWED);
  for (const { id } of burned) await noteBurned(tx, id, cause);
  return null;
}

function noteBurned(tx: Tx, requestId: string, cause: string): Promise<void> {
  const actor = { kind: 'system', name: 'sign-in' } as const;
  return record(tx, {
    vendorId: null,
    actor,
    action: 'sign-in.burned',
    subject: 'sign_in_request',
    subjectId: requestId,
    cause,
  });
}
