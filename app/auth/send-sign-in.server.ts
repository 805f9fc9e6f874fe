import { queueMail } from '~/domain/mail/queue-mail.server';
import { signInEmail } from '~/emails/sign-in';
import { getConfig } from '~/lib/config.server';
import { unseal } from '~/lib/crypto.server';
import { db, transaction } from '~/lib/db.server';
import { paths } from '~/lib/paths';
import { withTo } from './local-path';
import { senderFor } from './sender.server';
import { EXPIRES_IN_MINUTES, SIGN_IN_SECRETS, type SignInSecrets } from './sign-in-request';

/**
 * Writes the mail of one sign-in request. Safe to repeat: one mail per request. For an address nobody is
 * known by it does the same work and queues nothing, so that how busy we are afterwards tells nobody either.
 */
export async function sendSignIn({
  requestId,
  sealed,
  now,
}: {
  requestId: string;
  sealed: string;
  now: Date;
}): Promise<void> {
  const request = await db.signInRequest.findUnique({ where: { id: requestId } });
  if (!request || request.usedAt || request.expiresAt <= now) return;
  const { code, token, to } = JSON.parse(unseal(SIGN_IN_SECRETS, sealed).toString('utf8')) as SignInSecrets;
  const mail = await signInEmail({
    ...(await senderFor(request.personId)),
    code,
    linkUrl: new URL(withTo(paths.signInLink(token), to), getConfig().APP_URL).href,
    expiresInMinutes: EXPIRES_IN_MINUTES,
  });
  if (!request.personId) return;
  await transaction((tx) =>
    queueMail(tx, {
      ...mail,
      dedupeKey: `sign-in:${requestId}`,
      kind: 'sign-in',
      vendorId: null,
      customerId: null,
      to: request.email,
      secret: true,
      now: request.createdAt,
    }),
  );
}
