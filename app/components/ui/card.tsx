import type { ReactNode } from 'react';

type CardProps = {
  title?: ReactNode;
  /** What stands opposite the title, often one quiet link. */
  action?: ReactNode;
  /** Without padding, for a table that reaches the edges. */
  flush?: boolean;
  className?: string;
  /** By which an address leads to it: `#methods`. */
  id?: string;
  children: ReactNode;
};

/** A white sheet on the paper. Titled ones are sections with their heading as name. */
export function Card({ title, action, flush = false, className = '', id, children }: CardProps) {
  const Tag = title ? 'section' : 'div';
  return (
    <Tag
      id={id}
      className={`rounded-card border-line bg-card scroll-mt-5 border print:border-0 ${flush ? 'overflow-hidden' : 'p-5'} ${className}`}
    >
      {title && (
        <div className={`flex items-baseline justify-between gap-4 ${flush ? 'px-5 pt-5 pb-3' : 'pb-3'}`}>
          <h2 className="text-section font-bold">{title}</h2>
          {action}
        </div>
      )}
      {children}
    </Tag>
  );
}
