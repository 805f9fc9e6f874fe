import {
  data,
  redirectDocument,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { BROWSER_COOKIE, readCookie } from '~/auth/cookies';
import { causeOf } from '~/auth/guards.server';
import { localPath, withTo } from '~/auth/local-path';
import { pendingSignIn } from '~/auth/pending-sign-in.server';
import { EXPIRES_IN_MINUTES, sayRefusal } from '~/auth/sign-in-request';
import { signInWithCode } from '~/auth/sign-in-with-code.server';
import { signingBrowser } from '~/auth/signing-browser';
import { typedText } from '~/auth/typed-input';
import { CodeForm } from '~/components/code-form';
import { languageOfMatches, useWords } from '~/components/language';
import { OutboxHint } from '~/components/outbox-hint';
import { signInWords } from '~/components/sign-in.words';
import { SignInFrame } from '~/components/sign-in-frame';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { getConfig } from '~/lib/config.server';
import { pageLanguage } from '~/lib/languages/page-language';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = ({ matches }) => [
  { title: `${signInWords(languageOfMatches(matches))('checkMail')} · Quittance` },
];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const to = localPath(searchParams.get('to'), '');
  const pending = await pendingSignIn({ browserToken: readCookie(request, BROWSER_COOKIE), now: new Date() });
  return {
    to,
    email: pending?.email ?? null,
    burned: pending?.burned ?? false,
    again: searchParams.has('again'),
    outbox: getConfig().outbox,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const signedIn = await signInWithCode({
    code: form.get('code'),
    email: form.get('email'),
    browser: signingBrowser(request),
    clientAddress: context.clientAddress,
    cause: causeOf(context),
    now: new Date(),
  });
  if (signedIn.ok) {
    return redirectDocument(localPath(form.get('to'), paths.invoices), {
      status: 303,
      headers: { 'Set-Cookie': signedIn.setCookie },
    });
  }
  const { words, init } = sayRefusal(signedIn.refusal, pageLanguage(request));
  return data({ words, about: signedIn.refusal.kind, email: typedText(form.get('email')) }, init);
}

export default function Code() {
  const { to, email, burned, again, outbox } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const say = useWords(signInWords);
  const lead = email ? say('codeOnItsWay', { email, minutes: EXPIRES_IN_MINUTES }) : say('typeBoth');
  return (
    <SignInFrame title={say('checkMail')} lead={lead} foot={outbox && <OutboxHint />}>
      {again && email && !burned && !refused && (
        <Banner tone="green" title={say('another')} className="mb-5">
          {say('earlierWorks')}
        </Banner>
      )}
      {burned && (
        <Banner tone="amber" title={say('burned')} className="mb-5">
          {say('burnedText')}
        </Banner>
      )}
      {refused && !['bad-code', 'wrong-code', 'bad-email'].includes(refused.about) && (
        <Banner tone="red" title={say('notIn')} className="mb-5">
          {refused.words}
        </Banner>
      )}
      <CodeForm to={to} askEmail={!email} refused={refused} />
      <div className="border-faint text-small mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t pt-4">
        {email && <SendAgain email={email} to={to} />}
        <Link
          to={withTo(paths.signIn, to)}
          className="rounded-small text-second hover:text-ink underline underline-offset-2"
        >
          {say(email ? 'otherAddress' : 'newMail')}
        </Link>
      </div>
    </SignInFrame>
  );
}

function SendAgain({ email, to }: { email: string; to: string }) {
  const say = useWords(signInWords);
  const pending = useNavigation().formAction === paths.signIn;
  return (
    <Form method="post" action={paths.signIn}>
      <input type="hidden" name="again" value="1" />
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="to" value={to} />
      <Button variant="quiet" className="-ms-[14px]" pending={pending}>
        {say(pending ? 'sending' : 'sendAnother')}
      </Button>
    </Form>
  );
}
