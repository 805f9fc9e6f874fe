import { isToken, sha256 } from '~/lib/crypto.server';
import { transaction } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { finishSignIn } from './finish-sign-in.server';
import { readSignInLink } from './read-sign-in-link.server';
import type { SessionCookie } from './sessions.server';
import { WRONG_CODES_ALLOWED, type SignInRefusal } from './sign-in-request';
import type { SigningBrowser } from './signing-browser';

type LinkSignIn = { token: string; browser: SigningBrowser; cause: string; now: Date };

/**
 * Signs in with the link from the mail, in the browser that asked for it and once: of any number of presses
 * at the same time one finds the request unused. Refuses a link that is used, burned, old or unknown (all
 * alike: gone), and another browser, which leaves the link as it was.
 */
export async function signInWithLink({
  token,
  browser,
  cause,
  now,
}: LinkSignIn): Promise<Result<SessionCookie, SignInRefusal>> {
  if (!isToken(token)) return refuse({ kind: 'gone' });
  const browserHash = isToken(browser.browserToken) ? sha256(browser.browserToken) : null;
  const session = await transaction(async (tx) => {
    const [request] = await tx.$queryRaw<{ id: string; personId: string }[]>`
      UPDATE sign_in_requests SET used_at = ${now}
      WHERE link_token_hash = ${sha256(token)} AND browser_hash = ${browserHash} AND person_id IS NOT NULL
        AND used_at IS NULL AND expires_at > ${now} AND wrong_codes < ${WRONG_CODES_ALLOWED}
      RETURNING id, person_id AS "personId"`;
    return request ? finishSignIn(tx, { ...request, requestId: request.id, browser, how: 'link', cause, now }) : null;
  });
  if (session) return { ok: true, ...session };
  const link = await readSignInLink({ token, browserToken: browser.browserToken, now });
  return refuse({ kind: link.ok && !link.sameBrowser ? 'other-browser' : 'gone' });
}
