import { record } from '~/domain/audit/record.server';
import { callerOf } from '~/lib/caller';
import { isToken, sha256 } from '~/lib/crypto.server';
import { db, transaction, type Tx } from '~/lib/db.server';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import type { StaffActor } from '../actor';
import type { SessionCookie } from '../sessions.server';
import { typedCode } from '../typed-input';
import { sealAuthenticator, secretFrom, stepOfCode } from './authenticator.server';
import { enterStaff, type StaffBrowser } from './finish-staff-sign-in.server';
import { hashPassword } from './password.server';
import { whyNotPassword } from './password-rules';
import { renewRecoveryCodes } from './recovery-codes.server';
import { PASSWORDS_PER_CALLER } from './staff-sign-in';

export type Invitation = {
  id: string;
  vendorId: string;
  staffId: string;
  role: StaffActor['role'];
  email: string;
  name: string;
  vendorName: string;
  /** What their authenticator is to hold: the same each time the link is opened. */
  secret: Uint8Array;
};

/** What a link invites to. Reads only: mail scanners open links too. Null when it was used, revoked, is old or unknown. */
export async function readInvitation(token: unknown, now: Date): Promise<Invitation | null> {
  if (!isToken(token)) return null;
  const [found] = await db.$queryRaw<Omit<Invitation, 'secret'>[]>`
    SELECT i.id, i.vendor_id AS "vendorId", i.staff_id AS "staffId", m.role, m.email, m.name, v.name AS "vendorName"
    FROM staff_invitations i
    JOIN staff m ON m.vendor_id = i.vendor_id AND m.id = i.staff_id AND m.removed_at IS NULL AND m.password_hash IS NULL
    JOIN vendors v ON v.id = i.vendor_id
    WHERE i.token_hash = ${sha256(token)} AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ${now}`;
  return found ? { ...found, secret: secretFrom(found.staffId, token) } : null;
}

export type AcceptRefusal =
  | { kind: 'gone' }
  | { kind: 'password'; words: string }
  | { kind: 'code' }
  | { kind: 'too-many'; retryAfterSeconds: number };

type Accept = {
  token: unknown;
  password: unknown;
  code: unknown;
  browser: StaffBrowser;
  clientAddress: string;
  cause: string;
  now: Date;
};

/**
 * Takes an invitation up: a password, and the proof that the authenticator app holds its secret. Signs in, and
 * answers the recovery codes, which are never shown again. Of any number of presses at the same time one does it.
 */
export async function acceptInvitation(
  asked: Accept,
): Promise<Result<{ cookie: SessionCookie; recoveryCodes: string[] }, AcceptRefusal>> {
  const { now } = asked;
  const byCaller = await countAgainst(PASSWORDS_PER_CALLER, callerOf(asked.clientAddress));
  if (!byCaller.ok) return byCaller;
  const invitation = await readInvitation(asked.token, now);
  if (!invitation) return refuse({ kind: 'gone' });
  const password = typeof asked.password === 'string' ? asked.password : '';
  const words = whyNotPassword(password, invitation);
  if (words !== null) return refuse({ kind: 'password', words });
  const code = typedCode(asked.code);
  const step = code === null ? null : stepOfCode(invitation.secret, code, null, now);
  if (step === null) return refuse({ kind: 'code' });
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    if (!(await enrol(tx, invitation, { passwordHash, step, now }))) return refuse({ kind: 'gone' as const });
    const { vendorId, staffId, role } = invitation;
    const recoveryCodes = await renewRecoveryCodes(tx, invitation, now);
    const { browser, cause } = asked;
    const actor: StaffActor = { kind: 'staff', vendorId, staffId, role };
    await record(tx, { vendorId, actor, action: 'staff.joined', subject: 'staff', subjectId: staffId, cause });
    const cookie = await enterStaff(tx, { vendorId, staffId, role, how: 'invitation', browser, cause, now });
    return { ok: true, cookie, recoveryCodes };
  });
}

type Enrol = { passwordHash: string; step: bigint; now: Date };

async function enrol(tx: Tx, invitation: Invitation, { passwordHash, step, now }: Enrol): Promise<boolean> {
  const { id, vendorId, staffId, secret } = invitation;
  const taken = await tx.$executeRaw`
    UPDATE staff_invitations SET accepted_at = ${now}
    WHERE vendor_id = ${vendorId}::uuid AND id = ${id}::uuid AND accepted_at IS NULL AND revoked_at IS NULL`;
  if (taken === 0) return false;
  const enrolled = await tx.$executeRaw`
    UPDATE staff SET password_hash = ${passwordHash}, authenticator = ${sealAuthenticator(secret)}, last_step = ${step}
    WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid AND removed_at IS NULL AND password_hash IS NULL`;
  return enrolled === 1;
}
