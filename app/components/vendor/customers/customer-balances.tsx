import { Link } from '@remix-run/react';
import { ageLabel } from '~/domain/invoices/ageing';
import type { AccountBalance } from '~/domain/customers/load-account.server';
import { currencyName } from '~/lib/money';
import { Card } from '../../ui/card';
import { Money } from '../../ui/money';

/** What is owed, one card per currency, by age; beside it what is not asked for now. */
export function CustomerBalances({ balances, creditPage }: { balances: AccountBalance[]; creditPage: string }) {
  if (balances.length === 0)
    return (
      <Card title="Balance">
        <p className="text-second">Nothing is owed, and there is no credit.</p>
      </Card>
    );
  return balances.map((balance) => <OneBalance key={balance.currency} balance={balance} creditPage={creditPage} />);
}

function OneBalance({ balance, creditPage }: { balance: AccountBalance; creditPage: string }) {
  const { currency, dueMinor, overdueMinor, buckets } = balance;
  const owes = <Money amountMinor={dueMinor} currency={currency} />;
  return (
    <section
      aria-label={`Balance in ${currencyName(currency)}`}
      className="rounded-card border-line bg-card border p-5"
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 className="text-small text-second">Open in {currencyName(currency)}</h2>
          <p className="text-[1.625rem] leading-9 font-bold tracking-[-0.025em]">{owes}</p>
        </div>
        <dl className="text-small flex flex-wrap gap-x-6 gap-y-1">
          <Beside label="Overdue" amountMinor={overdueMinor} currency={currency} tone="text-red" />
          <Beside label="In payment" amountMinor={balance.inPaymentMinor} currency={currency} tone="text-blue" />
          <Beside label="Disputed" amountMinor={balance.disputedMinor} currency={currency} tone="text-amber" />
          <Beside
            label="Credit"
            amountMinor={balance.creditMinor}
            currency={currency}
            tone="text-green"
            page={creditPage}
          />
        </dl>
      </div>
      {dueMinor > 0n && (
        <dl
          aria-label="Open by age"
          className="border-line bg-line rounded-control mt-4 grid grid-cols-2 gap-px overflow-hidden border sm:grid-cols-5"
        >
          {buckets.map(({ bucket, dueMinor: part }) => (
            <div key={bucket} className="bg-card px-3 py-2 max-sm:last:col-span-2">
              <dt className="text-label text-third">{ageLabel(bucket)}</dt>
              <dd className={`font-semibold ${part === 0n ? 'text-third' : ''}`}>
                <Money amountMinor={part} currency={currency} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Beside({
  label,
  amountMinor,
  currency,
  tone,
  page,
}: {
  label: string;
  amountMinor: bigint;
  currency: string;
  tone: string;
  page?: string;
}) {
  if (amountMinor === 0n) return null;
  const money = <Money amountMinor={amountMinor} currency={currency} />;
  return (
    <div>
      <dt className="text-second">{label}</dt>
      <dd className={`font-semibold ${tone}`}>
        {page ? (
          <Link to={page} className="rounded-small underline underline-offset-2">
            {money}
          </Link>
        ) : (
          money
        )}
      </dd>
    </div>
  );
}
