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
import { clearCookie, readCookie, STAFF_COOKIE, STAFF_STEP_COOKIE } from '~/auth/cookies';
import { causeOf } from '~/auth/guards.server';
import { localPath, withTo } from '~/auth/local-path';
import { mailDemoCode, mailsDemoCodes } from '~/auth/staff/demo-code.server';
import { finishStaffSignIn } from '~/auth/staff/finish-staff-sign-in.server';
import { pendingStaffSignIn } from '~/auth/staff/pending-staff-sign-in.server';
import { sayStaffRefusal } from '~/auth/staff/staff-sign-in';
import { OutboxHint } from '~/components/outbox-hint';
import { SignInFrame } from '~/components/sign-in-frame';
import { Banner } from '~/components/ui/banner';
import { Button } from '~/components/ui/button';
import { Field } from '~/components/ui/field';
import { transaction } from '~/lib/db.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Your code · Quittance' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const to = localPath(new URL(request.url).searchParams.get('to'), '');
  const pending = await pendingStaffSignIn({ stepToken: readCookie(request, STAFF_STEP_COOKIE), now: new Date() });
  if (!pending) throw redirect(withTo(paths.vendor.signIn, to), 303);
  return { to, email: pending.email, demo: mailsDemoCodes(pending.vendorId) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const stepToken = readCookie(request, STAFF_STEP_COOKIE);
  const now = new Date();
  const to = localPath(form.get('to'), '');
  if (form.get('intent') === 'demo-code') {
    const pending = await pendingStaffSignIn({ stepToken, now });
    if (pending) await transaction((tx) => mailDemoCode(tx, { ...pending, now }));
    return redirect(withTo(paths.vendor.signInCode, to), 303);
  }
  const signedIn = await finishStaffSignIn({
    code: form.get('code'),
    stepToken,
    browser: {
      sessionToken: readCookie(request, STAFF_COOKIE),
      userAgent: request.headers.get('user-agent') ?? '',
    },
    cause: causeOf(context),
    now,
  });
  if (signedIn.ok) {
    const cookies = new Headers({ 'Set-Cookie': signedIn.setCookie });
    cookies.append('Set-Cookie', clearCookie(STAFF_STEP_COOKIE));
    return redirectDocument(to || paths.vendor.overview, { status: 303, headers: cookies });
  }
  const { words, init } = sayStaffRefusal(signedIn.refusal);
  return data({ words, about: signedIn.refusal.kind }, init);
}

export default function StaffCode() {
  const { to, email, demo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const navigation = useNavigation();
  const pending = navigation.formMethod === 'POST' && navigation.formData?.get('intent') !== 'demo-code';
  return (
    <SignInFrame
      title="Your code"
      lead={`The six digits that your authenticator app shows for ${email}, or one of your recovery codes.`}
      foot={demo && <DemoHint to={to} />}
    >
      {refused && refused.about !== 'wrong-code' && (
        <Banner tone="red" title="You are not signed in" className="mb-5">
          {refused.words}
        </Banner>
      )}
      <Form method="post" noValidate className="flex flex-col gap-4">
        <Field
          label="Code"
          name="code"
          type="text"
          inputMode="text"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          required
          // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the page has no other task
          autoFocus
          className="[&_input]:text-lead [&_input]:tracking-[0.2em] [&_input]:tabular-nums"
          error={refused?.about === 'wrong-code' ? refused.words : null}
        />
        <input type="hidden" name="to" value={to} />
        <Button variant="primary" size="lg" pending={pending}>
          {pending ? 'Signing in…' : 'Sign in'}
        </Button>
      </Form>
      <p className="border-faint text-small mt-4 border-t pt-4">
        <Link
          to={withTo(paths.vendor.signIn, to)}
          className="rounded-small text-second hover:text-ink underline underline-offset-2"
        >
          Sign in as somebody else
        </Link>
      </p>
    </SignInFrame>
  );
}

/** Nobody has the demo's phone: what it would show is in the outbox. */
function DemoHint({ to }: { to: string }) {
  return (
    <div className="flex flex-col items-center gap-1">
      <p>The demo mails what its phone would show.</p>
      <OutboxHint />
      <Form method="post">
        <input type="hidden" name="intent" value="demo-code" />
        <input type="hidden" name="to" value={to} />
        <Button variant="quiet">Mail a newer code</Button>
      </Form>
    </div>
  );
}
