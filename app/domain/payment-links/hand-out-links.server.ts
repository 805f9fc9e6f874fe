import type { StaffActor } from '~/auth/actor';
import { addressOnFile, payerAt } from '~/domain/customers/address-on-file.server';
import { record } from '~/domain/audit/record.server';
import { randomToken } from '~/lib/crypto.server';
import type { CalendarDate } from '~/lib/dates';
import { transaction } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { lockLink } from './change-payment-link.server';
import { keepTokens } from './link-token.server';
import { queueLinkMailsTo, type LinkMail } from './mail-payment-link.server';
import { makePaymentLinks, type LinkToMake, type MadeLink, type MakeLinkRefusal } from './make-payment-links.server';
import { whyEnded } from './payment-link';

type Because = { cause: string; now: Date };
export type HandOutRefusal = { kind: 'no-such-link' } | { kind: 'ended' } | { kind: 'nobody-to-write-to' };

/**
 * Makes links, and mails each of them if that is wanted: to the contacts chosen for its customer, or where none were asked
 * about to the address on file. In one transaction, so that neither is without the other.
 */
export async function makeAndHandOut(
  actor: StaffActor,
  asked: {
    links: readonly LinkToMake[];
    lastDay: CalendarDate | null;
    mail: boolean;
    /** By customer; none of them: that customer gets no mail. */
    contacts?: ReadonlyMap<string, readonly string[]>;
  },
  { cause, now }: Because,
): Promise<Result<{ links: MadeLink[] }, MakeLinkRefusal>> {
  const { links, lastDay, mail, contacts } = asked;
  return transaction(async (tx) => {
    const made = await makePaymentLinks(tx, { vendorId: actor.vendorId, links, lastDay, actor, cause, now });
    if (!made.ok || !mail) return made;
    const mails = made.links.flatMap(({ linkId, customerId }): LinkMail[] => {
      const chosen = contacts?.get(customerId);
      return chosen ? chosen.map((contactId) => ({ linkId, contactId })) : [{ linkId, contactId: null }];
    });
    await queueLinkMailsTo(tx, { mails, mark: newId() });
    return made;
  });
}

/** Another copy of a link that works: what opens the earlier ones is not known any more. These go on working. */
export async function copyPaymentLink(
  actor: StaffActor,
  linkId: string,
  { cause, now }: Because,
): Promise<Result<{ token: string }, HandOutRefusal>> {
  const { vendorId } = actor;
  const token = randomToken();
  return transaction(async (tx) => {
    const link = await lockLink(tx, vendorId, linkId);
    if (!link) return refuse({ kind: 'no-such-link' });
    if (whyEnded(link, now)) return refuse({ kind: 'ended' });
    await keepTokens(tx, { vendorId, tokens: [{ linkId, customerId: link.customerId, token }], now });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'payment_link.copied',
      subject: 'payment_link',
      subjectId: linkId,
    });
    return { ok: true, token };
  });
}

/**
 * Mails a copy of a link that works to the address on file, or to a chosen one as long as somebody who pays there has it;
 * answers which that is. The same mark again mails nothing more.
 */
export async function mailPaymentLink(
  actor: StaffActor,
  { linkId, address = null, mark = newId() }: { linkId: string; address?: string | null; mark?: string },
  { cause, now }: Because,
): Promise<Result<{ to: string }, HandOutRefusal>> {
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const link = await lockLink(tx, vendorId, linkId);
    if (!link) return refuse({ kind: 'no-such-link' });
    if (whyEnded(link, now)) return refuse({ kind: 'ended' });
    const scope = { vendorId, customerId: link.customerId };
    const chosen = address === null ? null : await payerAt(tx, scope, address);
    const to = address === null ? await addressOnFile(scope, tx) : chosen && address;
    if (to === null) return refuse({ kind: 'nobody-to-write-to' });
    await queueLinkMailsTo(tx, { mails: [{ linkId, contactId: chosen }], mark, hurry: true });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'payment_link.mailed',
      subject: 'payment_link',
      subjectId: linkId,
    });
    return { ok: true, to };
  });
}
