import { getConfig } from '~/lib/config.server';
import { sha256 } from '~/lib/crypto.server';
import type { Tx } from '~/lib/db.server';
import { paths } from '~/lib/paths';

/** Keeps what new copies of links are opened by: their hashes. `mailKey` names the mail that carries one. */
export async function keepTokens(
  tx: Tx,
  {
    vendorId,
    tokens,
    mailKey = null,
    now,
  }: {
    vendorId: string;
    tokens: readonly { linkId: string; customerId: string; token: string }[];
    mailKey?: string | null;
    now: Date;
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payment_link_tokens (token_hash, vendor_id, link_id, customer_id, mail_key, created_at)
    SELECT decode(t.hash, 'hex'), ${vendorId}::uuid, t.link_id, t.customer_id, ${mailKey}, ${now}::timestamptz
    FROM unnest(${tokens.map(({ token }) => sha256(token).toString('hex'))}::text[], ${tokens.map(({ linkId }) => linkId)}::uuid[],
      ${tokens.map(({ customerId }) => customerId)}::uuid[]) AS t (hash, link_id, customer_id)`;
}

/** The address that a copy of a link is. */
export function linkUrl(token: string): string {
  return new URL(paths.link.token(token), getConfig().APP_URL).href;
}
