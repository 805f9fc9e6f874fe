import { Form, Link, NavLink, useLocation } from '@remix-run/react';
import { useRef } from 'react';
import { paths } from '~/lib/paths';
import { frameWords } from './frame.words';
import { initials } from './initials';
import { useWords } from './language';
import { LanguageChoice } from './language-choice';
import { isCurrent, NAVIGATION, type Who } from './navigation';
import { ThemeChoice } from './theme-choice';
import { Icon } from './ui/icon';
import { useClosing } from './use-closing';

/** One line of a menu. */
export const ITEM =
  'flex min-h-9 w-full items-center gap-2.5 rounded-small px-2 py-1.5 text-start hover:bg-paper pointer-coarse:min-h-11';

/** A native <details>: opens and closes without scripts; scripts add Escape, a click elsewhere, and a page change. */
export function AccountMenu({ person, customer, otherCustomers, viewedByStaff }: Who) {
  const menu = useRef<HTMLDetailsElement>(null);
  const { pathname, search } = useLocation();
  const say = useWords(frameWords);
  useClosing(menu, pathname + search);
  return (
    <details ref={menu} className="relative">
      <summary
        className="flex list-none items-center gap-2 rounded-full"
        aria-label={say('menuOf', { name: person.name })}
      >
        <Icon name="menu" size={22} className="text-second md:hidden" />
        <span className="bg-neutral text-label grid size-[26px] place-content-center rounded-full font-bold select-none">
          {initials(person.name)}
        </span>
      </summary>
      <div className="divide-faint rounded-card border-line bg-card absolute end-0 top-[calc(100%+17px)] z-30 w-[272px] divide-y border px-2 py-1 text-[0.875rem] leading-5 [&>*]:py-2">
        <div className="px-2">
          <p className="font-semibold wrap-anywhere">
            <bdi>{person.name}</bdi>
          </p>
          <p className="text-small text-second wrap-anywhere">
            <bdi>{person.email}</bdi>
          </p>
          <p className="text-small text-second wrap-anywhere">
            <bdi>{customer}</bdi>
          </p>
        </div>
        <nav aria-label={say('pages')} className="md:hidden">
          {NAVIGATION.map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              aria-current={isCurrent(to, pathname) ? 'page' : undefined}
              className={`${ITEM} aria-[current=page]:font-bold`}
            >
              {say(name)}
            </Link>
          ))}
        </nav>
        {otherCustomers > 0 && (
          <div>
            <NavLink to={paths.chooseCustomer} className={ITEM}>
              <Icon name="swap" className="text-third" />
              {say('switchCustomer')}
            </NavLink>
          </div>
        )}
        <ThemeChoice to={pathname + search} />
        <LanguageChoice to={pathname + search} />
        {!viewedByStaff && (
          <Form method="post" action={paths.signOut}>
            <button className={ITEM}>
              <Icon name="leave" className="text-third" />
              {say('signOut')}
            </button>
            <button name="everywhere" value="1" className={ITEM}>
              <Icon name="devices" className="text-third" />
              {say('signOutEverywhere')}
            </button>
          </Form>
        )}
      </div>
    </details>
  );
}
