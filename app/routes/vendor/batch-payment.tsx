import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { BatchPage } from '~/components/batches/batch-page';
import { TABS, timeLeft } from '~/components/batches/batch-view';
import { countOf, isOver, type Batch } from '~/domain/batch-payments/batch-payment';
import { batchName } from '~/domain/batch-payments/batch-words';
import { cancelBatch } from '~/domain/batch-payments/cancel-batch.server';
import { findRetryable } from '~/domain/batch-payments/find-retryable.server';
import { listItems } from '~/domain/batch-payments/list-items.server';
import { listRetries, loadBatch, loadBatches } from '~/domain/batch-payments/load-batch.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.name ?? 'Batch payment'} · Quittance` },
];

const ROWS = 50;

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const batch = await loadBatch(actor, args.params['id'] ?? '');
  if (!batch) throw notFound();
  const params = new URL(args.request.url).searchParams;
  const { tab, outcome } = TABS.find((each) => each.tab === params.get('tab')) ?? { tab: 'all', outcome: null };
  const after = readPlace(params.get('after'));
  const [rows, retried, retries, retryable] = await Promise.all([
    listItems(actor, { batchId: batch.id, outcome, order: 'troubles-first', after, limit: ROWS + 1 }),
    batch.retryOf ? loadBatch(actor, batch.retryOf) : null,
    listRetries(actor, batch.id),
    // While it moves only where somebody looks at what failed: the page is read anew with every step of it.
    (tab === 'failed' || isOver(batch.state)) && countOf(batch, 'failed') > 0 ? findRetryable(actor, batch.id) : [],
  ]);
  const items = rows.slice(0, ROWS);
  const last = items.at(-1);
  const others = await loadBatches(
    actor,
    items.flatMap(({ stoodIn }) => stoodIn?.batchId ?? []),
  );
  const named = (each: Batch) => ({ id: each.id, name: batchName(each, vendor.timeZone) });
  return {
    batch,
    name: batchName(batch, vendor.timeZone),
    retried: retried && named(retried),
    retries: retries.map(named),
    others: others.map(named),
    left: timeLeft(batch, new Date()),
    tab,
    items,
    next: rows.length > ROWS && last ? `?tab=${tab}&after=${last.place}` : null,
    first: after === null,
    retryable: retryable.length,
    mayCharge: mayAct(actor.role, 'biller'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'biller' });
  const form = await args.request.formData();
  const batchId = args.params['id'] ?? '';
  if (!(await loadBatch(actor, batchId))) throw notFound();
  if (form.get('intent') !== 'cancel') throw new Response(null, { status: 400 });
  const cancelled = await cancelBatch(actor, { batchId, cause }, new Date());
  if (cancelled.ok) return redirect(paths.vendor.batchPayment(batchId), 303);
  return data({ refused: 'Nothing was waiting any more, so there was nothing to cancel.' }, { status: 409 });
}

function notFound(): Response {
  return new Response(null, { status: 404, statusText: 'Not Found' });
}

function readPlace(text: string | null): number | null {
  return text !== null && /^\d{1,5}$/.test(text) ? Number.parseInt(text, 10) : null;
}

export default function BatchPayment() {
  return <BatchPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()?.refused ?? null} />;
}
