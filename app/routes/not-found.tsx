import type { MetaFunction } from '@remix-run/node';
import { ErrorPage } from '~/components/error-page';

/** Every address that is none of ours, read or written to. Shown by the error page, which has the words for it. */
export function loader(): never {
  throw new Response(null, { status: 404, statusText: 'Not Found' });
}

export function action(): never {
  throw new Response(null, { status: 404, statusText: 'Not Found' });
}

export const meta: MetaFunction = () => [{ title: 'There is no such page · Quittance' }];

export default function NotFound() {
  return null;
}

export function ErrorBoundary() {
  return (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <ErrorPage />
    </main>
  );
}
