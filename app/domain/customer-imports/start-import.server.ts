import { createHash } from 'node:crypto';
import type { StaffActor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import type { Result } from '~/lib/result';
import type { HeaderProblem } from './customer-columns';
import { readCustomerFile } from './read-customer-file.server';

/**
 * Takes a file of customers and keeps what is good in it, until staff say that it shall go in or a day has passed. No
 * customer is made. The same form with the same file is the same import. Refuses a file that is none.
 */
export async function startImport(
  { vendorId, staffId }: StaffActor,
  input: { importId: string; fileName: string; bytes: Buffer },
  now: Date,
): Promise<Result<{ importId: string }, HeaderProblem>> {
  const read = await readCustomerFile(input.bytes);
  if (!read.ok) return read;
  const { rows, refused, good, problems, unread } = read.file;
  const sha256 = createHash('sha256').update(input.bytes).digest();
  const keep = (id: string) => db.$executeRaw`
    INSERT INTO customer_imports (id, vendor_id, staff_id, file_name, file_sha256, rows_read, rows_refused, good_rows, problems, unread_columns, created_at)
    VALUES (${id}::uuid, ${vendorId}::uuid, ${staffId}::uuid, ${input.fileName.slice(0, 200) || 'file'}, ${sha256}::bytea, ${rows}::int, ${refused}::int,
      ${JSON.stringify(good)}::jsonb, ${JSON.stringify(problems)}::jsonb, ${unread}::text[], ${now}::timestamptz)
    ON CONFLICT (id) DO NOTHING`;
  const asked = isId(input.importId) ? input.importId : newId();
  if ((await keep(asked)) === 1) return { ok: true, importId: asked };
  const same = await db.customerImport.findFirst({ where: { vendorId, id: asked }, select: { fileSha256: true } });
  if (same && Buffer.from(same.fileSha256).equals(sha256)) return { ok: true, importId: asked };
  // The form was used for another file before: this one is an import of its own.
  const another = newId();
  await keep(another);
  return { ok: true, importId: another };
}
