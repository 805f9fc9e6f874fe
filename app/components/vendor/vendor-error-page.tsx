import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { isReauthRequired } from '~/lib/step-up';
import { paths } from '~/lib/paths';
import { buttonClass } from '../ui/button';
import { StepUpPage } from './step-up-page';

type Words = { title: string; text: string };

const ASK: Record<string, string> = {
  biller: 'Your role lets you look. Ask an owner or a biller.',
  owner: 'Only an owner may do this. Ask one of them.',
};

function wordsFor(error: unknown): Words {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 404)
    return {
      title: 'There is no such page',
      text: 'The address may be mistyped, or what it showed is not yours to see.',
    };
  if (status === 401) return { title: 'You are signed out', text: 'Sign in again to go on. Nothing was changed.' };
  if (status === 403) {
    const needs = isRouteErrorResponse(error) ? (error.data as { needs?: string } | null)?.needs : undefined;
    return { title: 'You may not do this', text: `${ASK[needs ?? 'biller'] ?? ''} Nothing was changed.` };
  }
  if (status === 429) return { title: 'Too many tries', text: 'Wait a few minutes, then try again.' };
  if (status === 503)
    return { title: 'We cannot reach our records just now', text: 'Nothing was changed. Try again in a minute.' };
  return {
    title: 'Something went wrong on our side',
    text: 'If you were charging or refunding, look at the payment before you try again: nothing is done twice.',
  };
}

/** What happened, what it means, where to go on, for staff; for what asks for a fresh factor, the page that asks. A plain link, since our scripts may be what failed. */
export function VendorErrorPage({ requestId }: { requestId?: string }) {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && isReauthRequired(error.data)) return <StepUpPage {...error.data} />;
  const { title, text } = wordsFor(error);
  const known = isRouteErrorResponse(error) && error.status < 500;
  const signedOut = isRouteErrorResponse(error) && error.status === 401;
  return (
    <div className="rounded-card border-line bg-card max-w-[560px] border p-7">
      <h1 className="text-title font-bold">{title}</h1>
      <p className="text-second mt-2">{text}</p>
      <div className="mt-5">
        <a
          href={signedOut ? paths.vendor.signIn : paths.vendor.overview}
          className={buttonClass({ variant: 'primary' })}
        >
          {signedOut ? 'Sign in' : 'Go to the overview'}
        </a>
      </div>
      {requestId && !known && (
        <p className="text-small text-third mt-5">If you write to us, name this request: {requestId}</p>
      )}
    </div>
  );
}
