import { Form, Link } from '@remix-run/react';
import {
  PRESET_LABELS,
  PRESETS,
  presetPeriod,
  STATEMENT_KINDS,
  statementSearch,
  type Preset,
  type StatementFields,
  type StatementProblems,
} from '~/domain/statements/statement-query';
import { kindName } from '~/domain/statements/statement-words';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Field, SelectField } from '../ui/field';

type StatementFormProps = {
  today: CalendarDate;
  currencies: readonly Currency[];
  fields: StatementFields;
  problems: StatementProblems;
  preset: Preset | null;
};

/** Which statement: a plain form that asks by its address, and the usual periods one press away. */
export function StatementForm({ today, currencies, fields, problems, preset }: StatementFormProps) {
  const { kind, currency, from, to } = fields;
  const several = currencies.length > 1 || problems.currency !== undefined;
  return (
    <Card className="mb-6 print:hidden">
      <nav aria-label="Periods" className="mb-4 flex flex-wrap gap-2">
        {PRESETS.map((each) => (
          <Link
            key={each}
            to={`${paths.statements}${statementSearch({ ...presetPeriod(each, today), kind, currency })}`}
            aria-current={each === preset ? 'true' : undefined}
            className="border-line text-small text-second hover:text-ink aria-[current=true]:border-green aria-[current=true]:bg-green-soft aria-[current=true]:text-green inline-flex min-h-8 items-center rounded-full border px-3 font-semibold pointer-coarse:min-h-11"
          >
            {PRESET_LABELS[each]}
          </Link>
        ))}
      </nav>
      {/* Anew for each statement: its fields then hold what that one shows. */}
      <Form
        key={`${kind} ${currency} ${from} ${to}`}
        className="grid grid-cols-10 items-start gap-x-3 gap-y-4 lg:flex"
        noValidate
      >
        <SelectField
          name="kind"
          label="Kind"
          defaultValue={kind}
          error={problems.kind}
          className={`grow ${several ? 'col-span-6' : 'col-span-10'}`}
        >
          {STATEMENT_KINDS.map((each) => (
            <option key={each} value={each}>
              {kindName(each)}
            </option>
          ))}
        </SelectField>
        {several && (
          <SelectField
            name="currency"
            label="Currency"
            defaultValue={currency}
            error={problems.currency}
            className="col-span-4 grow"
          >
            {currencies.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        )}
        <Field
          type="date"
          name="from"
          label="From"
          defaultValue={from}
          error={problems.from}
          className="col-span-5 min-w-0 grow"
        />
        <Field
          type="date"
          name="to"
          label="To"
          defaultValue={to}
          error={problems.to}
          className="col-span-5 min-w-0 grow"
        />
        <div className="col-span-10">
          {/* As high as the labels beside it. */}
          <span aria-hidden className="text-small mb-1 block font-semibold max-lg:hidden">
            &nbsp;
          </span>
          <Button variant="primary" className="min-h-10 max-sm:w-full">
            Show statement
          </Button>
        </div>
      </Form>
    </Card>
  );
}
