import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { BROWSER_COOKIE, readCookie, setCookie } from '~/auth/cookies';
import { evenTime } from '~/auth/even-time.server';
import { whoIs } from '~/auth/guards.server';
import { localPath, withTo } from '~/auth/local-path';
import { requestSignIn } from '~/auth/request-sign-in.server';
import { sayRefusal } from '~/auth/sign-in-request';
import { typedText } from '~/auth/typed-input';
import { Honeypot, HONEYPOT } from '~/components/honeypot';
import { languageOfMatches, useWords } from '~/components/language';
import { signInWords } from '~/components/sign-in.words';
import { SignInFrame } from '~/components/sign-in-frame';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { Field } from '~/components/ui/field';
import { pageLanguage } from '~/lib/languages/page-language';
import { paths } from '~/lib/paths';

/** Longer than a request and its mail take, shorter than anybody minds. */
const ANSWER_AFTER_MS = 250;

export const meta: MetaFunction = ({ matches }) => [
  { title: `${signInWords(languageOfMatches(matches))('signIn')} · Quittance` },
];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const to = localPath(searchParams.get('to'), '');
  if (await whoIs({ request, context })) throw redirect(to || paths.invoices, 303);
  return { to, left: searchParams.get('left') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const next = withTo(paths.signInCode, localPath(form.get('to'), ''));
  const codePage = form.get('again') ? `${next}${next.includes('?') ? '&' : '?'}again=1` : next;
  // A program that fills in every field gets the usual answer, and no mail is made.
  if (form.get(HONEYPOT)) return redirect(codePage, 303);
  const asked = await evenTime(
    ANSWER_AFTER_MS,
    requestSignIn({
      email: form.get('email'),
      to: form.get('to'),
      browserToken: readCookie(request, BROWSER_COOKIE),
      clientAddress: context.clientAddress,
      now: new Date(),
    }),
  );
  if (!asked.ok) {
    const { words, init } = sayRefusal(asked.refusal, pageLanguage(request));
    return data({ words, about: asked.refusal.kind, email: typedText(form.get('email')) }, init);
  }
  return redirect(codePage, {
    status: 303,
    headers: { 'Set-Cookie': setCookie(BROWSER_COOKIE, asked.browserToken, 3600) },
  });
}

export default function SignIn() {
  const { to, left } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const say = useWords(signInWords);
  const pending = useNavigation().formMethod === 'POST';
  const badEmail = refused?.about === 'bad-email';
  return (
    <SignInFrame title={say('signIn')} lead={say('lead')}>
      {left && !refused && (
        <Banner tone="neutral" title={say(left === 'everywhere' ? 'leftEverywhere' : 'left')} className="mb-5" />
      )}
      {refused && !badEmail && (
        <Banner tone="red" title={say('noMail')} className="mb-5">
          {refused.words}
        </Banner>
      )}
      <Form method="post" className="flex flex-col gap-4" noValidate>
        <Field
          label={say('email')}
          name="email"
          type="email"
          autoComplete="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the page has no other task
          autoFocus
          defaultValue={refused?.email}
          error={badEmail ? refused.words : null}
        />
        <Honeypot />
        <input type="hidden" name="to" value={to} />
        <Button variant="primary" size="lg" pending={pending}>
          {say(pending ? 'sending' : 'send')}
        </Button>
      </Form>
    </SignInFrame>
  );
}
