import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** In place of rows: what would stand here, and what to do next. */
export function EmptyState({
  title,
  action,
  icon = 'file',
  children,
}: {
  title: ReactNode;
  action?: ReactNode;
  icon?: IconName;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="bg-green-soft text-green mb-4 grid size-11 place-content-center rounded-full">
        <Icon name={icon} size={22} />
      </span>
      <h2 className="text-section font-bold">{title}</h2>
      {children && <div className="text-second mt-1 max-w-[46ch]">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
