import { Form, Link, useNavigation } from '@remix-run/react';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Fact } from '~/components/ui/fact';
import { PageTitle } from '~/components/ui/page-title';
import type { VendorMail } from '~/domain/mail/mail-list';
import { formatInstant } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { MailTag } from './mail-tag';

export type MailPageProps = {
  mail: VendorMail;
  timeZone: string;
  mayChange: boolean;
  /** It was just put on its way again. */
  done: boolean;
  problem: string | null;
};

/** One mail: to whom, whether it arrived at the mail server, and what it says. */
export function MailPage({ mail, timeZone, mayChange, done, problem }: MailPageProps) {
  return (
    <>
      <PageTitle
        title={<bdi>{mail.subject}</bdi>}
        subtitle={<MailTag state={mail.state} />}
        back={{ to: paths.vendor.mails, label: 'E-mail activity' }}
      />
      {problem && <Banner tone="red" title={problem} className="mb-4" />}
      {done && !problem && mail.state !== 'failed' && (
        <Banner
          tone="green"
          title={mail.state === 'sent' ? 'It is sent.' : 'It is on its way again.'}
          className="mb-4"
        />
      )}
      <div className="grid gap-4">
        {mail.state === 'failed' && <Failed mail={mail} mayChange={mayChange} />}
        <Facts mail={mail} timeZone={timeZone} />
        <Card title="What it says">
          {mail.text === null ? (
            <p className="text-second">It held a link or a code that lets its reader in, so nothing of it is kept.</p>
          ) : (
            // Its tables are columns of spaces.
            <pre className="text-small font-mono wrap-anywhere whitespace-pre-wrap">{mail.text.trim()}</pre>
          )}
        </Card>
      </div>
    </>
  );
}

function Facts({ mail, timeZone }: Pick<MailPageProps, 'mail' | 'timeZone'>) {
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3">
        <Fact label="To">{mail.to}</Fact>
        {mail.customerId && (
          <Fact label="Customer">
            <Link to={paths.vendor.customer(mail.customerId)} className="text-green font-semibold hover:underline">
              {mail.customerName}
            </Link>
          </Fact>
        )}
        <Fact label="Written">{formatInstant(mail.createdAt, timeZone)}</Fact>
        {mail.sentAt && <Fact label="Sent">{formatInstant(mail.sentAt, timeZone)}</Fact>}
        {mail.state !== 'sent' && mail.attempts > 0 && (
          <Fact label="Tried">{mail.attempts === 1 ? 'once' : `${mail.attempts} times`}</Fact>
        )}
        {mail.state === 'queued' && mail.reason && <Fact label="The mail server said">{mail.reason}</Fact>}
        {mail.attachments.length > 0 && (
          <Fact label="Attached">
            {mail.attachments.map(({ label, page }) => (
              <a key={page} href={page} className="text-green block font-semibold hover:underline">
                {label}
              </a>
            ))}
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Failed({ mail, mayChange }: Pick<MailPageProps, 'mail' | 'mayChange'>) {
  const pending = useNavigation().formMethod === 'POST';
  const lost = mail.text === null;
  return (
    <Banner
      tone="red"
      title="It was not delivered."
      action={
        mayChange &&
        !lost && (
          <Form method="post">
            <Button name="intent" value="send-again" pending={pending} className="min-h-10">
              Send again
            </Button>
          </Form>
        )
      }
    >
      <p className="wrap-anywhere">{mail.reason}</p>
      <p className="mt-1">
        {lost
          ? 'Make and mail a new one: payment links on the invoice or the customer, invitations in the team.'
          : 'It goes to the same address. If that is wrong, mend it on the customer’s page: what is sent from then on goes there.'}
      </p>
    </Banner>
  );
}
