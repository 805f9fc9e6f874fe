import type { Tx } from '~/lib/db.server';

type Scope = { vendorId: string };
type Reader = Pick<Tx, '$queryRaw'>;

const DEFAULT_PREFIX = 'INV-';
const DEFAULT_FIRST = 1_001n;

/**
 * Holds the vendor's series until commit, so that whoever writes an invoice of the vendor's waits here for the others.
 * A vendor that has none yet goes on from the highest number its invoices have.
 */
export async function lockInvoiceSeries(tx: Tx, { vendorId }: Scope): Promise<void> {
  const found = await tx.$queryRaw<object[]>`
    SELECT FROM invoice_series WHERE vendor_id = ${vendorId}::uuid FOR UPDATE`;
  if (found.length > 0) return;
  const next = await nextAfterOthers(tx, { vendorId });
  await tx.$executeRaw`
    INSERT INTO invoice_series (vendor_id, prefix, first, next) VALUES (${vendorId}::uuid, ${DEFAULT_PREFIX}, ${next}::bigint, ${next}::bigint)
    ON CONFLICT (vendor_id) DO NOTHING`;
  await tx.$executeRaw`SELECT FROM invoice_series WHERE vendor_id = ${vendorId}::uuid FOR UPDATE`;
}

/** The number that issuing next would take, for the page to show. Takes nothing. */
export async function peekInvoiceNumber(tx: Reader, scope: Scope): Promise<string> {
  const { prefix, next } = await peekInvoiceSeries(tx, scope);
  return `${prefix}${next}`;
}

/** The same in its parts. */
export async function peekInvoiceSeries(tx: Reader, { vendorId }: Scope): Promise<{ prefix: string; next: bigint }> {
  const [free] = await firstFree(tx, vendorId);
  return free ?? { prefix: DEFAULT_PREFIX, next: await nextAfterOthers(tx, { vendorId }) };
}

/**
 * Takes the next number, in the transaction that issues the invoice: one that is not issued after all gives it back
 * (I21 for invoices). A number that an invoice has already, typed by hand or from a file, is passed over. The series is locked.
 */
export async function takeInvoiceNumber(tx: Tx, { vendorId }: Scope): Promise<string> {
  const [free] = await firstFree(tx, vendorId);
  if (!free) throw new Error(`vendor ${vendorId} has no series of invoice numbers`);
  await tx.$executeRaw`UPDATE invoice_series SET next = ${free.next + 1n}::bigint WHERE vendor_id = ${vendorId}::uuid`;
  return `${free.prefix}${free.next}`;
}

/** Goes up from the series' next past what is used; a hole of any size in what others used is found in one statement. */
async function firstFree(tx: Reader, vendorId: string): Promise<{ prefix: string; next: bigint }[]> {
  return tx.$queryRaw`
    WITH RECURSIVE tried AS (
      SELECT prefix, next FROM invoice_series WHERE vendor_id = ${vendorId}::uuid
      UNION ALL
      SELECT t.prefix, t.next + 1 FROM tried t
      WHERE EXISTS (SELECT FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.number = t.prefix || t.next)
    )
    SELECT prefix, next FROM tried ORDER BY next DESC LIMIT 1`;
}

async function nextAfterOthers(tx: Reader, { vendorId }: Scope): Promise<bigint> {
  const [highest] = await tx.$queryRaw<{ last: bigint | null }[]>`
    SELECT max(substr(number, ${DEFAULT_PREFIX.length + 1}::int)::bigint) AS last FROM invoices
    WHERE vendor_id = ${vendorId}::uuid AND number ~ ${`^${DEFAULT_PREFIX}[1-9][0-9]{0,14}$`}`;
  return highest?.last ? highest.last + 1n : DEFAULT_FIRST;
}
