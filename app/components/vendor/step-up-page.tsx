import { Form, useNavigation } from '@remix-run/react';
import { useRef, useState } from 'react';
import { FACTOR_CODE, FACTOR_LEFT, FACTOR_PASSKEY, type ReauthRequired } from '~/lib/step-up';
import { OutboxHint } from '../outbox-hint';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { usePasskeys } from './use-passkeys';

/** Before what moves money: show that it is you. The form that was posted comes along and is posted again. */
export function StepUpPage({ doing, action, held, refused, passkey, demo }: ReauthRequired) {
  const form = useRef<HTMLFormElement>(null);
  const pending = useNavigation().formMethod === 'POST';
  const { supported, working, problem, ask } = usePasskeys();
  const [answer, setAnswer] = useState('');
  const takePasskey = async () => {
    if (!passkey) return;
    const given = await ask(passkey);
    if (!given) return;
    setAnswer(given);
    // After the field has it.
    requestAnimationFrame(() => form.current?.requestSubmit());
  };
  return (
    <div className="rounded-card border-line bg-card max-w-[440px] border p-6 sm:p-7">
      <h1 className="text-title font-bold">Is it still you?</h1>
      <p className="text-second mt-2">
        Before you <strong className="text-ink font-semibold wrap-anywhere">{doing}</strong>, we ask for a fresh code.
        Nothing was done yet; once you have confirmed, it goes on with what you entered.
      </p>
      {(refused ?? problem) && (
        <Banner tone="red" title="Not confirmed" className="mt-4">
          {refused ?? problem}
        </Banner>
      )}
      <Form ref={form} method="post" action={action} className="mt-5 flex flex-col gap-4" noValidate>
        {held.map(([name, value], index) => (
          <input key={`${index} ${name}`} type="hidden" name={name} value={value} />
        ))}
        {passkey && <input type="hidden" name={FACTOR_PASSKEY} value={answer} />}
        {passkey && supported && (
          <>
            <Button type="button" variant="primary" size="lg" pending={working} onClick={() => void takePasskey()}>
              <Icon name="lock" />
              {working ? 'Waiting for your device…' : 'Use your passkey'}
            </Button>
            <p className="text-small text-second text-center">or</p>
          </>
        )}
        <Field
          label="Code of your authenticator app, or a recovery code"
          name={FACTOR_CODE}
          type="text"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the page has no other task
          autoFocus
          className="[&_input]:text-lead [&_input]:tracking-[0.2em] [&_input]:tabular-nums"
        />
        <Button variant={passkey && supported ? 'secondary' : 'primary'} size="lg" pending={pending}>
          {pending ? 'Going on…' : 'Confirm and go on'}
        </Button>
        <Button variant="quiet" size="lg" name={FACTOR_LEFT} value="1">
          Cancel
        </Button>
      </Form>
      {demo && (
        <div className="border-faint text-small text-second mt-4 border-t pt-4">
          <p>The demo mails what its phone would show. For a newer code, confirm with the field left empty.</p>
          <OutboxHint />
        </div>
      )}
    </div>
  );
}
