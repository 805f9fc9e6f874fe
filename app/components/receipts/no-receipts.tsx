import { ButtonLink } from '~/components/ui/button';
import { EmptyState } from '~/components/ui/empty-state';
import { paths } from '~/lib/paths';

/** Nothing found, nothing older, or nothing yet: each says what to do next. */
export function NoReceipts({ search, first }: { search: string; first: boolean }) {
  if (search !== '') {
    return (
      <EmptyState
        title={`No receipt number contains “${search}”`}
        icon="search"
        action={<ButtonLink to={paths.receipts}>Show all receipts</ButtonLink>}
      />
    );
  }
  if (!first) {
    return (
      <EmptyState
        title="No older receipts"
        icon="receipt"
        action={<ButtonLink to={paths.receipts}>Back to the newest</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState title="No receipts yet" icon="receipt">
      As soon as a payment has settled, its receipt stands here and goes out by mail.
    </EmptyState>
  );
}
