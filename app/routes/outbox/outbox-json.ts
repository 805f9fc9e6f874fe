import type { LoaderFunctionArgs } from '@remix-run/node';
import { readOutbox } from '~/domain/mail/read-outbox.server';
import { paths } from '~/lib/paths';

/** Every mail, newest first, for programs. */
export async function loader({ request }: LoaderFunctionArgs) {
  const mails = await readOutbox();
  if (!mails) throw new Response('There is no such page.', { status: 404 });
  const withAddresses = mails.map((mail) => ({
    ...mail,
    attachments: mail.attachments.map((attachment) => ({
      ...attachment,
      url: new URL(paths.outboxAttachment(mail.id, encodeURIComponent(attachment.filename)), request.url).href,
    })),
  }));
  return Response.json(withAddresses);
}
