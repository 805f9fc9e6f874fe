import { record } from '~/domain/audit/record.server';
import { db, transaction, type Tx } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { isToken } from '~/lib/crypto.server';
import { typedCode } from '../typed-input';
import { sealAuthenticator, secretFrom, stepOfCode } from './authenticator.server';
import { hashPassword, isPassword } from './password.server';
import { whyNotPassword } from './password-rules';
import { PASSKEYS_ALLOWED, proveNewPasskey } from './passkeys.server';
import { renewRecoveryCodes } from './recovery-codes.server';
import type { SignedInStaff } from './staff-guards.server';
import { PASSWORDS_PER_EMAIL, type StaffSignInRefusal } from './staff-sign-in';

/** What staff change about their own way in. Whoever calls these has asked for a fresh factor before. */

type Note = { action: string; subject: string; subjectId: string; data?: Record<string, unknown> };

function note(tx: Tx, { actor, cause }: SignedInStaff, what: Note): Promise<void> {
  return record(tx, { vendorId: actor.vendorId, actor, cause, ...what });
}

const aboutMe = (me: SignedInStaff, action: string): Note => ({ action, subject: 'staff', subjectId: me.staff.id });

export type PasswordRefusal =
  { kind: 'current' } | { kind: 'password'; words: string } | Extract<StaffSignInRefusal, { kind: 'too-many' }>;

/** Another password, for who knows the one before. Every other session of theirs ends. */
export async function changePassword(
  me: SignedInStaff,
  typed: { current: string; next: string },
  now: Date,
): Promise<Result<object, PasswordRefusal>> {
  const { vendorId, staffId } = me.actor;
  const allowed = await countAgainst(PASSWORDS_PER_EMAIL, me.staff.email);
  if (!allowed.ok) return allowed;
  const known = await db.staff.findFirst({ where: { vendorId, id: staffId, removedAt: null } });
  if (!(await isPassword(typed.current, known?.passwordHash ?? null))) return refuse({ kind: 'current' });
  const words = whyNotPassword(typed.next, { ...me.staff, vendorName: me.vendor.name });
  if (words !== null) return refuse({ kind: 'password', words });
  const passwordHash = await hashPassword(typed.next);
  await transaction(async (tx) => {
    await tx.staff.updateMany({ where: { vendorId, id: staffId, removedAt: null }, data: { passwordHash } });
    await endOthers(tx, me, now);
    await note(tx, me, aboutMe(me, 'staff.password-changed'));
  });
  return { ok: true };
}

/** Another authenticator, once its code proves that the app holds the secret. Every other session of theirs ends. */
export async function changeAuthenticator(
  me: SignedInStaff,
  { seed, code }: { seed: unknown; code: unknown },
  now: Date,
): Promise<Result<object, 'wrong-code'>> {
  const { vendorId, staffId } = me.actor;
  const typed = typedCode(code);
  if (!isToken(seed) || typed === null) return refuse('wrong-code');
  const secret = secretFrom(staffId, seed);
  const step = stepOfCode(secret, typed, null, now);
  if (step === null) return refuse('wrong-code');
  const data = { authenticator: sealAuthenticator(secret), lastStep: step };
  await transaction(async (tx) => {
    await tx.staff.updateMany({ where: { vendorId, id: staffId, removedAt: null }, data });
    await endOthers(tx, me, now);
    await note(tx, me, aboutMe(me, 'staff.authenticator-changed'));
  });
  return { ok: true };
}

/** New recovery codes in place of the old ones, shown this once. */
export function replaceRecoveryCodes(me: SignedInStaff, now: Date): Promise<string[]> {
  return transaction(async (tx) => {
    const codes = await renewRecoveryCodes(tx, me.actor, now);
    await note(tx, me, aboutMe(me, 'staff.recovery-codes-replaced'));
    return codes;
  });
}

/** Keeps the passkey that their browser made. Refuses one that is not theirs to make, and the eleventh. */
export async function addPasskey(
  me: SignedInStaff,
  { answer, name }: { answer: unknown; name: string },
  now: Date,
): Promise<Result<object, 'passkey' | 'enough'>> {
  const { vendorId, staffId } = me.actor;
  const made = await proveNewPasskey(answer, me.actor, now);
  if (!made) return refuse('passkey');
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM staff WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid FOR NO KEY UPDATE`;
    const id = newId();
    const added = await tx.$executeRaw`
      INSERT INTO staff_passkeys (id, vendor_id, staff_id, credential_id, public_key, counter, transports, name, created_at)
      SELECT ${id}::uuid, ${vendorId}::uuid, ${staffId}::uuid, ${made.credentialId}, ${Buffer.from(made.publicKey)}, ${made.counter},
        ${made.transports}::text[], ${name.trim().slice(0, 60) || 'Passkey'}, ${now}
      WHERE (SELECT count(*) FROM staff_passkeys k WHERE k.vendor_id = ${vendorId}::uuid AND k.staff_id = ${staffId}::uuid) < ${PASSKEYS_ALLOWED}
      ON CONFLICT (credential_id) DO NOTHING`;
    if (added === 0) return refuse('enough' as const);
    await note(tx, me, { action: 'staff.passkey-added', subject: 'staff_passkey', subjectId: id });
    return { ok: true };
  });
}

/** False: no passkey of theirs. */
export function removePasskey(me: SignedInStaff, passkeyId: unknown): Promise<boolean> {
  const { vendorId, staffId } = me.actor;
  if (!isId(passkeyId)) return Promise.resolve(false);
  return transaction(async (tx) => {
    const removed = await tx.staffPasskey.deleteMany({ where: { vendorId, staffId, id: passkeyId } });
    if (removed.count === 0) return false;
    await note(tx, me, { action: 'staff.passkey-removed', subject: 'staff_passkey', subjectId: passkeyId });
    return true;
  });
}

export type ListedPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

export function listPasskeys({ actor: { vendorId, staffId } }: SignedInStaff): Promise<ListedPasskey[]> {
  return db.staffPasskey.findMany({
    where: { vendorId, staffId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
}

async function endOthers(tx: Tx, { actor, sessionId }: SignedInStaff, now: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE staff_sessions SET revoked_at = ${now}
    WHERE vendor_id = ${actor.vendorId}::uuid AND staff_id = ${actor.staffId}::uuid AND id <> ${sessionId}::uuid AND revoked_at IS NULL`;
}
