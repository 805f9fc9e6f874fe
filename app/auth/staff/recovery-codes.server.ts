import { randomBytes } from 'node:crypto';
import { sha256 } from '~/lib/crypto.server';
import { db, type Tx } from '~/lib/db.server';
import type { StaffActor } from '../actor';
import { groupedRecoveryCode, RECOVERY_CODES, recoveryCodeFrom } from './recovery-code';

type Owner = Pick<StaffActor, 'vendorId' | 'staffId'>;

/** New recovery codes in place of all earlier ones. They are answered here once and never again: only hashes are kept. */
export async function renewRecoveryCodes(tx: Tx, { vendorId, staffId }: Owner, now: Date): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeFrom(randomBytes(16)));
  await tx.$executeRaw`DELETE FROM staff_recovery_codes WHERE vendor_id = ${vendorId}::uuid AND staff_id = ${staffId}::uuid`;
  await tx.staffRecoveryCode.createMany({
    data: codes.map((code) => ({ vendorId, staffId, codeHash: new Uint8Array(sha256(code)), createdAt: now })),
  });
  return codes.map(groupedRecoveryCode);
}

export function countRecoveryCodes({ vendorId, staffId }: Owner): Promise<number> {
  return db.staffRecoveryCode.count({ where: { vendorId, staffId, usedAt: null } });
}
