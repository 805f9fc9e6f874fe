import { Form, Link, useLocation, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink, buttonClass } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { Tag } from '~/components/ui/tag';
import { countOf, isOver, type Batch } from '~/domain/batch-payments/batch-payment';
import { itemWords, whenWords } from '~/domain/batch-payments/batch-words';
import type { ListedItem } from '~/domain/batch-payments/list-items.server';
import { customersText } from '~/domain/customers/customers-text';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { useClosing } from '../use-closing';
import { BatchProgress } from './batch-progress';
import { OUTCOME_TAGS, stateTag, TABS } from './batch-view';
import { useBatchEvents } from './use-batch-events';

export type NamedBatch = { id: string; name: string };

export type BatchPageProps = {
  batch: Batch;
  name: string;
  /** The batch whose failed invoices it tries again, and those that try again its own. */
  retried: NamedBatch | null;
  retries: NamedBatch[];
  /** Those that charge what was skipped here for that. */
  others: NamedBatch[];
  left: string | null;
  tab: string;
  items: ListedItem[];
  /** The address of the next page of rows. */
  next: string | null;
  first: boolean;
  /** How many of the failed can succeed now. */
  retryable: number;
  mayCharge: boolean;
  /** Why a button did nothing. */
  refused: string | null;
};

/** What became of every invoice of a batch; it moves while the page is looked at. */
export function BatchPage(props: BatchPageProps) {
  const { batch, name, left, refused, mayCharge } = props;
  useBatchEvents(batch.id, !isOver(batch.state));
  const waiting = countOf(batch, 'waiting');
  const state = stateTag(batch);
  return (
    <>
      <PageTitle
        back={{ to: paths.vendor.batchPayments, label: 'Batch payments' }}
        title={
          <span className="inline-flex flex-wrap items-center gap-3">
            {name} <Tag tone={state.tone}>{state.words}</Tag>
          </span>
        }
        subtitle={about(batch)}
        aside={
          <div className="flex flex-wrap gap-2.5">
            {mayCharge && waiting > 0 && batch.cancelledAt === null && <CancelButton batch={batch} />}
            <a href={paths.vendor.batchPaymentCsv(batch.id)} className={buttonClass()}>
              Export CSV
            </a>
          </div>
        }
      />
      {refused && (
        <Banner tone="red" title={refused} className="mb-4">
          Nothing was changed.
        </Banner>
      )}
      <Retries {...props} />
      <BatchProgress batch={batch} left={left} />
      {!isOver(batch.state) && (
        <p className="text-small mt-3 not-noscript:hidden">
          <Link to="" reloadDocument className="text-green font-semibold">
            See how it stands now
          </Link>
        </p>
      )}
      <Items {...props} />
    </>
  );
}

function about({ itemCount, customerCount, chargePer, runWhen, runOn, staffName }: Batch): string {
  const charge = chargePer === 'invoice' ? 'one charge for each invoice' : 'one charge for each customer';
  return `${invoiceCount(itemCount)} of ${customersText(customerCount)}, ${charge}, ${whenWords(runWhen, runOn)}. Confirmed by ${staffName}.`;
}

function Retries({ retried, retries }: BatchPageProps) {
  if (!retried && retries.length === 0) return null;
  const link = ({ id, name }: NamedBatch) => (
    <Link
      key={id}
      to={paths.vendor.batchPayment(id)}
      className="rounded-small text-green font-semibold hover:underline"
    >
      {name}
    </Link>
  );
  return (
    <p className="text-second mb-4 flex flex-wrap gap-x-4 gap-y-1">
      {retried && <span>Tries again what failed in {link(retried)}</span>}
      {retries.length > 0 && (
        <span>Tried again in {retries.flatMap((each, at) => (at === 0 ? [link(each)] : [', ', link(each)]))}</span>
      )}
    </p>
  );
}

/** What is cancelled are charges: the invoices stay open. One charge may be of several of them. Customers are told at once, so it is asked first. */
function CancelButton({ batch }: Pick<BatchPageProps, 'batch'>) {
  const menu = useRef<HTMLDetailsElement>(null);
  useClosing(menu, useLocation().key);
  const waiting = countOf(batch, 'waiting');
  const charges = waiting === 1 ? 'the 1 charge that waits' : `the ${countText(waiting)} charges that wait`;
  const what = batch.chargePer === 'invoice' ? charges : `the charges of ${invoiceCount(waiting)}`;
  const pending = useNavigation().formData?.get('intent') === 'cancel';
  return (
    <details ref={menu} className="relative">
      <summary className={buttonClass({}, 'list-none')}>Cancel {what}</summary>
      <Form
        method="post"
        className="rounded-card border-control bg-card shadow-ticket absolute start-0 top-[calc(100%+8px)] z-30 w-[min(320px,calc(100vw-32px))] border p-4 sm:start-auto sm:end-0"
      >
        <p className="mb-3">
          They are not charged then, and customers who were told of it are told that it is off. The invoices stay open.
          This cannot be undone.
        </p>
        <Button name="intent" value="cancel" variant="danger" pending={pending}>
          {pending ? 'Cancelling…' : `Yes, cancel ${what}`}
        </Button>
      </Form>
    </details>
  );
}

function Items({ batch, tab, items, others, next, first, retryable, mayCharge }: BatchPageProps) {
  return (
    <Card flush className="mt-[18px]">
      <div className="border-line flex flex-wrap items-center justify-between gap-3 border-b px-2.5 py-2.5">
        <nav aria-label="Invoices by outcome" className="flex flex-wrap gap-1">
          {TABS.filter(({ outcome }) => outcome === null || countOf(batch, outcome) > 0 || tab === outcome).map(
            ({ tab: own, label, outcome }) => (
              <Link
                key={own}
                to={own === 'all' ? '?' : `?tab=${own}`}
                preventScrollReset
                aria-current={own === tab ? 'page' : undefined}
                className="rounded-control text-second hover:bg-paper aria-[current=page]:bg-neutral aria-[current=page]:text-ink inline-flex min-h-9 items-center px-3 font-medium tabular-nums aria-[current=page]:font-semibold"
              >
                {label} {countText(outcome === null ? batch.itemCount : countOf(batch, outcome))}
              </Link>
            ),
          )}
        </nav>
        {retryable > 0 && mayCharge && (
          <ButtonLink to={`${paths.vendor.newBatchPayment}?when=now&retry=${batch.id}`}>
            Retry the {retryable === 1 ? 'one' : countText(retryable)} that can succeed
          </ButtonLink>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState title="No invoice here">
          <Link to="?" className="text-green font-semibold">
            See all {countText(batch.itemCount)}
          </Link>
        </EmptyState>
      ) : (
        <ItemTable items={items} others={others} />
      )}
      {(next !== null || !first) && (
        <nav aria-label="Pages" className="border-line flex gap-3 border-t px-5 py-3">
          {!first && <ButtonLink to={tab === 'all' ? '?' : `?tab=${tab}`}>First page</ButtonLink>}
          {next !== null && <ButtonLink to={next}>Next page</ButtonLink>}
        </nav>
      )}
    </Card>
  );
}

function ItemTable({ items, others }: Pick<BatchPageProps, 'items' | 'others'>) {
  return (
    <Table caption="Invoices of the batch">
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">Invoice</th>
          <th scope="col" className="max-sm:hidden">
            Customer
          </th>
          <th scope="col" className="max-lg:hidden">
            Method
          </th>
          <th scope="col" className="max-sm:hidden">
            What happened
          </th>
          <th scope="col" className="num">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ItemRow key={item.invoiceId} item={item} other={others.find(({ id }) => id === item.stoodIn?.batchId)} />
        ))}
      </tbody>
    </Table>
  );
}

type ItemProps = { item: ListedItem; other: NamedBatch | undefined };

/** On a narrow screen a row is one cell of several lines beside its amount. */
function ItemRow({ item, other }: ItemProps) {
  const charged = item.chargedMinor ?? item.amountMinor;
  return (
    <tr>
      <td>
        <Link
          to={paths.vendor.invoice(item.invoiceId)}
          className="rounded-small block min-w-[10ch] py-px font-semibold wrap-anywhere hover:underline"
        >
          {item.number}
        </Link>
        <span className="block sm:hidden">
          <Customer item={item} />
          <Happened item={item} other={other} />
        </span>
      </td>
      <td className="max-sm:hidden">
        <Customer item={item} />
      </td>
      <td className="text-second whitespace-nowrap max-lg:hidden">
        {item.method ?? <span className="text-third">{item.reason === 'no-method' ? 'none' : '–'}</span>}
      </td>
      <td className="max-sm:hidden">
        <Happened item={item} other={other} />
      </td>
      <td className="num">{formatMoney(charged, item.currency)}</td>
    </tr>
  );
}

/** Where a method is asked for, and what else is open. */
function Customer({ item }: { item: ListedItem }) {
  return (
    <Link
      to={paths.vendor.customer(item.customerId)}
      className="rounded-small block py-px wrap-anywhere hover:underline"
    >
      {item.customerName}
    </Link>
  );
}

function PaidSince({ item }: { item: ListedItem }) {
  if (!item.retriedBy) return <>Paid since, another way.</>;
  return (
    <>
      Paid since,{' '}
      <Link
        to={paths.vendor.batchPayment(item.retriedBy)}
        className="rounded-small text-green font-semibold hover:underline"
      >
        by the retry
      </Link>
      .
    </>
  );
}

function Happened({ item, other }: ItemProps) {
  const { what, next, ask } = itemWords(item);
  const { tone, words } = OUTCOME_TAGS[item.outcome];
  return (
    <>
      <Tag tone={tone}>{words}</Tag> {what !== words && what}
      {item.receiptNumber && item.paymentId && (
        <Link
          to={paths.vendor.payment(item.paymentId)}
          className="rounded-small text-second ms-1 font-semibold hover:underline"
        >
          {item.receiptNumber}
        </Link>
      )}
      {other && (
        <span className="text-small text-second block">
          In{' '}
          <Link
            to={paths.vendor.batchPayment(other.id)}
            className="rounded-small text-green font-semibold hover:underline"
          >
            {other.name}
          </Link>
        </span>
      )}
      {item.leftOpen && (
        <span className="text-small text-second block">
          Not scheduled any more:{' '}
          <Link
            to={paths.vendor.invoice(item.invoiceId)}
            className="rounded-small text-green font-semibold hover:underline"
          >
            the invoice
          </Link>{' '}
          is open.
        </span>
      )}
      {item.settledSince && (
        <span className="text-small text-second block">
          {item.settledSince === 'void' ? 'Void since.' : <PaidSince item={item} />}
        </span>
      )}
      {!item.settledSince && (next || ask) && (
        <span className="text-small text-second block">
          {next}{' '}
          {ask && (
            <Link
              to={`${paths.vendor.customer(item.customerId)}#methods`}
              className="rounded-small text-green font-semibold hover:underline"
            >
              {ask}
            </Link>
          )}
        </span>
      )}
    </>
  );
}
