import { useWords } from '~/components/language';
import { ButtonLink } from '~/components/ui/button';
import { EmptyState } from '~/components/ui/empty-state';
import { paths } from '~/lib/paths';
import { receiptListWords } from './receipt-list.words';

/** Nothing found, nothing older, or nothing yet: each says what to do next. */
export function NoReceipts({ search, first }: { search: string; first: boolean }) {
  const say = useWords(receiptListWords);
  if (search !== '') {
    return (
      <EmptyState
        title={say('noneFound', { search })}
        icon="search"
        action={<ButtonLink to={paths.receipts}>{say('showAll')}</ButtonLink>}
      />
    );
  }
  if (!first) {
    return (
      <EmptyState
        title={say('noneOlder')}
        icon="receipt"
        action={<ButtonLink to={paths.receipts}>{say('backToNewest')}</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState title={say('noneYet')} icon="receipt">
      {say('noneYetText')}
    </EmptyState>
  );
}
