import { Fragment } from 'react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import { NO_FILTER } from '~/domain/invoices/list-query';
import type { OpenTotals } from '~/domain/invoices/open-invoice';
import { formatsOf } from '~/lib/languages/formats';
import { localeOf, type Language } from '~/lib/languages/language';
import { listed } from '~/lib/languages/listed';
import { currencyName } from '~/lib/money';
import { PageTitle } from '../ui/page-title';
import { GoButton } from './go-button';
import { listHeader } from './open-list.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

type HeaderProps = Pick<OpenListView, 'totals' | 'currency' | 'query' | 'inPayment' | 'credit'>;

/**
 * "You owe $18,204.50", and what that is made of. What a payment under way holds is owed until it is through.
 * Other currencies are said, never added.
 */
export function ListHeader({ totals, currency, query, inPayment, credit }: HeaderProps) {
  const language = useLanguage();
  const say = useWords(listHeader);
  const rich = useRichWords(listHeader);
  const { money } = useFormats();
  const own = totals.find((total) => total.currency === currency);
  if (!own) return <NothingOpen inPayment={inPayment} credit={credit} />;
  const held = inPayment.find((each) => each.currency === currency)?.amountMinor ?? 0n;
  const heldElsewhere = inPayment.filter((each) => each.currency !== currency);
  const what = {
    count: own.count,
    currency: currencyName(currency, localeOf(language)),
    others: <Others totals={totals.filter((total) => total.currency !== currency)} query={query} />,
  };
  return (
    <PageTitle
      title={say('youOwe', { amount: money(own.dueMinor + held, currency) })}
      subtitle={
        <>
          {held > 0n
            ? rich('heldAndOpenIn', { ...what, held: money(held, currency), due: money(own.dueMinor, currency) })
            : rich('openIn', what)}{' '}
          {own.overdueMinor > 0n
            ? say('overdue', { amount: money(own.overdueMinor, currency) })
            : say('nothingOverdue')}
          {heldElsewhere.length > 0 && ` ${say('moreHeld', { amounts: amounts(heldElsewhere, language) })}`}
          {credit.length > 0 && <span className="mt-1 block">{creditWords(credit, language)}</span>}
        </>
      }
    />
  );
}

/** The other currencies, each a way to its own list. */
function Others({ totals, query }: { totals: OpenTotals[] } & Pick<HeaderProps, 'query'>) {
  const language = useLanguage();
  const say = useWords(listHeader);
  const rich = useRichWords(listHeader);
  const { money } = useFormats();
  return totals.map(({ currency, count, dueMinor }, index) => {
    const other = (
      <GoButton
        query={{ ...query, filter: NO_FILTER, after: null, before: null }}
        currency={currency}
        className="rounded-small text-green font-semibold hover:underline"
      >
        {say('otherIn', {
          count,
          currency: currencyName(currency, localeOf(language)),
          amount: money(dueMinor, currency),
        })}
      </GoButton>
    );
    return <Fragment key={currency}>{rich(index === totals.length - 1 ? 'lastOther' : 'another', { other })}</Fragment>;
  });
}

/** Nothing can be paid now: nothing is owed, or all of it is in payment. */
function NothingOpen({ inPayment, credit }: Pick<OpenListView, 'inPayment' | 'credit'>) {
  const language = useLanguage();
  const say = useWords(listHeader);
  const has = credit.length > 0 ? creditWords(credit, language) : null;
  if (inPayment.length === 0) return <PageTitle title={say('youOweNothing')} subtitle={has} />;
  const subtitle = [say('allHeld'), has].filter(Boolean).join(' ');
  return <PageTitle title={say('youOwe', { amount: amounts(inPayment, language) })} subtitle={subtitle} />;
}

/** "$100.00 and €20.00". */
function amounts(sums: OpenListView['inPayment'], language: Language): string {
  const { money } = formatsOf(language);
  return listed(
    sums.map(({ amountMinor, currency }) => money(amountMinor, currency)),
    language,
  );
}

function creditWords(credit: OpenListView['credit'], language: Language): string {
  return listHeader(language)('credit', { amounts: amounts(credit, language) });
}
