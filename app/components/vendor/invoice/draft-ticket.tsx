import { useNavigation } from '@remix-run/react';
import { useState } from 'react';
import type { Ending } from '~/domain/invoices/draft-form';
import { workOut, type TypedLine } from '~/domain/invoices/invoice-form';
import type { MethodOnFile } from '~/domain/invoices/new-draft.server';
import { kindTakes } from '~/domain/payment-methods/method-kind';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Button, buttonClass } from '../../ui/button';
import { Ticket } from '../../ui/ticket';

/** What the lines come to, and how writing ends. */
export function DraftTicket({
  lines,
  currency,
  methods,
  asked,
}: {
  lines: TypedLine[];
  currency: Currency;
  methods: MethodOnFile[];
  /** What was chosen before, where the form comes back. */
  asked: Ending;
}) {
  const doing = useNavigation().formData?.get('intent');
  const { netMinor, taxMinor, totalMinor } = workOut(lines, currency);
  const total = formatMoney(totalMinor, currency);
  const method = methods.find(({ kind }) => kindTakes(kind, currency))?.name ?? null;
  const [chosen, setChosen] = useState(asked);
  const ending = method === null && charges(chosen) ? 'later' : chosen;
  return (
    <Ticket caption="Total" total={total}>
      <Ticket.Tear />
      <Ticket.Line label="Net">{formatMoney(netMinor, currency)}</Ticket.Line>
      <Ticket.Line label="Tax">{formatMoney(taxMinor, currency)}</Ticket.Line>
      <noscript>
        <button name="intent" value="totals" className={buttonClass({}, 'mt-2 w-full')}>
          Work out the totals
        </button>
      </noscript>
      <Ticket.Tear />
      <Endings method={method} currency={currency} ending={ending} onEnding={setChosen} />
      <div className="mt-5 grid gap-2.5">
        <Button
          variant="primary"
          size="lg"
          name="intent"
          value="issue"
          pending={doing === 'issue'}
          className="tabular-nums"
        >
          <span className="noscript:hidden">{doing === 'issue' ? 'Issuing…' : issueWords(ending, total)}</span>
          <span className="not-noscript:hidden">Issue it</span>
        </Button>
        <Button name="intent" value="draft" pending={doing === 'draft'}>
          {doing === 'draft' ? 'Saving…' : 'Save as a draft'}
        </Button>
        <button
          formAction={paths.vendor.invoicePreview}
          formTarget="_blank"
          onClick={openPreview}
          className={buttonClass({ variant: 'quiet' })}
        >
          Preview as PDF
        </button>
      </div>
      <p className="text-small text-second mt-3">
        Issued, it is owed: the customer sees it and can pay it. Its amounts then stay as they are.
      </p>
    </Ticket>
  );
}

const charges = (ending: Ending) => ending === 'now' || ending === 'due';

/** What pressing the button does. Without scripts nobody knows what is chosen. */
function issueWords(ending: Ending, total: string): string {
  return {
    later: `Issue · ${total}`,
    mail: `Issue and mail a link · ${total}`,
    now: `Issue and charge ${total} now`,
    due: `Issue, charge ${total} when due`,
  }[ending];
}

type EndingsProps = {
  method: string | null;
  currency: Currency;
  ending: Ending;
  onEnding: (ending: Ending) => void;
};

/** Exactly one of them comes of issuing it. */
function Endings({ method, currency, ending, onEnding }: EndingsProps) {
  const none = method === null;
  const choices: { value: Ending; label: string; hint: string | null }[] = [
    { value: 'later', label: 'Charge later', hint: 'It is only issued: the customer pays it, or you charge it.' },
    {
      value: 'mail',
      label: 'E-mail a payment link',
      hint: 'It is issued, and mailed at once with a link that pays it.',
    },
    { value: 'now', label: 'Charge the method on file now', hint: method },
    { value: 'due', label: 'Charge the method on file on the due date', hint: method },
  ];
  return (
    <fieldset className="grid gap-2.5">
      <legend className="text-small mb-1.5 font-semibold">Once it is issued</legend>
      {choices.map(({ value, label, hint }) => (
        <label key={value} className="flex min-h-6 items-start gap-3">
          <input
            type="radio"
            name="ending"
            value={value}
            checked={value === ending}
            onChange={() => onEnding(value)}
            disabled={none && charges(value)}
            className="check mt-[3px]"
          />
          <span className={none && charges(value) ? 'text-third' : ''}>
            {label}
            <span className="text-small text-second block">
              {hint ?? `Nothing is on file that pays in ${currency}`}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** As the browser does it by itself without scripts, which send forms their own way: to another tab. */
function openPreview(event: React.MouseEvent<HTMLButtonElement>) {
  const { form, formAction, formTarget } = event.currentTarget;
  if (!form) return;
  event.preventDefault();
  const was = { action: form.action, target: form.target };
  Object.assign(form, { action: formAction, target: formTarget });
  form.submit();
  Object.assign(form, was);
}
