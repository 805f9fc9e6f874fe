import { isToken, sha256 } from '~/lib/crypto.server';
import { db } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { senderFor } from './sender.server';
import { WRONG_CODES_ALLOWED } from './sign-in-request';

type ReadLink = { token: string | undefined; browserToken: string | null; now: Date };
type LinkSeen = { email: string; senderName: string; sameBrowser: boolean };

/** What a sign-in link leads to. Reads only: mail scanners open links too, as often as they like. */
export async function readSignInLink({ token, browserToken, now }: ReadLink): Promise<Result<LinkSeen, 'gone'>> {
  if (!isToken(token)) return refuse('gone');
  const request = await db.signInRequest.findUnique({ where: { linkTokenHash: new Uint8Array(sha256(token)) } });
  const live =
    request?.personId && !request.usedAt && request.expiresAt > now && request.wrongCodes < WRONG_CODES_ALLOWED;
  if (!live) return refuse('gone');
  const sameBrowser = isToken(browserToken) && sha256(browserToken).equals(request.browserHash);
  const { senderName } = await senderFor(request.personId);
  return { ok: true, email: request.email, senderName, sameBrowser };
}
