import { Link } from '@remix-run/react';
import type { TypedFee } from '~/domain/fees/typed-fee';
import { currencyName, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { CheckField, Field, SelectField } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { KIND_WORDS } from './payment-rules-page';
import { SettingsForm, SettingsNews } from './settings-form';

export type FeesAnswer = { about: string | null; words: string; typed: TypedFee[] };

type FeesPageProps = {
  currency: Currency;
  currencies: Currency[];
  typed: TypedFee[];
  mayChange: boolean;
  done: boolean;
  answer: FeesAnswer | null;
};

/** What customers pay on top, by kind of method; one currency at a time. */
export function FeesPage({ currency, currencies, typed: saved, mayChange, done, answer }: FeesPageProps) {
  const typed = answer?.typed ?? saved;
  const errorOf = (about: string) => (answer?.about === about ? answer.words : null);
  return (
    <>
      <PageTitle
        title="Fees"
        subtitle="What you pass on to whoever pays. It is shown before they pay, and is its own line on the receipt."
        back={{ to: paths.vendor.settings, label: 'Settings' }}
      />
      <SettingsNews
        done={done ? 'Saved. Pages that are open show the new fee before anything is charged.' : null}
        answer={answer}
      />
      {currencies.length > 1 && (
        <nav aria-label="Currency" className="mb-4 flex flex-wrap gap-1">
          {currencies.map((each) => (
            <Link
              key={each}
              to={`${paths.vendor.fees}?currency=${each}`}
              aria-current={each === currency ? 'page' : undefined}
              className="rounded-control text-second hover:text-ink aria-[current=page]:bg-neutral aria-[current=page]:text-ink px-3 py-1.5 font-medium aria-[current=page]:font-semibold"
            >
              {each}
            </Link>
          ))}
        </nav>
      )}
      <SettingsForm title={`Fees in ${currencyName(currency)}`} intent="fees" mayChange={mayChange}>
        <input type="hidden" name="currency" value={currency} />
        {typed.map((fee) => (
          <fieldset key={fee.method} className="border-faint grid min-w-0 gap-4 border-b pb-5">
            <legend className="text-small mb-2 font-semibold">{KIND_WORDS[fee.method].label}</legend>
            <div className="grid gap-4 sm:grid-cols-3">
              <Field
                label="Per cent"
                name={`percent-${fee.method}`}
                defaultValue={fee.percent}
                inputMode="decimal"
                error={errorOf(`percent-${fee.method}`)}
              />
              <Field
                label={`Amount, in ${currency}`}
                name={`flat-${fee.method}`}
                defaultValue={fee.flat}
                inputMode="decimal"
                error={errorOf(`flat-${fee.method}`)}
              />
              <Field
                label={`At most, in ${currency}`}
                name={`cap-${fee.method}`}
                defaultValue={fee.cap}
                inputMode="decimal"
                error={errorOf(`cap-${fee.method}`)}
              />
            </div>
            {fee.method === 'card' && (
              <SelectField
                label="On which cards"
                name="who-card"
                defaultValue={fee.creditOnly ? 'credit' : 'all'}
                hint="Many countries forbid fees on debit and prepaid cards."
              >
                <option value="credit">Credit cards alone</option>
                <option value="all">All cards</option>
              </SelectField>
            )}
          </fieldset>
        ))}
        <div>
          <CheckField
            name="beyondCardRules"
            label="We may ask for more than card networks usually allow"
            hint="More than 3% of a card payment, an amount on top of it, or in US dollars a fee on debit cards."
          />
          {errorOf('beyondCardRules') && <p className="text-small text-red mt-1">{errorOf('beyondCardRules')}</p>}
        </div>
      </SettingsForm>
    </>
  );
}
