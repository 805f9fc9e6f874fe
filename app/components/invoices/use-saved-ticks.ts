import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { encodeIntent } from './list-intent';

const SAVE_AFTER_MS = 400;

/**
 * Stores the ticks a moment after the last change, and at once when a link is pressed, so that they are still
 * there after a look at an invoice. The buttons of the form store them by themselves.
 */
export function useSavedTicks(
  form: RefObject<HTMLFormElement>,
  ticked: ReadonlySet<string>,
  loaded: ReadonlySet<string>,
) {
  const fetcher = useFetcher({ key: 'ticks' });
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const saved = useRef(loaded);
  useEffect(() => {
    saved.current = loaded;
  }, [loaded]);

  const { submit } = fetcher;
  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (!form.current) return;
    const data = new FormData(form.current);
    data.set('intent', encodeIntent({ kind: 'keep' }));
    data.set('quiet', '1');
    saved.current = new Set(data.getAll('tick').map(String));
    submit(data, { method: 'post', preventScrollReset: true });
  }, [form, submit]);

  useEffect(() => {
    if (same(ticked, saved.current)) return;
    timer.current = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer.current);
  }, [ticked, save]);

  useEffect(() => {
    const onPress = (event: MouseEvent) => {
      if (timer.current !== undefined && (event.target as Element).closest('a[href]')) save();
    };
    document.addEventListener('click', onPress, true);
    return () => document.removeEventListener('click', onPress, true);
  }, [save]);

  /** A button of the form is about to store them: nothing older may follow it. */
  return useCallback(() => clearTimeout(timer.current), []);
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
