import { useNavigation } from '@remix-run/react';

/** A thin line at the top while the next page is on its way; CSS keeps it hidden for the first 200 ms. */
export function ProgressBar() {
  const busy = useNavigation().state !== 'idle';
  return busy ? <div className="progress print:hidden" role="progressbar" aria-label="Loading" /> : null;
}
