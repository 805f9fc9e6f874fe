import type { Language } from '~/lib/languages/language';
import { paperWords } from './paper.words';

/** Whom a document is for. */
export type Party = { name: string; number: string; addressLines: string[]; taxId: string | null };

/** The name, which counts most, and what else says who it is. */
export function partyLines({ name, number, addressLines, taxId }: Party, language: Language): string[] {
  const say = paperWords(language);
  return [name, say('customer', { number }), ...addressLines, taxId ? say('taxId', { number: taxId }) : ''];
}
