import { Form, Link } from '@remix-run/react';
import { Button, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Field } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { MAIL_FILTERS, mailSearch, type ListedMail, type MailFilter, type MailQuery } from '~/domain/mail/mail-list';
import { dateIn, formatDate, formatInstant, timeIn } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { MailTag } from './mail-tag';

export type MailsPageProps = { mails: ListedMail[]; next: string | null; query: MailQuery; timeZone: string };

const to = (query: MailQuery) => `${paths.vendor.mails}${mailSearch(query)}`;

/** Every mail that went to the vendor's customers and staff, newest first. */
export function MailsPage({ mails, next, query, timeZone }: MailsPageProps) {
  const narrowed = mailSearch({ ...query, cursor: null }) !== '';
  return (
    <>
      <PageTitle
        title="E-mail activity"
        subtitle="What went to your customers and your staff, and whether the mail server took it."
      />
      <Filters query={query} />
      <Card flush className="mt-4">
        {mails.length === 0 ? (
          <EmptyState
            title={narrowed ? 'No mail fits' : 'No mail has gone out yet'}
            icon={narrowed ? 'search' : 'mail'}
            action={narrowed && <ButtonLink to={paths.vendor.mails}>Show all mails</ButtonLink>}
          >
            {narrowed
              ? 'Change what you search for, or show all.'
              : 'Receipts, payment links and notices stand here as they go out.'}
          </EmptyState>
        ) : (
          <List mails={mails} timeZone={timeZone} />
        )}
        {(next || query.cursor) && (
          <nav aria-label="Pages" className="border-line flex justify-between gap-3 border-t px-4 py-3 print:hidden">
            {query.cursor ? <ButtonLink to={to({ ...query, cursor: null })}>Newest</ButtonLink> : <span />}
            {next && <ButtonLink to={to({ ...query, cursor: next })}>Older</ButtonLink>}
          </nav>
        )}
      </Card>
    </>
  );
}

function Filters({ query }: { query: MailQuery }) {
  return (
    <>
      <nav aria-label="State" className="mb-4 flex flex-wrap gap-1">
        {(Object.keys(MAIL_FILTERS) as MailFilter[]).map((state) => (
          <Link
            key={state}
            to={to({ ...query, state, cursor: null })}
            aria-current={state === query.state ? 'page' : undefined}
            className="rounded-control text-second hover:bg-card hover:text-ink aria-[current=page]:bg-neutral aria-[current=page]:text-ink px-3 py-1.5 font-medium aria-[current=page]:font-semibold"
          >
            {MAIL_FILTERS[state]}
          </Link>
        ))}
        <Link
          to={paths.vendor.batchPayments}
          className="rounded-control text-second hover:bg-card hover:text-ink px-3 py-1.5 font-medium"
        >
          Batch payments
        </Link>
      </nav>
      <Form
        key={mailSearch(query)}
        method="get"
        role="search"
        className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(0,1fr)_160px_160px_auto]"
      >
        {query.state !== 'all' && <input type="hidden" name="state" value={query.state} />}
        <Field
          label="Search"
          name="q"
          type="search"
          defaultValue={query.search}
          placeholder="Customer, contact, start of an address, or receipt number"
          autoComplete="off"
          className="max-sm:col-span-2"
        />
        <Field label="From" name="from" type="date" defaultValue={query.from ?? ''} />
        <Field label="To" name="to" type="date" defaultValue={query.to ?? ''} />
        <Button className="min-h-10 max-sm:col-span-2">Show</Button>
      </Form>
    </>
  );
}

function List({ mails, timeZone }: Pick<MailsPageProps, 'mails' | 'timeZone'>) {
  return (
    <Table caption="Mails, newest first">
      <thead>
        <tr>
          <th scope="col" className="max-sm:hidden">
            Date
          </th>
          <th scope="col" className="max-sm:pe-5">
            Mail
          </th>
          <th scope="col" className="max-lg:hidden">
            Customer
          </th>
          <th scope="col" className="max-sm:hidden">
            State
          </th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <Row key={mail.id} mail={mail} timeZone={timeZone} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ mail, timeZone }: { mail: ListedMail; timeZone: string }) {
  const { id, to: address, subject, state, reason, createdAt, customerName } = mail;
  const when = (
    <time dateTime={createdAt.toISOString()} title={formatInstant(createdAt, timeZone)}>
      {formatDate(dateIn(timeZone, createdAt))}, {timeIn(timeZone, createdAt)}
    </time>
  );
  return (
    <tr className="hover:bg-paper relative">
      <td className="text-second whitespace-nowrap max-sm:hidden">{when}</td>
      <td className="wrap-anywhere max-sm:pe-5">
        <Link to={paths.vendor.mail(id)} className="font-semibold after:absolute after:inset-0">
          <bdi>{subject}</bdi>
        </Link>
        <span className="text-small text-second block">
          <span className="sm:hidden">{when} · </span>
          {address}
        </span>
        {state !== 'sent' && reason && <span className="text-small text-red block">{reason}</span>}
        <span className="mt-1 block sm:hidden">
          <MailTag state={state} />
        </span>
      </td>
      <td className="text-second min-w-[18ch] wrap-anywhere max-lg:hidden">{customerName ?? '–'}</td>
      <td className="max-sm:hidden">
        <MailTag state={state} />
      </td>
    </tr>
  );
}
