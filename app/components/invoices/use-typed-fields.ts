import { useEffect, useRef, type RefObject } from 'react';

/**
 * The search and filter fields hold what is typed, not React. When another view of the list is shown in the same
 * page, they follow it, as on a page loaded anew, and the filter folds up: else the next press of "Show" would
 * search for words that nobody sees in effect any more.
 */
export function useTypedFields(form: RefObject<HTMLFormElement>, fields: Record<string, string>, mistaken: boolean) {
  const shown = useRef(fields);
  useEffect(() => {
    const changed = Object.keys(fields).some((name) => fields[name] !== shown.current[name]);
    shown.current = fields;
    if (!changed || !form.current) return;
    for (const [name, value] of Object.entries(fields)) {
      const field = form.current.elements.namedItem(name);
      const follows = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
      if (follows && field !== document.activeElement) field.value = value;
    }
    const panel = form.current.querySelector<HTMLDetailsElement>('details.filter');
    if (!panel?.open || mistaken) return;
    if (panel.contains(document.activeElement)) panel.querySelector('summary')?.focus();
    panel.open = false;
  });
}
