import { Form, Link, useNavigation } from '@remix-run/react';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Field } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { skipWords } from '~/domain/batch-payments/batch-words';
import type { BatchPlan } from '~/domain/batch-payments/plan-batch.server';
import { methodName } from '~/domain/payment-methods/method-words';
import { customersText } from '~/domain/customers/customers-text';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import type { CalendarDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { NamedBatch } from './batch-page';
import { LeftOut } from './left-out';
import {
  confirmingWords,
  confirmWords,
  countOverdue,
  overdueWords,
  titleWords,
  toBeChargedWords,
  type When,
} from './when-charged';

export type ConfirmPageProps = {
  batchId: string;
  seen: string;
  plan: BatchPlan;
  /** Those that have some of the invoices planned already. */
  others: NamedBatch[];
  later: boolean;
  /** The batch whose failed invoices these are. */
  retryOf: string | null;
  /** Its name. */
  retried: string | null;
  mayCharge: boolean;
  tomorrow: CalendarDate;
  lastDay: CalendarDate;
  refused: { title: string; text: string; about: 'date' | null } | null;
  /** What was chosen before, where the page comes back. */
  typed: { chargePer: string; when: string; runOn: string } | null;
};

/** Where it came from. */
const backOf = ({ retryOf, retried }: Pick<ConfirmPageProps, 'retryOf' | 'retried'>) =>
  retryOf
    ? { to: paths.vendor.batchPayment(retryOf), label: retried ?? 'Batch payment' }
    : { to: paths.vendor.invoices, label: 'Invoices' };

/** What would happen, before it happens: how much of whom, what is skipped and why. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { plan, later, refused } = props;
  const retry = props.retryOf !== null;
  const back = backOf(props);
  const title = retry ? 'Retry what failed' : later ? 'Charge later' : 'Charge now';
  if (plan.selected === 0)
    return (
      <>
        <PageTitle title={title} back={back} />
        <Card flush>
          <EmptyState
            title={retry ? 'Nothing is left to retry' : 'No invoice is selected'}
            action={
              <ButtonLink to={paths.vendor.invoices} variant="primary">
                Go to the invoices
              </ButtonLink>
            }
          >
            {retry
              ? 'None of those that failed can be charged now: they were paid, or the method that failed is still the only one.'
              : `Tick the invoices that you want to charge, then press ${title}.`}
          </EmptyState>
        </Card>
      </>
    );
  return (
    <div className="group max-w-[860px]">
      <PageTitle
        title={
          retry || plan.chargeable === 0 ? title : <AsChosen later={later} say={(when) => titleWords(plan, when)} />
        }
        back={back}
        subtitle={`${invoiceCount(plan.selected)} selected. Nothing is charged before you confirm.`}
      />
      {refused && refused.about === null && (
        <Banner tone="red" title={refused.title} className="mb-4">
          {refused.text}
        </Banner>
      )}
      <Totals plan={plan} later={later} />
      {plan.chargeable === 0 ? (
        <Banner tone="amber" title="None of these invoices can be charged" className="mt-4">
          See below why. Nothing was charged.
        </Banner>
      ) : (
        <Options {...props} />
      )}
      <LeftOut plan={plan} others={props.others} />
      {plan.chargeable === 0 && (
        <ButtonLink to={back.to} className="mt-5">
          Back
        </ButtonLink>
      )}
    </div>
  );
}

/** Words about what happens when: the radio that is ticked decides, with scripts and without. */
function AsChosen({ later, say }: { later: boolean; say: (when: When) => string }) {
  if (!later) return say('now');
  if (say('due-dates') === say('date')) return say('date');
  return (
    <>
      <span className="group-has-[input[value=date]:checked]:hidden">{say('due-dates')}</span>
      <span className="hidden group-has-[input[value=date]:checked]:inline">{say('date')}</span>
    </>
  );
}

function Totals({ plan, later }: Pick<ConfirmPageProps, 'plan' | 'later'>) {
  if (plan.chargeable === 0) return null;
  return (
    <Card>
      <p className="text-small text-second">
        {invoiceCount(plan.chargeable)} of {customersText(plan.customers)}{' '}
        <AsChosen later={later} say={(when) => toBeChargedWords(plan, when)} />
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-11 gap-y-2">
        {plan.totals.map(({ currency, amountMinor, count }) => (
          <li key={currency}>
            <span className="text-total block font-bold tabular-nums">{formatMoney(amountMinor, currency)}</span>
            {plan.totals.length > 1 && (
              <span className="text-small text-second">
                {invoiceCount(count)} in {currency}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="text-small text-second mt-2">
        Each customer’s default payment method is charged, or the newest that pays in the currency. They get the receipt
        by mail.
      </p>
      {plan.announced > 0 && (
        <p className="text-small text-second mt-2">
          {countText(plan.announced)} of them {plan.announced === 1 ? 'stands' : 'stand'} in a charge that was announced
          for a date. What is paid before is not charged again then.
        </p>
      )}
      <WhoIsCharged plan={plan} />
      {plan.chargeable < plan.selected && (
        <p className="border-faint mt-4 border-t pt-3">
          <a href="#left-out" className="rounded-small text-amber font-semibold hover:underline">
            {countText(plan.selected - plan.chargeable)} of {invoiceCount(plan.selected)}{' '}
            {plan.selected - plan.chargeable === 1 ? 'is' : 'are'} skipped
          </a>
          {': '}
          <span className="text-second">{skippedWords(plan)}</span>
        </p>
      )}
    </Card>
  );
}

function WhoIsCharged({ plan: { charged, chargedCount } }: { plan: BatchPlan }) {
  return (
    <details className="mt-3">
      <summary className="text-green rounded-small w-fit cursor-pointer font-semibold">Who is charged what</summary>
      <div className="border-line -mx-5 mt-3 border-t">
        <Table caption="Who is charged what">
          <thead>
            <tr>
              <th scope="col">Customer</th>
              <th scope="col" className="max-sm:hidden">
                With
              </th>
              <th scope="col" className="num max-sm:hidden">
                Invoices
              </th>
              <th scope="col" className="num">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {charged.map(({ customerId, name, currency, count, amountMinor, brand, last4 }) => (
              <tr key={`${customerId} ${currency}`}>
                <td className="wrap-anywhere">
                  <Link to={paths.vendor.customer(customerId)} className="rounded-small font-medium hover:underline">
                    {name}
                  </Link>
                  <span className="text-small text-second block sm:hidden">
                    {methodName({ brand, last4 })} · {invoiceCount(count)}
                  </span>
                </td>
                <td className="text-second whitespace-nowrap max-sm:hidden">{methodName({ brand, last4 })}</td>
                <td className="num max-sm:hidden">{countText(count)}</td>
                <td className="num">{formatMoney(amountMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {chargedCount > charged.length && (
        <p className="text-small text-second mt-2">
          And {countText(chargedCount - charged.length)} more, with fewer invoices each.
        </p>
      )}
    </details>
  );
}

/** "no payment method on file (2), in dispute (1)". */
function skippedWords({ skipped }: BatchPlan): string {
  const words = skipped.map(({ reason, count }) => {
    const { what } = skipWords(reason);
    const why = what.charAt(0).toLowerCase() + what.slice(1);
    return skipped.length > 1 ? `${why} (${countText(count)})` : why;
  });
  return words.join(', ');
}

function Options(props: ConfirmPageProps) {
  const { batchId, seen, plan, later, mayCharge, tomorrow, lastDay, refused, typed } = props;
  const pending = useNavigation().formMethod === 'POST';
  return (
    <Form method="post" className="mt-4 flex flex-col gap-4" noValidate>
      <input type="hidden" name="batchId" value={batchId} />
      <input type="hidden" name="seen" value={seen} />
      <input type="hidden" name="atOnce" value={countOverdue(plan)} />
      <Card>
        <div className="grid gap-6 sm:grid-cols-2">
          <fieldset>
            <legend className="text-small mb-2 font-semibold">How</legend>
            <Choice
              name="chargePer"
              value="invoice"
              checked={typed?.chargePer !== 'customer'}
              label="One charge for each invoice"
              hint="Each has its own outcome and its own receipt."
            />
            <Choice
              name="chargePer"
              value="customer"
              checked={typed?.chargePer === 'customer'}
              label="One charge for each customer"
              hint="All invoices of a customer in one currency are paid together, with one receipt."
            />
          </fieldset>
          <fieldset>
            <legend className="text-small mb-2 font-semibold">When</legend>
            {later ? (
              <>
                <Choice
                  name="when"
                  value="due-dates"
                  checked={typed?.when !== 'date'}
                  label="Each on its own due date"
                  hint={overdueWords(plan)}
                />
                <Choice
                  name="when"
                  value="date"
                  checked={typed?.when === 'date'}
                  label="All on one date"
                  hint="At the beginning of that day."
                />
                <Field
                  label="Date"
                  name="runOn"
                  type="date"
                  min={tomorrow}
                  max={lastDay}
                  defaultValue={typed?.runOn || tomorrow}
                  error={refused?.about === 'date' ? refused.text : null}
                  className="ms-7 max-w-[12rem]"
                />
                <p className="text-small text-second mt-3">{toldWords(plan)}</p>
              </>
            ) : (
              <>
                <input type="hidden" name="when" value="now" />
                <p>At once. You can follow it live, leave the page, or come back.</p>
              </>
            )}
          </fieldset>
        </div>
      </Card>
      <div className="flex flex-wrap items-center gap-3">
        {mayCharge ? (
          <Button variant="primary" size="lg" pending={pending}>
            <AsChosen
              later={later}
              say={(when) => (pending ? confirmingWords(plan, when) : confirmWords(plan, when))}
            />
          </Button>
        ) : (
          <p className="text-second">Your role lets you look. Ask an owner or a biller to charge these.</p>
        )}
        <ButtonLink to={backOf(props).to} variant="quiet" size="lg">
          Cancel
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Who gets to know of charges to come. */
function toldWords({ customers, withoutAddress }: BatchPlan): string {
  const told =
    'Before a charge on a day to come, each customer is told by mail once: which invoices, how much, when and with what.';
  if (withoutAddress === 0) return told;
  if (withoutAddress === customers) return 'Nobody is told by mail before: no customer here has a contact who pays.';
  const who = withoutAddress === 1 ? '1 customer has' : `${countText(withoutAddress)} customers have`;
  return `${told} ${who} no contact who pays, and cannot be told.`;
}

type ChoiceProps = { name: string; value: string; checked?: boolean; label: string; hint: string };

function Choice({ name, value, checked = false, label, hint }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2.5 py-1.5">
      <input type="radio" name={name} value={value} defaultChecked={checked} className="check mt-[3px]" />
      <span className="font-medium">
        {label}
        <span className="text-small text-second block font-normal">{hint}</span>
      </span>
    </label>
  );
}
