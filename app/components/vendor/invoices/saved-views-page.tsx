import { Form, Link } from '@remix-run/react';
import type { SavedView } from '~/domain/saved-views/list-saved-views.server';
import { LONGEST_NAME } from '~/domain/saved-views/saved-view-words';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink } from '~/components/ui/button';
import { EmptyState } from '~/components/ui/empty-state';
import { Field } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Tag } from '~/components/ui/tag';
import { paths } from '~/lib/paths';

type SavedViewsPageProps = {
  views: SavedView[];
  /** What was refused: of which view (its id, or "save"), why, and what had been typed. */
  refused: { about: string; words: string; name: string } | null;
};

/** One's own saved views: rename, delete, and which the list opens with. */
export function SavedViewsPage({ views, refused }: SavedViewsPageProps) {
  return (
    <div className="max-w-[760px]">
      <PageTitle
        title="Saved views"
        subtitle="Of the invoices. Only you see yours."
        back={{ to: paths.vendor.invoices, label: 'Invoices' }}
      />
      {refused && !views.some(({ id }) => id === refused.about) && (
        <Banner tone="red" title="Nothing was saved" className="mb-4">
          {refused.words}
        </Banner>
      )}
      {views.length === 0 ? (
        <div className="rounded-card border-line bg-card border">
          <EmptyState
            title="No views yet"
            action={<ButtonLink to={paths.vendor.invoices}>Go to the invoices</ButtonLink>}
          >
            Narrow and sort the list of invoices, then choose Views and give it a name.
          </EmptyState>
        </div>
      ) : (
        <ul className="rounded-card border-line bg-card divide-faint divide-y border">
          {views.map((view) => (
            <ViewItem key={view.id} view={view} refused={refused?.about === view.id ? refused : null} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ViewItem({ view, refused }: { view: SavedView; refused: SavedViewsPageProps['refused'] }) {
  const { id, name, search, isDefault } = view;
  return (
    <li className="px-5 py-4">
      <p className="mb-3 flex flex-wrap items-center gap-2.5">
        <Link
          to={`${paths.vendor.invoices}${search}`}
          className="rounded-small hover:text-green font-semibold wrap-anywhere"
        >
          {name}
        </Link>
        {isDefault && <Tag tone="green">the list opens with it</Tag>}
      </p>
      <Form method="post" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="id" value={id} />
        <Field
          label="Name"
          name="name"
          id={`name-${id}`}
          defaultValue={refused?.name ?? name}
          error={refused?.words}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          className="min-w-[200px] grow"
        />
        <Button name="intent" value="rename">
          Rename
        </Button>
        <Button name="intent" value={isDefault ? 'open-with-none' : 'open-with'}>
          {isDefault ? 'Open with all open invoices' : 'Open with this view'}
        </Button>
        <Button name="intent" value="delete" variant="quiet">
          Delete
        </Button>
      </Form>
    </li>
  );
}
