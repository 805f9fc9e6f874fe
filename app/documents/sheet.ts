import { contrast, isHex, mix, type Hex } from '~/lib/color';
import { directionOf, type Direction, type Language } from '~/lib/languages/language';
import { fromLeft, lineOf, runsOf, shortened, sliceLine, trimmed, type Line, type Run } from './line';

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

/**
 * `x` is the left edge, or the right one for `align: 'right'`, on a sheet that is read from left to right. One that is
 * read from right to left is drawn as its mirror image.
 */
export type Place = { x: number; y: number; size: number; font?: Font; color?: string; align?: 'left' | 'right' };

function directionOn(doc: Doc): Direction {
  return directionOf(doc.options.lang as Language);
}

/** The left edge of something that is so wide and has its left edge at `x` on a sheet that is read from left to right. */
export function across(doc: Doc, x: number, width: number): number {
  return directionOn(doc) === 'rtl' ? SHEET.width - x - width : x;
}

/**
 * Where figures stand whose column ends at `edge`: with their last places below each other. On a sheet that is read from
 * right to left they would begin below each other instead; the widest of them still reaches the edge.
 */
export function placeFigures(doc: Doc, edge: number, widest: () => number): Pick<Place, 'x' | 'align'> {
  return directionOn(doc) === 'rtl' ? { x: edge - widest(), align: 'left' } : { x: edge, align: 'right' };
}

/** Writes one line. It never wraps and never starts a page: whoever calls it has measured. */
export function write(doc: Doc, text: string, place: Place, more: { link?: string; underline?: boolean } = {}): void {
  const line = lineOf(text, directionOn(doc));
  if (line.text === '') return;
  doc.fillColor(place.color ?? INK.ink);
  drawLine(doc, line, place, more);
}

/** Writes lines that are one text: a space ends each but the last, so that they are not read out as one word. */
export function writeLines(doc: Doc, lines: Line[], place: Place, leading: number): void {
  doc.fillColor(place.color ?? INK.ink);
  lines.forEach((line, at) =>
    drawLine(doc, line, { ...place, y: place.y + at * leading }, {}, at < lines.length - 1 ? ' ' : ''),
  );
}

/** How much lower the Arabic font must start for the same baseline: its ascender is shorter. In parts of the size. */
const LOWER = 1.069 - 2100 / 2048;

/** In the order in which it is read, so that programs read it so too. `after` is drawn beyond the line's end. */
function drawLine(doc: Doc, line: Line, place: Place, more: PDFKit.Mixins.TextOptions = {}, after = ''): void {
  const { y, size, font = 'regular' } = place;
  const runs = runsOf(line);
  const width = widthOfRuns(doc, runs, size, font);
  const start = across(doc, place.align === 'right' ? place.x - width : place.x, width);
  const lefts = new Map<Run, number>();
  fromLeft(runs, line).reduce((left, run) => {
    lefts.set(run, left);
    return left + widthOfRuns(doc, [run], size, font);
  }, start);
  runs.forEach((run, at) => {
    const text = at < runs.length - 1 ? run.text : run.text + after;
    const beyond =
      run.arabic && after ? widthOfRuns(doc, [{ ...run, text }], size, font) - widthOfRuns(doc, [run], size, font) : 0;
    setFont(doc, run, size, font);
    doc.text(text, lefts.get(run)! - beyond, run.arabic ? y + size * LOWER : y, { lineBreak: false, ...more });
  });
}

function setFont(doc: Doc, run: Run, size: number, font: Font): Doc {
  return doc.font(run.arabic ? `arabic ${font}` : font).fontSize(size);
}

function widthOfRuns(doc: Doc, runs: Run[], size: number, font: Font = 'regular'): number {
  return runs.reduce((width, run) => width + setFont(doc, run, size, font).widthOfString(run.text), 0);
}

export function widthOf(doc: Doc, text: string, size: number, font?: Font): number {
  return widthOfRuns(doc, runsOf(lineOf(text, directionOn(doc))), size, font);
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
): Line[] {
  const fits = (line: Line) => widthOfRuns(doc, runsOf(line), box.size, box.font) <= box.width;
  const lines: Line[] = [];
  let last = lineOf('', 'ltr');
  let rest = lineOf(text, directionOn(doc));
  while (rest.text !== '' && lines.length < (box.maxLines ?? 6)) {
    const length = fits(rest) ? rest.text.length : breakAt(rest, fits);
    lines.push(trimmed(sliceLine(rest, 0, length)));
    last = rest;
    rest = trimmed(sliceLine(rest, length, rest.text.length));
  }
  return rest.text === '' ? lines : [...lines.slice(0, -1), shorten(last, fits)];
}

type Fits = (line: Line) => boolean;

/** How much of the text goes on one line: up to the last space that fits, or else up to the last character. */
function breakAt(line: Line, fits: Fits): number {
  const length = longestFit(line, fits);
  const space = line.text.slice(0, length + 1).lastIndexOf(' ');
  return space > 0 ? space : Math.max(length, 1);
}

function shorten(line: Line, fits: Fits): Line {
  const upTo = (length: number) => shortened(trimmed(sliceLine(line, 0, length)));
  return upTo(longestFit(line, ({ text }) => fits(upTo(text.length))));
}

function longestFit(line: Line, fits: Fits): number {
  let [low, high] = [0, line.text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(sliceLine(line, 0, middle))) low = middle;
    else high = middle - 1;
  }
  // Never between the two halves of a character outside the basic plane.
  return /[\ud800-\udbff]$/.test(line.text.slice(0, low)) ? low - 1 : low;
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
  const left = across(doc, from, to - from);
  decorate(doc, () =>
    doc
      .moveTo(left, y)
      .lineTo(left + to - from, y)
      .lineWidth(0.6)
      .strokeColor(color)
      .stroke(),
  );
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
