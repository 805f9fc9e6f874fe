import { useFormats, useLanguage } from '~/components/language';
import { ageLabel, type AgeBucket } from '~/domain/invoices/ageing';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { changed, GoButton } from './go-button';
import { listHeader } from './open-list.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

const BAR: Record<AgeBucket, string> = {
  'not-due': 'fill-green',
  '1-30': 'fill-amber',
  '31-60': 'fill-red',
  '61-90': 'fill-red',
  'over-90': 'fill-red',
};

/** What is owed by age. Each part narrows the list to itself; pressed again it lets go. */
export function AgeingStrip({ totals, currency, query }: Pick<OpenListView, 'totals' | 'currency' | 'query'>) {
  const language = useLanguage();
  const { money } = useFormats();
  const own = totals.find((total) => total.currency === currency);
  if (!own) return null;
  return (
    <div role="group" aria-label={listHeader(language)('byAge')} className="ageing mb-6">
      {own.buckets.map(({ bucket, count, dueMinor }) => {
        const active = query.filter.age === bucket;
        return (
          <GoButton
            key={bucket}
            query={changed(query, { age: active ? null : bucket })}
            currency={currency}
            aria-pressed={active}
            disabled={count === 0 && !active}
            title={invoiceCount(count, language)}
          >
            <span className="text-small text-third block">{ageLabel(bucket, language)}</span>
            <span className={`text-section block font-bold tabular-nums ${count === 0 ? 'text-third' : ''}`}>
              {money(dueMinor, currency)}
            </span>
            <svg className="mt-2 hidden h-[3px] w-0 min-w-full sm:block" aria-hidden>
              <rect width="100%" height="3" rx="1.5" className="fill-faint" />
              {dueMinor > 0n && (
                <rect width={share(dueMinor, own.dueMinor)} height="3" rx="1.5" className={BAR[bucket]} />
              )}
            </svg>
          </GoButton>
        );
      })}
    </div>
  );
}

/** A width in percent; something that is owed is always seen. */
function share(part: bigint, whole: bigint): string {
  const perMille = (part * 1000n) / whole;
  return perMille < 15n ? '1.5%' : `${perMille / 10n}.${perMille % 10n}%`;
}
