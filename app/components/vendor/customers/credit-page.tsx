import { Form, Link, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { WordsBanner } from '~/components/pay/words-banner';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Field, TextField } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { CREDIT_SOURCES } from '~/domain/credits/credit-words';
import type { TypedGiveBack } from '~/domain/credits/give-back-form';
import type { ListedCredit } from '~/domain/credits/list-credits.server';
import { errorAt, type Words } from '~/domain/payments/words';
import { dateIn, formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

export type CreditPageProps = {
  /** Minted with the page: the same id is the same refund. */
  refundId: string;
  customer: { id: string; name: string };
  credits: ListedCredit[];
  timeZone: string;
  mayChange: boolean;
  /** Something was just recorded as handed back. */
  done: boolean;
  words: Words | null;
  typed: TypedGiveBack | null;
};

/** What a customer has of credit, each with where it comes from; and giving some of it back. */
export function CreditPage({ customer, words, done, ...page }: CreditPageProps) {
  return (
    <div className="max-w-[640px]">
      <PageTitle
        title="Credit on account"
        subtitle={customer.name}
        back={{ to: paths.vendor.customer(customer.id), label: customer.name }}
      />
      {words && <WordsBanner words={words} tone="red" />}
      {done && !words && (
        <Banner tone="green" title="Recorded as handed back." className="mb-4">
          The credit is lower by so much.
        </Banner>
      )}
      {page.credits.length === 0 ? (
        <Card flush>
          <EmptyState title="No credit is left" icon="card">
            Credit comes from credit notes, from overpayments, and from payments whose invoice was void by then. It pays
            the next invoices by your rule.
          </EmptyState>
        </Card>
      ) : (
        <GiveBack customer={customer} words={words} {...page} />
      )}
    </div>
  );
}

function GiveBack({ refundId, customer, credits, timeZone, mayChange, words, typed }: Omit<CreditPageProps, 'done'>) {
  const [chosenId, choose] = useState(typed?.credit || credits[0]?.id);
  const chosen = credits.find(({ id }) => id === chosenId) ?? credits[0];
  const pending = useNavigation().formMethod === 'POST';
  return (
    <Card>
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="id" value={refundId} />
        <fieldset className="grid gap-3">
          <legend className="text-small mb-1.5 font-semibold">
            {mayChange ? 'Which credit is given back' : 'Credit'}
          </legend>
          {credits.map((credit) => (
            <label key={credit.id} className="flex min-h-6 items-start gap-3">
              {mayChange && (
                <input
                  type="radio"
                  name="credit"
                  value={credit.id}
                  checked={credit.id === chosen?.id}
                  onChange={() => choose(credit.id)}
                  className="check mt-[3px]"
                />
              )}
              <CreditLine credit={credit} timeZone={timeZone} />
            </label>
          ))}
        </fieldset>
        {mayChange && chosen && (
          <>
            <Field
              label={`Amount, ${chosen.currency}`}
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              defaultValue={typed?.amount}
              error={errorAt(words, 'amount')}
              hint={`Leave it empty for all that is left: ${formatMoney(chosen.remainingMinor, chosen.currency)}.`}
              className="sm:max-w-[280px]"
            />
            <Ways chosen={chosen} typed={typed} />
            <TextField
              label="Reason"
              name="reason"
              rows={3}
              maxLength={500}
              defaultValue={typed?.reason}
              error={errorAt(words, 'reason')}
              hint="Kept with it; on a refund the customer reads it."
              required
            />
            <div className="mt-1 flex flex-wrap gap-2.5">
              <Button variant="danger" pending={pending}>
                {pending ? 'Giving back…' : 'Give the credit back'}
              </Button>
              <ButtonLink to={paths.vendor.customer(customer.id)} variant="quiet">
                Cancel
              </ButtonLink>
            </div>
          </>
        )}
      </Form>
    </Card>
  );
}

function CreditLine({ credit, timeZone }: { credit: ListedCredit; timeZone: string }) {
  const { currency, source, reason, invoiceNumber, paymentId, heldMinor, remainingMinor, amountMinor } = credit;
  const from = [CREDIT_SOURCES[source], invoiceNumber, reason].filter(Boolean).join(', ');
  return (
    <span className="min-w-0 grow">
      <span className="flex items-baseline justify-between gap-x-4">
        <span className="min-w-0 wrap-anywhere first-letter:uppercase">{from}</span>
        <span className="num font-semibold">{formatMoney(remainingMinor, currency)}</span>
      </span>
      <span className="text-small text-second block">
        {formatDate(dateIn(timeZone, credit.createdAt))} · {formatMoney(amountMinor, currency)} at first
        {heldMinor > 0n && ` · ${formatMoney(heldMinor, currency)} held by what is under way`}
        {paymentId && (
          <>
            {' · '}
            <Link to={paths.vendor.payment(paymentId)} className="text-green font-semibold hover:underline">
              its payment
            </Link>
          </>
        )}
      </span>
    </span>
  );
}

/** What a payment brought goes back the way it came, or by hand; all else by hand. */
function Ways({ chosen, typed }: { chosen: ListedCredit; typed: TypedGiveBack | null }) {
  const choices = [
    { value: 'back', label: 'The way it came', hint: 'As a refund of its payment, which the customer is mailed.' },
    { value: 'outside', label: 'By cheque, wire or cash', hint: 'You have handed it back; here it is recorded.' },
  ];
  if (chosen.byHand)
    return (
      <p className="text-second">
        <input type="hidden" name="way" value={chosen.paymentId ? 'back' : 'outside'} />
        {chosen.paymentId ? 'Its payment came without us' : 'No payment brought it'}, so hand it back by cheque, wire or
        cash; here it is recorded.
      </p>
    );
  return (
    <fieldset className="grid gap-2.5">
      <legend className="text-small mb-1.5 font-semibold">How it goes back</legend>
      {choices.map(({ value, label, hint }) => (
        <label key={`${chosen.id} ${value}`} className="flex min-h-6 items-start gap-3">
          <input
            type="radio"
            name="way"
            value={value}
            defaultChecked={(typed?.way || 'back') === value}
            className="check mt-[3px]"
          />
          <span>
            {label}
            <span className="text-small text-second block">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
