import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './language';
import { inWords } from './words';

const greeting = inWords({
  hello: {
    en: 'Hello {name}, {count, plural, one {# invoice} other {# invoices}}',
    de: 'Guten Tag {name}, {count, plural, one {# Rechnung} other {# Rechnungen}}',
    fr: 'Bonjour {name}, {count, plural, one {# facture} other {# factures}}',
    es: 'Hola {name}, {count, plural, one {# factura} other {# facturas}}',
    ar: 'مرحبًا {name}، {count, plural, zero {لا فواتير} one {فاتورة واحدة} two {فاتورتان} few {# فواتير} many {# فاتورة} other {# فاتورة}}',
  },
});

describe('texts in languages', () => {
  it('says a text with its values, counted as the language counts', () => {
    expect(greeting('en')('hello', { name: 'Ada', count: 1 })).toBe('Hello Ada, 1 invoice');
    expect(greeting('de')('hello', { name: 'Ada', count: 10_000 })).toBe('Guten Tag Ada, 10.000 Rechnungen');
    // Nought is one in French.
    expect(greeting('fr')('hello', { name: 'Ada', count: 0 })).toBe('Bonjour Ada, 0 facture');
    // Arabic has six numbers; the name is set apart.
    expect(greeting('ar')('hello', { name: 'Ada', count: 2 })).toBe('مرحبًا \u2068Ada\u2069، فاتورتان');
    expect(greeting('ar')('hello', { name: 'Ada', count: 1_003 })).toBe('مرحبًا \u2068Ada\u2069، 1,003 فواتير');
  });

  it('takes a value as it is: braces, tags and apostrophes of a name are letters', () => {
    expect(greeting('en')('hello', { name: `<b>{x}</b> O'Neil`, count: 2 })).toBe(
      `Hello <b>{x}</b> O'Neil, 2 invoices`,
    );
  });

  it('refuses to say a text of which a value is missing', () => {
    // @ts-expect-error It does not compile either.
    expect(() => greeting('en')('hello', { count: 2 })).toThrow(/name/);
  });
});

const files = import.meta.glob<Record<string, unknown>>('../../**/*.words.ts', { eager: true });
const lists = Object.entries(files).flatMap(([file, exported]) =>
  Object.values(exported).map((say) => [file, (say as ReturnType<typeof inWords>).list] as const),
);

describe.each(lists)('%s', (_file, list) => {
  it.each(Object.entries(list))('%s names the same values in every language', (_name, texts) => {
    const wanted = valuesOf(texts.en);
    for (const language of LANGUAGES) expect(valuesOf(texts[language]), texts[language]).toEqual(wanted);
  });
});

it('finds the lists', () => {
  expect(lists.length).toBeGreaterThan(50);
});

/** The names of a message's values with their kinds, each once: those in a plural's cases too. */
function valuesOf(text: string): string[] {
  const found = new Set<string>();
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.add(`${element.value} ${TYPE[element.type]}`);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(parse(text, { ignoreTag: true }));
  return [...found].sort();
}
