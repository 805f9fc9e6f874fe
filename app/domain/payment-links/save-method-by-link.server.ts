import type { LinkActor } from '~/auth/actor';
import {
  beginSavingMethod,
  finishSavingMethod,
  type SaveMethodRefusal,
} from '~/domain/payment-methods/save-payment-method.server';
import type { Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { whyEnded, type LinkCovers } from './payment-link';

/** A link that was mailed to ask for a card or bank account. */
type MethodLink = {
  linkId: string;
  vendorId: string;
  customerId: string;
  covers: LinkCovers;
  expiresAt: Date;
  revokedAt: Date | null;
  usedAt: Date | null;
};

/** Why nothing can be kept through a link (any more); null while it can. */
export function whyNothingKept(link: MethodLink, now: Date): 'revoked' | 'expired' | 'used' | 'other-kind' | null {
  if (link.covers !== 'method') return 'other-kind';
  return link.usedAt !== null ? 'used' : whyEnded(link, now);
}

const actorOf = ({ linkId, vendorId, customerId }: MethodLink): LinkActor => ({
  kind: 'link',
  linkId,
  vendorId,
  customerId,
});

/** Begins to keep a card or account for the customer whom the link was mailed to. A link that pays keeps nothing (SECURITY S13). */
export async function beginByLink(
  link: MethodLink,
  now: Date,
): Promise<Result<{ clientSecret: string }, SaveMethodRefusal>> {
  return whyNothingKept(link, now) ? refuse({ kind: 'not-yours' }) : beginSavingMethod(actorOf(link));
}

/**
 * Keeps what the gateway has confirmed, and uses the link up with it: of several that come at once one is kept, the
 * others are refused. What ended the link meanwhile counts too.
 */
export async function finishByLink(
  link: MethodLink,
  input: { setupIntentId: string; cause: string },
  now: Date,
): Promise<Result<{ verifyUrl: string | null }, SaveMethodRefusal>> {
  if (whyNothingKept(link, now)) return refuse({ kind: 'not-yours' });
  const { linkId, vendorId } = link;
  const may = async (tx: Tx) => {
    const used = await tx.paymentLink.updateMany({
      where: { id: linkId, vendorId, covers: 'method', usedAt: null, revokedAt: null },
      data: { usedAt: now },
    });
    return used.count === 1;
  };
  return finishSavingMethod(actorOf(link), { ...input, may }, now);
}
