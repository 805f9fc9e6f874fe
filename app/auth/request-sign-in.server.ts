import { callerOf } from '~/lib/caller';
import { isToken, keyedHash, randomCode, randomToken, seal, sha256 } from '~/lib/crypto.server';
import { transaction } from '~/lib/db.server';
import { emailAddress } from '~/lib/email-address';
import { newId } from '~/lib/ids';
import { enqueue } from '~/lib/queue.server';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { localPath } from './local-path';
import * as rules from './sign-in-request';

type SignInRequest = {
  email: unknown;
  /** Where to go afterwards. */
  to: unknown;
  /** The cookie of the browser that asks, if it has one. */
  browserToken: string | null;
  clientAddress: string;
  now: Date;
};

/**
 * Makes a code and a link and puts the mail on its way. Whether anybody is known by the address makes no
 * difference here, to what is answered, done or how long it takes: only the job that writes the mail knows.
 * Asking again makes another code; the earlier ones stay good for their ten minutes. Refuses floods.
 */
export async function requestSignIn(
  asked: SignInRequest,
): Promise<Result<{ browserToken: string }, rules.SignInRefusal>> {
  const email = emailAddress(asked.email);
  if (!email) return refuse({ kind: 'bad-email' });
  const byCaller = await countAgainst(rules.MAILS_PER_CALLER, callerOf(asked.clientAddress));
  if (!byCaller.ok) return byCaller;
  const toEmail = await countAgainst(rules.MAILS_PER_EMAIL, email);
  if (!toEmail.ok) return toEmail;

  const id = newId();
  const secrets: rules.SignInSecrets = { code: randomCode(), token: randomToken(), to: localPath(asked.to, '') };
  const browserToken = isToken(asked.browserToken) ? asked.browserToken : randomToken();
  const expiresAt = new Date(asked.now.getTime() + rules.EXPIRES_IN_MINUTES * 60_000);
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO sign_in_requests (id, email, person_id, code_hash, link_token_hash, browser_hash, created_at, expires_at)
      VALUES (${id}::uuid, ${email},
        (SELECT p.id FROM people p WHERE p.email = ${email} AND EXISTS (SELECT FROM contacts c WHERE c.person_id = p.id AND c.removed_at IS NULL)), -- all vendors: a person signs in to all of theirs
        ${keyedHash(rules.CODE_HASH, rules.codeOf(id, secrets.code))}, ${sha256(secrets.token)}, ${sha256(browserToken)}, ${asked.now}, ${expiresAt})`;
    await enqueue(
      tx,
      'send-sign-in',
      { requestId: id, sealed: seal(rules.SIGN_IN_SECRETS, JSON.stringify(secrets)) },
      { maxAttempts: 5 },
    );
  });
  return { ok: true, browserToken };
}
