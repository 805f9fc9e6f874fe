import { Link } from '@remix-run/react';
import { useFormats, useRichWords, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Field } from '~/components/ui/field';
import { paths } from '~/lib/paths';
import type { DateOffer } from '~/domain/scheduled-charges/offer-dates.server';
import { payWhenWords } from './pay-when.words';

export type When = { later: boolean; payOn: string };

type PayWhenProps = {
  dates: DateOffer;
  when: When;
  onChange: (when: When) => void;
  /** A saved method is chosen: nobody is there on the date to type a card. */
  saved: boolean;
};

/** Now, or on a date until the earliest of the invoices is due. Before scripts come, a button of its own schedules. */
export function PayWhen({ dates, when, onChange, saved }: PayWhenProps) {
  const say = useWords(payWhenWords);
  const { date } = useFormats();
  if (dates.kind !== 'dates') return <WhyNot dates={dates} />;
  const { from, to } = dates;
  return (
    <Card>
      <fieldset className="grid gap-2">
        <legend className="text-section pb-3 font-bold">{say('when')}</legend>
        <Choice
          label={say('now')}
          checked={!when.later}
          value="now"
          onChoose={() => onChange({ ...when, later: false })}
        />
        <Choice
          label={say('later')}
          hint={
            from === to ? say('possibleOn', { on: date(from) }) : say('possible', { from: date(from), to: date(to) })
          }
          checked={when.later}
          value="later"
          onChoose={() => onChange({ ...when, later: true })}
        />
        <div className={when.later ? 'pt-1' : 'pt-1 not-noscript:hidden'}>
          <Field
            label={say('date')}
            type="date"
            name="payOn"
            min={from}
            max={to}
            value={when.payOn}
            onChange={(event) => onChange({ ...when, payOn: event.currentTarget.value })}
            hint={say('dateHint')}
            className="max-w-[22rem]"
          />
          {when.later && !saved && <p className="text-small text-amber mt-2">{say('chooseSaved')}</p>}
          <Button name="intent" value="schedule" className="mt-3 not-noscript:hidden">
            {say('schedule')}
          </Button>
        </div>
      </fieldset>
    </Card>
  );
}

function Choice({
  label,
  hint,
  value,
  checked,
  onChoose,
}: {
  label: string;
  hint?: string;
  value: string;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="rounded-control border-line has-checked:border-green has-checked:ring-green flex min-h-11 items-center gap-3 border px-3.5 py-3 has-checked:ring-1 noscript:hidden">
      <input type="radio" name="when" value={value} checked={checked} onChange={onChoose} className="check" />
      <span className="min-w-0">
        <span className="block font-semibold">{label}</span>
        {hint && <span className="text-small text-second block">{hint}</span>}
      </span>
    </label>
  );
}

/** Said in a line, since most invoices that are paid here are due. */
function WhyNot({ dates }: { dates: Exclude<DateOffer, { kind: 'dates' }> }) {
  const say = useWords(payWhenWords);
  const rich = useRichWords(payWhenWords);
  const { date } = useFormats();
  if (dates.kind === 'due-already') return <p className="text-small text-second px-1">{say('dueAlready')}</p>;
  const more = dates.count - dates.invoices.length;
  const invoices = (
    <>
      {dates.invoices.map(({ number, on, chargeId }, index) => (
        <span key={number}>
          {index > 0 && ', '}
          {chargeId ? (
            <Link to={paths.scheduledCharge(chargeId)} className="text-green font-semibold hover:underline">
              {say('invoiceOn', { number, on: date(on) })}
            </Link>
          ) : (
            <span className="font-semibold">{say('invoiceOn', { number, on: date(on) })}</span>
          )}
        </span>
      ))}
    </>
  );
  return (
    <p className="text-small text-second px-1">
      {more > 0 ? rich('scheduledMore', { invoices, count: more }) : rich('scheduled', { invoices })}{' '}
      {say('notTwice', { count: dates.count })}
    </p>
  );
}
