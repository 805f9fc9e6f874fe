import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { kindTakes } from '~/domain/payment-methods/method-kind';
import { transaction } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { isBeyondCardRules, type FeeRule } from './fee';

export type FeeSetting = {
  vendorId: string;
  currency: Currency;
  /** One for each kind of method at most; a kind that is not named carries no fee. */
  rules: readonly FeeRule[];
  /** Said on purpose: rules that card networks or the law may refuse are wanted. */
  beyondCardRules: boolean;
};

export type SetFeesRefusal =
  | { kind: 'unknown-vendor' }
  | { kind: 'named-twice'; rule: FeeRule }
  | { kind: 'not-for-currency'; rule: FeeRule }
  | { kind: 'not-a-fee'; rule: FeeRule }
  | { kind: 'beyond-card-rules'; rule: FeeRule };

const COMMAND: VendorActor = { kind: 'system', name: 'command' };

/**
 * Sets what a vendor passes on in one currency, in place of what was set before. Payments under way keep the fee
 * that their payer was shown; a page that is open shows the new one before anything is charged. Repeating it changes
 * nothing.
 */
export async function setFees(
  { vendorId, currency, rules, beyondCardRules }: FeeSetting,
  { cause, actor = COMMAND }: { cause: string; actor?: VendorActor },
): Promise<Result<object, SetFeesRefusal>> {
  for (const [at, rule] of rules.entries()) {
    if (rules.findIndex(({ method }) => method === rule.method) < at) return refuse({ kind: 'named-twice', rule });
    if (!kindTakes(rule.method, currency)) return refuse({ kind: 'not-for-currency', rule });
    if (!isFee(rule)) return refuse({ kind: 'not-a-fee', rule });
    if (isBeyondCardRules(rule, currency) && !beyondCardRules) return refuse({ kind: 'beyond-card-rules', rule });
  }
  return transaction(async (tx) => {
    // Two at once: the second replaces what the first has set.
    const [vendor] = await tx.$queryRaw<
      object[]
    >`SELECT id FROM vendors WHERE id = ${vendorId}::uuid FOR NO KEY UPDATE`;
    if (!vendor) return refuse({ kind: 'unknown-vendor' });
    await tx.feeRule.deleteMany({ where: { vendorId, currency } });
    await tx.feeRule.createMany({ data: rules.map((rule) => ({ vendorId, currency, ...rule })) });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'vendor.fees-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: { currency, beyondCardRules, rules: rules.map((rule) => ({ ...rule })) },
    });
    return { ok: true };
  });
}

function isFee({ method, creditOnly, flatMinor, basisPoints, capMinor }: FeeRule): boolean {
  const perCent = Number.isInteger(basisPoints) && basisPoints >= 0 && basisPoints <= 10_000;
  const some = flatMinor >= 0n && (flatMinor > 0n || basisPoints > 0);
  return perCent && some && (capMinor === null || capMinor > 0n) && (!creditOnly || method === 'card');
}
