import { Form, useNavigation } from '@remix-run/react';
import { paths } from '~/lib/paths';
import { useWords } from './language';
import { signInWords } from './sign-in.words';
import { Button } from './ui/button';
import { Field } from './ui/field';

type CodeFormProps = {
  to: string;
  /** The browser is not the one that asked: then the address says whose code it is. */
  askEmail: boolean;
  refused?: { words: string; about: string; email: string };
};

/** One field for the whole code: it takes a paste, a phone's suggestion and a screen reader's typing alike. */
export function CodeForm({ to, askEmail, refused }: CodeFormProps) {
  const say = useWords(signInWords);
  const pending = useNavigation().formAction === paths.signInCode;
  const aboutCode = refused?.about === 'bad-code' || refused?.about === 'wrong-code';
  return (
    <Form method="post" action={paths.signInCode} noValidate className="flex flex-col gap-4">
      {askEmail && (
        <Field
          label={say('email')}
          name="email"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          required
          // eslint-disable-next-line jsx-a11y-x/no-autofocus -- the page has no other task
          autoFocus
          defaultValue={refused?.email}
          error={refused?.about === 'bad-email' ? refused.words : null}
        />
      )}
      <Field
        label={say('code')}
        name="code"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
        autoFocus={!askEmail}
        className="[&_input]:text-lead [&_input]:tracking-[0.3em] [&_input]:tabular-nums"
        error={aboutCode ? refused.words : null}
      />
      <input type="hidden" name="to" value={to} />
      <Button variant="primary" size="lg" pending={pending}>
        {say(pending ? 'signingIn' : 'signIn')}
      </Button>
    </Form>
  );
}
