import type { StaffActor } from '~/auth/actor';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { staffInvitationEmail } from '~/emails/staff-invitation';
import { transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { addStaff, type NewStaff } from './add-staff.server';
import { INVITATION_DAYS, type InviteRefusal } from './invitation';
import { openInvitation } from './open-invitation.server';

type Why = { cause: string; now: Date };

/** Makes somebody staff and mails them the link to choose how they sign in. */
export async function inviteStaff(
  actor: StaffActor,
  typed: Omit<NewStaff, 'vendorId'>,
  why: Why,
): Promise<Result<{ email: string }, InviteRefusal>> {
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const added = await addStaff(tx, actor, { ...typed, vendorId }, why);
    if (!added.ok) return added;
    await mailInvitation(tx, actor, added.staff, why);
    return { ok: true, email: added.staff.email };
  });
}

/** Mails another link to who has not signed in yet; the one before is worth nothing then. Refuses everybody else. */
export async function inviteAgain(
  actor: StaffActor,
  staffId: string,
  why: Why,
): Promise<Result<{ email: string }, 'no-such-invitation'>> {
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const staff = await tx.staff.findFirst({ where: { vendorId, id: staffId, passwordHash: null, removedAt: null } });
    if (!staff) return refuse('no-such-invitation' as const);
    await mailInvitation(tx, actor, staff, why);
    return { ok: true, email: staff.email };
  });
}

type Invited = { id: string; email: string; name: string; role: string };

async function mailInvitation(tx: Tx, actor: StaffActor, staff: Invited, why: Why): Promise<void> {
  const { vendorId } = actor;
  const { id, link } = await openInvitation(tx, actor, { vendorId, staffId: staff.id }, why);
  const vendor = await tx.vendor.findUniqueOrThrow({ where: { id: vendorId } });
  const inviter = await tx.staff.findFirst({ where: { vendorId, id: actor.staffId } });
  const mail = await staffInvitationEmail({
    name: staff.name,
    vendorName: vendor.name,
    invitedBy: inviter?.name ?? vendor.name,
    role: staff.role,
    linkUrl: link,
    days: INVITATION_DAYS,
  });
  await queueMail(tx, {
    ...mail,
    dedupeKey: `staff-invitation:${id}`,
    kind: 'staff-invitation',
    vendorId,
    customerId: null,
    to: staff.email,
    secret: true,
    now: why.now,
  });
}
