import { useCallback, useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';

// On the server there is no layout; React would warn.
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

type Tickable = { id: string; ticked: boolean };

/**
 * The ticks of the page. The checkboxes hold them, as they do without scripts; this reads them after every
 * change, so that the ticket follows at once and no row is drawn again.
 */
export function useTicks(rows: readonly Tickable[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const headBox = useRef<HTMLInputElement>(null);
  const lastBox = useRef<HTMLInputElement | null>(null);
  const shownRows = useRef<readonly Tickable[] | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(rows.filter((row) => row.ticked).map((row) => row.id)),
  );

  const boxes = useCallback(
    () => [...(body.current?.querySelectorAll<HTMLInputElement>('input[name=tick]') ?? [])],
    [],
  );
  const read = useCallback(() => {
    const all = boxes();
    const on = all.filter((box) => box.checked);
    if (headBox.current) {
      headBox.current.checked = all.length > 0 && on.length === all.length;
      headBox.current.indeterminate = on.length > 0 && on.length < all.length;
    }
    setTicked(new Set(on.map((box) => box.value)));
  }, [boxes]);

  useBrowserLayoutEffect(() => {
    // The first time, somebody may have ticked before the scripts came: then the page is right and the data old.
    if (shownRows.current && shownRows.current !== rows) {
      const stored = new Map(rows.map((row) => [row.id, row.ticked]));
      for (const box of boxes()) box.checked = stored.get(box.value) ?? false;
      lastBox.current = null;
    }
    shownRows.current = rows;
    read();
  }, [rows, boxes, read]);

  const tickPage = useCallback(
    (on: boolean) => {
      for (const box of boxes()) box.checked = on;
      read();
    },
    [boxes, read],
  );

  /** Shift-click ticks (or unticks) everything from the last box clicked to this one. */
  const onClick = useCallback(
    (event: MouseEvent) => {
      const box = event.target instanceof HTMLInputElement && event.target.name === 'tick' ? event.target : null;
      if (!box) return;
      const all = boxes();
      const from = lastBox.current ? all.indexOf(lastBox.current) : -1;
      if (event.shiftKey && from >= 0) {
        const to = all.indexOf(box);
        for (const between of all.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = box.checked;
      }
      lastBox.current = box;
      read();
    },
    [boxes, read],
  );

  return { body, headBox, ticked, tickPage, onClick, read };
}
