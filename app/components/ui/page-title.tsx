import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Icon } from './icon';

type PageTitleProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  back?: { to: string; label: ReactNode };
  aside?: ReactNode;
};

/** The one h1 of a page, the way back above it, what qualifies it below. */
export function PageTitle({ title, subtitle, back, aside }: PageTitleProps) {
  return (
    <header className="mb-5">
      {back && (
        <Link
          to={back.to}
          className="rounded-small text-small text-second hover:text-ink mb-2 inline-flex items-center gap-1.5 print:hidden"
        >
          <Icon name="arrow-left" size={14} />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-[min(100%,20rem)] flex-1">
          <h1 className="text-title font-bold wrap-anywhere">{title}</h1>
          {subtitle && <p className="text-second mt-1 tabular-nums">{subtitle}</p>}
        </div>
        {aside}
      </div>
    </header>
  );
}
