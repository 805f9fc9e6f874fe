import { Form, Link, NavLink, useLocation, useRouteLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { paths } from '~/lib/paths';
import type { Theme } from '~/lib/theme';
import { initials } from './initials';
import { isCurrent, NAVIGATION, type Who } from './navigation';
import { Icon, type IconName } from './ui/icon';

const ITEM =
  'flex min-h-9 w-full items-center gap-2.5 rounded-small px-2 py-1.5 text-start hover:bg-paper pointer-coarse:min-h-11';

/** A native <details>: opens and closes without scripts; scripts add Escape, a click elsewhere, and a page change. */
export function AccountMenu({ person, customer, otherCustomers }: Who) {
  const menu = useRef<HTMLDetailsElement>(null);
  const { pathname, search } = useLocation();
  useClosing(menu, pathname + search);
  return (
    <details ref={menu} className="relative">
      <summary className="flex list-none items-center gap-2 rounded-full" aria-label={`Menu of ${person.name}`}>
        <Icon name="menu" size={22} className="text-second md:hidden" />
        <span className="bg-neutral text-label grid size-[26px] place-content-center rounded-full font-bold select-none">
          {initials(person.name)}
        </span>
      </summary>
      <div className="divide-faint rounded-card border-line bg-card absolute end-0 top-[calc(100%+17px)] z-30 w-[272px] divide-y border px-2 py-1 text-[0.875rem] leading-5 [&>*]:py-2">
        <div className="px-2">
          <p className="font-semibold wrap-anywhere">{person.name}</p>
          <p className="text-small text-second wrap-anywhere">{person.email}</p>
          <p className="text-small text-second wrap-anywhere">{customer}</p>
        </div>
        <nav aria-label="Pages" className="md:hidden">
          {NAVIGATION.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              aria-current={isCurrent(to, pathname) ? 'page' : undefined}
              className={`${ITEM} aria-[current=page]:font-bold`}
            >
              {label}
            </Link>
          ))}
        </nav>
        {otherCustomers > 0 && (
          <div>
            <NavLink to={paths.chooseCustomer} className={ITEM}>
              <Icon name="swap" className="text-third" />
              Switch customer
            </NavLink>
          </div>
        )}
        <ThemeChoice to={pathname + search} />
        <Form method="post" action={paths.signOut}>
          <button className={ITEM}>
            <Icon name="leave" className="text-third" />
            Sign out
          </button>
          <button name="everywhere" value="1" className={ITEM}>
            <Icon name="devices" className="text-third" />
            Sign out everywhere
          </button>
        </Form>
      </div>
    </details>
  );
}

const CHOICES: { theme: Theme; label: string; icon: IconName }[] = [
  { theme: 'system', label: 'System', icon: 'devices' },
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
];

function ThemeChoice({ to }: { to: string }) {
  const theme = useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system';
  return (
    <Form method="post" action={paths.theme} preventScrollReset replace>
      <input type="hidden" name="to" value={to} />
      <fieldset className="flex gap-1 px-1" aria-label="Colours">
        {CHOICES.map((choice) => (
          <button
            key={choice.theme}
            name="theme"
            value={choice.theme}
            aria-pressed={theme === choice.theme}
            className="rounded-control text-label text-second hover:text-ink aria-pressed:bg-neutral aria-pressed:text-ink flex grow flex-col items-center gap-1 py-1.5 aria-pressed:font-semibold"
          >
            <Icon name={choice.icon} />
            {choice.label}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}

function useClosing(menu: React.RefObject<HTMLDetailsElement>, place: string) {
  const shownAt = useRef(place);
  useEffect(() => {
    // Not on arrival: somebody may have opened the menu before the scripts came.
    if (shownAt.current !== place && menu.current) menu.current.open = false;
    shownAt.current = place;
  }, [menu, place]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    };
    const onPress = (event: PointerEvent) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [menu]);
}
