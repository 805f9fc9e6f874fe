import type { ReactNode } from 'react';
import { useLanguage, useRichWords, useWords } from '~/components/language';
import { Money } from '~/components/ui/money';
import type { PayableTotal } from '~/domain/payments/payable-total';
import { localeOf } from '~/lib/languages/language';
import { currencyName, type Currency } from '~/lib/money';
import { payWords } from './pay.words';

/** "Payment 1 of 2: US dollars", where the invoices are in several currencies: one payment each, never summed. */
export function PaySteps({ currency, paid, coming }: { currency: Currency; paid: Currency[]; coming: PayableTotal[] }) {
  const locale = localeOf(useLanguage());
  const say = useWords(payWords);
  const rich = useRichWords(payWords);
  const before = paid.filter((code) => code !== currency);
  const of = before.length + 1 + coming.length;
  if (of === 1) return null;
  const label = (number: number, code: Currency) => say('step', { number, of, currency: currencyName(code, locale) });
  return (
    <nav aria-label={say('steps')} className="mb-5">
      <ol className="text-small flex flex-wrap gap-x-6 gap-y-2">
        {before.map((code, index) => (
          <Step key={code} done label={label(index + 1, code)} note={say('stepPaid')} />
        ))}
        <Step current label={label(before.length + 1, currency)} />
        {coming.map((total, index) => (
          <Step
            key={total.currency}
            label={label(before.length + 2 + index, total.currency)}
            note={rich('stepComing', {
              amount: <Money amountMinor={total.dueMinor} currency={total.currency} />,
              count: total.count,
            })}
          />
        ))}
      </ol>
    </nav>
  );
}

function Step({
  label,
  note,
  current = false,
  done = false,
}: {
  label: string;
  note?: ReactNode;
  current?: boolean;
  done?: boolean;
}) {
  return (
    <li
      aria-current={current ? 'step' : undefined}
      className={`border-t-2 pt-2 ${current || done ? 'border-green' : 'border-line'}`}
    >
      <span className={current ? 'font-semibold' : 'text-second'}>{label}</span>
      {note && <span className="text-second"> · {note}</span>}
    </li>
  );
}
