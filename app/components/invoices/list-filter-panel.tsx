import { useLanguage } from '~/components/language';
import { AGE_BUCKETS, ageWords } from '~/domain/invoices/ageing';
import { isNarrowed, NO_FILTER } from '~/domain/invoices/list-query';
import { exponentOf } from '~/lib/money';
import { Button, buttonClass } from '../ui/button';
import { Icon } from '../ui/icon';
import { Field, SelectField } from '../ui/field';
import { changed, GoButton } from './go-button';
import { encodeIntent } from './list-intent';
import { listFilter } from './list-tools.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** Due dates, amounts and age, in a native disclosure. Opens by itself when a field could not be understood. */
export function ListFilterPanel({ view }: { view: OpenListView }) {
  const { typed, problems, query, currency } = view;
  const language = useLanguage();
  const say = listFilter(language);
  const amount = { inputMode: exponentOf(currency) === 0 ? 'numeric' : 'decimal', autoComplete: 'off' } as const;
  return (
    <details className="flex-none filter sm:relative" open={Object.keys(problems).length > 0}>
      <summary className={buttonClass()}>
        <Icon name="filter" className="sm:hidden" />
        <span className="max-sm:sr-only">{say('filter')}</span>
      </summary>
      <div className="rounded-card border-control bg-card shadow-ticket absolute inset-x-3 top-[calc(100%-4px)] z-30 border p-4 sm:start-auto sm:end-0 sm:top-[calc(100%+8px)] sm:w-[360px]">
        <div className="grid grid-cols-2 gap-3">
          <Field label={say('dueFrom')} name="from" type="date" defaultValue={typed.from} error={problems.from} />
          <Field label={say('dueUntil')} name="to" type="date" defaultValue={typed.to} error={problems.to} />
          <Field
            label={say('amountFrom', { currency })}
            name="min"
            defaultValue={typed.min}
            error={problems.min}
            {...amount}
          />
          <Field
            label={say('amountUpTo', { currency })}
            name="max"
            defaultValue={typed.max}
            error={problems.max}
            {...amount}
          />
          <SelectField label={say('age')} name="age" defaultValue={query.filter.age ?? ''} className="col-span-2">
            <option value="">{say('any')}</option>
            <option value="overdue">{say('allOverdue')}</option>
            {AGE_BUCKETS.map((bucket) => (
              <option key={bucket} value={bucket}>
                {ageWords(bucket, language)}
              </option>
            ))}
          </SelectField>
        </div>
        <div className="mt-4 flex justify-end gap-2">
          {isNarrowed(query.filter) && (
            <GoButton
              query={changed(query, NO_FILTER)}
              currency={currency}
              className={buttonClass({ variant: 'quiet' })}
            >
              {say('clear')}
            </GoButton>
          )}
          <Button variant="primary" name="intent" value={encodeIntent({ kind: 'search' })}>
            {say('show')}
          </Button>
        </div>
      </div>
    </details>
  );
}
