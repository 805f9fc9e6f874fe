import { Form, Link, useNavigation } from '@remix-run/react';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Fact } from '~/components/ui/fact';
import { Field } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { LinkStateTag, type LinkLine } from './links-page';
import { MadeLink, type ShownCopy } from './made-link';
import { paths } from '~/lib/paths';

export type LinkPageProps = {
  link: LinkLine & {
    madeOn: string;
    madeBy: string | null;
    invoices: { id: string; number: string; summary: string; due: string; dueOn: string }[];
    moreInvoices: number;
    mails: { id: string; to: string; state: string; at: string }[];
    payments: { id: string; state: string; amount: string; at: string }[];
    account: boolean;
  };
  /** The days to which it may be extended. */
  extend: { from: string; to: string } | null;
  mayChange: boolean;
  /** What was just done. */
  done: string | null;
  problem: string | null;
  copy: ShownCopy | null;
};

const DONE: Record<string, string> = {
  mailed: 'The mail is on its way to the address on file.',
  extended: 'It works longer now.',
  revoked: 'It is revoked: none of its copies shows or pays anything any more.',
};

/** One link: for whom and for what, whether it was looked at and paid, and what can be done with it. */
export function LinkPage({ link, extend, mayChange, done, problem, copy }: LinkPageProps) {
  const works = worksStill(link);
  return (
    <>
      <PageTitle
        title={link.customerName}
        subtitle={
          <>
            {link.what} <LinkStateTag state={link.state} />
          </>
        }
        back={{ to: paths.vendor.links, label: 'Payment links' }}
      />
      {problem && <Banner tone="red" title={problem} className="mb-4" />}
      {done && DONE[done] && !problem && !copy && <Banner tone="green" title={DONE[done]} className="mb-4" />}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-4">
          {copy && <MadeLink copy={copy} />}
          <Facts link={link} />
          <Invoices link={link} />
          <Happened link={link} />
        </div>
        {mayChange && link.state !== 'revoked' && (
          <aside aria-label="What you can do" className="grid gap-4">
            {works && <HandOut />}
            {extend && <Extend extend={extend} />}
            <Revoke />
          </aside>
        )}
      </div>
    </>
  );
}

const worksStill = ({ state }: LinkLine) => state === 'open' || state === 'paid';

function Facts({ link }: Pick<LinkPageProps, 'link'>) {
  const works = worksStill(link);
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
        {works && <Fact label="Owed now">{link.owed.length === 0 ? 'nothing' : link.owed.join(' and ')}</Fact>}
        {link.state !== 'revoked' && <Fact label={works ? 'Works until' : 'Worked until'}>{link.until}</Fact>}
        <Fact label="Opened by people">
          {link.openCount === 0
            ? 'not yet'
            : `${link.openCount === 1 ? 'once' : `${link.openCount} times`}, last ${link.lastOpened ?? ''}`}
        </Fact>
        <Fact label="Made">
          {link.madeOn}
          {link.madeBy && ` by ${link.madeBy}`}
        </Fact>
        <Fact label="Customer">
          <Link to={paths.vendor.customer(link.customerId)} className="text-green font-semibold hover:underline">
            {link.customerNumber}
          </Link>
        </Fact>
      </dl>
    </Card>
  );
}

function Invoices({ link }: Pick<LinkPageProps, 'link'>) {
  return (
    <Card title={link.account ? 'What is owed at this moment' : 'What it is for'} flush>
      {link.invoices.length === 0 ? (
        <p className="text-second px-5 pb-5">Nothing is open.</p>
      ) : (
        <Table caption="Invoices of the link">
          <thead>
            <tr>
              <th scope="col">Invoice</th>
              <th scope="col" className="max-sm:hidden">
                Due on
              </th>
              <th scope="col" className="num">
                Owed now
              </th>
            </tr>
          </thead>
          <tbody>
            {link.invoices.map((invoice) => (
              <tr key={invoice.id}>
                <td className="w-full wrap-anywhere">
                  <Link to={paths.vendor.invoice(invoice.id)} className="text-green font-semibold hover:underline">
                    {invoice.number}
                  </Link>{' '}
                  <span className="text-small text-second">{invoice.summary}</span>
                </td>
                <td className="text-second whitespace-nowrap max-sm:hidden">{invoice.dueOn}</td>
                <td className="num">{invoice.due}</td>
              </tr>
            ))}
            {link.moreInvoices > 0 && (
              <tr>
                <td colSpan={3} className="text-second">
                  and {link.moreInvoices} more
                </td>
              </tr>
            )}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function Happened({ link }: Pick<LinkPageProps, 'link'>) {
  if (link.mails.length === 0 && link.payments.length === 0) return null;
  return (
    <Card title="What happened">
      <ul className="grid gap-2">
        {link.payments.map((payment) => (
          <li key={payment.id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              <Link to={paths.vendor.payment(payment.id)} className="text-green font-semibold hover:underline">
                Payment of <span className="tabular-nums">{payment.amount}</span>
              </Link>
              : {payment.state}
            </span>
            <span className="text-small text-second">{payment.at}</span>
          </li>
        ))}
        {link.mails.map((mail) => (
          <li key={mail.id} className="flex flex-wrap justify-between gap-x-4">
            <span className="wrap-anywhere">
              <Link to={paths.vendor.mail(mail.id)} className="text-green font-semibold hover:underline">
                Mail to {mail.to}
              </Link>
              : {mail.state}
            </span>
            <span className="text-small text-second">{mail.at}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function HandOut() {
  const pending = useNavigation().formMethod === 'POST';
  return (
    <Card title="Hand it out">
      <p className="text-small text-second mb-3">
        Addresses are kept nowhere: another copy has an address of its own. Earlier copies go on working.
      </p>
      <Form method="post" className="flex flex-wrap gap-2.5">
        <Button name="intent" value="copy" variant="primary" pending={pending} className="min-h-10">
          Copy the link again
        </Button>
        <Button name="intent" value="mail" pending={pending} className="min-h-10">
          Mail it to the customer
        </Button>
      </Form>
    </Card>
  );
}

function Extend({ extend }: { extend: { from: string; to: string } }) {
  const pending = useNavigation().formMethod === 'POST';
  return (
    <Card title="Let it work longer">
      <Form method="post">
        <Field
          label="Last day"
          name="lastDay"
          type="date"
          min={extend.from}
          max={extend.to}
          defaultValue={extend.from}
          required
          hint="At most 120 days from today."
        />
        <Button name="intent" value="extend" pending={pending} className="mt-3 min-h-10">
          Extend
        </Button>
      </Form>
    </Card>
  );
}

function Revoke() {
  const pending = useNavigation().formMethod === 'POST';
  return (
    <Card title="End it">
      <p className="text-small text-second mb-3">
        At once and for good, all its copies. A payment that has begun through it goes on.
      </p>
      <Form method="post">
        <Button name="intent" value="revoke" variant="danger" pending={pending} className="min-h-10">
          Revoke the link
        </Button>
      </Form>
    </Card>
  );
}
