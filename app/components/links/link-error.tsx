import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { PageTitle } from '../ui/page-title';
import { LinkFrame } from './link-frame';
import { NoSuchLink } from './link-pages';

/** Errors of a link's pages: without a name, since nobody may be entitled to one. */
export function LinkError() {
  const error = useRouteError();
  const known = isRouteErrorResponse(error) && error.status < 500;
  return (
    <LinkFrame frame={{ vendor: null, sandbox: false }}>
      {known ? <NoSuchLink tooMany={error.status === 429} /> : <Broken />}
    </LinkFrame>
  );
}

function Broken() {
  const { pathname } = useLocation();
  return (
    <div className="max-w-[640px]">
      <PageTitle title="Something went wrong on our side" />
      <Card>
        <p className="text-second">
          Load the page again in a minute. If you were paying: what was charged is shown here then, and nothing is
          charged twice.
        </p>
        <a href={pathname} className={buttonClass({ variant: 'primary' }, 'mt-4')}>
          Load again
        </a>
      </Card>
    </div>
  );
}
