import { useNavigation } from '@remix-run/react';
import { frameWords } from './frame.words';
import { useWords } from './language';

/** A thin line at the top while the next page is on its way; CSS keeps it hidden for the first 200 ms. */
export function ProgressBar() {
  const busy = useNavigation().state !== 'idle';
  const say = useWords(frameWords);
  return busy ? <div className="progress print:hidden" role="progressbar" aria-label={say('loading')} /> : null;
}
