import { callerOf } from '~/lib/caller';
import { transaction } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Limit } from '~/lib/limit';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { queueLinkMails } from './mail-payment-link.server';
import { makePaymentLink } from './make-payment-links.server';
import { whyEnded } from './payment-link';
import { idsOf, type LinkScope } from './review-link.server';
import { stillPayable } from './still-payable.server';

/** Against flooding the mailbox of whoever is on file. */
const PER_LINK: Limit = { name: 'fresh-payment-link', times: 3, perSeconds: 86_400 };
const PER_CALLER: Limit = { name: 'fresh-payment-link-by', times: 10, perSeconds: 3600 };

/**
 * Mails a new link in place of one that has expired, to the address on file and to no other: who holds an old copy, wherever
 * it was found, learns neither the address nor whether anything is still owed. What is no longer open drops out; the mail
 * is not sent where nothing is left. Refuses floods. A link that still works needs no other, and one
 * that the vendor took back gets none: whoever revoked it wants nobody to pay by it.
 */
export async function askForFreshLink(
  link: LinkScope,
  asked: { clientAddress: string; cause: string; now: Date },
): Promise<Result<object, { kind: 'too-many'; retryAfterSeconds: number }>> {
  const { vendorId, customerId, linkId, covers } = link;
  const { cause, now } = asked;
  const byCaller = await countAgainst(PER_CALLER, callerOf(asked.clientAddress));
  if (!byCaller.ok) return refuse(byCaller.refusal);
  const ofLink = await countAgainst(PER_LINK, linkId);
  if (!ofLink.ok) return refuse(ofLink.refusal);
  if (covers === 'method' || whyEnded(link, now) !== 'expired') return { ok: true };
  const open = await stillPayable(link, idsOf(link));
  if (open.length === 0) return { ok: true };
  await transaction(async (tx) => {
    const made = await makePaymentLink(tx, {
      vendorId,
      link: { customerId, covers: covers === 'account' ? covers : open },
      lastDay: null,
      replaces: linkId,
      actor: { kind: 'system', name: 'fresh payment link' },
      cause,
      now,
    });
    if (made.ok) await queueLinkMails(tx, { linkIds: [made.link.linkId], mark: newId(), hurry: true });
  });
  return { ok: true };
}
