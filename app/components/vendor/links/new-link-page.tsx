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
};

export type NewLinkPageProps = {
  lines: PlannedLine[];
  /** So many of the chosen invoices cannot be paid. */
  left: number;
  /** What the form sends back: which links, under which ids. */
  fields: Record<string, string>;
  lastDay: { from: string; to: string; usual: string };
  problem: string | null;
  made: { linkId: string; copy: ShownCopy | null; mailedTo: string | null }[] | null;
  /** The addresses of several links, as a file. */
  csv: string | null;
};

const SHOWN = 50;

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
    <div className="grid max-w-[900px] gap-4">
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
            {lines.slice(0, SHOWN).map((line) => (
              <tr key={line.customerId}>
                <td className="wrap-anywhere">
                  <span className="font-semibold">{line.customerName}</span>
                  <span className="text-small text-second block sm:hidden">{line.what}</span>
                  {(many || line.address === null) && (
                    <span className="text-small text-second block">
                      {line.address ?? 'no contact who pays: cannot be mailed'}
                    </span>
                  )}
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
            {lines.length > SHOWN && (
              <tr>
                <td colSpan={3} className="text-second">
                  and {countText(lines.length - SHOWN)} more customers
                </td>
              </tr>
            )}
          </tbody>
        </Table>
      </Card>
      <Card title="How long it works">
        <Form method="post">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
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
          {!many && lines[0]?.address && (
            <p className="text-small text-second mt-3 wrap-anywhere">The mail would go to {lines[0].address}.</p>
          )}
          {many && (
            <p className="text-small text-second mt-3">
              Their addresses are shown once, to copy or as a file.
              {mute > 0 && ` ${countText(mute)} of the customers have no contact who pays: they get no mail.`}
            </p>
          )}
        </Form>
      </Card>
    </div>
  );
}

function Made({ made, lines, csv }: NewLinkPageProps & { made: NonNullable<NewLinkPageProps['made']> }) {
  const [only] = made;
  const mailed = made.filter(({ mailedTo }) => mailedTo !== null).length;
  if (csv !== null || !only) return <MadeSeveral count={made.length} mailed={mailed} csv={csv ?? ''} />;
  return (
    <>
      <PageTitle
        title="The link is made"
        subtitle={lines[0] && `For ${lines[0].customerName}: ${lines[0].what}`}
        back={{ to: paths.vendor.links, label: 'Payment links' }}
      />
      <div className="grid max-w-[760px] gap-4">
        {only.mailedTo && (
          <Banner tone="green" title="The mail is on its way.">
            It goes to <span className="wrap-anywhere">{only.mailedTo}</span>.
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
            Each customer gets a copy of their own. Who has looked and who has paid stands in the list of links.
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
