import {
  decorate,
  INK,
  INNER_WIDTH,
  SHEET,
  tag,
  widthOf,
  wrap,
  write,
  writeLines,
  type Doc,
  type Struct,
} from './sheet';

/** What stands below the tear: a label with its lines, the first of which is the one that counts. */
export type Fact = { label: string; lines: string[]; width: number };
export type TicketWords = { caption: string; amount: string; note: string; facts: Fact[] };

const PAD = 16;
const HEAD = 70;
const NOTCH = 6;
const LABEL_SIZE = 7.5;

/** The slip with the torn edge: the amount above, what it is about below. Returns where the next thing may start. */
export function drawTicket(doc: Doc, root: Struct, y: number, words: TicketWords): number {
  const facts = words.facts.map((fact) => {
    const width = fact.width - 12;
    const [first = '–', ...more] = fact.lines;
    return {
      ...fact,
      first: wrap(doc, first, { width, size: 9, font: 'semibold', maxLines: 3 }),
      more: more
        .filter(Boolean)
        .slice(0, 5)
        .map((line) => wrap(doc, line, { width, size: 7.5, maxLines: 3 })),
    };
  });
  const height =
    HEAD + 25 + Math.max(...facts.map((fact) => fact.first.length * 12 + fact.more.flat().length * 10)) + 11;
  decorate(doc, () => outline(doc, y, height));

  const left = SHEET.left + PAD;
  const beside = INNER_WIDTH - 2 * PAD - widthOf(doc, words.amount, 25, 'bold') - 14;
  const note = wrap(doc, words.note, { width: Math.min(beside, 270), size: 9, maxLines: 2 });
  tag(doc, root, 'P', () => write(doc, words.caption, { x: left, y: y + 10, size: 8.5, color: INK.second }));
  tag(doc, root, 'P', () => write(doc, words.amount, { x: left, y: y + 20, size: 25, font: 'bold' }));
  tag(doc, root, 'P', () =>
    writeLines(
      doc,
      note,
      { x: SHEET.right - PAD, y: y + 47 - note.length * 11, size: 9, color: INK.second, align: 'right' },
      11,
    ),
  );
  let x = left;
  for (const fact of facts) {
    let top = y + HEAD + 9;
    tag(doc, root, 'P', () => write(doc, fact.label, { x, y: top, size: LABEL_SIZE, color: INK.third }));
    top += 12;
    tag(doc, root, 'P', () => writeLines(doc, fact.first, { x, y: top, size: 9, font: 'semibold' }, 12));
    top += fact.first.length * 12 + 1;
    for (const lines of fact.more) {
      tag(doc, root, 'P', () => writeLines(doc, lines, { x, y: top, size: 7.5, color: INK.second }, 10));
      top += lines.length * 10;
    }
    x += fact.width;
  }
  return y + height + 14;
}

/** A rounded frame with a notch in either side, and the perforation between them. */
function outline(doc: Doc, y: number, height: number): void {
  const { left, right } = SHEET;
  const tear = y + HEAD;
  doc.lineWidth(0.8).strokeColor(INK.line).roundedRect(left, y, INNER_WIDTH, height, 10).stroke();
  for (const side of [left, right]) {
    const inwards = side === left ? 1 : -1;
    // White over the frame's own line opens the edge; the half circle then closes it again, bent inwards.
    doc.rect(side - 1, tear - NOTCH, 2, NOTCH * 2).fill('#ffffff');
    doc
      .path(`M${side} ${tear - NOTCH}a${NOTCH} ${NOTCH} 0 0 ${inwards === 1 ? 1 : 0} 0 ${NOTCH * 2}`)
      .lineWidth(0.8)
      .strokeColor(INK.line)
      .stroke();
  }
  doc.save();
  doc.lineWidth(1.1).lineCap('round').dash(0.1, { space: 3.6 }).strokeColor('#c9c4b8');
  doc
    .moveTo(left + NOTCH + 6, tear)
    .lineTo(right - NOTCH - 5, tear)
    .stroke();
  doc.restore();
}
