import { createContext, createElement, Fragment, useContext, type ReactElement, type ReactNode } from 'react';
import { formatsOf, type Formats } from '~/lib/languages/formats';
import { isLanguage, type Language } from '~/lib/languages/language';
import type { Ask, Say, Texts, Words } from '~/lib/languages/words';

/** In which language the page is. Pages of the desk are in English. */
export const LanguageContext = createContext<Language>('en');

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** Says the texts of a list in the language of the page. */
export function useWords<List extends Record<string, Texts>>(words: Words<List>): Say<List> {
  return words(useLanguage());
}

/** The same for texts that hold more than text: an amount that stays on its line, a link, emphasis. */
export function useRichWords<List extends Record<string, Texts>>(
  words: Words<List>,
): Ask<List, string | number | ReactElement, ReactNode> {
  const pieces = words.pieces<ReactElement>(useLanguage());
  return (name, ...values) => pieces(name, ...values).map((piece, at) => createElement(Fragment, { key: at }, piece));
}

/** How the page writes amounts, dates and numbers. */
export function useFormats(): Formats {
  return formatsOf(useLanguage());
}

type Match = { id: string; data: unknown };

/** The language of the page that these routes make up: the innermost that says one. */
export function languageOfMatches(matches: readonly Match[]): Language {
  for (const { id, data } of matches.toReversed()) {
    if (id.startsWith('routes/vendor/')) return 'en';
    const language = typeof data === 'object' && data !== null && 'language' in data ? data.language : null;
    if (typeof language === 'string' && isLanguage(language)) return language;
  }
  return 'en';
}
