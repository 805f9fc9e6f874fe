import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import type { Tone } from './tag';

const LOOKS: Record<Tone, { frame: string; icon: IconName }> = {
  green: { frame: 'bg-green-soft text-green', icon: 'check' },
  amber: { frame: 'bg-amber-soft text-amber', icon: 'alert' },
  red: { frame: 'bg-red-soft text-red', icon: 'alert' },
  blue: { frame: 'bg-blue-soft text-blue', icon: 'info' },
  neutral: { frame: 'bg-neutral text-second', icon: 'info' },
};

/** Something the reader must know now: what happened, what it means for their money, what to do. Red ones are announced at once. */
export function Banner({
  tone = 'neutral',
  title,
  action,
  className = '',
  children,
}: {
  tone?: Tone;
  title: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const { frame, icon } = LOOKS[tone];
  return (
    <div
      role={tone === 'red' ? 'alert' : 'status'}
      className={`rounded-card flex items-start gap-3 px-4 py-3 ${frame} ${className}`}
    >
      <Icon name={icon} size={20} className="mt-px" />
      <div className="min-w-0 grow">
        <p className="font-semibold">{title}</p>
        {children && <div className="text-small text-ink mt-1">{children}</div>}
      </div>
      {action}
    </div>
  );
}
