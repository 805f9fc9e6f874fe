import { Link } from '@remix-run/react';
import { Card } from '~/components/ui/card';
import { skipWords } from '~/domain/batch-payments/batch-words';
import type { BatchPlan } from '~/domain/batch-payments/plan-batch.server';
import { customersText } from '~/domain/customers/customers-text';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { NamedBatch } from './batch-page';

type LeftOutProps = {
  plan: BatchPlan;
  /** Batches that have some of the invoices planned already. */
  others: NamedBatch[];
};

/** What would not be charged, and why. */
export function LeftOut(props: LeftOutProps) {
  return (
    <div id="left-out" className="scroll-mt-5">
      <WithoutMethod plan={props.plan} />
      <Skipped {...props} />
    </div>
  );
}

function Skipped({ plan, others }: LeftOutProps) {
  const skipped = plan.skipped.filter(({ reason }) => reason !== 'no-method');
  if (skipped.length === 0) return null;
  return (
    <Card title="Skipped" className="mt-4">
      <ul className="divide-faint divide-y">
        {skipped.map(({ reason, count, numbers }) => (
          <li key={reason} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
            <span>
              <span className="font-medium">{skipWords(reason).what}</span>
              {reason === 'scheduled' ? (
                <ScheduledFor scheduled={plan.scheduled} others={others} count={count} />
              ) : (
                <span className="text-small text-second block">
                  {numbers.join(', ')}
                  {count > numbers.length && ` and ${countText(count - numbers.length)} more`}
                </span>
              )}
            </span>
            <span className="text-second tabular-nums">{invoiceCount(count)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type ScheduledForProps = { scheduled: BatchPlan['scheduled']; others: NamedBatch[]; count: number };

/** "INV-7 for 12 Dec 2026 in Batch of 5 March, 14:02", or "$1.00 of INV-7 …; the rest is not", and how to have it sooner. */
function ScheduledFor({ scheduled, others, count }: ScheduledForProps) {
  const more = count - scheduled.length;
  return (
    <span className="text-small text-second block">
      {scheduled.map(({ number, on, batchId, partMinor, currency }) => {
        const batch = others.find(({ id }) => id === batchId);
        return (
          <span key={number} className="block">
            {partMinor !== null && `${formatMoney(partMinor, currency)} of `}
            {number} for {formatDate(on)}
            {batch && (
              <>
                {' in '}
                <Link
                  to={paths.vendor.batchPayment(batch.id)}
                  className="rounded-small text-green font-semibold hover:underline"
                >
                  {batch.name}
                </Link>
              </>
            )}
            {partMinor !== null && '; the rest is not'}
          </span>
        );
      })}
      {more > 0 && <span className="block">and {countText(more)} more</span>}
      To have an invoice charged sooner, charge it now.
    </span>
  );
}

function WithoutMethod({ plan }: { plan: BatchPlan }) {
  const count = plan.skipped.find(({ reason }) => reason === 'no-method')?.count ?? 0;
  if (count === 0) return null;
  const more = plan.withoutMethodCount - new Set(plan.withoutMethod.map(({ customerId }) => customerId)).size;
  return (
    <Card title="No payment method on file" className="mt-4">
      <p className="text-small text-second">
        {invoiceCount(count)} of {customersText(plan.withoutMethodCount)} cannot be charged and{' '}
        {count === 1 ? 'is' : 'are'} skipped. Each one’s page asks them for a method by mail, or makes a payment link.
      </p>
      <ul className="divide-faint mt-2 divide-y">
        {plan.withoutMethod.map(({ customerId, name, currency, count: own, amountMinor }) => (
          <li key={`${customerId} ${currency}`} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
            <Link
              to={paths.vendor.customer(customerId)}
              className="rounded-small font-medium wrap-anywhere hover:underline"
            >
              {name}
            </Link>
            <span className="text-second tabular-nums">
              {invoiceCount(own)} · {formatMoney(amountMinor, currency)}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-small text-second">And {customersText(more)} more.</p>}
    </Card>
  );
}
