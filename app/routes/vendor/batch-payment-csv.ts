import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { batchCsv } from '~/domain/batch-payments/batch-csv.server';
import { loadBatch } from '~/domain/batch-payments/load-batch.server';
import { dateIn } from '~/lib/dates';

/** Every invoice of a batch with its outcome, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const batch = await loadBatch(actor, args.params['id'] ?? '');
  if (!batch) throw new Response(null, { status: 404, statusText: 'Not Found' });
  const filename = `${vendor.slug}-batch-payment-${dateIn(vendor.timeZone, batch.createdAt)}.csv`;
  return new Response(createReadableStreamFromReadable(batchCsv(actor, batch.id)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-store',
    },
  });
}
