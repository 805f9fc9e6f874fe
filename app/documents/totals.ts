import { INK, rule, SHEET, tag, write, type Doc, type Struct } from './sheet';

export type TotalLine = { label: string; amount: string; strong?: boolean };

const LINE = 14;
const STRONG = 20;
const WIDTH = 230;

export function totalsHeight(lines: TotalLine[]): number {
  return lines.reduce((height, line) => height + (line.strong ? STRONG : LINE), 0);
}

/** The sums at the lower right, the last of them the one that counts. Returns where the next thing may start. */
export function drawTotals(doc: Doc, root: Struct, y: number, lines: TotalLine[]): number {
  for (const line of lines) {
    if (line.strong) rule(doc, y + 2, INK.line, SHEET.right - WIDTH);
    const [top, size, font] = line.strong ? [y + 5, 11, 'bold' as const] : [y + 1, 8.5, 'regular' as const];
    tag(doc, root, 'P', () => {
      write(doc, line.label, { x: SHEET.right - WIDTH, y: top, size, font, color: line.strong ? INK.ink : INK.second });
      write(doc, line.amount, { x: SHEET.right, y: top, size, font, align: 'right' });
    });
    y += line.strong ? STRONG : LINE;
  }
  return y;
}
