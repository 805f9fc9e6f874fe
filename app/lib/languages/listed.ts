import type { Language } from './language';
import { lists } from './listed.words';

/** "US dollars", "US dollars and euros". */
export function listed(items: readonly string[], language: Language = 'en'): string {
  return items.length === 0 ? '' : items.reduce((first, second) => lists(language)('and', { first, second }));
}
