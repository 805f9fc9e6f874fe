import { Form, useNavigation } from '@remix-run/react';
import { Banner } from '~/components/ui/banner';
import { Button, buttonClass, ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Field, TextField } from '~/components/ui/field';
import { PageTitle } from '~/components/ui/page-title';
import { Table } from '~/components/ui/table';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { paths } from '~/lib/paths';
import { MadeLink, type ShownCopy } from './made-link';

/** One link to be made, in words. */
export type PlannedLine = {
  customerId: string;
  customerName: string;
  customerNumber: string;
  what: string;
  totals: string[];
  address: string | null;
  /** Who may pay there, and so can be written to; the first is ticked. */
  payers: { id: string; name: string; email: string }[];
};

export type NewLinkPageProps = {
  lines: PlannedLine[];
  /** So many of the chosen invoices cannot be paid. */
  left: number;
  /** What the form sends back: which links, under which ids. */
  fields: Record<string, string>;
  lastDay: { from: string; to: string; usual: string };
  problem: string | null;
  made: { linkId: string; copy: ShownCopy | null; mailedTo: string[] }[] | null;
  /** The addresses of several links, as a file. */
  csv: string | null;
};

/** So many customers have a row, and a choice whom to mail. */
export const SHOWN_LINES = 50;

/** What the links would be for, before any is made; then each one's address, once. */
export function NewLinkPage(props: NewLinkPageProps) {
  const { lines, left, problem, made } = props;
  if (made) return <Made {...props} made={made} />;
  const title = lines.length > 1 ? `${countText(lines.length)} payment links` : 'New payment link';
  return (
    <>
      <PageTitle title={title} back={{ to: paths.vendor.links, label: 'Payment links' }} />
      {problem && (
        <Banner tone="red" title={problem} className="mb-4">
          No link was made.
        </Banner>
      )}
      {left > 0 && (
        <Banner tone="amber" title={`${invoiceCount(left)} ${left === 1 ? 'stays' : 'stay'} out.`} className="mb-4">
          {left === 1 ? 'It is' : 'They are'} paid, in payment, disputed, void or archived: nobody can pay{' '}
          {left === 1 ? 'it' : 'them'} now.
        </Banner>
      )}
      {lines.length === 0 ? (
        <Card>
          <EmptyState
            title="Nothing here can be paid"
            action={<ButtonLink to={paths.vendor.invoices}>Choose invoices</ButtonLink>}
          >
            Tick open invoices in the list, then choose “Copy payment link”; or make a link for everything one customer
            owes.
          </EmptyState>
        </Card>
      ) : (
        <Plan {...props} />
      )}
    </>
  );
}

function Plan({ lines, fields, lastDay }: NewLinkPageProps) {
  const pending = useNavigation().formMethod === 'POST';
  const many = lines.length > 1;
  const mute = lines.filter(({ address }) => address === null).length;
  return (
    <Form method="post" className="grid max-w-[900px] gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Card title={many ? 'One link for each customer' : 'What it is for'} flush>
        <Table caption="Links to be made">
          <thead>
            <tr>
              <th scope="col">Customer</th>
              <th scope="col" className="max-sm:hidden">
                For
              </th>
              <th scope="col" className="num">
                Owed now
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, SHOWN_LINES).map((line) => (
              <tr key={line.customerId}>
                <td className="wrap-anywhere">
                  <span className="font-semibold">{line.customerName}</span>
                  <span className="text-small text-second block sm:hidden">{line.what}</span>
                  <Recipients line={line} />
                </td>
                <td className="text-second max-sm:hidden">{line.what}</td>
                <td className="num">
                  {line.totals.length === 0
                    ? 'nothing now'
                    : line.totals.map((amount) => (
                        <span key={amount} className="block">
                          {amount}
                        </span>
                      ))}
                </td>
              </tr>
            ))}
            {lines.length > SHOWN_LINES && (
              <tr>
                <td colSpan={3} className="text-second">
                  and {countText(lines.length - SHOWN_LINES)} more customers
                </td>
              </tr>
            )}
          </tbody>
        </Table>
      </Card>
      <Card title="How long it works">
        <Field
          label="Last day"
          name="lastDay"
          type="date"
          min={lastDay.from}
          max={lastDay.to}
          defaultValue={lastDay.usual}
          hint={`${many ? 'Left empty: 30 days after the latest due date of each.' : '30 days after the latest due date unless you choose another.'} At most 120 days from today.`}
          className="max-w-[22rem]"
        />
        <div className="mt-4 flex flex-wrap gap-2.5">
          <Button name="intent" value="make" variant="primary" pending={pending} className="min-h-10">
            {many ? `Make ${countText(lines.length)} links` : 'Make the link'}
          </Button>
          {mute < lines.length && (
            <Button name="intent" value="mail" pending={pending} className="min-h-10">
              {many ? `Make and mail ${countText(lines.length)} links` : 'Make it and mail it'}
            </Button>
          )}
          <ButtonLink to={paths.vendor.links} variant="quiet" className="min-h-10">
            Cancel
          </ButtonLink>
        </div>
        {many && (
          <p className="text-small text-second mt-3">
            Their addresses are shown once, to copy or as a file.
            {mute > 0 && ` ${countText(mute)} of the customers have no contact who pays: they get no mail.`}
            {lines.length > SHOWN_LINES && ' Where no contact is shown to choose, the first who pays is mailed.'}
          </p>
        )}
      </Card>
    </Form>
  );
}

/** Whom the mail goes to. */
function Recipients({ line: { customerName, payers } }: { line: PlannedLine }) {
  if (payers.length === 0)
    return <span className="text-small text-second block">no contact who pays: cannot be mailed</span>;
  return (
    <fieldset className="mt-1">
      <legend className="sr-only">Whom of {customerName} to mail it to</legend>
      {payers.map(({ id, name, email }, at) => (
        <label key={id} className="text-small text-second flex items-start gap-2 py-1">
          <input type="checkbox" name="contact" value={id} defaultChecked={at === 0} className="check mt-px" />
          <span>
            <span className="sr-only">Mail it to </span>
            {name} · {email}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Made({ made, lines, csv }: NewLinkPageProps & { made: NonNullable<NewLinkPageProps['made']> }) {
  const [only] = made;
  const mailed = made.reduce((count, { mailedTo }) => count + mailedTo.length, 0);
  if (csv !== null || !only) return <MadeSeveral count={made.length} mailed={mailed} csv={csv ?? ''} />;
  return (
    <>
      <PageTitle
        title="The link is made"
        subtitle={lines[0] && `For ${lines[0].customerName}: ${lines[0].what}`}
        back={{ to: paths.vendor.links, label: 'Payment links' }}
      />
      <div className="grid max-w-[760px] gap-4">
        {only.mailedTo.length > 0 && (
          <Banner
            tone="green"
            title={only.mailedTo.length === 1 ? 'The mail is on its way.' : 'The mails are on their way.'}
          >
            To <span className="wrap-anywhere">{new Intl.ListFormat('en').format(only.mailedTo)}</span>
            {only.mailedTo.length > 1 && ', a copy each'}.
          </Banner>
        )}
        {only.copy && <MadeLink copy={only.copy} />}
        <div>
          <ButtonLink to={paths.vendor.link(only.linkId)}>See the link</ButtonLink>
        </div>
      </div>
    </>
  );
}

function MadeSeveral({ count, mailed, csv }: { count: number; mailed: number; csv: string }) {
  return (
    <>
      <PageTitle title={`${countText(count)} links made`} back={{ to: paths.vendor.links, label: 'Payment links' }} />
      <div className="grid max-w-[900px] gap-4">
        {mailed > 0 && (
          <Banner tone="green" title={`${countText(mailed)} ${mailed === 1 ? 'mail is' : 'mails are'} on the way.`}>
            Everybody gets a copy of their own. Who has looked and who has paid stands in the list of links.
          </Banner>
        )}
        <Card title="Save the addresses now">
          <p className="text-second mb-3">They are shown this once: we keep no copy of them.</p>
          <TextField
            label="One link a line, as CSV"
            name="csv"
            readOnly
            rows={8}
            value={csv}
            className="mb-4 font-mono"
          />
          <a
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
            download="payment-links.csv"
            className={buttonClass({ variant: 'primary' })}
          >
            Download CSV
          </a>
        </Card>
        <div>
          <ButtonLink to={paths.vendor.links}>See the links</ButtonLink>
        </div>
      </div>
    </>
  );
}
