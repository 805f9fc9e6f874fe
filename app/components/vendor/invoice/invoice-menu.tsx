import { Link, useLocation } from '@remix-run/react';
import { useRef } from 'react';
import { ITEM } from '../../account-menu';
import { buttonClass } from '../../ui/button';
import { useClosing } from '../../use-closing';
import type { InvoiceAction } from './invoice-actions';

/**
 * Everything that can be done with an invoice; what cannot says why. A native <details>, as the other menus. On a phone
 * it is as wide as the row of buttons it hangs from, which must be `relative`: beside them it would leave the screen.
 */
export function InvoiceMenu({ name, actions }: { name: string; actions: InvoiceAction[] }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const { pathname, search } = useLocation();
  useClosing(menu, pathname + search);
  return (
    <details ref={menu} className="sm:relative">
      <summary className={buttonClass({}, 'list-none')} aria-label={`What to do with ${name}`}>
        <span aria-hidden className="text-section leading-5 font-bold">
          ⋯
        </span>
      </summary>
      <ul className="rounded-card border-line bg-card shadow-ticket absolute top-[calc(100%+6px)] z-30 border px-2 py-2 text-[0.875rem] leading-5 max-sm:inset-x-0 sm:end-0 sm:w-[260px]">
        {actions.map(({ label, to, why, document }) => (
          <li key={label}>
            {why !== null ? (
              <p className={`${ITEM} text-third hover:bg-transparent`}>
                <span>
                  {label}
                  <span className="text-label block">{why}</span>
                </span>
              </p>
            ) : document ? (
              <a href={to} download className={ITEM}>
                {label}
              </a>
            ) : (
              <Link to={to} className={ITEM}>
                {label}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
