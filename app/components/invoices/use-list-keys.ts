import { useEffect, type RefObject } from 'react';

type ListKeys = {
  body: RefObject<HTMLTableSectionElement>;
  tickPage: (on: boolean) => void;
  read: () => void;
  help: () => void;
};

/** j, k, x, a, Enter, / and ?, and in a row the arrows and shift with x, wherever nothing else takes the key. Moving moves the real focus. */
export function useListKeys({ body, tickPage, read, help }: ListKeys) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const onTick = target instanceof HTMLInputElement && target.name === 'tick';
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (!onTick && target.closest('input, select, textarea, [contenteditable]')) return;
      if (act(event.key, target.closest('tr'), onTick)) event.preventDefault();
    };
    const act = (key: string, row: HTMLTableRowElement | null, onTick: boolean): boolean => {
      const rows = [...(body.current?.rows ?? [])];
      const at = row ? rows.indexOf(row) : -1;
      if (key === '/') document.querySelector<HTMLInputElement>('input[name=q]')?.focus();
      else if (key === '?') help();
      else if (key === 'j' || (key === 'ArrowDown' && at >= 0)) focusRow(rows[Math.min(at + 1, rows.length - 1)]);
      else if (key === 'k' || (key === 'ArrowUp' && at >= 0)) focusRow(rows[Math.max(at - 1, 0)]);
      else if (key === 'a') tickPage(!rows.every((each) => boxOf(each)?.checked));
      else if (key === 'x' && at >= 0) boxOf(rows[at])?.click();
      else if (key === 'X' && at >= 0) boxOf(rows[at])?.dispatchEvent(shiftClick());
      else if (key === 'Enter' && onTick) rows[at]?.querySelector('a')?.click();
      else return false;
      read();
      return true;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [body, tickPage, read, help]);
}

/** As a click with shift: everything from the last box to this one. */
function shiftClick(): MouseEvent {
  return new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true });
}

function boxOf(row: HTMLTableRowElement | undefined): HTMLInputElement | null {
  return row?.querySelector<HTMLInputElement>('input[name=tick]') ?? null;
}

/** The row's checkbox takes the focus; where there is none, its link. */
function focusRow(row: HTMLTableRowElement | undefined): void {
  (boxOf(row) ?? row?.querySelector('a'))?.focus();
}
