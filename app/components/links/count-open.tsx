import { useEffect } from 'react';
import { paths } from '~/lib/paths';

const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown'] as const;

/** Tells once that a person looks at the link: at their first move. A scanner that runs scripts makes none. */
export function CountOpen({ linkId }: { linkId: string }) {
  useEffect(() => {
    const done = new AbortController();
    const tell = (event: Event) => {
      if (!event.isTrusted) return;
      done.abort();
      void fetch(paths.link.opened(linkId), { method: 'POST', body: new URLSearchParams(), keepalive: true }).catch(
        () => undefined,
      );
    };
    for (const sign of SIGNS) window.addEventListener(sign, tell, { signal: done.signal, passive: true });
    return () => done.abort();
  }, [linkId]);
  return null;
}
