import type { Line } from './line';
import {
  decorate,
  INK,
  placeFigures,
  rule,
  SHEET,
  sizeThatFits,
  tag,
  widthOf,
  wrap,
  write,
  writeLines,
  type Doc,
  type Place,
  type Struct,
} from './sheet';

export type Column = {
  label: string;
  width: number;
  align?: 'left' | 'right';
  font?: 'regular' | 'semibold';
  quiet?: boolean;
};

/** `wraps` names the column whose text may take up to `maxLines` lines; all others take one. */
export type TableShape = {
  columns: Column[];
  rows: string[][];
  size: number;
  /** The height of a row of one line. */
  rowHeight: number;
  wraps: number;
  maxLines: number;
};

const HEAD_HEIGHT = 17;
const HEAD_SIZE = 7.5;
/** Where the table goes on after a page is full. */
const NEXT_TOP = SHEET.top;

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve));
const lineHeight = (shape: TableShape) => Math.min(shape.size * 1.36, shape.rowHeight);

type Row = { cells: string[]; lines: Line[]; height: number };

function layOut(doc: Doc, shape: TableShape, cells: string[]): Row {
  const width = (shape.columns[shape.wraps]?.width ?? 0) - 8;
  const lines = wrap(doc, cells[shape.wraps] ?? '', { width, size: shape.size, maxLines: shape.maxLines });
  return { cells, lines, height: shape.rowHeight + Math.max(lines.length - 1, 0) * lineHeight(shape) };
}

/** The height of the whole table, were the page endless. */
export function tableHeight(doc: Doc, shape: TableShape): number {
  return shape.rows.reduce((height, cells) => height + layOut(doc, shape, cells).height, HEAD_HEIGHT);
}

/**
 * Draws the table from `y`, on as many pages as it takes, with its head on each. The last two rows stay
 * together with the `below` points that follow the table, so that no sum stands on a page by itself.
 * Tagged as one table. Returns where the next thing may start. Lets other work of the process run after
 * each page: a thousand rows take longer than anybody else's request should wait.
 */
export async function drawTable(doc: Doc, root: Struct, y: number, shape: TableShape, below: number): Promise<number> {
  const table = doc.struct('Table');
  root.add(table);
  const head = doc.struct('TR');
  table.add(head);
  const columns = placeColumns(doc, shape);
  drawHead(doc, y, columns, (draw) =>
    tag(doc, head, 'TH', draw, { scope: 'Column' } as PDFKit.Mixins.StructureElementOptions),
  );
  head.end();
  y += HEAD_HEIGHT;
  const last = shape.rows.length - 1;
  for (const [at, cells] of shape.rows.entries()) {
    const row = layOut(doc, shape, cells);
    const withIt = at < last - 1 ? 0 : at === last ? below : below + shape.rowHeight * shape.maxLines;
    if (y + row.height + withIt > SHEET.bottom && y > NEXT_TOP + HEAD_HEIGHT) {
      await nextTurn();
      doc.addPage();
      drawHead(doc, NEXT_TOP, columns, (draw) => decorate(doc, draw, 'Pagination'));
      y = NEXT_TOP + HEAD_HEIGHT;
    }
    drawRow(doc, table, y, shape, columns, row);
    y += row.height;
  }
  table.end();
  return y;
}

function drawHead(doc: Doc, y: number, columns: PlacedColumn[], cell: (draw: () => void) => void): void {
  for (const { label, place } of columns)
    cell(() => write(doc, label, { ...place, y, size: HEAD_SIZE, color: INK.third }));
  rule(doc, y + HEAD_HEIGHT - 3);
}

function drawRow(doc: Doc, table: Struct, y: number, shape: TableShape, columns: PlacedColumn[], row: Row): void {
  const tr = doc.struct('TR');
  table.add(tr);
  // Ascender to descender of Noto Sans is 1.362 of the size; half of what is left stands above.
  const first = y + (shape.rowHeight - shape.size * 1.362) / 2;
  columns.forEach((column, at) => {
    const place = {
      ...column.place,
      y: first,
      size: shape.size,
      font: column.font,
      color: column.quiet ? INK.second : INK.ink,
    };
    const text = row.cells[at] ?? '';
    const draw = () =>
      at === shape.wraps
        ? writeLines(doc, row.lines, place, lineHeight(shape))
        : write(doc, text, { ...place, size: sizeThatFits(doc, text, { ...place, width: column.width - 6 }) });
    tag(doc, tr, 'TD', draw);
  });
  tr.end();
  rule(doc, y + row.height, INK.faint);
}

type PlacedColumn = Column & { place: Pick<Place, 'x' | 'align'> };

function placeColumns(doc: Doc, shape: TableShape): PlacedColumn[] {
  let x: number = SHEET.left;
  return shape.columns.map((column, at) => {
    x += column.width;
    const place =
      column.align === 'right' ? placeFigures(doc, x, () => widest(doc, shape, at)) : { x: x - column.width };
    return { ...column, place };
  });
}

/** The widest text of a column of figures; only the longest ones are measured. */
function widest(doc: Doc, { columns, rows, size }: TableShape, at: number): number {
  const { label, width, font } = columns[at]!;
  const longest = rows.map((row) => row[at] ?? '').sort((a, b) => b.length - a.length);
  const widths = longest.slice(0, 40).map((text) => widthOf(doc, text, size, font));
  return Math.max(widthOf(doc, label, HEAD_SIZE), ...widths.map((each) => Math.min(each, width - 6)));
}
