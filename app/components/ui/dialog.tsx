import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A native modal dialog: focus is kept inside, Escape closes, focus goes back. Only for what needs a decision or a glance. */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      onClose={onClose}
      aria-labelledby={titleId}
      className="rounded-card border-line bg-card text-ink m-auto w-[min(440px,calc(100vw-32px))] border p-5"
    >
      <h2 id={titleId} className="text-section mb-3 font-bold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
