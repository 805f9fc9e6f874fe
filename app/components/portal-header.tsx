import { Link, useLocation } from '@remix-run/react';
import { paths } from '~/lib/paths';
import { AccountMenu } from './account-menu';
import { frameWords } from './frame.words';
import { useWords } from './language';
import { VendorMark } from './vendor-mark';
import { isCurrent, NAVIGATION, type Who } from './navigation';

type PortalHeaderProps = Who & { /** What must be known on every page, said quietly. */ notice: string | null };

/** The bar on top of every customer's page: whose portal it is, where one is, who one is. */
export function PortalHeader({ notice, ...who }: PortalHeaderProps) {
  const { pathname } = useLocation();
  const say = useWords(frameWords);
  return (
    <header className="border-line bg-card border-b print:hidden">
      {notice && <p className="bg-neutral text-label text-second px-4 py-1 text-center">{notice}</p>}
      <div className="flex h-[54px] items-center gap-4 px-4 sm:h-[59px] sm:gap-5 sm:px-8 lg:gap-7">
        <Link to={paths.invoices} className="rounded-small flex min-w-0 items-center gap-2.5 font-bold">
          <VendorMark name={who.vendor} logoHash={who.logoHash} />
          <bdi className="truncate">{who.vendor}</bdi>
        </Link>
        <nav aria-label={say('main')} className="hidden h-full flex-none gap-4 md:flex lg:gap-[22px]">
          {NAVIGATION.map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              prefetch="intent"
              aria-current={isCurrent(to, pathname) ? 'page' : undefined}
              className="text-second hover:text-ink aria-[current=page]:border-green aria-[current=page]:text-ink flex h-[calc(100%+1px)] items-center border-b-2 border-transparent pt-0.5 font-medium whitespace-nowrap aria-[current=page]:font-semibold"
            >
              {say(name)}
            </Link>
          ))}
        </nav>
        <div className="ms-auto flex flex-none items-center gap-3">
          <bdi className="text-small text-second hidden max-w-[22vw] truncate lg:block" title={who.customer}>
            {who.customer}
          </bdi>
          <AccountMenu {...who} />
        </div>
      </div>
    </header>
  );
}
