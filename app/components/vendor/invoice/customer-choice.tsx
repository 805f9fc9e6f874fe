import { Form, Link, useNavigation, useSubmit } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { FoundCustomer } from '~/domain/customers/find-customers.server';
import { paths } from '~/lib/paths';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { PageTitle } from '../../ui/page-title';

const TYPING_MS = 200;

type CustomerChoiceProps = {
  customers: FoundCustomer[];
  search: string;
  /** What is made for them, and at which address: `?customer=` names whom. */
  title: string;
  at: string;
  about: ReactNode;
  back: { to: string; label: string };
};

/** Whom something new is for: found as one types, or with a button without scripts. */
export function CustomerChoice({ customers, search, title, at, about, back }: CustomerChoiceProps) {
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const searching = useNavigation().state === 'loading';
  useEffect(() => () => clearTimeout(timer.current), []);
  const onType = (form: HTMLFormElement | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), TYPING_MS);
  };
  return (
    <div className="max-w-[640px]">
      <PageTitle title={title} subtitle={about} back={back} />
      <Form method="get" role="search" className="mb-4 flex items-end gap-2.5">
        <Field
          label="Customer"
          name="q"
          type="search"
          defaultValue={search}
          placeholder="Name, number or e-mail address"
          autoComplete="off"
          className="grow"
          onChange={(event) => onType(event.currentTarget.form)}
        />
        <Button>Search</Button>
      </Form>
      <Card flush>
        <div aria-live="polite" className="sr-only">
          {searching ? '' : `${customers.length} found`}
        </div>
        {customers.length === 0 ? (
          <EmptyState
            title={search ? 'Nobody found' : 'There are no customers yet'}
            icon="search"
            action={
              search ? (
                <ButtonLink to={at}>Show all</ButtonLink>
              ) : (
                <ButtonLink to={paths.vendor.newCustomer} variant="primary">
                  New customer
                </ButtonLink>
              )
            }
          >
            {search
              ? `No customer has “${search}” in their name, number or address.`
              : 'The first thing it needs is somebody to pay.'}
          </EmptyState>
        ) : (
          <ul className="divide-faint divide-y">
            {customers.map(({ id, name, number }) => (
              <li key={id}>
                <Link
                  to={`${at}?customer=${id}`}
                  // Else the search that still waits would take the place of where this leads.
                  onClick={() => clearTimeout(timer.current)}
                  className="hover:bg-paper flex min-h-12 items-center gap-4 px-5 py-2.5"
                >
                  <span className="min-w-0 grow font-semibold wrap-anywhere">{name}</span>
                  <span className="text-small text-second flex-none">{number}</span>
                  <Icon name="chevron-right" className="text-third" />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
