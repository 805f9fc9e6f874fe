import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { Icon } from '~/components/ui/icon';
import { PageTitle } from '~/components/ui/page-title';
import { SETTINGS_PAGES } from '~/components/vendor/settings-navigation';

export const meta: MetaFunction = () => [{ title: 'Settings · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args);
  return null;
}

export default function Settings() {
  return (
    <>
      <PageTitle title="Settings" />
      <ul className="rounded-card border-line bg-card divide-faint max-w-[760px] divide-y overflow-hidden border">
        {SETTINGS_PAGES.map(({ to, label, about }) => (
          <li key={to}>
            <Link
              to={to}
              className="hover:bg-paper flex items-center gap-4 px-5 py-3.5 focus-visible:-outline-offset-2"
            >
              <span className="min-w-0 grow">
                <span className="block font-semibold">{label}</span>
                <span className="text-small text-second block">{about}</span>
              </span>
              <Icon name="chevron-right" className="text-third" />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
