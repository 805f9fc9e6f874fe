import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import {
  DISPUTE_REASONS,
  LONGEST_MESSAGE,
  reasonWords,
  type DisputeProblem,
} from '~/domain/invoice-disputes/invoice-dispute';
import type { Currency } from '~/lib/money';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';
import { Card } from '../ui/card';
import { Field, SelectField, TextField } from '../ui/field';
import { PageTitle } from '../ui/page-title';

export type DisputePageProps = {
  /** Minted with the page; the same form sent twice says one thing. */
  id: string;
  invoice: { id: string; number: string; summary: string; currency: Currency; dueMinor: bigint };
  vendorName: string;
  /** Null: it can be disputed. */
  notDisputable: { title: string; next: string } | null;
};

export type DisputeTyped = { kind: 'question' | 'dispute'; reason: string; amount: string; message: string };

/** A question to the vendor, or a dispute of all or a part of what is due. One form, also without scripts. */
export function DisputePage({
  id,
  invoice,
  vendorName,
  notDisputable,
  problem,
  typed,
}: DisputePageProps & { problem: DisputeProblem | null; typed: DisputeTyped | null }) {
  const sending = useNavigation().formMethod === 'POST';
  const kind = notDisputable ? 'question' : (typed?.kind ?? 'question');
  return (
    <div className="mx-auto max-w-[640px]">
      <PageTitle
        back={{ to: paths.invoice(invoice.id), label: `Invoice ${invoice.number}` }}
        title={notDisputable ? 'Ask a question' : 'Ask a question or dispute'}
        subtitle={
          <>
            Invoice {invoice.number} · {invoice.summary} · {formatMoney(invoice.dueMinor, invoice.currency)} due
          </>
        }
      />
      {problem && <Problem problem={problem} />}
      {notDisputable && (
        <Banner tone="neutral" title={notDisputable.title} className="mb-5">
          {notDisputable.next}
        </Banner>
      )}
      <Card>
        <Form method="post" className="group grid gap-5">
          <input type="hidden" name="id" value={id} />
          {notDisputable ? (
            <input type="hidden" name="intent" value="question" />
          ) : (
            <>
              <KindChoice kind={kind} vendorName={vendorName} />
              <DisputeFields invoice={invoice} problem={problem} typed={typed} />
            </>
          )}
          <TextField
            name="message"
            label="What is it about?"
            rows={5}
            maxLength={LONGEST_MESSAGE}
            defaultValue={typed?.message}
            error={problem?.field === 'message' ? problem.title : null}
            hint={`${vendorName} reads this, and it stays in the invoice’s history.`}
          />
          <div className="flex flex-wrap gap-2.5">
            <Button variant="primary" pending={sending}>
              {sending ? 'Sending…' : `Send to ${vendorName}`}
            </Button>
            <ButtonLink to={paths.invoice(invoice.id)} variant="quiet">
              Cancel
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

/** Takes the focus when it appears, so that nobody misses it. */
function Problem({ problem }: { problem: DisputeProblem }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus();
  }, [problem]);
  return (
    <div ref={ref} tabIndex={-1} className="rounded-card mb-5 scroll-mt-5">
      <Banner tone="red" title={problem.title}>
        {problem.next}
      </Banner>
    </div>
  );
}

function KindChoice({ kind, vendorName }: { kind: DisputeTyped['kind']; vendorName: string }) {
  const choices = [
    { value: 'question', label: 'I have a question', hint: `${vendorName} answers by mail. Nothing is held back.` },
    {
      value: 'dispute',
      label: 'I dispute this invoice, or a part of it',
      hint: 'What you dispute is not asked for until that is settled. You can withdraw it.',
    },
  ] as const;
  return (
    <fieldset className="grid gap-3">
      <legend className="text-small mb-2 font-semibold">What do you want to do?</legend>
      {choices.map(({ value, label, hint }) => (
        <label key={value} className="flex min-h-6 items-start gap-3">
          <input type="radio" name="intent" value={value} defaultChecked={kind === value} className="check mt-[3px]" />
          <span>
            {label}
            <span className="text-small text-second block">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type DisputeFieldsProps = Pick<DisputePageProps, 'invoice'> & {
  problem: DisputeProblem | null;
  typed: DisputeTyped | null;
};

/** Shown once a dispute is chosen; the style sheet alone does that, so it needs no script. */
function DisputeFields({ invoice, problem, typed }: DisputeFieldsProps) {
  const errorOf = (field: DisputeProblem['field']) => (problem?.field === field ? problem.title : null);
  return (
    <div className="hidden gap-5 group-has-[input[value=dispute]:checked]:grid">
      <SelectField name="reason" label="Why?" defaultValue={typed?.reason ?? ''} error={errorOf('reason')}>
        <option value="">Choose a reason</option>
        {DISPUTE_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {sentenceCase(reasonWords(reason))}
          </option>
        ))}
      </SelectField>
      <Field
        name="amount"
        label={`Disputed amount (${invoice.currency})`}
        inputMode="decimal"
        autoComplete="off"
        maxLength={30}
        defaultValue={typed?.amount}
        error={errorOf('amount')}
        hint={`Leave it empty to dispute all ${formatMoney(invoice.dueMinor, invoice.currency)}. The rest of the invoice stays payable.`}
        className="sm:max-w-[300px]"
      />
    </div>
  );
}

function sentenceCase(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
