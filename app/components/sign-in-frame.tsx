import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { paths } from '~/lib/paths';
import { LanguageChoice } from './language-choice';
import { Icon } from './ui/icon';

/** The page before anybody is known: one sheet in the middle, under our own name, since no vendor's is known yet. */
export function SignInFrame({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  const { pathname, search } = useLocation();
  // The desk is in English.
  const isDesk = pathname.startsWith(paths.vendor.overview);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[420px] flex-col px-4 pt-[max(32px,12vh)] pb-10">
      <p className="text-section mb-5 flex items-center justify-center gap-2.5 font-bold">
        <span className="rounded-control bg-green text-green-on grid size-8 place-content-center">
          <Icon name="receipt" size={18} />
        </span>
        Quittance
      </p>
      <div className="rounded-card border-line bg-card border p-6 sm:p-7">
        <h1 className="text-title font-bold text-balance wrap-anywhere">{title}</h1>
        {lead && <p className="text-second mt-2 wrap-anywhere">{lead}</p>}
        <div className="mt-5">{children}</div>
      </div>
      {foot && <div className="text-small text-second mt-5 text-center">{foot}</div>}
      {!isDesk && (
        <div className="mt-5">
          <LanguageChoice to={pathname + search} />
        </div>
      )}
    </main>
  );
}
