import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import { errorPageWords } from '../error-page.words';
import { useWords } from '../language';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { PageTitle } from '../ui/page-title';
import { LinkFrame } from './link-frame';
import { linkFrameWords } from './link-frame.words';
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
  const say = useWords(linkFrameWords);
  const sayAlike = useWords(errorPageWords);
  return (
    <div className="max-w-[640px]">
      <PageTitle title={sayAlike('ours')} />
      <Card>
        <p className="text-second">{say('loadLater')}</p>
        <a href={pathname} className={buttonClass({ variant: 'primary' }, 'mt-4')}>
          {say('loadAgain')}
        </a>
      </Card>
    </div>
  );
}
