import { record } from '~/domain/audit/record.server';
import { transaction } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';

export type PartPaymentSetting = {
  vendorId: string;
  allowed: boolean;
  /** The least that one payment in parts may come to; a currency that is not named has none. */
  minimums: readonly { currency: Currency; minimumMinor: bigint }[];
};

/**
 * Sets whether a vendor's customers may pay less than all of an invoice, and the least that such a payment may come
 * to, in place of what was set before. Payments under way are not touched. Repeating it changes nothing.
 */
export async function setPartPayments(
  { vendorId, allowed, minimums }: PartPaymentSetting,
  { cause }: { cause: string },
): Promise<Result<object, { kind: 'unknown-vendor' }>> {
  return transaction(async (tx) => {
    const known = await tx.vendor.updateMany({ where: { id: vendorId }, data: { partPayments: allowed } });
    if (known.count === 0) return refuse({ kind: 'unknown-vendor' });
    await tx.partPaymentMinimum.deleteMany({ where: { vendorId } });
    await tx.partPaymentMinimum.createMany({ data: minimums.map((minimum) => ({ vendorId, ...minimum })) });
    await record(tx, {
      vendorId,
      actor: { kind: 'system', name: 'command' },
      cause,
      action: 'vendor.part-payments-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: { allowed, minimums: minimums.map(({ currency, minimumMinor }) => ({ currency, minimumMinor })) },
    });
    return { ok: true };
  });
}
