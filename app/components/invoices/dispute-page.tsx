import { Form, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useFormats, useLanguage, useWords } from '~/components/language';
import type { DisputeProblem } from '~/domain/invoice-disputes/dispute-problem';
import { DISPUTE_REASONS, LONGEST_MESSAGE, reasonWords } from '~/domain/invoice-disputes/invoice-dispute';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { TypedIn } from '../typed-in';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';
import { Card } from '../ui/card';
import { Field, SelectField, TextField } from '../ui/field';
import { PageTitle } from '../ui/page-title';
import { disputeActions, disputePage } from './dispute-page.words';

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
  const language = useLanguage();
  const say = useWords(disputePage);
  const title = useWords(disputeActions);
  const { money } = useFormats();
  const sending = useNavigation().formMethod === 'POST';
  const kind = notDisputable ? 'question' : (typed?.kind ?? 'question');
  return (
    <div className="mx-auto max-w-[640px]">
      <PageTitle
        back={{ to: paths.invoice(invoice.id), label: say('back', { number: invoice.number }) }}
        title={title(notDisputable ? 'ask' : 'askOrDispute')}
        subtitle={say('about', {
          number: invoice.number,
          summary: invoice.summary,
          amount: money(invoice.dueMinor, invoice.currency),
        })}
      />
      {problem && <Problem problem={problem} />}
      {notDisputable && (
        <Banner tone="neutral" title={notDisputable.title} className="mb-5">
          {notDisputable.next}
        </Banner>
      )}
      <Card>
        <Form key={language} method="post" className="group grid gap-5">
          <TypedIn />
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
            label={say('message')}
            rows={5}
            maxLength={LONGEST_MESSAGE}
            defaultValue={typed?.message}
            error={problem?.field === 'message' ? problem.title : null}
            hint={say('messageHint', { vendor: vendorName })}
          />
          <div className="flex flex-wrap gap-2.5">
            <Button variant="primary" pending={sending}>
              {sending ? say('sending') : say('send', { vendor: vendorName })}
            </Button>
            <ButtonLink to={paths.invoice(invoice.id)} variant="quiet">
              {say('cancel')}
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
  const say = useWords(disputePage);
  const choices = [
    { value: 'question', label: say('question'), hint: say('questionHint', { vendor: vendorName }) },
    { value: 'dispute', label: say('dispute'), hint: say('disputeHint') },
  ] as const;
  return (
    <fieldset className="grid gap-3">
      <legend className="text-small mb-2 font-semibold">{say('what')}</legend>
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
  const language = useLanguage();
  const say = disputePage(language);
  const { money } = useFormats();
  const errorOf = (field: DisputeProblem['field']) => (problem?.field === field ? problem.title : null);
  return (
    <div className="hidden gap-5 group-has-[input[value=dispute]:checked]:grid">
      <SelectField name="reason" label={say('why')} defaultValue={typed?.reason ?? ''} error={errorOf('reason')}>
        <option value="">{say('chooseReason')}</option>
        {DISPUTE_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {sentenceCase(reasonWords(reason, language))}
          </option>
        ))}
      </SelectField>
      <Field
        name="amount"
        label={say('amount', { currency: invoice.currency })}
        inputMode="decimal"
        autoComplete="off"
        maxLength={30}
        defaultValue={typed?.amount}
        error={errorOf('amount')}
        hint={say('amountHint', { amount: money(invoice.dueMinor, invoice.currency) })}
        className="sm:max-w-[300px]"
      />
    </div>
  );
}

function sentenceCase(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
