import type { StaffActor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import { MOST } from './customer-fields';

const FIRST = 'C-1001';

/** The number that would follow: like the newest customer's, one higher than the highest of its kind. Only a suggestion; another may take it first. */
export async function suggestNumber({ vendorId }: Pick<StaffActor, 'vendorId'>): Promise<string> {
  const newest = await db.customer.findFirst({
    where: { vendorId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { number: true },
  });
  if (!newest) return FIRST;
  const [, prefix = newest.number, digits = ''] = /^(.*?)(\d{1,15})$/.exec(newest.number) ?? [];
  if (digits === '') return '';
  const [highest] = await db.$queryRaw<{ n: bigint }[]>`
    SELECT max(substr(number, length(${prefix}::text) + 1)::bigint) AS n FROM customers
    WHERE vendor_id = ${vendorId}::uuid AND starts_with(number, ${prefix}) AND substr(number, length(${prefix}::text) + 1) ~ '^\\d{1,15}$'`;
  const next = `${prefix}${String((highest?.n ?? 0n) + 1n).padStart(digits.length, '0')}`;
  return next.length <= MOST.number ? next : '';
}
