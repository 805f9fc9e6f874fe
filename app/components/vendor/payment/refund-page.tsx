import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { readTypedAmount } from '~/domain/payments/typed-amount';
import { errorAt, type Words } from '~/domain/payments/words';
import type { TypedRefund } from '~/domain/refunds/refund-form';
import { formText } from '~/lib/form-text';
import { formatMoney, sumMinor, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { WordsBanner } from '../../pay/words-banner';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field, TextField } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';

export type RefundPageProps = {
  /** Minted with the page: the same id is the same refund. */
  refundId: string;
  payment: { id: string; currency: Currency; customer: string; outside: boolean };
  leftMinor: bigint;
  rooms: { invoiceId: string; number: string; roomMinor: bigint }[];
  words: Words | null;
  typed: TypedRefund | null;
};

/** Giving back a settled payment: all that is left, so much of it, or so much off each invoice. */
export function RefundPage({ refundId, payment, leftMinor, rooms, words, typed }: RefundPageProps) {
  const { currency } = payment;
  const [what, setWhat] = useState(typed?.what || 'all');
  const [partMinor, setPart] = useState<bigint | null>(null);
  const several = rooms.length > 1;
  const refundMinor = what === 'all' ? leftMinor : partMinor;
  const pending = useNavigation().formMethod === 'POST';
  const choices = [
    { value: 'all', label: `All that is left: ${formatMoney(leftMinor, currency)}` },
    { value: 'amount', label: several ? 'A part, off the newest invoices first' : 'A part of it' },
    ...(several ? [{ value: 'parts', label: 'A part of each invoice that you name' }] : []),
  ];
  return (
    <div className="max-w-[640px]">
      <PageTitle
        title="Refund"
        subtitle={`${payment.customer} · ${formatMoney(leftMinor, currency)} of the payment is left`}
        back={{ to: paths.vendor.payment(payment.id), label: 'Payment' }}
      />
      {words && <WordsBanner words={words} tone="red" />}
      <Card>
        <p className="text-second mb-5">
          {payment.outside
            ? 'The money came without us, so hand it back yourself. That it went back is recorded, and its invoices are open again.'
            : 'It goes back to the card or account that paid. Its invoices are open again by so much, and the customer gets a document by mail.'}
        </p>
        <Form
          method="post"
          className="group grid gap-4"
          onChange={(event) => setPart(partOf(new FormData(event.currentTarget), currency))}
        >
          <input type="hidden" name="id" value={refundId} />
          <fieldset className="grid gap-2.5">
            <legend className="text-small mb-1.5 font-semibold">How much</legend>
            {choices.map(({ value, label }) => (
              <label key={value} className="flex min-h-6 items-start gap-3">
                <input
                  type="radio"
                  name="what"
                  value={value}
                  checked={what === value}
                  onChange={() => setWhat(value)}
                  className="check mt-[3px]"
                />
                {label}
              </label>
            ))}
          </fieldset>
          <Field
            label={`Amount, ${currency}`}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            defaultValue={typed?.amount}
            error={errorAt(words, 'amount')}
            className="hidden group-has-[input[value=amount]:checked]:block sm:max-w-[280px]"
          />
          {several && (
            <div className="hidden gap-3 group-has-[input[value=parts]:checked]:grid sm:grid-cols-2">
              {rooms.map(({ invoiceId, number, roomMinor }) => (
                <Field
                  key={invoiceId}
                  label={`${number}, ${currency}`}
                  name={`part:${invoiceId}`}
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={20}
                  defaultValue={typed?.parts[invoiceId]}
                  error={errorAt(words, `part:${invoiceId}`)}
                  hint={`At most ${formatMoney(roomMinor, currency)}.`}
                />
              ))}
            </div>
          )}
          <TextField
            label="Reason"
            name="reason"
            rows={3}
            maxLength={500}
            defaultValue={typed?.reason}
            error={errorAt(words, 'reason')}
            hint="The customer reads it."
            required
          />
          <div className="mt-1 flex flex-wrap gap-2.5">
            <Button variant="danger" pending={pending}>
              {pending ? 'Refunding…' : `Refund ${refundMinor === null ? '' : formatMoney(refundMinor, currency)}`}
            </Button>
            <ButtonLink to={paths.vendor.payment(payment.id)} variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

/** What is typed comes to so much; null while it is no amount. Without scripts the button names none. */
function partOf(form: FormData, currency: Currency): bigint | null {
  const named =
    form.get('what') === 'amount' ? ['amount'] : [...form.keys()].filter((name) => name.startsWith('part:'));
  const typed = named.map((name) => formText(form, name)).filter((text) => text !== '');
  const amounts = typed.map((text) => readTypedAmount(text, currency));
  const understood = amounts.filter((amount) => amount !== null);
  return understood.length < Math.max(1, amounts.length) ? null : sumMinor(understood);
}
