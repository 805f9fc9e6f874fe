import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { dateIn, isCalendarDate, type CalendarDate } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { lastDayOf, lastDays } from './payment-link';

export type ChangeLinkRefusal =
  | { kind: 'no-such-link' }
  | { kind: 'revoked' }
  | { kind: 'last-day-out-of-range'; from: CalendarDate; to: CalendarDate };

type Because = { cause: string; now: Date };
type Held = { id: string; customerId: string; revokedAt: Date | null; expiresAt: Date; timeZone: string };

/** Locks a link of the vendor that pays; a payment that begins at the same moment is either there before, or refused. */
export async function lockLink(tx: Tx, vendorId: string, linkId: string): Promise<Held | null> {
  const [link] = await tx.$queryRaw<Held[]>`
    SELECT l.id, l.customer_id AS "customerId", l.revoked_at AS "revokedAt", l.expires_at AS "expiresAt", v.time_zone AS "timeZone"
    FROM payment_links l JOIN vendors v ON v.id = l.vendor_id
    WHERE l.vendor_id = ${vendorId}::uuid AND l.id = ${linkId}::uuid AND l.covers <> 'method' FOR UPDATE OF l`;
  return link ?? null;
}

/** Ends a link at once and for good: none of its copies shows or pays anything any more. Revoking again changes nothing. */
export async function revokePaymentLink(
  actor: StaffActor,
  linkId: string,
  { cause, now }: Because,
): Promise<Result<object, ChangeLinkRefusal>> {
  return transaction(async (tx) => {
    const link = await lockLink(tx, actor.vendorId, linkId);
    if (!link) return refuse({ kind: 'no-such-link' });
    if (link.revokedAt !== null) return { ok: true };
    await tx.paymentLink.updateMany({ where: { id: linkId, vendorId: actor.vendorId }, data: { revokedAt: now } });
    await note(tx, actor, { linkId, cause, action: 'payment_link.revoked' });
    return { ok: true };
  });
}

/** Makes a link work longer, also one that has expired: until the end of that day, at most 120 days from now. Never shorter. */
export async function extendPaymentLink(
  actor: StaffActor,
  { linkId, lastDay }: { linkId: string; lastDay: string },
  { cause, now }: Because,
): Promise<Result<object, ChangeLinkRefusal>> {
  return transaction(async (tx) => {
    const link = await lockLink(tx, actor.vendorId, linkId);
    if (!link) return refuse({ kind: 'no-such-link' });
    if (link.revokedAt !== null) return refuse({ kind: 'revoked' });
    const { from, to } = extensionRange(link, now);
    if (!isCalendarDate(lastDay) || lastDay < from || lastDay > to)
      return refuse({ kind: 'last-day-out-of-range', from, to });
    await tx.$executeRaw`
      UPDATE payment_links SET expiry_set_at = ${now}::timestamptz,
        expires_at = greatest(expires_at, least((${lastDay}::date + 1)::timestamp AT TIME ZONE ${link.timeZone}, ${now}::timestamptz + interval '120 days'))
      WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${linkId}::uuid`;
    await note(tx, actor, { linkId, cause, action: 'payment_link.extended', data: { lastDay } });
    return { ok: true };
  });
}

/** The last days that a link may be given now: none before the one it has. */
export function extensionRange(
  { expiresAt, timeZone }: { expiresAt: Date; timeZone: string },
  now: Date,
): { from: CalendarDate; to: CalendarDate } {
  const { from, to } = lastDays(dateIn(timeZone, now));
  const has = lastDayOf(expiresAt, timeZone);
  const least = has > from ? has : from;
  return { from: least < to ? least : to, to };
}

function note(
  tx: Tx,
  actor: StaffActor,
  { linkId, ...what }: { linkId: string; cause: string; action: string; data?: Record<string, unknown> },
): Promise<void> {
  return record(tx, { vendorId: actor.vendorId, actor, subject: 'payment_link', subjectId: linkId, ...what });
}
