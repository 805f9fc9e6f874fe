import {
  data,
  redirectDocument,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { BROWSER_COOKIE, readCookie } from '~/auth/cookies';
import { causeOf, whoIs } from '~/auth/guards.server';
import { localPath, withTo } from '~/auth/local-path';
import { readSignInLink } from '~/auth/read-sign-in-link.server';
import { goneWords, sayRefusal } from '~/auth/sign-in-request';
import { signInWithLink } from '~/auth/sign-in-with-link.server';
import { signingBrowser } from '~/auth/signing-browser';
import { CodeForm } from '~/components/code-form';
import { errorPageWords } from '~/components/error-page.words';
import { languageOfMatches, useLanguage, useWords } from '~/components/language';
import { signInWords } from '~/components/sign-in.words';
import { SignInFrame } from '~/components/sign-in-frame';
import { Button, ButtonLink } from '~/components/ui/button';
import { pageLanguage } from '~/lib/languages/page-language';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${signInWords(languageOfMatches(matches))('signIn')} · Quittance` },
];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Mail scanners open links, so looking changes nothing; the button does. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const to = localPath(new URL(request.url).searchParams.get('to'), '');
  const link = await readSignInLink({
    token: params['token'],
    browserToken: readCookie(request, BROWSER_COOKIE),
    now: new Date(),
  });
  if (link.ok)
    return {
      to,
      state: link.sameBrowser ? ('ready' as const) : ('other-browser' as const),
      senderName: link.senderName,
      signedIn: false,
    };
  const signedIn = (await whoIs({ request, context })) !== null;
  return data({ to, state: 'gone' as const, senderName: 'Quittance', signedIn }, { status: 410 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const to = localPath(new URL(request.url).searchParams.get('to'), paths.invoices);
  const signedIn = await signInWithLink({
    token: params['token'] ?? '',
    browser: signingBrowser(request),
    cause: causeOf(context),
    now: new Date(),
  });
  if (signedIn.ok) return redirectDocument(to, { status: 303, headers: { 'Set-Cookie': signedIn.setCookie } });
  const { init } = sayRefusal(signedIn.refusal, pageLanguage(request));
  return data({ about: signedIn.refusal.kind, signedIn: (await whoIs({ request, context })) !== null }, init);
}

export default function SignInLink() {
  const { to, state, senderName, signedIn } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const say = useWords(signInWords);
  const pending = useNavigation().formMethod === 'POST';
  if (state === 'gone' || refused?.about === 'gone') return <Gone to={to} signedIn={refused?.signedIn ?? signedIn} />;
  if (state === 'other-browser' || refused) return <OtherBrowser to={to} senderName={senderName} />;
  return (
    <SignInFrame title={say('signInTo', { sender: senderName })} lead={say('onePress')}>
      <Form method="post" className="flex flex-col">
        <Button variant="primary" size="lg" pending={pending}>
          {pending ? say('signingIn') : say('signInTo', { sender: senderName })}
        </Button>
      </Form>
    </SignInFrame>
  );
}

function Gone({ to, signedIn }: { to: string; signedIn: boolean }) {
  const language = useLanguage();
  const say = signInWords(language);
  return (
    <SignInFrame title={say('linkGone')} lead={signedIn ? say('alreadyIn') : goneWords(language)}>
      <ButtonLink
        to={signedIn ? paths.invoices : withTo(paths.signIn, to)}
        variant="primary"
        size="lg"
        className="w-full"
      >
        {signedIn ? errorPageWords(language)('toInvoices') : say('newMail')}
      </ButtonLink>
    </SignInFrame>
  );
}

function OtherBrowser({ to, senderName }: { to: string; senderName: string }) {
  const say = useWords(signInWords);
  return (
    <SignInFrame title={say('signInTo', { sender: senderName })} lead={say('otherBrowser')}>
      <CodeForm to={to} askEmail />
      <p className="border-faint text-small text-second mt-4 border-t pt-4">
        <ButtonLink to={withTo(paths.signIn, to)} variant="quiet" className="-ms-[14px]">
          {say('newMail')}
        </ButtonLink>
      </p>
    </SignInFrame>
  );
}
