import { Link } from '@remix-run/react';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { Tag } from '~/components/ui/tag';
import { countOf, ITEM_OUTCOMES, type Batch } from '~/domain/batch-payments/batch-payment';
import { OUTCOME_WORDS, whenWords } from '~/domain/batch-payments/batch-words';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { paths } from '~/lib/paths';
import { moneyOf, stateTag } from './batch-view';

/** `retries` is the name of the batch whose failed invoices it tries again. */
export type ListedBatch = Batch & { name: string; retries: string | null };

/** Every batch of the vendor, newest first. */
export function BatchListPage({
  batches,
  next,
  first,
}: {
  batches: ListedBatch[];
  next: string | null;
  first: boolean;
}) {
  return (
    <>
      <PageTitle title="Batch payments" subtitle="Many invoices charged with one confirmation." />
      <Card flush>
        {batches.length === 0 ? (
          <EmptyState
            title="No batch payments yet"
            icon="receipt"
            action={
              <ButtonLink to={paths.vendor.invoices} variant="primary">
                Go to the invoices
              </ButtonLink>
            }
          >
            Tick invoices in the list and press Charge now or Charge later. What became of each stands here.
          </EmptyState>
        ) : (
          <Rows batches={batches} />
        )}
      </Card>
      {(next !== null || !first) && (
        <nav aria-label="Pages" className="mt-4 flex gap-3">
          {!first && <ButtonLink to={paths.vendor.batchPayments}>Newest</ButtonLink>}
          {next !== null && <ButtonLink to={`${paths.vendor.batchPayments}?before=${next}`}>Older</ButtonLink>}
        </nav>
      )}
    </>
  );
}

function Rows({ batches }: { batches: ListedBatch[] }) {
  return (
    <Table caption="Batch payments, newest first">
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">Batch</th>
          <th scope="col" className="max-sm:hidden">
            State
          </th>
          <th scope="col" className="num max-lg:hidden">
            Succeeded
          </th>
          <th scope="col" className="num max-lg:hidden">
            At the bank
          </th>
          <th scope="col" className="num max-lg:hidden">
            Failed
          </th>
          <th scope="col" className="num max-lg:hidden">
            Skipped
          </th>
          <th scope="col" className="num">
            Collected
          </th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <Row key={batch.id} batch={batch} />
        ))}
      </tbody>
    </Table>
  );
}

/** "58 succeeded · 2 failed", where there is no room for a column each. */
function countsOf(batch: Batch): string {
  const counted = ITEM_OUTCOMES.map((outcome) => ({ outcome, count: countOf(batch, outcome) }));
  return counted
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${countText(count)} ${OUTCOME_WORDS[outcome]}`)
    .join(' · ');
}

function Row({ batch }: { batch: ListedBatch }) {
  const count = (outcome: Parameters<typeof countOf>[1]) => countText(countOf(batch, outcome));
  const collected = moneyOf(batch, 'succeeded');
  const { tone, words } = stateTag(batch);
  const state = <Tag tone={tone}>{words}</Tag>;
  return (
    <tr>
      <td>
        <Link to={paths.vendor.batchPayment(batch.id)} className="rounded-small font-semibold">
          {batch.name}
        </Link>
        <span className="text-small text-second block">
          {invoiceCount(batch.itemCount)}, {whenWords(batch.runWhen, batch.runOn)} · {batch.staffName}
        </span>
        {batch.retries && <span className="text-small text-second block">Retry of {batch.retries}</span>}
        <span className="text-small text-second block tabular-nums lg:hidden">{countsOf(batch)}</span>
        <span className="mt-1 block sm:hidden">{state}</span>
      </td>
      <td className="max-sm:hidden">{state}</td>
      <td className="num max-lg:hidden">{count('succeeded')}</td>
      <td className="num max-lg:hidden">{count('at-bank')}</td>
      <td className="num max-lg:hidden">{count('failed')}</td>
      <td className="num max-lg:hidden">{count('skipped')}</td>
      <td className="num">{collected.length > 0 ? collected.map((each) => <div key={each}>{each}</div>) : '–'}</td>
    </tr>
  );
}
