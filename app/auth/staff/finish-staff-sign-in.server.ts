import { record } from '~/domain/audit/record.server';
import { isToken, sha256 } from '~/lib/crypto.server';
import { transaction, type Tx } from '~/lib/db.server';
import { countAgainst, forgetCount } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import type { StaffActor } from '../actor';
import type { SessionCookie } from '../sessions.server';
import { pendingStaffSignIn, type PendingStaffSignIn } from './pending-staff-sign-in.server';
import { openStaffSession } from './staff-sessions.server';
import * as rules from './staff-sign-in';
import { useFactor } from './use-factor.server';

/** The browser in which staff signs in. */
export type StaffBrowser = {
  /** Its staff cookie from before, if any: that session ends. */
  sessionToken: string | null;
  userAgent: string;
};

type Finish = { code: unknown; stepToken: string | null; browser: StaffBrowser; cause: string; now: Date };

/**
 * The second half: the authenticator's code, or a recovery code, in the browser where the password was typed. Six
 * wrong ones and the password must be typed again.
 */
export async function finishStaffSignIn(asked: Finish): Promise<Result<SessionCookie, rules.StaffSignInRefusal>> {
  const pending = await pendingStaffSignIn(asked);
  if (!pending) return refuse({ kind: 'gone' });
  const forStaff = await countAgainst(rules.CODES_PER_STAFF, pending.staffId);
  if (!forStaff.ok) return forStaff;
  const session = await transaction((tx) => tryCode(tx, pending, asked));
  if (!session) return refuse({ kind: (await pendingStaffSignIn(asked)) ? 'wrong-code' : 'gone' });
  await forgetCount(rules.CODES_PER_STAFF, pending.staffId);
  await forgetCount(rules.PASSWORDS_PER_EMAIL, pending.email);
  return { ok: true, ...session };
}

async function tryCode(tx: Tx, pending: PendingStaffSignIn, asked: Finish): Promise<SessionCookie | null> {
  const { vendorId, staffId, role } = pending;
  const { cause, now } = asked;
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM staff_sign_ins
    WHERE vendor_id = ${vendorId}::uuid AND id = ${pending.id}::uuid AND used_at IS NULL AND wrong_codes < ${rules.WRONG_CODES_ALLOWED}
    FOR UPDATE`;
  if (!open) return null;
  const factor = await useFactor(tx, { vendorId, staffId, typed: asked.code, now });
  if (!factor) {
    await tx.$executeRaw`
      UPDATE staff_sign_ins SET wrong_codes = wrong_codes + 1 WHERE vendor_id = ${vendorId}::uuid AND id = ${pending.id}::uuid`;
    const actor: StaffActor = { kind: 'staff', vendorId, staffId, role };
    await record(tx, { vendorId, actor, action: 'staff.code-refused', subject: 'staff', subjectId: staffId, cause });
    return null;
  }
  await tx.$executeRaw`UPDATE staff_sign_ins SET used_at = ${now} WHERE vendor_id = ${vendorId}::uuid AND id = ${pending.id}::uuid`;
  return enterStaff(tx, { vendorId, staffId, role, how: factor, browser: asked.browser, cause, now });
}

type Enter = {
  vendorId: string;
  staffId: string;
  role: StaffActor['role'];
  how: string;
  browser: StaffBrowser;
  cause: string;
  now: Date;
};

/**
 * The last step of every way in, in the transaction that used its factor up. The session always gets a new token:
 * one that was planted in the browser before is worth nothing.
 */
export async function enterStaff(tx: Tx, { browser, how, cause, now, ...who }: Enter): Promise<SessionCookie> {
  const { vendorId, staffId } = who;
  const oldHash = isToken(browser.sessionToken) ? sha256(browser.sessionToken) : null;
  await tx.$executeRaw`
    UPDATE staff_sessions SET revoked_at = ${now} -- all vendors: whoever used this browser before
    WHERE token_hash = ${oldHash} AND revoked_at IS NULL`;
  const session = await openStaffSession(tx, { vendorId, staffId, userAgent: browser.userAgent, now });
  const actor: StaffActor = { kind: 'staff', ...who };
  const what = { action: 'staff.signed-in', subject: 'staff_session', subjectId: session.id, data: { how } };
  await record(tx, { vendorId, actor, cause, ...what });
  return session.cookie;
}
