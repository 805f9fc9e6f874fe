import { useEffect, useRef, type RefObject } from 'react';

/** Closes an open <details> on Escape, on a press elsewhere, and when the page changes to another place. */
export function useClosing(menu: RefObject<HTMLDetailsElement>, place: string) {
  const shownAt = useRef(place);
  useEffect(() => {
    // Not on arrival: somebody may have opened the menu before the scripts came.
    if (shownAt.current !== place && menu.current) menu.current.open = false;
    shownAt.current = place;
  }, [menu, place]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    };
    const onPress = (event: PointerEvent) => {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [menu]);
}
