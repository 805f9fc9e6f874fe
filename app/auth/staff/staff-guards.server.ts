import { redirect } from '@remix-run/node';
import type { Language } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import type { StaffActor } from '../actor';
import { causeOf, isReading, noteRefused, wantsPage, type Asked } from '../guards.server';
import { pageOf, withTo } from '../local-path';
import type { FoundStaffSession } from './find-staff-session.server';
import { whoIsStaff } from './who-is-staff.server';

/** Somebody who works for a vendor and is signed in. */
export type SignedInStaff = {
  actor: StaffActor;
  sessionId: string;
  staff: { id: string; name: string; email: string };
  vendor: {
    id: string;
    slug: string;
    name: string;
    timeZone: string;
    /** In which customers are written to. */
    language: Language;
    brandColor: string | null;
    logoHash: string | null;
  };
  /** When they last showed a second factor. */
  factorAt: Date;
  cause: string;
};

export type StaffRole = StaffActor['role'];

const RANK: Record<StaffRole, number> = { viewer: 0, biller: 1, owner: 2 };

/** Whether a role may do what `needed` may: a viewer looks, a biller also charges and bills, an owner also decides. */
export function mayAct(role: StaffRole, needed: StaffRole): boolean {
  return RANK[role] >= RANK[needed];
}

/**
 * Staff who may do what `role` may (unsaid: look). Everybody else is sent to sign in, or told that their role does
 * not let them, and what they tried is written down.
 */
export async function requireStaff(
  asked: Asked,
  { role = 'viewer' }: { role?: StaffRole } = {},
): Promise<SignedInStaff> {
  const session = await whoIsStaff(asked);
  if (!session) throw notSignedIn(asked.request);
  const me = describe(session, asked);
  if (!mayAct(me.actor.role, role)) {
    if (!isReading(asked.request)) await noteRefused(me.actor, asked);
    throw Response.json({ error: 'not_allowed', needs: role }, { status: 403, statusText: 'Forbidden' });
  }
  return me;
}

function describe(session: FoundStaffSession, { context }: Asked): SignedInStaff {
  const { vendorId, staffId, role } = session;
  return {
    actor: { kind: 'staff', vendorId, staffId, role },
    sessionId: session.sessionId,
    staff: { id: staffId, name: session.staffName, email: session.staffEmail },
    vendor: {
      id: vendorId,
      slug: session.vendorSlug,
      name: session.vendorName,
      timeZone: session.timeZone,
      language: session.language,
      brandColor: session.brandColor,
      logoHash: session.logoHash,
    },
    factorAt: session.factorAt,
    cause: causeOf(context),
  };
}

function notSignedIn(request: Request): Response {
  if (wantsPage(request)) return redirect(withTo(paths.vendor.signIn, pageOf(request.url)), 303);
  return Response.json({ error: 'signed_out' }, { status: 401, statusText: 'Unauthorized' });
}
