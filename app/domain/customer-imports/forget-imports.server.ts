import { db } from '~/lib/db.server';

const KEEP_MS = 86_400_000;

/** Forgets files that were sent and never let in, a day after: they hold people's names and addresses. Safe to repeat. */
export async function forgetImports({ now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - KEEP_MS);
  await db.$executeRaw`DELETE FROM customer_imports WHERE confirmed_at IS NULL AND created_at < ${before}::timestamptz -- all vendors: time passes for each`;
}
