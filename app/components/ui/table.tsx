import type { ReactNode } from 'react';

/**
 * A native table in the product's dress. Cells of numbers take `className="num"`; the heading row is <thead>.
 * `caption` is read out, not shown.
 */
export function Table({
  caption,
  className = '',
  children,
}: {
  caption: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <table className={`table ${className}`}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}
