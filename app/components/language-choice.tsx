import { Form } from '@remix-run/react';
import { LANGUAGES, languageName } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import { frameWords } from './frame.words';
import { useLanguage, useWords } from './language';

/** In which language the pages are, each by its own name; the page stays where it is. */
export function LanguageChoice({ to }: { to: string }) {
  const current = useLanguage();
  const say = useWords(frameWords);
  return (
    <Form method="post" action={paths.language} preventScrollReset replace>
      <input type="hidden" name="to" value={to} />
      <fieldset className="grid grid-cols-3 gap-x-1 px-1" aria-label={say('language')}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            name="language"
            value={language}
            lang={language}
            aria-pressed={language === current}
            className="rounded-control text-label text-second hover:text-ink aria-pressed:bg-neutral aria-pressed:text-ink min-h-8 px-1 aria-pressed:font-semibold pointer-coarse:min-h-11"
          >
            {languageName(language)}
          </button>
        ))}
      </fieldset>
    </Form>
  );
}
