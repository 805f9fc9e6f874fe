import { Form, useNavigation } from '@remix-run/react';
import { LONGEST } from '~/domain/invoices/invoice-form';
import { errorAt, type Words } from '~/domain/payments/words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { WordsBanner } from '../../pay/words-banner';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field, TextField } from '../../ui/field';

/** A charge in which the invoice stands, and whether another due date moves it. */
export type ChargeToCome = { on: CalendarDate; moves: 'always' | 'later' | 'never'; by: 'autopay' | 'batch' | null };

export type TypedDetails = { dueOn: string; summary: string; memo: string };

/** What may be said otherwise of an invoice that is issued. */
export function DetailsEditor({
  invoiceId,
  charges,
  typed,
  words,
}: {
  invoiceId: string;
  charges: ChargeToCome[];
  typed: TypedDetails;
  words: Words | null;
}) {
  const saving = useNavigation().formMethod === 'POST';
  return (
    <>
      {words && <WordsBanner words={words} tone="red" />}
      <Card>
        <p className="text-second mb-4">
          Its amounts stay as they were issued. A credit note lowers them; void takes the invoice back.
        </p>
        <Form method="post" className="grid gap-4">
          <Field
            label="What it is for"
            name="summary"
            defaultValue={typed.summary}
            error={errorAt(words, 'summary')}
            maxLength={LONGEST.summary}
            autoComplete="off"
            required
          />
          <Field
            label="Due date"
            name="dueOn"
            type="date"
            defaultValue={typed.dueOn}
            error={errorAt(words, 'dueOn')}
            hint={charges.length > 0 ? charges.map(dateHint).join(' ') : null}
            required
            className="sm:max-w-[240px]"
          />
          <TextField
            label="Note to the customer"
            name="memo"
            rows={4}
            defaultValue={typed.memo}
            error={errorAt(words, 'memo')}
            maxLength={LONGEST.memo}
          />
          <div className="flex flex-wrap gap-2.5">
            <Button variant="primary" pending={saving}>
              {saving ? 'Saving…' : 'Save'}
            </Button>
            <ButtonLink to={paths.vendor.invoice(invoiceId)} variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </>
  );
}

/** What becomes of a charge to come (invoices/change-details, scheduled-charges/charge-row: dueLater). */
function dateHint({ on, moves, by }: ChargeToCome): string {
  const how = by === 'autopay' ? ', by AutoPay' : by === 'batch' ? ', in a batch payment' : '';
  const said = `It is to be charged on ${moves === 'always' ? 'its due date, ' : ''}${formatDate(on)}${how}`;
  if (moves === 'never') return `${said}. Another due date does not move that.`;
  if (moves === 'later')
    return `${said}: a later due date moves that, and the customer is told; a nearer one does not.`;
  return `${said}. Another due date moves that along, and the customer is told; it must be a day to come.`;
}
