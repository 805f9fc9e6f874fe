import { deflateRawSync } from 'node:zlib';
import { xlsxTemplate } from '~/domain/customer-imports/import-template.server';
import { readZip } from '~/lib/unzip.server';
import { writeZip } from '~/lib/zip.server';

const EVERYTHING = { wanted: () => true, mostEntries: 100, mostBytes: 1e9 };

/** The parts of the product's own template, with another sheet in it. */
export async function partsWith(sheet: string): Promise<{ name: string; content: Buffer; modifiedAt: Date }[]> {
  const parts = await readZip(xlsxTemplate().content, EVERYTHING);
  return parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content: Buffer.from(sheet) } : part));
}

/** A workbook of these rows, as a spreadsheet writes one: text, numbers, and `=…` for a formula with its last value. */
export async function makeWorkbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const cell = (value: string | number, column: number, row: number) => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    if (value.startsWith('=')) return `<c r="${at}" t="str"><f>${text.slice(1)}</f><v>computed</v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
  const body = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cell(value, column, row)).join('')}</row>`,
  );
  const sheet = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData></worksheet>`;
  return writeZip(await partsWith(sheet));
}

/** A workbook of so many rows and columns, in each cell of which stands the same text, written down once. */
export async function makeRepeating(text: string, rows: number, columns: number): Promise<Buffer> {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const letter = (n: number) => String.fromCharCode(65 + n);
  const nameOf = (column: number) =>
    column < 26 ? letter(column) : letter(Math.floor(column / 26) - 1) + letter(column % 26);
  const names = Array.from({ length: columns }, (_, column) => nameOf(column));
  const body = Array.from({ length: rows }, (_, row) => {
    const cells = names.map((name) => `<c r="${name}${row + 1}" t="s"><v>0</v></c>`);
    return `<row r="${row + 1}">${cells.join('')}</row>`;
  });
  const strings = `<?xml version="1.0"?><sst ${main}><si><t>${text}</t></si></sst>`;
  return writeZip([
    ...(await partsWith(`<?xml version="1.0"?><worksheet ${main}><sheetData>${body.join('')}</sheetData></worksheet>`)),
    { name: 'xl/sharedStrings.xml', content: Buffer.from(strings), modifiedAt: new Date('2026-01-01T00:00:00Z') },
  ]);
}

/**
 * A ZIP file whose one sheet unfolds to so many megabytes, and which says that it unfolds to one byte: opened without
 * limits it would fill the memory.
 */
export function makeBomb(megabytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024, ' '), { level: 9 });
  const zip = writeZip([{ name: 'xl/workbook.xml', content: packed, modifiedAt: new Date('2026-01-01T00:00:00Z') }]);
  const directory = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  // Packed, and one byte long when it is not, by its own word.
  for (const [method, size] of [
    [8, 22],
    [directory + 10, directory + 24],
  ] as const) {
    zip.writeUInt16LE(8, method);
    zip.writeUInt32LE(1, size);
  }
  return zip;
}
