import { Link } from '@remix-run/react';
import { isNarrowed, NARROWINGS, type CustomerQuery, type Narrowing } from '~/domain/customers/customer-query';
import { listAddress } from './customer-list';

const WORDS: Record<Narrowing, string> = {
  owes: 'Owes money',
  overdue: 'Overdue',
  'no-method': 'No method on file',
  autopay: 'On AutoPay',
};

/** Who is shown: each part narrows the list to itself and lets go when pressed again. Plain links, so that each list has an address. */
export function CustomerFilter({ query, matching }: { query: CustomerQuery; matching: number }) {
  const { only } = query;
  const toggled = (each: Narrowing) =>
    only.includes(each)
      ? only.filter((other) => other !== each)
      : NARROWINGS.filter((other) => other === each || only.includes(other));
  return (
    <div className="border-line text-small flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
      <nav aria-label="Show only" className="contents">
        {NARROWINGS.map((each) => (
          <Link
            key={each}
            to={listAddress(query, { only: toggled(each) })}
            aria-current={only.includes(each) ? 'true' : undefined}
            className="border-line text-second hover:text-ink aria-[current=true]:border-green aria-[current=true]:bg-green-soft aria-[current=true]:text-green inline-flex min-h-8 items-center rounded-full border px-3 font-semibold pointer-coarse:min-h-11"
          >
            {WORDS[each]}
          </Link>
        ))}
      </nav>
      <span role="status" className="text-second ms-auto">
        {matching.toLocaleString('en-US')} {matching === 1 ? 'customer' : 'customers'}
      </span>
      {isNarrowed(query) && (
        <Link
          to={listAddress(query, { search: '', only: [] })}
          className="rounded-small text-green font-semibold hover:underline print:hidden"
        >
          Show all
        </Link>
      )}
    </div>
  );
}
