import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Linked } from '~/components/linked';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { readOutbox } from '~/domain/mail/read-outbox.server';
import { formatInstant } from '~/lib/dates';
import { paths } from '~/lib/paths';

const MAILS_A_PAGE = 25;

export const meta: MetaFunction = () => [{ title: 'Outbox · Quittance' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const before = new URL(request.url).searchParams.get('before') ?? undefined;
  const found = await readOutbox({ limit: MAILS_A_PAGE + 1, before });
  if (!found) throw new Response('There is no such page.', { status: 404 });
  const mails = found.slice(0, MAILS_A_PAGE);
  const older = found.length > MAILS_A_PAGE ? mails.at(-1)?.id : undefined;
  return { mails, older, paged: before !== undefined };
}

export default function Outbox() {
  const { mails, older, paged } = useLoaderData<typeof loader>();
  return (
    <main className="mx-auto max-w-[820px] px-4 py-10">
      <PageTitle
        title="Outbox"
        subtitle="No mail server is set up, so mails stay here instead of leaving. Newest first."
        aside={<ButtonLink to={paths.outbox}>Look again</ButtonLink>}
      />
      {mails.length === 0 && (
        <Card>
          <EmptyState
            title={paged ? 'No older mails' : 'No mails yet'}
            icon="mail"
            action={<ButtonLink to={paths.signIn}>Go to sign in</ButtonLink>}
          >
            Ask to sign in, or pay an invoice, and the mail appears here.
          </EmptyState>
        </Card>
      )}
      <ol className="flex flex-col gap-4">
        {mails.map((mail, index) => (
          <li key={mail.id}>
            <Mail mail={mail} open={index === 0 && !paged} />
          </li>
        ))}
      </ol>
      {older && (
        <p className="mt-5">
          <ButtonLink to={`${paths.outbox}?before=${older}`}>Older mails</ButtonLink>
        </p>
      )}
    </main>
  );
}

type OutboxMail = ReturnType<typeof useLoaderData<typeof loader>>['mails'][number];

function Mail({ mail, open }: { mail: OutboxMail; open: boolean }) {
  return (
    <details open={open} className="group rounded-card border-line bg-card border">
      <summary className="rounded-card flex items-start gap-3 p-5">
        <Icon name="mail" size={20} className="text-third mt-px" />
        <span className="min-w-0 grow">
          <span className="block font-semibold wrap-anywhere">
            <bdi>{mail.subject}</bdi>
          </span>
          <span className="text-small text-second block wrap-anywhere">
            to {mail.to} · <time dateTime={mail.createdAt}>{formatInstant(new Date(mail.createdAt), 'UTC')}</time>
          </span>
        </span>
        <Icon name="chevron-down" className="text-third mt-1 transition-transform group-open:rotate-180" />
      </summary>
      <div className="border-faint border-t p-5">
        <Views mail={mail} />
        {mail.attachments.length > 0 && (
          <ul aria-label="Attachments" className="mt-4 flex flex-wrap gap-2">
            {mail.attachments.map(({ filename }) => (
              <li key={filename}>
                <a
                  href={paths.outboxAttachment(mail.id, encodeURIComponent(filename))}
                  className="rounded-control border-line text-small inline-flex items-center gap-2 border px-3 py-2 font-semibold"
                >
                  <Icon name="file" size={16} />
                  {filename}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}

const TAB =
  'rounded-control text-small text-second has-checked:bg-neutral has-checked:text-ink px-3 py-1.5 font-semibold has-focus-visible:outline-2';

/** The mail as a mail program shows it, or its plain text: two radio buttons, so that it works before scripts do. */
function Views({ mail }: { mail: OutboxMail }) {
  const links = mail.text.match(/https?:\/\/\S+/g) ?? [];
  return (
    <div className="[&:has([value=text]:checked)_.as-mail]:hidden [&:not(:has([value=text]:checked))_.as-text]:hidden">
      <fieldset className="mb-3 flex gap-1">
        <legend className="sr-only">Show the mail</legend>
        <label className={TAB}>
          <input type="radio" name={`view-${mail.id}`} value="mail" defaultChecked className="sr-only" />
          As a mail program shows it
        </label>
        <label className={TAB}>
          <input type="radio" name={`view-${mail.id}`} value="text" className="sr-only" />
          Plain text
        </label>
      </fieldset>
      <div className="as-mail">
        {/* The sandbox keeps the mail's own HTML from running anything or reaching this page, so its links stand below. */}
        <iframe
          title={`Mail: ${mail.subject}`}
          srcDoc={mail.html}
          sandbox=""
          loading="lazy"
          className="rounded-control border-line h-[560px] w-full border"
        />
        {links.length > 0 && (
          <p className="text-small text-second mt-3 wrap-anywhere">
            Links of the mail: <Linked text={links.join(' · ')} />
          </p>
        )}
      </div>
      <pre dir="auto" className="as-text font-sans text-base wrap-anywhere whitespace-pre-wrap">
        <Linked text={mail.text} />
      </pre>
    </div>
  );
}
