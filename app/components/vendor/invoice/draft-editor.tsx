import { Form, Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Ending } from '~/domain/invoices/draft-form';
import { LONGEST, type InvoiceProblems, type TypedInvoice } from '~/domain/invoices/invoice-form';
import type { MethodOnFile } from '~/domain/invoices/new-draft.server';
import type { Words } from '~/domain/payments/words';
import { isCurrency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { WordsBanner } from '../../pay/words-banner';
import { Card } from '../../ui/card';
import { Field, SelectField, TextField } from '../../ui/field';
import { DraftLines } from './draft-lines';
import { DraftTicket } from './draft-ticket';

export type DraftAnswer = {
  typed: TypedInvoice;
  ending: Ending;
  version: number | null;
  words: Words | null;
  problems: InvoiceProblems | null;
};

export type DraftEditorProps = {
  invoiceId: string;
  version: number | null;
  customer: { id: string; name: string; number: string };
  typed: TypedInvoice;
  /** With their names; a browser may know others. */
  currencies: { code: string; name: string }[];
  /** What leaving the number empty would take now. */
  nextNumber: string;
  /** What the customer keeps, the default first. */
  methods: MethodOnFile[];
  /** Minted with the page: of the charge that may end it. */
  chargeId: string;
  /** Null: nothing was sent yet. */
  answer: DraftAnswer | null;
};

const NO_PROBLEMS: InvoiceProblems = { fields: {}, lines: [] };

/** An invoice being written: its lines, what they come to, and how it ends. What is typed stays, whatever is refused. */
export function DraftEditor({ answer, ...props }: DraftEditorProps) {
  const { invoiceId, customer } = props;
  const version = answer ? answer.version : props.version;
  const typed = answer?.typed ?? props.typed;
  const problems = answer?.problems ?? NO_PROBLEMS;
  const [lines, setLines] = useState(typed.lines);
  const [currency, setCurrency] = useState(typed.currency);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer?.words) alert.current?.focus();
  }, [answer]);
  const known = isCurrency(currency) ? currency : 'USD';
  return (
    <Form method="post" onKeyDown={keepEnter} className="grid items-start gap-7 xl:grid-cols-[minmax(0,1fr)_348px]">
      {/* What Enter in a field does without scripts: it works out the totals. */}
      <button name="intent" value="totals" tabIndex={-1} aria-hidden className="hidden">
        Work out the totals
      </button>
      <input type="hidden" name="id" value={invoiceId} />
      <input type="hidden" name="customer" value={customer.id} />
      <input type="hidden" name="chargeId" value={props.chargeId} />
      {version !== null && <input type="hidden" name="version" value={version} />}
      <div className="grid min-w-0 gap-5">
        {answer?.words && (
          <div ref={alert} tabIndex={-1} className="rounded-card scroll-mt-5 [&>*]:mb-0">
            <WordsBanner words={answer.words} tone="red" />
          </div>
        )}
        <Card>
          <div className="grid gap-4 sm:grid-cols-2">
            <Whom customer={customer} isNew={version === null} />
            <HeadFields
              {...props}
              typed={typed}
              fields={problems.fields}
              currency={currency}
              onCurrency={setCurrency}
            />
          </div>
        </Card>
        <Card title="Lines" flush>
          <DraftLines
            lines={lines}
            currency={known}
            problems={problems.lines}
            problem={problems.fields.lines}
            onChange={setLines}
          />
        </Card>
        <Card>
          <TextField
            label="Note to the customer"
            name="memo"
            rows={3}
            defaultValue={typed.memo}
            error={problems.fields.memo}
            maxLength={LONGEST.memo}
            hint="Printed on the invoice. May be left empty."
          />
        </Card>
      </div>
      <aside aria-label="Total" className="xl:sticky xl:top-7">
        <DraftTicket lines={lines} currency={known} methods={props.methods} asked={answer?.ending ?? 'later'} />
      </aside>
    </Form>
  );
}

/** Somebody else means another invoice: what is typed is theirs. */
function Whom({ customer, isNew }: { customer: DraftEditorProps['customer']; isNew: boolean }) {
  return (
    <div className="sm:col-span-2">
      <p className="text-small font-semibold">Customer</p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
        <span className="wrap-anywhere">{customer.name}</span>
        <span className="text-small text-second">{customer.number}</span>
        {isNew && (
          <Link to={paths.vendor.newInvoice} className="text-green text-small font-semibold hover:underline">
            Change
          </Link>
        )}
      </p>
    </div>
  );
}

type HeadFieldsProps = Pick<DraftEditorProps, 'currencies' | 'nextNumber' | 'typed'> & {
  fields: InvoiceProblems['fields'];
  currency: string;
  onCurrency: (currency: string) => void;
};

function HeadFields({ typed, fields, currencies, nextNumber, currency, onCurrency }: HeadFieldsProps) {
  return (
    <>
      <Field
        label="What it is for"
        name="summary"
        defaultValue={typed.summary}
        error={fields.summary}
        maxLength={LONGEST.summary}
        hint="In a few words, as the customer’s list shows it."
        className="sm:col-span-2"
        autoComplete="off"
      />
      <Field label="Invoice date" name="issuedOn" type="date" defaultValue={typed.issuedOn} error={fields.issuedOn} />
      <Field label="Due date" name="dueOn" type="date" defaultValue={typed.dueOn} error={fields.dueOn} />
      <SelectField
        label="Currency"
        name="currency"
        value={currency}
        error={fields.currency}
        onChange={(event) => onCurrency(event.currentTarget.value)}
      >
        {currencies.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </SelectField>
      <Field
        label="Number"
        name="number"
        defaultValue={typed.number}
        error={fields.number}
        maxLength={LONGEST.number}
        placeholder={nextNumber}
        hint="Left empty it takes the next one as it is issued."
        autoComplete="off"
      />
    </>
  );
}

/** Enter in a field would press the first button of the form, which is none that anybody meant. */
function keepEnter(event: React.KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}
