import { LANGUAGES, languageName } from '~/lib/languages/language';

/** Each language by its own name, marked as what it is for those who hear it. */
export function LanguageOptions() {
  return LANGUAGES.map((language) => (
    <option key={language} value={language} lang={language}>
      {languageName(language)}
    </option>
  ));
}
