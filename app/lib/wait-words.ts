import type { Language } from './languages/language';
import { waitTimes } from './languages/wait.words';

/** "a minute", "15 minutes", "an hour", "3 hours": how long to wait, rounded up. */
export function waitWords(seconds: number, language: Language = 'en'): string {
  const say = waitTimes(language);
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes < 60 ? say('minutes', { minutes }) : say('hours', { hours: Math.ceil(minutes / 60) });
}
