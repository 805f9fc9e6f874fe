import { Form, useNavigation, useSubmit } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { usePasskeys } from './use-passkeys';

/** Signing in with a passkey: asks the server what to sign, the device to sign it, and posts that. Only where scripts run. */
export function PasskeyButton({ to, options }: { to: string; options: string | null }) {
  const asking = useNavigation().formData?.get('intent') === 'passkey-ask';
  const { supported, working, problem, ask } = usePasskeys();
  const submit = useSubmit();
  const begun = useRef<string | null>(null);
  useEffect(() => {
    if (!options || begun.current === options) return;
    begun.current = options;
    void ask(options).then((answer) => {
      if (answer) submit({ intent: 'passkey', answer, to }, { method: 'post' });
    });
  }, [ask, options, submit, to]);
  if (!supported) return null;
  return (
    <Form method="post" className="mt-4 flex flex-col gap-4">
      <p className="text-small text-second text-center">or</p>
      {problem && (
        <Banner tone="red" title="You are not signed in">
          {problem}
        </Banner>
      )}
      <Button name="intent" value="passkey-ask" size="lg" pending={asking || working}>
        <Icon name="lock" />
        {working ? 'Waiting for your device…' : 'Sign in with a passkey'}
      </Button>
    </Form>
  );
}
