/** The languages in which customers can be written to. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'ar'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each by the name that its speakers know it by. */
const NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
};

/**
 * Whose figures and dates each goes by, where countries differ. Arabic has the months of the Gulf and of Egypt, and the
 * digits 0 to 9, as its banks write amounts.
 */
const LOCALES: Record<Language, string> = {
  en: 'en-US',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  ar: 'ar-u-nu-latn',
};

export type Direction = 'ltr' | 'rtl';

export function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}

const ENGLISH_NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** As files write it: by its code, its own name or its English one, in any case. */
export function readLanguage(text: string): Language | null {
  const plain = text.normalize('NFC').trim().toLowerCase();
  return (
    LANGUAGES.find((language) =>
      [language, NAMES[language], ENGLISH_NAMES.of(language)].some((name) => name?.toLowerCase() === plain),
    ) ?? null
  );
}

export function languageName(language: Language): string {
  return NAMES[language];
}

export function localeOf(language: Language): string {
  return LOCALES[language];
}

/** Which way its lines run: as `dir` says it. */
export function directionOf(language: Language): Direction {
  return language === 'ar' ? 'rtl' : 'ltr';
}
