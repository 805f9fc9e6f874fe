import { Link } from '@remix-run/react';
import type { VendorCharge } from '~/domain/scheduled-charges/list-vendor-charges.server';
import { chargeStateWords } from '~/domain/scheduled-charges/charge-words';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { methodName } from '~/domain/payment-methods/method-words';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { ButtonLink } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Money } from '../ui/money';
import { PageTitle } from '../ui/page-title';
import { Table } from '../ui/table';
import { Tag } from '../ui/tag';

type ScheduledChargesPageProps = {
  charges: VendorCharge[];
  next: string | null;
  today: CalendarDate;
  paged: boolean;
  /** So many more wait for their day in batch payments. */
  inBatches: number;
};

const KIND_WORDS: Partial<Record<string, string>> = { autopay: 'AutoPay', staff: 'By staff' };

/** Every charge by itself that is to be made on a date, the next first, and how many wait in batches. */
export function ScheduledChargesPage({ charges, next, today, paged, inBatches }: ScheduledChargesPageProps) {
  return (
    <>
      <PageTitle
        title="Charges to come"
        subtitle="Agreed to by customers, for a date or by AutoPay, or scheduled by your staff and told to customers by mail."
        back={{ to: paths.vendor.overview, label: 'Overview' }}
      />
      {inBatches > 0 && (
        <Banner
          title={`${countText(inBatches)} more ${inBatches === 1 ? 'waits' : 'wait'} in batch payments`}
          className="mb-4"
          action={<ButtonLink to={paths.vendor.plannedBatchPayments}>Batch payments</ButtonLink>}
        >
          You charge these on a day to come; each customer with a contact who pays is told of it by mail beforehand.
        </Banner>
      )}
      <Card flush>
        {charges.length === 0 ? (
          <EmptyState
            title={paged ? 'No later ones' : 'No charges to come'}
            icon="calendar"
            action={<ButtonLink to={paths.vendor.invoices}>Go to the invoices</ButtonLink>}
          >
            Customers agree to them on the pay page or by AutoPay; you make them from an invoice.
          </EmptyState>
        ) : (
          <Table caption="Charges to come, the next first">
            <thead>
              <tr>
                <th scope="col">Date</th>
                <th scope="col">Customer</th>
                <th scope="col" className="max-md:hidden">
                  With
                </th>
                <th scope="col" className="num">
                  Amount
                </th>
              </tr>
            </thead>
            <tbody>
              {charges.map((charge) => (
                <tr key={charge.id}>
                  <td className="whitespace-nowrap" title={formatDue(charge.nextOn, today)}>
                    {formatDate(charge.nextOn)}
                  </td>
                  <td className="wrap-anywhere">
                    <Link
                      to={paths.vendor.customer(charge.customerId)}
                      className="rounded-small font-semibold hover:underline"
                    >
                      {charge.customerName}
                    </Link>
                    <span className="text-small text-second flex flex-wrap items-center gap-x-2">
                      {invoiceCount(charge.invoiceCount)}
                      {KIND_WORDS[charge.kind] && <Tag>{KIND_WORDS[charge.kind]}</Tag>}
                      {charge.state !== 'scheduled' && <Tag tone="amber">{chargeStateWords(charge.state)}</Tag>}
                    </span>
                  </td>
                  <td className="text-second max-md:hidden">
                    {methodName({ brand: charge.methodBrand, last4: charge.methodLast4 })}
                  </td>
                  <td className="num font-semibold">
                    <Money amountMinor={charge.amountMinor} currency={charge.currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {next && (
        <p className="mt-4">
          <ButtonLink to={`?after=${encodeURIComponent(next)}`}>Later ones</ButtonLink>
        </p>
      )}
    </>
  );
}
