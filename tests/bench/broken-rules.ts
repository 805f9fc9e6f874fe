/** What was measured must have been right: rules of the books that are broken, rows that a floor wrote apart. */
export async function brokenRules(): Promise<number> {
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  const { db } = await import('~/lib/db.server');
  const findings = (await verifyBooks()).filter(({ severity }) => severity === 'wrong');
  // A floor writes no signed receipts and no audit.
  const floors = new Set(
    (await db.$queryRaw<{ id: string }[]>`SELECT id FROM receipts WHERE number LIKE 'F-%'`).map(({ id }) => id),
  );
  return findings.filter(({ id }) => !floors.has(id)).length;
}
