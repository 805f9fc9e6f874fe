import { isToken, sha256 } from '~/lib/crypto.server';
import { db } from '~/lib/db.server';
import { WRONG_CODES_ALLOWED } from './sign-in-request';

/** The last mail this browser asked for, while its code is still good: to whom, and whether codes may still be tried. */
export async function pendingSignIn({
  browserToken,
  now,
}: {
  browserToken: string | null;
  now: Date;
}): Promise<{ email: string; burned: boolean } | null> {
  if (!isToken(browserToken)) return null;
  const [request] = await db.$queryRaw<{ email: string; burned: boolean }[]>`
    SELECT email, wrong_codes >= ${WRONG_CODES_ALLOWED} AS burned FROM sign_in_requests
    WHERE browser_hash = ${sha256(browserToken)} AND used_at IS NULL AND expires_at > ${now}
    ORDER BY id DESC LIMIT 1`;
  return request ?? null;
}
