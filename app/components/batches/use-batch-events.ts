import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { paths } from '~/lib/paths';

/** Where no events arrive (an old proxy in between), the page asks by itself. */
const ASK_MS = 5_000;

/** Follows a batch that moves: loads the page's data again whenever the server says that something changed. */
export function useBatchEvents(batchId: string, moves: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!moves) return;
    const events = new EventSource(paths.vendor.batchPaymentEvents(batchId));
    let heard = performance.now();
    events.addEventListener('changed', () => {
      heard = performance.now();
      revalidate();
    });
    events.addEventListener('same', () => {
      heard = performance.now();
    });
    const timer = setInterval(() => {
      if (performance.now() - heard < ASK_MS || document.visibilityState !== 'visible') return;
      revalidate();
    }, ASK_MS);
    return () => {
      events.close();
      clearInterval(timer);
    };
  }, [batchId, moves, revalidate]);
}
