import bidiFactory from 'bidi-js';
import type { Direction } from '~/lib/languages/language';
import { plainText } from './plain-text';

/** A text, or as much of one as stands on a line, in the order in which it is read. */
export type Line = {
  text: string;
  /** Where the line begins: of a text from right to left, at its right end. */
  direction: Direction;
  /** How deep each character stands in directions within directions, odd where it runs from right to left; null where all is Latin. */
  levels: Uint8Array | null;
};

/** What is drawn in one go: in one font, in one direction. */
export type Run = {
  /** As its font wants it: the Arabic one runs from right to left, and is given brackets turned round. */
  text: string;
  arabic: boolean;
  /** Where in the line it comes from. */
  at: number;
};

const bidi = bidiFactory();

/** Signs that nobody sees, and that say in which direction what is around them runs. They are heeded where it matters, and never drawn. */
const MARKS = '\u061c\u200e\u200f\u2068\u2069';

/** Hebrew, Arabic and their neighbours. */
const FROM_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Letters stored as the form they have within a word, as old programs did. */
const FORMS = /[\ufb50-\ufdff\ufe70-\ufefc]/g;

/** What the Arabic font draws of a text from right to left: it has these, and has them to go with its letters. */
const IN_ARABIC = /[\p{Script_Extensions=Arabic}\p{Join_Control}\s!-/:-@[-`{-~«»‹›·‐-—‘’“”•…]/u;
/** In a text from left to right: digits, and signs among them. */
const ARABIC = /\p{Script_Extensions=Arabic}/u;

/**
 * The text with the direction of each character. It runs as its own first letter does, whatever the sheet's language: a
 * Latin name on an Arabic sheet keeps its full stop at its right end. Where no letter says anything, or all of them are set
 * apart (U+2068), it runs as the sheet does.
 */
export function lineOf(text: string, sheet: Direction): Line {
  if (sheet === 'ltr' && !FROM_RIGHT_TO_LEFT.test(text))
    return { text: plainText(text), direction: 'ltr', levels: null };
  const spelled = plainText(text.replaceAll(FORMS, (form) => form.normalize('NFKC')).normalize('NFC'), MARKS);
  const direction = directionOf(spelled) ?? sheet;
  const { levels } = bidi.getEmbeddingLevels(spelled, direction);
  const shown = [...levels.keys()].filter((at) => !MARKS.includes(spelled[at]!));
  return {
    text: shown.map((at) => spelled[at]).join(''),
    direction,
    levels: shown.some((at) => levels[at]! % 2 === 1 || ARABIC.test(spelled[at]!))
      ? Uint8Array.from(shown, (at) => levels[at]!)
      : null,
  };
}

/** Of the first letter that is not set apart. */
function directionOf(text: string): Direction | null {
  let depth = 0;
  for (const sign of text) {
    const kind = bidi.getBidiCharTypeName(sign);
    if (kind === 'FSI') depth += 1;
    else if (kind === 'PDI') depth = Math.max(depth - 1, 0);
    else if (depth === 0 && kind === 'L') return 'ltr';
    else if (depth === 0 && (kind === 'R' || kind === 'AL')) return 'rtl';
  }
  return null;
}

/** A value among words of another direction, set apart from them. */
export function apart(text: string): string {
  return `\u2068${text}\u2069`;
}

/** What is named one after the other on one line, each in its own direction. */
export function sideBySide(parts: string[], between = ' · '): string {
  return parts.map(apart).join(between);
}

/** A part of a line: directions are settled for a whole text before it is broken into lines. */
export function sliceLine({ text, direction, levels }: Line, from: number, to: number): Line {
  return { text: text.slice(from, to), direction, levels: levels && levels.slice(from, to) };
}

/** Without spaces at its ends. */
export function trimmed(line: Line): Line {
  const from = line.text.length - line.text.trimStart().length;
  return sliceLine(line, from, Math.max(line.text.trimEnd().length, from));
}

/** The line, and "…" after it: at the right of a Latin word that it ends with, else at the line's own end. */
export function shortened({ text, direction, levels }: Line): Line {
  const level = /\p{L}$/u.test(text) ? levels?.at(-1) : undefined;
  return { text: `${text}…`, direction, levels: levels && Uint8Array.from([...levels, level ?? baseOf(direction)]) };
}

const baseOf = (direction: Direction) => (direction === 'rtl' ? 1 : 0);

/** The pieces that a line is drawn in, as they are read. Those in Arabic end after each space: pdfkit puts word after word to the right. */
export function runsOf({ text, levels }: Line): Run[] {
  if (!levels) return [{ text, arabic: false, at: 0 }];
  const runs: (Run & { level: number })[] = [];
  for (let at = 0; at < text.length; at++) {
    const level = levels[at]!;
    const sign = text[at]!;
    const arabic = (level % 2 === 1 ? IN_ARABIC : ARABIC).test(sign);
    const last = runs.at(-1);
    if (last?.level === level && last.arabic === arabic && !(arabic && last.text.endsWith(' '))) last.text += sign;
    else runs.push({ text: sign, arabic, at, level });
  }
  return runs.map(({ text, arabic, at, level }) => ({ text: asDrawn(text, level % 2 === 1, arabic), arabic, at }));
}

function asDrawn(text: string, fromRight: boolean, arabic: boolean): string {
  if (!fromRight && !arabic) return text;
  const signs = [...text].map((sign) => (fromRight && bidi.getMirroredCharacter(sign)) || sign);
  return (fromRight === arabic ? signs : signs.reverse()).join('');
}

/** The same pieces from left to right. */
export function fromLeft(runs: Run[], { text, direction, levels }: Line): Run[] {
  if (!levels) return runs;
  const paragraphs = [{ start: 0, end: text.length - 1, level: baseOf(direction) }];
  const order = bidi.getReorderedIndices(text, { levels, paragraphs });
  return [...runs].sort((a, b) => order.indexOf(a.at) - order.indexOf(b.at));
}
