import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { batchEvents } from '~/domain/batch-payments/batch-events.server';
import { loadBatch } from '~/domain/batch-payments/load-batch.server';

/** Server-sent events of a batch: that something of it changed. What, its page says. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const batch = await loadBatch(actor, args.params['id'] ?? '');
  if (!batch) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return new Response(batchEvents(actor, batch.id, args.request.signal), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    },
  });
}
