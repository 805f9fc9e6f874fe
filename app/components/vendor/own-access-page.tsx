import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';
import { paths } from '~/lib/paths';
import { Banner } from '../ui/banner';
import { Button, ButtonLink } from '../ui/button';
import { Card } from '../ui/card';
import { Field } from '../ui/field';
import { PageTitle } from '../ui/page-title';
import { Tag } from '../ui/tag';
import { EnrolFields, type Qr } from './enrol-fields';
import { RecoveryCodes } from './recovery-codes';
import { usePasskeys } from './use-passkeys';

/** What the page's forms are answered with, where they do not lead back to it. */
export type OwnAccessAnswer =
  | { kind: 'refused'; about: 'current' | 'next' | 'passkey'; words: string }
  | { kind: 'authenticator'; seed: string; qr: Qr; key: string; problem: string | null }
  | { kind: 'recovery-codes'; codes: string[] }
  | { kind: 'passkey'; name: string; options: string };

type Listed = { id: string; about: string };

type OwnAccessProps = {
  email: string;
  passkeys: (Listed & { name: string })[];
  sessions: (Listed & { browser: string; here: boolean })[];
  recoveryCodes: number;
  done: string | null;
  answer: OwnAccessAnswer | null;
};

const DONE: Record<string, string> = {
  password: 'Your password was changed. Your other sessions have ended.',
  authenticator: 'The new app is in place of the old one. Your other sessions have ended.',
  passkey: 'The passkey was added. You can sign in with it from now on.',
  'passkey-removed': 'The passkey was removed. It opens nothing any more.',
  session: 'That session has ended.',
};

export function OwnAccessPage({ email, passkeys, sessions, recoveryCodes, done, answer }: OwnAccessProps) {
  return (
    <div className="max-w-[760px]">
      <PageTitle title="Your sign-in" subtitle={email} back={{ to: paths.vendor.settings, label: 'Settings' }} />
      {done && DONE[done] && !answer && <Banner tone="green" title={DONE[done]} className="mb-4" />}
      {answer?.kind === 'recovery-codes' ? (
        <NewCodes codes={answer.codes} />
      ) : (
        <div className="flex flex-col gap-4">
          <Password answer={answer} email={email} />
          <Authenticator answer={answer} />
          <Recovery left={recoveryCodes} />
          <Passkeys passkeys={passkeys} answer={answer} />
          <Sessions sessions={sessions} />
        </div>
      )}
    </div>
  );
}

function useDoing(): FormDataEntryValue | null | undefined {
  return useNavigation().formData?.get('intent');
}

function NewCodes({ codes }: { codes: string[] }) {
  return (
    <Card title="Your recovery codes">
      <RecoveryCodes codes={codes} />
      <ButtonLink to={paths.vendor.ownAccess} variant="primary" className="mt-4">
        I have kept them
      </ButtonLink>
    </Card>
  );
}

function Password({ answer, email }: { answer: OwnAccessAnswer | null; email: string }) {
  const pending = useDoing() === 'password';
  const errorOf = (about: string) => (answer?.kind === 'refused' && answer.about === about ? answer.words : null);
  return (
    <Card title="Password">
      <Form method="post" noValidate key={answer === null ? 'fresh' : 'answered'}>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Your password now"
            name="current"
            type="password"
            autoComplete="current-password"
            required
            error={errorOf('current')}
          />
          <Field
            label="New password"
            name="next"
            type="password"
            autoComplete="new-password"
            required
            error={errorOf('next')}
          />
        </div>
        <Button name="intent" value="password" className="mt-4" pending={pending}>
          Change the password
        </Button>
      </Form>
    </Card>
  );
}

function Authenticator({ answer }: { answer: OwnAccessAnswer | null }) {
  const doing = useDoing();
  if (answer?.kind !== 'authenticator')
    return (
      <Card title="Authenticator app">
        <p>
          It shows the code that you type after your password. A new phone? Set up the app there before you let go of
          the old one.
        </p>
        <Form method="post" className="mt-4">
          <Button name="intent" value="authenticator" pending={doing === 'authenticator'}>
            Set up another app
          </Button>
        </Form>
      </Card>
    );
  return (
    <Card title="Authenticator app">
      <Form method="post" className="flex flex-col gap-4" noValidate>
        <input type="hidden" name="intent" value="authenticator-code" />
        <input type="hidden" name="seed" value={answer.seed} />
        <EnrolFields qr={answer.qr} secretKey={answer.key} error={answer.problem} />
        <div className="flex flex-wrap gap-3">
          <Button variant="primary" pending={doing === 'authenticator-code'}>
            Use this app from now on
          </Button>
          <ButtonLink to={paths.vendor.ownAccess} variant="quiet">
            Keep the old one
          </ButtonLink>
        </div>
      </Form>
    </Card>
  );
}

function Recovery({ left }: { left: number }) {
  const pending = useDoing() === 'recovery-codes';
  return (
    <Card title="Recovery codes">
      <p>
        {left === 0
          ? 'You have none left. Without them a lost phone keeps you out.'
          : `${left === 1 ? 'One is' : `${left} are`} left. Each lets you in once without your phone.`}
      </p>
      <Form method="post" className="mt-4">
        <Button name="intent" value="recovery-codes" pending={pending}>
          Make new ones
        </Button>
      </Form>
      {left > 0 && <p className="text-small text-second mt-2">The ones you have no longer work then.</p>}
    </Card>
  );
}

function Passkeys({ passkeys, answer }: { passkeys: OwnAccessProps['passkeys']; answer: OwnAccessAnswer | null }) {
  const doing = useDoing();
  const { supported, working, problem, make } = usePasskeys();
  const submit = useSubmit();
  const asked = answer?.kind === 'passkey' ? answer : null;
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (!asked || begun.current === asked.options) return;
    begun.current = asked.options;
    void make(asked.options).then((made) => {
      if (made) submit({ intent: 'passkey-made', name: asked.name, answer: made }, { method: 'post' });
    });
  }, [asked, make, submit]);
  const wrong = answer?.kind === 'refused' && answer.about === 'passkey' ? answer.words : problem;
  return (
    <Card title="Passkeys">
      <p>Sign in with your fingerprint, face or device PIN instead of password and code.</p>
      {wrong && (
        <Banner tone="red" title="No passkey was added" className="mt-3">
          {wrong}
        </Banner>
      )}
      {passkeys.length > 0 && (
        <Rows>
          {passkeys.map(({ id, name, about }) => (
            <Row key={id} title={name} about={about}>
              <input type="hidden" name="passkeyId" value={id} />
              <Button name="intent" value="passkey-remove" variant="quiet" aria-label={`Remove ${name}`}>
                Remove
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {supported ? (
        <Form method="post" className="mt-4 flex flex-wrap items-end gap-3">
          <Field label="Name of the device" name="name" maxLength={60} autoComplete="off" placeholder="My laptop" />
          <Button name="intent" value="passkey" pending={doing === 'passkey' || working} className="min-h-10">
            {working ? 'Waiting for your device…' : 'Add a passkey'}
          </Button>
        </Form>
      ) : (
        <p className="text-small text-second mt-3">This browser has none to offer, or its scripts are turned off.</p>
      )}
    </Card>
  );
}

function Sessions({ sessions }: { sessions: OwnAccessProps['sessions'] }) {
  return (
    <Card title="Where you are signed in">
      <Rows>
        {sessions.map(({ id, browser, about, here }) => (
          <Row
            key={id}
            title={
              <>
                {browser} {here && <Tag tone="green">this browser</Tag>}
              </>
            }
            about={about}
          >
            {!here && (
              <>
                <input type="hidden" name="sessionId" value={id} />
                <Button
                  name="intent"
                  value="end-session"
                  variant="quiet"
                  aria-label={`End the session in ${browser}, ${about}`}
                >
                  End
                </Button>
              </>
            )}
          </Row>
        ))}
      </Rows>
      <Form method="post" action={paths.vendor.signOut} className="mt-4">
        <Button name="everywhere" value="1">
          Sign out everywhere
        </Button>
      </Form>
    </Card>
  );
}

function Rows({ children }: { children: ReactNode }) {
  return <ul className="divide-faint border-faint mt-3 divide-y border-y">{children}</ul>;
}

function Row({ title, about, children }: { title: ReactNode; about: string; children: ReactNode }) {
  return (
    <li>
      <Form method="post" className="flex min-h-11 items-center justify-between gap-3 py-2">
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{title}</p>
          <p className="text-small text-second">{about}</p>
        </div>
        {children}
      </Form>
    </li>
  );
}
