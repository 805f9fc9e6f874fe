import { Form, Link } from '@remix-run/react';
import { Button, buttonClass, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Field } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { Tag, type Tone } from '~/components/ui/tag';
import { LINK_STATES } from '~/domain/payment-links/link-words';
import type { LinkState } from '~/domain/payment-links/list-payment-links.server';
import { paths } from '~/lib/paths';

/** Amounts and dates are in words already. */
export type LinkLine = {
  id: string;
  customerId: string;
  customerName: string;
  customerNumber: string;
  what: string;
  owed: string[];
  state: LinkState;
  openCount: number;
  lastOpened: string | null;
  until: string;
};

type LinksPageProps = {
  links: LinkLine[];
  next: string | null;
  search: string;
  older: boolean;
  mayMake: boolean;
};

const TONES: Record<LinkState, Tone> = { open: 'blue', paid: 'green', expired: 'amber', revoked: 'neutral' };

export function LinkStateTag({ state }: { state: LinkState }) {
  return <Tag tone={TONES[state]}>{LINK_STATES[state]}</Tag>;
}

/** Every payment link, newest first: for whom, for what, what is owed now, and whether anybody has looked. */
export function LinksPage({ links, next, search, older, mayMake }: LinksPageProps) {
  return (
    <>
      <PageTitle
        title="Payment links"
        subtitle="Whoever has one can pay what it is for, without signing in."
        aside={
          mayMake && (
            <ButtonLink to={paths.vendor.newLink} variant="primary">
              New payment link
            </ButtonLink>
          )
        }
      />
      <Form role="search" className="mb-4 flex items-end gap-2.5">
        <Field
          label="Search"
          name="q"
          type="search"
          defaultValue={search}
          placeholder="Customer, or the number of an invoice"
          className="min-w-0 grow sm:max-w-[22rem]"
        />
        <Button className="min-h-10">Search</Button>
        {search && (
          <ButtonLink to={paths.vendor.links} variant="quiet">
            Clear
          </ButtonLink>
        )}
      </Form>
      <Card flush>{links.length === 0 ? <NoLinks search={search} /> : <Rows links={links} />}</Card>
      {(older || next) && (
        <nav aria-label="Pages" className="mt-4 flex gap-3">
          {older && (
            <Link to={address(search, null)} className={buttonClass()}>
              Newest
            </Link>
          )}
          {next && (
            <Link to={address(search, next)} className={buttonClass()}>
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  );
}

function address(search: string, before: string | null): string {
  const asked = new URLSearchParams({ ...(search && { q: search }), ...(before && { before }) });
  return asked.size > 0 ? `${paths.vendor.links}?${asked}` : paths.vendor.links;
}

function NoLinks({ search }: { search: string }) {
  if (search)
    return (
      <EmptyState
        title={`No link matches “${search}”`}
        icon="search"
        action={<ButtonLink to={paths.vendor.links}>Clear the search</ButtonLink>}
      >
        It looks for customers by name and number, and for links of an invoice by its whole number.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No payment links yet"
      action={<ButtonLink to={paths.vendor.invoices}>Go to the invoices</ButtonLink>}
    >
      One for everything a customer owes is made here. For single invoices, tick them in the list and choose “Copy
      payment link”.
    </EmptyState>
  );
}

function Rows({ links }: { links: LinkLine[] }) {
  return (
    <Table caption="Payment links, newest first" className="max-md:[&_tr>:nth-child(4)]:pe-5">
      <thead className="max-sm:sr-only">
        <tr>
          <th scope="col">For</th>
          <th scope="col" className="max-lg:hidden">
            What
          </th>
          <th scope="col" className="max-sm:hidden">
            State
          </th>
          <th scope="col" className="num">
            Owed now
          </th>
          <th scope="col" className="num max-md:hidden">
            Opens
          </th>
          <th scope="col" className="max-lg:hidden">
            Last opened
          </th>
          <th scope="col" className="max-md:hidden">
            Works until
          </th>
        </tr>
      </thead>
      <tbody>
        {links.map((link) => (
          <tr key={link.id}>
            <td className="wrap-anywhere">
              <Link to={paths.vendor.link(link.id)} className="rounded-small font-semibold hover:underline">
                {link.customerName}
              </Link>
              <span className="text-small text-second block lg:hidden">{link.what}</span>
              <span className="text-small text-second block max-lg:hidden">{link.customerNumber}</span>
              <span className="mt-1 block sm:hidden">
                <LinkStateTag state={link.state} />
              </span>
            </td>
            <td className="text-second wrap-anywhere max-lg:hidden">{link.what}</td>
            <td className="max-sm:hidden">
              <LinkStateTag state={link.state} />
            </td>
            <td className="num">
              {link.owed.length === 0 ? (
                <span className="text-third">–</span>
              ) : (
                link.owed.map((amount) => (
                  <span key={amount} className="block">
                    {amount}
                  </span>
                ))
              )}
            </td>
            <td className="num text-second max-md:hidden">{link.openCount}</td>
            <td className="text-second max-lg:hidden">{link.lastOpened ?? 'never'}</td>
            <td className="text-second whitespace-nowrap max-md:hidden">{link.until}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
