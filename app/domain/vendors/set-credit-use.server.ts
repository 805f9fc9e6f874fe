import { record } from '~/domain/audit/record.server';
import type { CreditUse } from '~/domain/credits/credit-use';
import { transaction } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';

/**
 * Sets whether credit on account is used when a vendor's customers pay: always, as they choose, or never. Payments under
 * way keep what they hold. Repeating it changes nothing.
 */
export async function setCreditUse(
  { vendorId, use }: { vendorId: string; use: CreditUse },
  { cause }: { cause: string },
): Promise<Result<object, { kind: 'unknown-vendor' }>> {
  return transaction(async (tx) => {
    const known = await tx.vendor.updateMany({ where: { id: vendorId }, data: { creditUse: use } });
    if (known.count === 0) return refuse({ kind: 'unknown-vendor' });
    await record(tx, {
      vendorId,
      actor: { kind: 'system', name: 'command' },
      cause,
      action: 'vendor.credit-use-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: { use },
    });
    return { ok: true };
  });
}
