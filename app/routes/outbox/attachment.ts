import type { LoaderFunctionArgs } from '@remix-run/node';
import { readAttachment } from '~/domain/mail/read-outbox.server';

export async function loader({ params }: LoaderFunctionArgs) {
  const filename = params['filename'] ?? '';
  const attachment = await readAttachment(params['mailId'] ?? '', filename);
  if (!attachment) throw new Response('There is no such attachment.', { status: 404 });
  const headers = {
    'Content-Type': attachment.contentType,
    'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(filename)}`,
  };
  return new Response(new Uint8Array(attachment.content), { headers });
}
