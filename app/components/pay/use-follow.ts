import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { isFinal, type PaymentState } from '~/domain/payments/payment-state';
import { nextAskInMs } from './follow-schedule';
import { usePlaces } from './places';

/**
 * Follows an undecided payment: asks how it stands, ever more calmly, while the page can be seen, and loads the
 * page's data again when that changed. `gaveUp` once it has asked for half an hour.
 */
export function useFollow(paymentId: string, state: PaymentState): { gaveUp: boolean } {
  const { revalidate, state: loading } = useRevalidator();
  const [gaveUp, setGaveUp] = useState(false);
  const address = usePlaces().paymentState(paymentId);
  // Follows anew after every load, so that one lost answer does not end it, but never during one: that would break it off.
  const waits = !isFinal(state) && loading === 'idle';
  useEffect(() => {
    if (!waits) return;
    const stop = new AbortController();
    follow(address, state, stop.signal).then(
      (news) => {
        if (news === 'changed') revalidate();
        if (news === 'gave-up') setGaveUp(true);
      },
      () => undefined,
    );
    return () => stop.abort();
  }, [address, state, waits, revalidate]);
  return { gaveUp };
}

async function follow(
  address: string,
  state: PaymentState,
  signal: AbortSignal,
): Promise<'changed' | 'gave-up' | 'left'> {
  for (let asked = 0; !signal.aborted; asked++) {
    const wait = nextAskInMs(asked);
    if (wait === null) return 'gave-up';
    await delay(wait, signal);
    await untilVisible(signal);
    const answer = signal.aborted ? null : await ask(address, signal);
    if (answer !== null && answer !== state) return signal.aborted ? 'left' : 'changed';
  }
  return 'left';
}

/** Null when there was no answer (offline, a restart): it is asked again. Signed out counts as a change, the page then says so. */
async function ask(address: string, signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(address, {
      signal,
      headers: { accept: 'application/json' },
      cache: 'no-store',
    });
    if (response.status === 401 || response.status === 404) return 'gone';
    if (!response.ok) return null;
    const answer = (await response.json()) as { state?: unknown };
    return typeof answer.state === 'string' ? answer.state : null;
  } catch {
    return null;
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

function untilVisible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look, { once: true });
  });
}
