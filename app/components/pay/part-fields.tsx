import { useLanguage, useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Field, SelectField } from '~/components/ui/field';
import { typedAmount } from '~/domain/payments/part-amounts';
import { exponentOf, type Currency } from '~/lib/money';
import { isSpreadRule, SPREAD_RULES } from '~/domain/payments/spread';
import { payLineWords } from './pay-lines.words';
import type { Parts } from './use-parts';

/** One sum for all, and how it is spread; each invoice's own field follows at once. */
export function SumFields({ parts, currency }: { parts: Parts; currency: Currency }) {
  const language = useLanguage();
  const say = useWords(payLineWords);
  return (
    <div className="border-line grid gap-3 border-b px-5 pb-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] sm:items-start">
      <Field
        label={say('payInAll', { currency })}
        name="sum"
        value={parts.sum}
        placeholder={say('anyAmount')}
        autoComplete="off"
        inputMode={exponentOf(currency) === 0 ? 'numeric' : 'decimal'}
        error={parts.sumIsWrong ? say('likeThis', { example: typedAmount(125_000n, { currency, language }) }) : null}
        onChange={(event) => parts.setSum(event.currentTarget.value)}
        onKeyDown={keepEnter}
      />
      <SelectField
        label={say('spreadIt')}
        name="rule"
        value={parts.rule}
        onChange={({ currentTarget: { value } }) => isSpreadRule(value) && parts.setRule(value)}
      >
        {SPREAD_RULES.map((rule) => (
          <option key={rule} value={rule}>
            {say(rule)}
          </option>
        ))}
      </SelectField>
      <p className="flex gap-2 not-noscript:hidden sm:col-span-2">
        <Button name="intent" value="spread">
          {say('spreadSum')}
        </Button>
        <Button name="intent" value="amounts">
          {say('workOut')}
        </Button>
      </p>
    </div>
  );
}

type AmountFieldProps = { name: string; label: string; value: string; problem: string | undefined; currency: Currency };

/** How much of one invoice. Flush right, so that the points stand below each other as they do in the column. */
export function AmountField({
  name,
  label,
  value,
  problem,
  currency,
  onChange,
}: AmountFieldProps & { onChange: (text: string) => void }) {
  const problemId = `${name}-problem`;
  return (
    <>
      <input
        name={name}
        value={value}
        dir="ltr"
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? problemId : undefined}
        autoComplete="off"
        inputMode={exponentOf(currency) === 0 ? 'numeric' : 'decimal'}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={keepEnter}
        onFocus={(event) => event.currentTarget.select()}
        className="border-control rounded-control bg-card aria-invalid:border-red h-9 w-full min-w-[7.5rem] border px-2.5 text-right font-semibold tabular-nums pointer-coarse:h-11"
      />
      {problem && (
        <span id={problemId} className="text-small text-red mt-1 block text-right whitespace-normal">
          {problem}
        </span>
      )}
    </>
  );
}

/** Enter in an amount means that the amount is written, not that everything is to be paid. */
function keepEnter(event: React.KeyboardEvent<HTMLInputElement>) {
  if (event.key === 'Enter') event.preventDefault();
}
