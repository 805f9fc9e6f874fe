import type { ReactNode } from 'react';
import { Money } from '~/components/ui/money';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { PayableTotal } from '~/domain/payments/payable-total';
import { currencyName, type Currency } from '~/lib/money';

/** "Payment 1 of 2: US dollars", where the invoices are in several currencies: one payment each, never summed. */
export function PaySteps({ currency, paid, coming }: { currency: Currency; paid: Currency[]; coming: PayableTotal[] }) {
  const before = paid.filter((code) => code !== currency);
  const of = before.length + 1 + coming.length;
  if (of === 1) return null;
  return (
    <nav aria-label="Payments" className="mb-5">
      <ol className="text-small flex flex-wrap gap-x-6 gap-y-2">
        {before.map((code, index) => (
          <Step key={code} done label={`Payment ${index + 1} of ${of}: ${currencyName(code)}`} note="paid" />
        ))}
        <Step current label={`Payment ${before.length + 1} of ${of}: ${currencyName(currency)}`} />
        {coming.map((total, index) => (
          <Step
            key={total.currency}
            label={`Payment ${before.length + 2 + index} of ${of}: ${currencyName(total.currency)}`}
            note={
              <>
                <Money amountMinor={total.dueMinor} currency={total.currency} />, {invoiceCount(total.count)}
              </>
            }
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
