import { Form, Link, useLocation } from '@remix-run/react';
import { useRef } from 'react';
import { paths } from '~/lib/paths';
import { ITEM } from '../account-menu';
import { initials } from '../initials';
import { ThemeChoice } from '../theme-choice';
import { Icon } from '../ui/icon';
import { useClosing } from '../use-closing';
import { isCurrentVendorPage, VENDOR_NAVIGATION } from './vendor-navigation';

type StaffMenuProps = {
  staff: { name: string; email: string; role: string };
  /** At the foot of the side bar, or in the bar of a narrow screen, where it also has the pages. */
  place: 'side' | 'bar';
};

const PANEL =
  'divide-faint rounded-card border-line bg-card absolute z-30 w-[272px] divide-y border px-2 py-1 text-[0.875rem] leading-5 [&>*]:py-2';

/** A native <details>: opens and closes without scripts; scripts add Escape, a click elsewhere, and a page change. */
export function StaffMenu({ staff, place }: StaffMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const { pathname, search } = useLocation();
  useClosing(menu, pathname + search);
  const avatar = (
    <span className="bg-neutral text-label grid size-[26px] flex-none place-content-center rounded-full font-bold select-none">
      {initials(staff.name)}
    </span>
  );
  return (
    <details ref={menu} className="relative">
      {place === 'side' ? (
        <summary className="rounded-control hover:bg-paper flex min-h-11 list-none items-center gap-2.5 px-2.5 py-1.5">
          {avatar}
          <span className="min-w-0 text-[0.875rem] leading-[18px]">
            <span className="block truncate font-semibold">{staff.name}</span>
            <span className="text-small text-second block">{staff.role}</span>
          </span>
          <Icon name="chevron-down" size={14} className="text-third ms-auto rotate-180" />
        </summary>
      ) : (
        <summary
          className="flex min-h-11 list-none items-center gap-2 rounded-full"
          aria-label={`Menu of ${staff.name}`}
        >
          <Icon name="menu" size={22} className="text-second" />
          {avatar}
        </summary>
      )}
      <div
        className={`${PANEL} ${place === 'side' ? 'start-0 bottom-[calc(100%+8px)]' : 'end-0 top-[calc(100%+5px)]'}`}
      >
        <div className="px-2">
          <p className="font-semibold wrap-anywhere">{staff.name}</p>
          <p className="text-small text-second wrap-anywhere">{staff.email}</p>
          {place === 'bar' && <p className="text-small text-second">{staff.role}</p>}
        </div>
        {place === 'bar' && (
          <nav aria-label="Pages">
            {VENDOR_NAVIGATION.map(({ to, label }) => (
              <Link
                key={to}
                to={to}
                aria-current={isCurrentVendorPage(to, pathname) ? 'page' : undefined}
                className={`${ITEM} aria-[current=page]:font-bold`}
              >
                {label}
              </Link>
            ))}
          </nav>
        )}
        <ThemeChoice to={pathname + search} />
        <Form method="post" action={paths.vendor.signOut}>
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
