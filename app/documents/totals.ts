import { INK, placeFigures, rule, SHEET, sizeThatFits, tag, widthOf, write, type Doc, type Struct } from './sheet';

export type TotalLine = { label: string; amount: string; strong?: boolean };

const LINE = 14;
const STRONG = 20;
const GAP = 14;
/** As wide as this, or as its widest line up to `MOST`, which leaves the words beside a document's code their place. */
const WIDTH = 230;
const MOST = 264;

const lookOf = ({ strong }: TotalLine) =>
  strong ? { size: 11, font: 'bold' as const } : { size: 8.5, font: 'regular' as const };

export function totalsHeight(lines: TotalLine[]): number {
  return lines.reduce((height, line) => height + (line.strong ? STRONG : LINE), 0);
}

/** The sums at the lower right, the last of them the one that counts. Returns where the next thing may start. */
export function drawTotals(doc: Doc, root: Struct, y: number, lines: TotalLine[]): number {
  const amounts = lines.map((line) => widthOf(doc, line.amount, lookOf(line).size, lookOf(line).font));
  const figures = placeFigures(doc, SHEET.right, () => Math.max(...amounts));
  const measured = lines.map((line, at) => {
    const { size, font } = lookOf(line);
    const amountWidth = Math.max(amounts[at]!, SHEET.right - figures.x) + GAP;
    return { ...line, size, font, amountWidth, width: amountWidth + widthOf(doc, line.label, size, font) };
  });
  const width = Math.min(Math.max(WIDTH, ...measured.map((line) => line.width)), MOST);
  const left = SHEET.right - width;
  for (const { label, amount, strong, size, font, amountWidth } of measured) {
    if (strong) rule(doc, y + 2, INK.line, left);
    const top = y + (strong ? 5 : 1);
    tag(doc, root, 'P', () => {
      const labelSize = sizeThatFits(doc, label, { width: width - amountWidth, size, font });
      write(doc, label, { x: left, y: top, size: labelSize, font, color: strong ? INK.ink : INK.second });
      write(doc, amount, { ...figures, y: top, size, font });
    });
    y += strong ? STRONG : LINE;
  }
  return y;
}
