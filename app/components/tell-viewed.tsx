import { useEffect } from 'react';

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'] as const;

/** Tells `to`, once, that a person looks at this page: at their first move. A scanner that runs scripts makes none. */
export function TellViewed({ to }: { to: string }) {
  useEffect(() => {
    const done = new AbortController();
    const tell = (event: Event) => {
      if (!event.isTrusted) return;
      done.abort();
      void fetch(to, { method: 'POST', body: new URLSearchParams(), keepalive: true }).catch(() => undefined);
    };
    for (const sign of SIGNS) window.addEventListener(sign, tell, { signal: done.signal, passive: true });
    return () => done.abort();
  }, [to]);
  return null;
}
