import { Form, Link } from '@remix-run/react';
import {
  PRESETS,
  presetPeriod,
  STATEMENT_KINDS,
  statementSearch,
  type Preset,
  type StatementFields,
  type StatementProblems,
} from '~/domain/statements/statement-query';
import { periodNames } from '~/domain/statements/statement-query.words';
import { kindName } from '~/domain/statements/statement-words';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { useLanguage, useWords } from '../language';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Field, SelectField } from '../ui/field';
import { statementPageWords } from './statement-page.words';

/** Beside each other they share the line as told, however long what is said below one of them. */
const FIELD = 'min-w-0 lg:basis-0';

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
  const say = useWords(statementPageWords);
  const nameOf = useWords(periodNames);
  const language = useLanguage();
  const several = currencies.length > 1 || problems.currency !== undefined;
  return (
    <Card className="mb-6 print:hidden">
      <nav aria-label={say('periods')} className="mb-4 flex flex-wrap gap-2">
        {PRESETS.map((each) => (
          <Link
            key={each}
            to={`${paths.statements}${statementSearch({ ...presetPeriod(each, today), kind, currency })}`}
            aria-current={each === preset ? 'true' : undefined}
            className="border-line text-small text-second hover:text-ink aria-[current=true]:border-green aria-[current=true]:bg-green-soft aria-[current=true]:text-green inline-flex min-h-8 items-center rounded-full border px-3 font-semibold pointer-coarse:min-h-11"
          >
            {nameOf(each)}
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
          label={say('kind')}
          defaultValue={kind}
          error={problems.kind}
          className={`${FIELD} lg:grow-3 ${several ? 'col-span-6' : 'col-span-10'}`}
        >
          {STATEMENT_KINDS.map((each) => (
            <option key={each} value={each}>
              {kindName(each, language)}
            </option>
          ))}
        </SelectField>
        {several && (
          <SelectField
            name="currency"
            label={say('currency')}
            defaultValue={currency}
            error={problems.currency}
            className={`col-span-4 ${FIELD} lg:grow-2`}
          >
            {currencies.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
        )}
        <Field
          type="date"
          name="from"
          label={say('from')}
          defaultValue={from}
          error={problems.from}
          className={`col-span-5 ${FIELD} lg:grow-3`}
        />
        <Field
          type="date"
          name="to"
          label={say('to')}
          defaultValue={to}
          error={problems.to}
          className={`col-span-5 ${FIELD} lg:grow-3`}
        />
        <div className="col-span-10">
          {/* As high as the labels beside it. */}
          <span aria-hidden className="text-small mb-1 block font-semibold max-lg:hidden">
            &nbsp;
          </span>
          <Button variant="primary" className="min-h-10 whitespace-nowrap max-sm:w-full">
            {say('show')}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
