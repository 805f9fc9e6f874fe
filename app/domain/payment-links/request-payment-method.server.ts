import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { addressOnFile } from '~/domain/customers/address-on-file.server';
import { transaction } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { queueLinkMails } from './mail-payment-link.server';

const GOOD_FOR_DAYS = 14;

export type RequestMethodRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-customer' }
  | { kind: 'nobody-to-write-to' }
  /** The id is another link's. */
  | { kind: 'other-request' };

/**
 * Asks a customer by mail for a card or bank account to be kept for their invoices: a link of its own kind, which pays
 * nothing, is never shown to staff, and is good once within two weeks. Goes to the address on file and to no other, in the
 * same transaction. Asking again mails another, and the earlier one is worth nothing then; asking again under the same
 * `linkId`, as a second click does, finds the first and mails nothing.
 */
export async function requestPaymentMethod(
  actor: StaffActor,
  { customerId, linkId }: { customerId: string; linkId: string },
  { cause, now }: { cause: string; now: Date },
): Promise<Result<{ linkId: string; to: string }, RequestMethodRefusal>> {
  const { vendorId } = actor;
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  return transaction(async (tx) => {
    // Locked: of two who ask at once, the second takes the first one's place.
    const customers = await tx.$queryRaw<object[]>`
      SELECT FROM customers WHERE vendor_id = ${vendorId}::uuid AND id = ${customerId}::uuid FOR NO KEY UPDATE`;
    if (customers.length === 0) return refuse({ kind: 'no-customer' });
    const to = await addressOnFile({ vendorId, customerId }, tx);
    if (to === null) return refuse({ kind: 'nobody-to-write-to' });
    // all vendors: an id that is taken is taken everywhere.
    const asked = await tx.paymentLink.findUnique({ where: { id: linkId } });
    const isOurs = asked?.vendorId === vendorId && asked.customerId === customerId && asked.covers === 'method';
    if (isOurs && asked.revokedAt === null && asked.usedAt === null) return { ok: true, linkId, to };
    if (asked && !isOurs) return refuse({ kind: 'other-request' });
    // The one of that id was used or withdrawn since: whoever comes back to the page and sends it again wants another.
    const id = asked ? newId() : linkId;
    await tx.paymentLink.updateMany({
      where: { vendorId, customerId, covers: 'method', revokedAt: null, usedAt: null },
      data: { revokedAt: now },
    });
    const expiresAt = new Date(now.getTime() + GOOD_FOR_DAYS * 86_400_000);
    await tx.paymentLink.create({
      data: {
        id,
        vendorId,
        customerId,
        covers: 'method',
        madeBy: actor.staffId,
        createdAt: now,
        expirySetAt: now,
        expiresAt,
      },
    });
    await queueLinkMails(tx, { linkIds: [id], mark: newId(), hurry: true });
    const note = { action: 'payment_method.requested', subject: 'customer', subjectId: customerId };
    await record(tx, { vendorId, actor, cause, ...note, data: { linkId: id, to } });
    return { ok: true, linkId: id, to };
  });
}
