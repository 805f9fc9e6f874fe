import {
  data,
  redirect,
  redirectDocument,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { readCookie, setCookie, STAFF_COOKIE, STAFF_STEP_COOKIE } from '~/auth/cookies';
import { evenTime } from '~/auth/even-time.server';
import { causeOf } from '~/auth/guards.server';
import { localPath, withTo } from '~/auth/local-path';
import { whoIsStaff } from '~/auth/staff/who-is-staff.server';
import { askToSignIn, signInWithPasskey } from '~/auth/staff/sign-in-with-passkey.server';
import { sayStaffRefusal, STEP_LIFE_MINUTES } from '~/auth/staff/staff-sign-in';
import { startStaffSignIn } from '~/auth/staff/start-staff-sign-in.server';
import { typedText } from '~/auth/typed-input';
import { SignInFrame } from '~/components/sign-in-frame';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { Field } from '~/components/ui/field';
import { PasskeyButton } from '~/components/vendor/passkey-button';
import { paths } from '~/lib/paths';

/** Longer than checking a password and writing a mail take. */
const ANSWER_AFTER_MS = 400;

export const meta: MetaFunction = () => [{ title: 'Staff sign-in · Quittance' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const to = localPath(searchParams.get('to'), '');
  if (await whoIsStaff({ request, context })) throw redirect(to || paths.vendor.overview, 303);
  return { to, left: searchParams.get('left') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.get('intent') === 'passkey-ask') return askPasskey(context.clientAddress);
  if (form.get('intent') === 'passkey') return withPasskey({ request, context }, form);
  const started = await evenTime(
    ANSWER_AFTER_MS,
    startStaffSignIn({
      email: form.get('email'),
      password: form.get('password'),
      clientAddress: context.clientAddress,
      cause: causeOf(context),
      now: new Date(),
    }),
  );
  if (!started.ok) {
    const { words, init } = sayStaffRefusal(started.refusal);
    return data({ words, email: typedText(form.get('email')), options: null }, init);
  }
  return redirect(withTo(paths.vendor.signInCode, localPath(form.get('to'), '')), {
    status: 303,
    headers: { 'Set-Cookie': setCookie(STAFF_STEP_COOKIE, started.stepToken, STEP_LIFE_MINUTES * 60) },
  });
}

/** What the browser shows to its passkeys; asked for by a press, so that looking at the page writes nothing. */
async function askPasskey(clientAddress: string) {
  const asked = await askToSignIn({ clientAddress, now: new Date() });
  if (asked.ok) return data({ words: null, email: '', options: asked.options });
  const { words, init } = sayStaffRefusal(asked.refusal);
  return data({ words, email: '', options: null }, init);
}

async function withPasskey({ request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>, form: FormData) {
  const signedIn = await signInWithPasskey({
    answer: form.get('answer'),
    browser: {
      sessionToken: readCookie(request, STAFF_COOKIE),
      userAgent: request.headers.get('user-agent') ?? '',
    },
    clientAddress: context.clientAddress,
    cause: causeOf(context),
    now: new Date(),
  });
  if (signedIn.ok)
    return redirectDocument(localPath(form.get('to'), paths.vendor.overview), {
      status: 303,
      headers: { 'Set-Cookie': signedIn.setCookie },
    });
  const { words, init } = sayStaffRefusal(signedIn.refusal);
  return data({ words, email: '', options: null }, init);
}

const LEFT: Record<string, string> = {
  here: 'You are signed out.',
  everywhere: 'You are signed out everywhere.',
};

export default function StaffSignIn() {
  const { to, left } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const pending = useNavigation().formMethod === 'POST';
  const leftWords = left ? LEFT[left] : undefined;
  return (
    <SignInFrame
      title="Staff sign-in"
      lead="Your address and password, then the code of your authenticator app."
      foot={
        <>
          You want to pay an invoice?{' '}
          <Link to={paths.signIn} className="rounded-small text-green font-semibold underline underline-offset-2">
            Sign in as a customer
          </Link>
        </>
      }
    >
      {leftWords && !refused?.words && <Banner tone="neutral" title={leftWords} className="mb-5" />}
      {refused?.words && (
        <Banner tone="red" title="You are not signed in" className="mb-5">
          {refused.words}
        </Banner>
      )}
      <Form method="post" className="flex flex-col gap-4" noValidate>
        <Field
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus={!refused?.email}
          defaultValue={refused?.email}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the page has no other task
          autoFocus={Boolean(refused?.email)}
        />
        <input type="hidden" name="to" value={to} />
        <Button variant="primary" size="lg" pending={pending}>
          {pending ? 'Checking…' : 'Continue'}
        </Button>
      </Form>
      <PasskeyButton to={to} options={refused?.options ?? null} />
    </SignInFrame>
  );
}
