import { record } from '~/domain/audit/record.server';
import { callerOf } from '~/lib/caller';
import { randomToken, sha256 } from '~/lib/crypto.server';
import { db, transaction } from '~/lib/db.server';
import { emailAddress } from '~/lib/email-address';
import { newId } from '~/lib/ids';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import type { StaffActor } from '../actor';
import { isDemoStaffWithoutDemo, mailDemoCode } from './demo-code.server';
import { isPassword } from './password.server';
import { MAX_PASSWORD_LENGTH } from './password-rules';
import * as rules from './staff-sign-in';

type Start = { email: unknown; password: unknown; clientAddress: string; cause: string; now: Date };
type Known = { staffId: string; vendorId: string; role: StaffActor['role']; passwordHash: string };

/**
 * The first half of signing in: the address and its password. Whoever has both still has no session, only a token
 * for this browser to bring the second factor with. An unknown address, a wrong password and one who was only
 * invited are answered alike and cost the same.
 */
export async function startStaffSignIn(asked: Start): Promise<Result<{ stepToken: string }, rules.StaffSignInRefusal>> {
  const { cause, now } = asked;
  const byCaller = await countAgainst(rules.PASSWORDS_PER_CALLER, callerOf(asked.clientAddress));
  if (!byCaller.ok) return byCaller;
  const email = emailAddress(asked.email);
  const password = typeof asked.password === 'string' ? asked.password : '';
  const forEmail = email ? await countAgainst(rules.PASSWORDS_PER_EMAIL, email) : null;
  if (forEmail && !forEmail.ok) return forEmail;

  const known = await findByEmail(email);
  const right = await isPassword(password.slice(0, MAX_PASSWORD_LENGTH + 1), known?.passwordHash ?? null);
  if (!known) return refuse({ kind: 'wrong-password' });
  const { vendorId, staffId, role } = known;
  const actor: StaffActor = { kind: 'staff', vendorId, staffId, role };
  const note = { vendorId, actor, subject: 'staff', subjectId: staffId, cause };
  if (!right || isDemoStaffWithoutDemo(vendorId)) {
    await transaction((tx) => record(tx, { ...note, action: 'staff.password-refused' }));
    return refuse({ kind: 'wrong-password' });
  }
  const stepToken = randomToken();
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO staff_sign_ins (id, vendor_id, staff_id, token_hash, created_at, expires_at)
      VALUES (${newId()}::uuid, ${vendorId}::uuid, ${staffId}::uuid, ${sha256(stepToken)}, ${now},
              ${new Date(now.getTime() + rules.STEP_LIFE_MINUTES * 60_000)})`;
    await mailDemoCode(tx, { vendorId, staffId, now });
    await record(tx, { ...note, action: 'staff.password-accepted' });
  });
  return { ok: true, stepToken };
}

async function findByEmail(email: string | null): Promise<Known | null> {
  const [known] = await db.$queryRaw<Known[]>`
    SELECT id AS "staffId", vendor_id AS "vendorId", role, password_hash AS "passwordHash" FROM staff -- all vendors: an address works for one of them
    WHERE email = ${email} AND removed_at IS NULL AND password_hash IS NOT NULL`;
  return known ?? null;
}
