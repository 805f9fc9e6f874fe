import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { paths } from '~/lib/paths';

const SAVE_AFTER_MS = 400;

/**
 * Stores the ticks a moment after the last change, and at once when a link is pressed, so that they are still
 * there after a look at an invoice. The buttons of the form store them by themselves.
 *
 * A plain request and none of the router's: the router ends a navigation under way when a request of its own is
 * answered, and the press of a button would be lost.
 */
export function useSavedTicks(
  form: RefObject<HTMLFormElement>,
  ticked: ReadonlySet<string>,
  loaded: ReadonlySet<string>,
  storeAt: string = paths.invoiceTicks,
) {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  /** What the server is known to hold; null while a request is under way, or after one that failed. */
  const saved = useRef<ReadonlySet<string> | null>(loaded);
  const last = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    saved.current = loaded;
  }, [loaded]);

  /** A button of the form is about to store them: nothing older may follow it. */
  const stop = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
  }, []);

  const save = useCallback(() => {
    stop();
    if (!form.current) return;
    const data = new FormData(form.current);
    saved.current = null;
    const mine = last.current.then(async () => {
      const stored = await post(storeAt, data);
      if (stored && last.current === mine)
        saved.current = new Set(data.getAll('tick').filter((value) => typeof value === 'string'));
    });
    last.current = mine;
  }, [form, stop, storeAt]);

  const isSaved = useCallback((ticks: ReadonlySet<string>) => saved.current !== null && same(ticks, saved.current), []);

  useEffect(() => {
    if (isSaved(ticked)) return;
    timer.current = setTimeout(save, SAVE_AFTER_MS);
    return stop;
  }, [ticked, save, stop, isSaved]);

  useEffect(() => {
    const onPress = (event: MouseEvent) => {
      if (timer.current !== undefined && (event.target as Element).closest('a[href]')) save();
    };
    document.addEventListener('click', onPress, true);
    return () => document.removeEventListener('click', onPress, true);
  }, [save]);

  return { isSaved, stop };
}

/** One after the other, and to the end even if the page is left. A failure is no matter: the buttons store them again. */
async function post(storeAt: string, data: FormData): Promise<boolean> {
  const body = new URLSearchParams();
  data.forEach((value, name) => typeof value === 'string' && body.append(name, value));
  return fetch(storeAt, { method: 'POST', body, keepalive: true }).then(
    (answer) => answer.ok,
    () => false,
  );
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
