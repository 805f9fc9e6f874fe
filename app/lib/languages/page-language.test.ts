import { expect, it } from 'vitest';
import { pageLanguage } from './page-language';

const asked = (headers: Record<string, string>) => ({ headers: new Headers(headers) });

it('is what the reader chose, then what is known of them, then what was spoken here before, then what the browser asks for', () => {
  const browser = { 'accept-language': 'fr-CH, fr;q=0.9, en;q=0.8' };
  expect(pageLanguage(asked({ ...browser, cookie: 'theme=dark; language=es' }), 'de')).toBe('es');
  expect(pageLanguage(asked(browser), 'de')).toBe('de');
  expect(pageLanguage(asked({ ...browser, cookie: 'spoken=es' }), 'de')).toBe('de');
  expect(pageLanguage(asked({ ...browser, cookie: 'spoken=es' }))).toBe('es');
  expect(pageLanguage(asked({ ...browser, cookie: 'spoken=es; language=en' }))).toBe('en');
  expect(pageLanguage(asked(browser))).toBe('fr');
  expect(pageLanguage(asked({}))).toBe('en');
});

it.each([
  ['tlh, de;q=0.3', 'de'],
  ['en;q=0.5, de;q=0.75', 'de'],
  ['de;q=0, es;q=0.1', 'es'],
  ['ar-AE, en;q=0.5', 'ar'],
  ['*', 'en'],
  ['de;q=nonsense', 'en'],
  ['', 'en'],
])('a browser that asks for %j gets %s', (header, language) => {
  expect(pageLanguage(asked({ 'accept-language': header }))).toBe(language);
});

it('takes no cookie for a language that is none', () => {
  expect(pageLanguage(asked({ cookie: 'language=xx' }), 'fr')).toBe('fr');
});
