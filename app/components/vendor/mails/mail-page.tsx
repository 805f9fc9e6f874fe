import { Form, Link, useNavigation } from '@remix-run/react';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Fact } from '~/components/ui/fact';
import { PageTitle } from '~/components/ui/page-title';
import type { SendAgain, VendorMail } from '~/domain/mail/mail-list';
import { formatInstant } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { MailTag } from './mail-tag';

export type MailPageProps = {
  mail: VendorMail;
  /** Minted with the page: pressed twice, one goes. */
  againId: string;
  timeZone: string;
  mayChange: boolean;
  /** It was just put on its way again. */
  done: boolean;
  problem: string | null;
};

/** One mail: to whom, whether it arrived at the mail server, and what it says. */
export function MailPage({ mail, againId, timeZone, mayChange, done, problem }: MailPageProps) {
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
        {mail.state === 'failed' && (
          <Banner tone="red" title="It was not delivered.">
            <p className="wrap-anywhere">{mail.reason}</p>
          </Banner>
        )}
        <Facts mail={mail} timeZone={timeZone} />
        {mayChange && <SendAgainCard mail={mail} againId={againId} />}
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

const NEVER: Record<(SendAgain & { kind: 'never' })['why'], string> = {
  'on-its-way': 'It is on its way still.',
  'link-expired':
    'Its payment link has expired. Give the link more time on its page and mail it from there, or make a new one.',
  'link-revoked': 'Its payment link was taken back. Make and mail a new one.',
  'method-request': 'It asked for a payment method, with a link that works once. Ask anew on the customer’s page.',
  announcement:
    'It told of a charge to come, which may have changed since. What is planned now stands on the invoice’s page.',
  'contact-removed':
    'It went to a contact who was removed since, and is not sent there again. The customer’s page says who is written to now.',
  'lets-in':
    'It held a code or a link that let its reader in and is good for a short time only. Nothing of it is kept.',
};

/** Once more to the same address; or why not. */
function SendAgainCard({ mail, againId }: Pick<MailPageProps, 'mail' | 'againId'>) {
  const pending = useNavigation().formMethod === 'POST';
  const { again, to } = mail;
  const never = again.kind === 'never';
  return (
    <Card>
      <Form method="post" className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <input type="hidden" name="id" value={againId} />
        <Button
          name="intent"
          value="send-again"
          pending={pending}
          disabled={never}
          aria-describedby="again"
          className="min-h-10"
        >
          Send again
        </Button>
        <p id="again" className="text-small text-second min-w-0 grow basis-60 wrap-anywhere">
          {again.kind === 'again' && (
            <>
              To {to} once more, as a mail of its own. If the address is wrong, mend it on the customer’s page: what is
              sent from then on goes there.
            </>
          )}
          {again.kind === 'link' &&
            `With another copy of the payment link, to ${to}. The earlier copy goes on working.`}
          {never && NEVER[again.why]}
          {again.kind === 'never' && again.linkId && again.why !== 'method-request' && (
            <>
              {' '}
              <Link
                to={paths.vendor.link(again.linkId)}
                className="text-green rounded-small font-semibold hover:underline"
              >
                See the link
              </Link>
            </>
          )}
        </p>
      </Form>
    </Card>
  );
}
