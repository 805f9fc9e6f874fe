import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { BatchListPage } from '~/components/batches/batch-list';
import { batchName } from '~/domain/batch-payments/batch-words';
import type { Batch } from '~/domain/batch-payments/batch-payment';
import { readPlannedTotals } from '~/domain/batch-payments/planned-batches.server';
import { listBatches, loadBatches } from '~/domain/batch-payments/load-batch.server';

export const meta: MetaFunction = () => [{ title: 'Batch payments · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const params = new URL(args.request.url).searchParams;
  const before = params.get('before');
  const planned = params.has('planned') ? await readPlannedTotals(actor) : null;
  const { batches, next } = await listBatches(actor, before, planned && planned.map(({ batchId }) => batchId));
  const retried = await loadBatches(actor, [...new Set(batches.flatMap(({ retryOf }) => retryOf ?? []))]);
  const nameOf = (batch: Batch) => batchName(batch, vendor.timeZone);
  const names = new Map(retried.map((batch) => [batch.id, nameOf(batch)]));
  return {
    batches: batches.map((batch) => ({
      ...batch,
      name: nameOf(batch),
      planned: planned && planned.filter(({ batchId }) => batchId === batch.id),
      retries: batch.retryOf && (names.get(batch.retryOf) ?? null),
    })),
    next,
    first: before === null,
    onlyPlanned: planned !== null,
  };
}

export default function BatchPayments() {
  return <BatchListPage {...useLoaderData<typeof loader>()} />;
}
