import { Link, type LinkProps } from '@remix-run/react';
import type { ComponentPropsWithoutRef, MouseEvent } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'lg';
type Look = { variant?: ButtonVariant; size?: ButtonSize };

const BASE =
  'inline-flex select-none items-center justify-center gap-2 rounded-control border text-center no-underline transition-colors aria-disabled:opacity-60 disabled:opacity-60 print:hidden';
const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-green text-green-on font-semibold hover:bg-green-strong',
  secondary: 'border-line bg-card text-ink font-semibold hover:bg-paper hover:border-control',
  quiet: 'border-transparent bg-transparent text-green font-semibold hover:bg-green-soft',
  danger: 'border-transparent bg-red text-red-on font-semibold hover:bg-red-strong',
};
const SIZES: Record<ButtonSize, string> = {
  md: 'min-h-[38px] px-[14px] py-2 text-[0.875rem] leading-5 pointer-coarse:min-h-11',
  lg: 'min-h-[50px] px-5 py-3 text-section',
};

/** The classes of a button, for the rare element that is neither a button nor a link. */
export function buttonClass({ variant = 'secondary', size = 'md' }: Look = {}, className = ''): string {
  return `${BASE} ${VARIANTS[variant]} ${SIZES[size]} ${className}`;
}

export type ButtonProps = ComponentPropsWithoutRef<'button'> & Look & { pending?: boolean };

/**
 * A pending button stays focusable but presses nothing (a disabled one would drop the focus). Say in its
 * children what is being done: "Paying $7,230.10…".
 */
export function Button({
  variant,
  size,
  pending = false,
  className,
  onClick,
  children,
  type = 'submit',
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type={type}
      {...rest}
      onClick={pending || onClick ? press : undefined}
      aria-busy={pending || undefined}
      aria-disabled={pending || rest['aria-disabled']}
      className={buttonClass({ variant, size }, className)}
    >
      {pending && <span className="spinner" aria-hidden />}
      {children}
    </button>
  );
}

export function ButtonLink({ variant, size, className, ...rest }: LinkProps & Look) {
  return <Link {...rest} className={buttonClass({ variant, size }, className)} />;
}
