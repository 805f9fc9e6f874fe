import { isLanguage, type Language } from './language';

const YEAR_SECONDS = 31_536_000;

/**
 * The language of a page: the one its reader has chosen in this browser, or else the one that whoever it is for is
 * written to in, or else, where nobody is known, the one that this browser was spoken to in before, or what it asks for.
 */
export function pageLanguage({ headers }: Pick<Request, 'headers'>, own: Language | null = null): Language {
  const cookie = headers.get('cookie');
  return chosenLanguage(cookie) ?? own ?? spokenLanguage(cookie) ?? accepted(headers.get('accept-language')) ?? 'en';
}

/** Kept in a cookie, like the theme; null where nothing was chosen. */
export function chosenLanguage(cookieHeader: string | null): Language | null {
  return valueIn(cookieHeader, /(?:^|;\s*)language=(\w+)/);
}

/** In which language this browser was shown a page that was somebody's; null where none was. */
export function spokenLanguage(cookieHeader: string | null): Language | null {
  return valueIn(cookieHeader, /(?:^|;\s*)spoken=(\w+)/);
}

function valueIn(cookieHeader: string | null, cookie: RegExp): Language | null {
  const value = cookie.exec(cookieHeader ?? '')?.[1] ?? '';
  return isLanguage(value) ? value : null;
}

/** Until the browser is closed: nobody has chosen it. */
export function spokenCookie(language: Language): string {
  return `spoken=${language}; Path=/; HttpOnly; SameSite=Lax`;
}

export function languageCookie(language: Language): string {
  return `language=${language}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax`;
}

/** The first of ours that the header asks for, by weight: "de-AT,de;q=0.9,en;q=0.8". */
function accepted(header: string | null): Language | null {
  const wishes = (header ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const weight = /^\s*q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)$/.exec(parameters[0] ?? 'q=1')?.[1] ?? '0';
    return { language: tag.split('-')[0] ?? '', weight };
  });
  // Weights have one digit before the point: as text they sort as they do as numbers.
  const sorted = wishes
    .filter(({ weight }) => !/^0(\.0*)?$/.test(weight))
    .sort((a, b) => (a.weight === b.weight ? 0 : a.weight < b.weight ? 1 : -1));
  return sorted.map(({ language }) => language).find(isLanguage) ?? null;
}
