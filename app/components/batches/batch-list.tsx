import { Link } from '@remix-run/react';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { Tag } from '~/components/ui/tag';
import { countOf, ITEM_OUTCOMES, type Batch, type CurrencyTotal } from '~/domain/batch-payments/batch-payment';
import { OUTCOME_WORDS, whenWords } from '~/domain/batch-payments/batch-words';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { moneyOf, stateTag } from './batch-view';

export type ListedBatch = Batch & {
  name: string;
  /** The name of the batch whose failed invoices it tries again. */
  retries: string | null;
  /** What it charges on days to come, in the list of those that do. */
  planned: CurrencyTotal[] | null;
};

type BatchListProps = {
  batches: ListedBatch[];
  next: string | null;
  first: boolean;
  onlyPlanned: boolean;
};

/** Every batch of the vendor, newest first, or those that charge on days to come. */
export function BatchListPage({ batches, next, first, onlyPlanned }: BatchListProps) {
  const own = onlyPlanned ? paths.vendor.plannedBatchPayments : paths.vendor.batchPayments;
  return (
    <>
      <PageTitle
        title="Batch payments"
        subtitle={onlyPlanned ? 'Those that charge on days to come.' : 'Many invoices charged with one confirmation.'}
        aside={onlyPlanned && <ButtonLink to={paths.vendor.batchPayments}>All batch payments</ButtonLink>}
      />
      <Card flush>
        {batches.length === 0 ? (
          <EmptyState
            title={onlyPlanned ? 'None waits for a day to come' : 'No batch payments yet'}
            icon="receipt"
            action={
              <ButtonLink to={paths.vendor.invoices} variant="primary">
                Go to the invoices
              </ButtonLink>
            }
          >
            {onlyPlanned
              ? 'Tick invoices in the list and press Charge later to charge them on a date, or each on its due date.'
              : 'Tick invoices in the list and press Charge now or Charge later. What became of each stands here.'}
          </EmptyState>
        ) : (
          <Rows batches={batches} onlyPlanned={onlyPlanned} />
        )}
      </Card>
      {(next !== null || !first) && (
        <nav aria-label="Pages" className="mt-4 flex gap-3">
          {!first && <ButtonLink to={own}>Newest</ButtonLink>}
          {next !== null && <ButtonLink to={`${own}${onlyPlanned ? '&' : '?'}before=${next}`}>Older</ButtonLink>}
        </nav>
      )}
    </>
  );
}

function Rows({ batches, onlyPlanned }: Pick<BatchListProps, 'batches' | 'onlyPlanned'>) {
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
            {onlyPlanned ? 'To come' : 'Collected'}
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
  const amounts = batch.planned
    ? batch.planned.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency))
    : moneyOf(batch, 'succeeded');
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
      <td className="num">{amounts.length > 0 ? amounts.map((each) => <div key={each}>{each}</div>) : '–'}</td>
    </tr>
  );
}
