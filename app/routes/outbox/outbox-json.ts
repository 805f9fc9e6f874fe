import type { LoaderFunctionArgs } from '@remix-run/node';
import { listOutbox } from '~/gateways/outbox.server';
import { paths } from '~/lib/paths';
import { requireOutbox } from './require-outbox.server';

/** Every mail, newest first, for programs. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireOutbox();
  const mails = await listOutbox();
  const withAddresses = mails.map((mail) => ({
    ...mail,
    attachments: mail.attachments.map((attachment) => ({
      ...attachment,
      url: new URL(paths.outboxAttachment(mail.id, encodeURIComponent(attachment.filename)), request.url).href,
    })),
  }));
  return Response.json(withAddresses);
}
