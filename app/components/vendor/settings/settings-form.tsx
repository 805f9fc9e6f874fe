import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';

/** A card of settings that are saved together. Whoever may not change them sees what is set, and who may. */
export function SettingsForm({
  title,
  about,
  intent,
  mayChange,
  children,
}: {
  title: string;
  about?: ReactNode;
  intent: string;
  mayChange: boolean;
  children: ReactNode;
}) {
  const navigation = useNavigation();
  const pending = navigation.formMethod === 'POST' && navigation.formData?.get('intent') === intent;
  return (
    <Card title={title} className="max-w-[760px]">
      <Form method="post" noValidate>
        {about && <p className="text-second mb-4">{about}</p>}
        <fieldset disabled={!mayChange} className="grid min-w-0 gap-4">
          {children}
        </fieldset>
        {mayChange ? (
          <Button variant="primary" name="intent" value={intent} pending={pending} className="mt-5">
            {pending ? 'Saving…' : 'Save'}
          </Button>
        ) : (
          <p className="text-small text-second mt-4">Owners change these.</p>
        )}
      </Form>
    </Card>
  );
}

/** What was just saved, or that nothing was and why. */
type News = { done: string | null | undefined; answer: { about: string | null } | null };

export function SettingsNews({ done, answer }: News) {
  if (answer?.about)
    return <Banner tone="red" title="Nothing was saved. Look at what is marked below." className="mb-4" />;
  return done && !answer ? <Banner tone="green" title={done} className="mb-4" /> : null;
}
