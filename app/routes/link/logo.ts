import type { LoaderFunctionArgs } from '@remix-run/node';
import { findLogo } from '~/domain/vendors/set-logo.server';

/** A vendor's logo, for pages, mails and documents. The address names the picture itself, so it is kept for ever. */
export async function loader({ params }: LoaderFunctionArgs) {
  const logo = await findLogo(params['hash'] ?? '');
  if (!logo) return new Response('There is no such picture.', { status: 404 });
  return new Response(Buffer.from(logo.content), {
    headers: { 'Content-Type': logo.contentType, 'Cache-Control': 'public, max-age=31536000, immutable' },
  });
}
