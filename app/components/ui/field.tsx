import { useId, type ComponentPropsWithoutRef, type ReactNode } from 'react';

type Framed = { label: ReactNode; error?: string | null; hint?: ReactNode; className?: string };

const CONTROL =
  'block w-full min-h-10 rounded-control border bg-card px-3 py-2 text-base text-ink pointer-coarse:min-h-11 aria-invalid:border-red';

function Frame({ id, label, error, hint, className = '', children }: Framed & { id: string; children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={id} className="text-small mb-1 block font-semibold rtl:mb-1.5">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-second mt-1">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small text-red mt-1">
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, error: unknown, hint: unknown) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined } as const;
}

/** Addresses and numbers are written from left to right on every page, flush with the side where its lines begin. */
function typedFromLeft({ type, inputMode }: ComponentPropsWithoutRef<'input'>) {
  const fromLeft = type === 'email' || inputMode === 'numeric' || inputMode === 'decimal';
  return fromLeft ? ({ dir: 'ltr', look: 'rtl:text-right' } as const) : { dir: undefined, look: '' };
}

/** A labelled text field with its hint and its error, tied together for screen readers. */
export function Field({
  label,
  error,
  hint,
  className,
  id,
  ...input
}: Framed & ComponentPropsWithoutRef<'input'> & { name: string }) {
  const made = useId();
  const own = id ?? made;
  const { dir, look } = typedFromLeft(input);
  return (
    <Frame id={own} label={label} error={error} hint={hint} className={className}>
      <input
        id={own}
        dir={dir}
        {...described(own, error, hint)}
        {...input}
        className={`${CONTROL} border-control ${look}`}
      />
    </Frame>
  );
}

/** The same for several lines. */
export function TextField({
  label,
  error,
  hint,
  className,
  id,
  ...text
}: Framed & ComponentPropsWithoutRef<'textarea'> & { name: string }) {
  const made = useId();
  const own = id ?? made;
  return (
    <Frame id={own} label={label} error={error} hint={hint} className={className}>
      <textarea id={own} {...described(own, error, hint)} {...text} className={`${CONTROL} border-control`} />
    </Frame>
  );
}

export function SelectField({
  label,
  error,
  hint,
  className,
  id,
  children,
  ...select
}: Framed & ComponentPropsWithoutRef<'select'> & { name: string }) {
  const made = useId();
  const own = id ?? made;
  return (
    <Frame id={own} label={label} error={error} hint={hint} className={className}>
      <select id={own} {...described(own, error, hint)} {...select} className={`${CONTROL} border-control`}>
        {children}
      </select>
    </Frame>
  );
}

/** A checkbox with its words; the whole line is the target. */
export function CheckField({
  label,
  hint,
  className = '',
  ...input
}: Framed & ComponentPropsWithoutRef<'input'> & { name: string }) {
  return (
    <label className={`flex min-h-6 items-start gap-3 ${className}`}>
      <input type="checkbox" {...input} className="check mt-[3px]" />
      <span>
        {label}
        {hint && <span className="text-small text-second block">{hint}</span>}
      </span>
    </label>
  );
}
