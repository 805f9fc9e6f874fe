import { Form, useRouteLoaderData } from '@remix-run/react';
import { paths } from '~/lib/paths';
import type { Theme } from '~/lib/theme';
import { frameWords } from './frame.words';
import { useWords } from './language';
import { Icon, type IconName } from './ui/icon';

const CHOICES: { theme: Theme; icon: IconName }[] = [
  { theme: 'system', icon: 'devices' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

/** Light, dark or as the system has it; the page stays where it is. */
export function ThemeChoice({ to }: { to: string }) {
  const theme = useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system';
  const say = useWords(frameWords);
  return (
    <Form method="post" action={paths.theme} preventScrollReset replace>
      <input type="hidden" name="to" value={to} />
      <fieldset className="flex gap-1 px-1" aria-label={say('colours')}>
        {CHOICES.map((choice) => (
          <button
            key={choice.theme}
            name="theme"
            value={choice.theme}
            aria-pressed={theme === choice.theme}
            className="rounded-control text-label text-second hover:text-ink aria-pressed:bg-neutral aria-pressed:text-ink flex grow flex-col items-center gap-1 py-1.5 aria-pressed:font-semibold"
          >
            <Icon name={choice.icon} />
            {say(choice.theme)}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}
