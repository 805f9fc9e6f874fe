import { IntlMessageFormat } from 'intl-messageformat';
import { isolateValues } from './isolate';
import { directionOf, localeOf, type Language } from './language';

/** One text in every language, as an ICU message: "{count, plural, one {# invoice} other {# invoices}}". */
export type Texts = Record<Language, string>;

/** The names of a text's values: what stands in braces, alone or before a comma. A case of a plural is no name as long as it is more than one word. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Rest}`
  ? (Rest extends `${infer Inside}}${string}` ? NameOf<Inside> : never) | NamesIn<Rest>
  : never;
type NameOf<Inside extends string> = Word<Inside extends `${infer Name},${string}` ? Name : Inside>;
type Word<Text extends string> = Text extends '' | `${string}${' ' | '#' | '{'}${string}` ? never : Text;

type ValuesOf<Text extends string, Value> = [NamesIn<Text>] extends [never]
  ? []
  : [values: Record<NamesIn<Text>, Value>];

/** Asks for a text of a list by its name, with what its placeholders stand for. */
export type Ask<List extends Record<string, Texts>, Value, Answer> = <Name extends keyof List & string>(
  name: Name,
  ...values: ValuesOf<List[Name]['en'], Value>
) => Answer;

/** Says a text. */
export type Say<List extends Record<string, Texts>> = Ask<List, string | number, string>;

/** A list of texts; called with a language it says them. */
export type Words<List extends Record<string, Texts>> = ((language: Language) => Say<List>) & {
  list: List;
  /** The same where values may be more than text, as a link or an amount on a page: the text in pieces, with the values in their places. */
  pieces: <Value extends object>(language: Language) => Ask<List, string | number | Value, (string | Value)[]>;
};

/**
 * A list of texts that belong together: what one mail, one document or one page says. A language that is missing, and a
 * value that is not given, do not compile; that all languages name the same values is tested (`words.test.ts`). Markup is
 * none of it: `<` is a sign like others. In a language that is written from right to left the values are set apart.
 *
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
export function inWords<const List extends Record<string, Texts>>(list: List): Words<List> {
  const formats = new Map<string, IntlMessageFormat>();
  const formatOf = (name: keyof List & string, language: Language): IntlMessageFormat => {
    const key = `${language} ${name}`;
    let format = formats.get(key);
    if (!format) {
      const text = (list[name] as Texts)[language];
      format = new IntlMessageFormat(text, localeOf(language), undefined, { ignoreTag: true });
      if (directionOf(language) === 'rtl')
        format = new IntlMessageFormat(isolateValues(format.getAst()), localeOf(language));
      formats.set(key, format);
    }
    return format;
  };
  const sayIn =
    (language: Language): Say<List> =>
    (name, ...[values]) =>
      String(formatOf(name, language).format(values));
  const pieces =
    <Value extends object>(language: Language): Ask<List, string | number | Value, (string | Value)[]> =>
    (name, ...[values]) =>
      formatOf(name, language)
        .formatToParts<Value>(values)
        .map((part) => part.value);
  return Object.assign(sayIn, { list, pieces });
}
