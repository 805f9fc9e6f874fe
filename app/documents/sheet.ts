import { contrast, isHex, mix, type Hex } from '~/lib/color';
import { plainText } from './plain-text';

/** A4 in points, and the colours of LOOK on white paper. */
export const SHEET = { width: 595.28, height: 841.89, left: 44, right: 551.28, top: 40, bottom: 804 } as const;
export const INNER_WIDTH = SHEET.right - SHEET.left;
export const INK = {
  ink: '#14181f',
  second: '#4a5260',
  third: '#5f6673',
  line: '#dcd8cf',
  faint: '#eceae4',
  green: '#0d6b4d',
} as const;

export type Doc = PDFKit.PDFDocument;
export type Struct = PDFKit.PDFStructureElement;
export type Font = 'regular' | 'semibold' | 'bold';

/** `x` is the left edge, or the right one for `align: 'right'`. */
export type Place = { x: number; y: number; size: number; font?: Font; color?: string; align?: 'left' | 'right' };

/** Writes one line. It never wraps and never starts a page: whoever calls it has measured. */
export function write(
  doc: Doc,
  text: string,
  { x, y, size, font = 'regular', color = INK.ink, align = 'left' }: Place,
): void {
  const shown = plainText(text);
  if (shown === '') return;
  doc.font(font).fontSize(size).fillColor(color);
  doc.text(shown, align === 'right' ? x - doc.widthOfString(shown) : x, y, { lineBreak: false });
}

/** Writes lines that are one text: a space ends each but the last, so that they are not read out as one word. */
export function writeLines(doc: Doc, lines: string[], place: Place, leading: number): void {
  doc
    .font(place.font ?? 'regular')
    .fontSize(place.size)
    .fillColor(place.color ?? INK.ink);
  lines.forEach((line, at) => {
    const x = place.align === 'right' ? place.x - doc.widthOfString(line) : place.x;
    doc.text(at < lines.length - 1 ? `${line} ` : line, x, place.y + at * leading, { lineBreak: false });
  });
}

export function widthOf(doc: Doc, text: string, size: number, font: Font = 'regular'): number {
  return doc.font(font).fontSize(size).widthOfString(plainText(text));
}

/** Numbers, amounts and what they are called are never cut: one that is wider than its place is set smaller than `size`. */
export function sizeThatFits(doc: Doc, text: string, place: { width: number; size: number; font?: Font }): number {
  const width = widthOf(doc, text, place.size, place.font);
  return width <= place.width ? place.size : Math.max((place.size * place.width) / width, 3.5);
}

/** Breaks a text into lines that fit, between words where it can; the last line allowed ends in "…" if there is more. */
export function wrap(
  doc: Doc,
  text: string,
  box: { width: number; size: number; font?: Font; maxLines?: number },
): string[] {
  doc.font(box.font ?? 'regular').fontSize(box.size);
  const fits = (line: string) => doc.widthOfString(line) <= box.width;
  const lines: string[] = [];
  let rest = plainText(text);
  while (rest !== '' && lines.length < (box.maxLines ?? 6)) {
    const line = fits(rest) ? rest : rest.slice(0, breakAt(rest, fits));
    lines.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  const last = lines.pop();
  if (last === undefined) return [];
  return [...lines, rest === '' ? last : shorten(`${last} ${rest}`, fits)];
}

/** How much of the text goes on one line: up to the last space that fits, or else up to the last character. */
function breakAt(text: string, fits: (line: string) => boolean): number {
  const length = longestFit(text, fits);
  const space = text.slice(0, length + 1).lastIndexOf(' ');
  return space > 0 ? space : Math.max(length, 1);
}

function shorten(text: string, fits: (line: string) => boolean): string {
  const length = longestFit(text, (line) => fits(`${line.trimEnd()}…`));
  return `${text.slice(0, length).trimEnd()}…`;
}

function longestFit(text: string, fits: (line: string) => boolean): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  // Never between the two halves of a character outside the basic plane.
  return /[\ud800-\udbff]$/.test(text.slice(0, low)) ? low - 1 : low;
}

/** Adds tagged content: `draw` runs at once, and what it draws is read out as this element. */
export function tag(
  doc: Doc,
  parent: Struct,
  type: string,
  draw: () => void,
  options: PDFKit.Mixins.StructureElementOptions = {},
): void {
  parent.add(doc.struct(type, options, [draw]));
}

/** Draws what is only decoration, or repeated on every page: not read out. `draw` must not tag or decorate in turn. */
export function decorate(doc: Doc, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}

export function rule(
  doc: Doc,
  y: number,
  color: string = INK.line,
  from: number = SHEET.left,
  to: number = SHEET.right,
): void {
  decorate(doc, () => doc.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(color).stroke());
}

/** The vendor's colour where it can be read on white, else the nearest darker shade that can; the house green without one. */
export function paperColor(brandColor: string | null): Hex {
  if (!brandColor || !isHex(brandColor)) return INK.green;
  for (let step = 0; step < 20; step++) {
    const shade = mix(brandColor, '#000000', step / 20);
    if (contrast(shade, '#ffffff') >= 4.5) return shade;
  }
  return '#000000';
}
