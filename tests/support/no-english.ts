import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import type { Language } from '~/lib/languages/language';
import type { Texts } from '~/lib/languages/words';

type List = { list: Record<string, Texts> };

/** The English of these lists that stands in a page in another language. Words that this language has too are no English. */
export function englishLeft(html: string, lists: readonly List[], language: Language): string[] {
  const read = textOf(html);
  const texts = lists.flatMap(({ list }) => Object.values(list));
  const own = texts.map((text) => text[language]).join('\n');
  const english = new Set(texts.flatMap((text) => wordsOf(text.en)));
  return [...english].filter((words) => says(read, words) && !says(own, words));
}

/** What a reader sees or hears of a page. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<[^>]*>/g, (tag) =>
      [...tag.matchAll(/ (?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map(([, said]) => ` ${said} `).join(''),
    )
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The words of a text between its values. */
function wordsOf(text: string): string[] {
  const walk = (elements: MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.literal) return [element.value.trim()];
      const cases = element.type === TYPE.plural || element.type === TYPE.select ? element.options : {};
      return Object.values(cases).flatMap(({ value }) => walk(value));
    });
  return walk(parse(text, { ignoreTag: true })).filter((words) => /\p{L}/u.test(words));
}

/** Whether the words stand in a text, as words and not as parts of others. */
function says(text: string, words: string): boolean {
  const literal = words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<!\\p{L})${literal}(?!\\p{L})`, 'u').test(text);
}
