import { callerOf } from '~/lib/caller';
import { transaction } from '~/lib/db.server';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import type { SessionCookie } from '../sessions.server';
import { isDemoStaffWithoutDemo } from './demo-code.server';
import { enterStaff, type StaffBrowser } from './finish-staff-sign-in.server';
import { askForPasskey, notePasskeyUse, provePasskey } from './passkeys.server';
import { PASSKEYS_PER_CALLER, type StaffSignInRefusal } from './staff-sign-in';

type WithPasskey = { answer: unknown; browser: StaffBrowser; clientAddress: string; cause: string; now: Date };

/** What a browser is to have signed by a passkey, to sign in with it, as JSON. Refuses floods. */
export async function askToSignIn({
  clientAddress,
  now,
}: {
  clientAddress: string;
  now: Date;
}): Promise<Result<{ options: string }, StaffSignInRefusal>> {
  const byCaller = await countAgainst(PASSKEYS_PER_CALLER, callerOf(clientAddress));
  return byCaller.ok ? { ok: true, options: JSON.stringify(await askForPasskey(now)) } : byCaller;
}

/** Signs in whoever holds a passkey and unlocked its device: both factors at once. Refuses every other answer alike. */
export async function signInWithPasskey(asked: WithPasskey): Promise<Result<SessionCookie, StaffSignInRefusal>> {
  const { browser, cause, now } = asked;
  const byCaller = await countAgainst(PASSKEYS_PER_CALLER, callerOf(asked.clientAddress));
  if (!byCaller.ok) return byCaller;
  const proven = await provePasskey(asked.answer, { staffId: null, now });
  if (!proven || isDemoStaffWithoutDemo(proven.vendorId)) return refuse({ kind: 'passkey' });
  const { vendorId, staffId, role } = proven;
  const session = await transaction(async (tx) =>
    (await notePasskeyUse(tx, proven, now))
      ? enterStaff(tx, { vendorId, staffId, role, how: 'passkey', browser, cause, now })
      : null,
  );
  return session ? { ok: true, ...session } : refuse({ kind: 'passkey' });
}
