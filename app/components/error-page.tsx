import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { paths } from '~/lib/paths';
import { errorPageWords } from './error-page.words';
import { useWords } from './language';
import { buttonClass } from './ui/button';

/** Its names in the list of words; the text that goes with each is called the same with "Text". */
function kindOf(status: number) {
  switch (status) {
    case 404:
      return 'notFound';
    case 401:
      return 'signedOut';
    case 403:
      return 'forbidden';
    case 429:
      return 'tooMany';
    case 503:
      return 'unreachable';
    default:
      return 'ours';
  }
}

/** What happened, what it means, where to go on: for errors no page foresaw. A plain link, since our scripts may be what failed. */
export function ErrorPage({
  requestId,
  status,
}: {
  requestId?: string;
  /** Where no error tells it. */ status?: number;
}) {
  const error = useRouteError();
  const say = useWords(errorPageWords);
  const code = status ?? (isRouteErrorResponse(error) ? error.status : 500);
  const kind = kindOf(code);
  const signedOut = code === 401;
  const known = isRouteErrorResponse(error) ? code < 500 : status !== undefined;
  return (
    <div className="rounded-card border-line bg-card max-w-[560px] border p-7">
      <h1 className="text-title font-bold">{say(kind)}</h1>
      <p className="text-second mt-2">{say(`${kind}Text`)}</p>
      <div className="mt-5 flex flex-wrap gap-3">
        <a href={signedOut ? paths.signIn : paths.invoices} className={buttonClass({ variant: 'primary' })}>
          {say(signedOut ? 'signIn' : 'toInvoices')}
        </a>
        {!known && (
          <a href={paths.payments} className={buttonClass()}>
            {say('toPayments')}
          </a>
        )}
      </div>
      {requestId && !known && <p className="text-small text-third mt-5">{say('request', { requestId })}</p>}
    </div>
  );
}
