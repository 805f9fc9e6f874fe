import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { readRows, sql, type Prisma } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { FeeRule } from './fee';

/** A rule as it comes inside JSON: amounts as text, for JSON's numbers are floats. */
export type FeeRuleJson = {
  method: MethodKind;
  creditOnly: boolean;
  flatMinor: string;
  basisPoints: number;
  capMinor: string | null;
};

/** The currency, or where the statement finds it. */
type Of = { vendorId: string; currency: Currency | Prisma.Sql };

/** SQL: a vendor's rules of one currency as one JSON array, at the moment of the statement it stands in. */
export function feeRulesSql({ vendorId, currency }: Of): Prisma.Sql {
  return sql`(SELECT coalesce(json_agg(json_build_object('method', f.method, 'creditOnly', f.credit_only, 'flatMinor', f.flat_minor::text,
      'basisPoints', f.basis_points, 'capMinor', f.cap_minor::text)), '[]')
    FROM fee_rules f WHERE f.vendor_id = ${vendorId}::uuid AND f.currency = ${currency})`;
}

export function readFeeRules(found: readonly FeeRuleJson[]): FeeRule[] {
  return found.map(({ flatMinor, capMinor, ...rule }) => ({
    ...rule,
    flatMinor: BigInt(flatMinor),
    capMinor: capMinor === null ? null : BigInt(capMinor),
  }));
}

export async function loadFeeRules(vendorId: string, currency: Currency): Promise<FeeRule[]> {
  const [row] = await readRows<{ rules: FeeRuleJson[] }>(sql`SELECT ${feeRulesSql({ vendorId, currency })} AS rules`);
  return readFeeRules(row?.rules ?? []);
}
