import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { directionOf, type Language } from './language';

/** "From here on, whatever direction it has by itself", and its end: signs that nobody sees. */
const FROM = '\u2068';
const TO = '\u2069';

/**
 * A message with its values set apart from what is around them. Among words that run from right to left a name, a number
 * or an amount is otherwise torn apart or turned round: "INV-7 (Ada)" would read "(INV-7 (Ada".
 *
 * @see https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
export function isolateValues(message: readonly MessageFormatElement[]): MessageFormatElement[] {
  return message.flatMap((element) => {
    if (element.type === TYPE.argument) return [literal(FROM), element, literal(TO)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element];
    const options = Object.entries(element.options).map(
      ([name, option]) => [name, { ...option, value: isolateValues(option.value) }] as const,
    );
    return [{ ...element, options: Object.fromEntries(options) }];
  });
}

/** The same for what is put together without a message: "•••• 4242" beside a name. */
export function isolate(text: string, language: Language): string {
  return directionOf(language) === 'rtl' ? FROM + text + TO : text;
}

function literal(value: string): MessageFormatElement {
  return { type: TYPE.literal, value };
}

const MARKS = /[\u061c\u200e\u200f\u2066-\u2069]/g;

/** The text without the signs that only tell its direction: for what is measured, typed, or read by programs. */
export function withoutMarks(text: string): string {
  return text.replaceAll(MARKS, '');
}
