import { sha256 } from '~/lib/crypto.server';
import type { Tx } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import { typedCode } from '../typed-input';
import { stepOfCode, unsealAuthenticator } from './authenticator.server';
import { typedRecoveryCode } from './recovery-code';

type Use = { vendorId: string; staffId: string; typed: unknown; now: Date };

/**
 * Uses up what was typed as a second factor: the authenticator's code of a step that was not used before, or a
 * recovery code. Answers which, or null when it is neither. Holds the member of staff, so that of any number of
 * tries at the same time one finds the code unused.
 */
export async function useFactor(
  tx: Tx,
  { vendorId, staffId, typed, now }: Use,
): Promise<'authenticator' | 'recovery-code' | null> {
  const [staff] = await tx.$queryRaw<{ authenticator: string | null; lastStep: bigint | null }[]>`
    SELECT authenticator, last_step AS "lastStep" FROM staff
    WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid AND removed_at IS NULL FOR NO KEY UPDATE`;
  if (!staff) return null;
  const code = typedCode(typed);
  if (code) {
    const secret = staff.authenticator === null ? null : readable(staff.authenticator, staffId);
    const step = secret && stepOfCode(secret, code, staff.lastStep, now);
    if (step === null) return null;
    await tx.$executeRaw`UPDATE staff SET last_step = ${step} WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid`;
    return 'authenticator';
  }
  const recoveryCode = typedRecoveryCode(typed);
  if (!recoveryCode) return null;
  const used = await tx.$executeRaw`
    UPDATE staff_recovery_codes SET used_at = ${now}
    WHERE vendor_id = ${vendorId}::uuid AND staff_id = ${staffId}::uuid AND code_hash = ${sha256(recoveryCode)} AND used_at IS NULL`;
  return used === 1 ? 'recovery-code' : null;
}

/** Sealed under another session secret it is lost; a recovery code still lets its owner in to set up a new one. */
function readable(sealed: string, staffId: string): Uint8Array | null {
  try {
    return unsealAuthenticator(sealed);
  } catch {
    log.error({ staffId }, 'an authenticator cannot be read: SESSION_SECRET is not the one it was sealed with');
    return null;
  }
}
