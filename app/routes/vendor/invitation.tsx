import {
  data,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { readCookie, STAFF_COOKIE } from '~/auth/cookies';
import { causeOf } from '~/auth/guards.server';
import { enrolmentOf } from '~/auth/staff/authenticator.server';
import { acceptInvitation, readInvitation, type AcceptRefusal } from '~/auth/staff/invitations.server';
import { MIN_PASSWORD_LENGTH } from '~/auth/staff/password-rules';
import { SignInFrame } from '~/components/sign-in-frame';
import { Banner } from '~/components/ui/banner';
import { Button, ButtonLink } from '~/components/ui/button';
import { Field } from '~/components/ui/field';
import { EnrolFields } from '~/components/vendor/enrol-fields';
import { RecoveryCodes } from '~/components/vendor/recovery-codes';
import { qrPath } from '~/documents/qr';
import { paths } from '~/lib/paths';
import { waitWords } from '~/lib/wait-words';

export const meta: MetaFunction = () => [{ title: 'Set up your sign-in · Quittance' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** Mail scanners open links, so looking changes nothing; the form does. */
export async function loader({ params }: LoaderFunctionArgs) {
  const invitation = await readInvitation(params['token'], new Date());
  if (!invitation) return data(null, { status: 410 });
  const { name, email, vendorName, secret } = invitation;
  const { uri, key } = enrolmentOf(secret, { email, vendorName });
  return data({ name, email, vendorName, qr: { ...qrPath(uri), uri }, key });
}

const NOTHING = { about: null, words: null, codes: null };

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const accepted = await acceptInvitation({
    token: params['token'],
    password: form.get('password'),
    code: form.get('code'),
    browser: {
      sessionToken: readCookie(request, STAFF_COOKIE),
      userAgent: request.headers.get('user-agent') ?? '',
    },
    clientAddress: context.clientAddress,
    cause: causeOf(context),
    now: new Date(),
  });
  if (accepted.ok) {
    const headers = { 'Set-Cookie': accepted.cookie.setCookie };
    return data({ ...NOTHING, codes: accepted.recoveryCodes }, { headers });
  }
  return data({ ...NOTHING, ...say(accepted.refusal) }, { status: accepted.refusal.kind === 'gone' ? 410 : 422 });
}

function say(refusal: AcceptRefusal): { about: AcceptRefusal['kind']; words: string } {
  const about = refusal.kind;
  switch (refusal.kind) {
    case 'gone':
      return { about, words: '' };
    case 'password':
      return { about, words: refusal.words };
    case 'code':
      return {
        about,
        words: 'That is not what the app should show now. Scan the code again, then type what it shows.',
      };
    case 'too-many':
      return { about, words: `Too many tries. Wait ${waitWords(refusal.retryAfterSeconds)}, then try again.` };
  }
}

export default function AcceptInvitation() {
  const invitation = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const pending = useNavigation().formMethod === 'POST';
  if (answer?.codes) return <Joined codes={answer.codes} />;
  if (!invitation || answer?.about === 'gone') return <Gone />;
  const { name, email, vendorName, qr, key } = invitation;
  return (
    <SignInFrame
      title={`Work at ${vendorName}`}
      lead={`${name}, choose a password and set up your authenticator app. You sign in as ${email}.`}
    >
      {answer?.about === 'too-many' && (
        <Banner tone="red" title="Nothing was set up" className="mb-5">
          {answer.words}
        </Banner>
      )}
      <Form method="post" className="flex flex-col gap-5" noValidate>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          hint={`At least ${MIN_PASSWORD_LENGTH} characters. A few words in a row are easy to keep.`}
          error={answer?.about === 'password' ? answer.words : null}
        />
        <EnrolFields qr={qr} secretKey={key} error={answer?.about === 'code' ? answer.words : null} />
        <Button variant="primary" size="lg" pending={pending}>
          {pending ? 'Setting up…' : 'Set up and sign in'}
        </Button>
      </Form>
    </SignInFrame>
  );
}

function Joined({ codes }: { codes: string[] }) {
  return (
    <SignInFrame title="You are in" lead="One thing before you go on: should you lose your phone, these let you in.">
      <RecoveryCodes codes={codes} />
      <ButtonLink to={paths.vendor.overview} reloadDocument variant="primary" size="lg" className="mt-5 w-full">
        I have kept them, go on
      </ButtonLink>
    </SignInFrame>
  );
}

function Gone() {
  return (
    <SignInFrame
      title="This invitation no longer works"
      lead="It was used already, was taken back, or is too old. Ask whoever invited you for another one."
    >
      <ButtonLink to={paths.vendor.signIn} variant="primary" size="lg" className="w-full">
        Go to staff sign-in
      </ButtonLink>
    </SignInFrame>
  );
}
